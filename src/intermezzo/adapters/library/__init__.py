"""Movements and sessions, read from TOML files: the shipped ones first, then the user's own."""

from intermezzo.adapters.library.faults import FileFault
from intermezzo.adapters.library.form import schemas
from intermezzo.adapters.library.reading import Library, check, load

__all__ = ["FileFault", "Library", "check", "load", "schemas"]
