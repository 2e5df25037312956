"""Movements, sessions and prescriptions as TOML files: read, checked and written."""

from intermezzo.adapters.library.form import schemas
from intermezzo.adapters.library.prescriptions import Prescriptions
from intermezzo.adapters.library.prescriptions import add as add_prescription
from intermezzo.adapters.library.prescriptions import check as check_prescription
from intermezzo.adapters.library.prescriptions import load as prescriptions
from intermezzo.adapters.library.prescriptions import write as write_prescription
from intermezzo.adapters.library.reading import FOLDERS, Library, check, load
from intermezzo.adapters.library.toml_file import FileFault, stamps, unwritten
from intermezzo.adapters.library.writing import is_own, write

__all__ = [
    "FOLDERS", "FileFault", "Library", "Prescriptions", "add_prescription", "check", "check_prescription",
    "is_own", "load", "prescriptions", "schemas", "stamps", "unwritten", "write", "write_prescription",
]  # fmt: skip
