"""Movements and sessions, read from TOML files: the shipped ones first, then the user's own."""

from intermezzo.adapters.library.faults import FileFault
from intermezzo.adapters.library.form import schemas
from intermezzo.adapters.library.reading import Library, check, load
from intermezzo.adapters.library.writing import FOLDERS, is_own, write

__all__ = ["FOLDERS", "FileFault", "Library", "check", "is_own", "load", "schemas", "write"]
