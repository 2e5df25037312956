"""Movements, sessions and prescriptions as TOML files: read, checked and written."""

from intermezzo.adapters.library.form import schemas
from intermezzo.adapters.library.prescriptions import Prescriptions
from intermezzo.adapters.library.prescriptions import add as add_prescription
from intermezzo.adapters.library.prescriptions import check as check_prescription
from intermezzo.adapters.library.prescriptions import load as prescriptions
from intermezzo.adapters.library.prescriptions import write as write_prescription
from intermezzo.adapters.library.reading import FOLDERS, Library, check, load
from intermezzo.adapters.library.toml_file import FileFault, not_written, stamps
from intermezzo.adapters.library.writing import RemovedFile, is_own, put_back, remove, write

__all__ = [
    "FOLDERS", "FileFault", "Library", "Prescriptions", "RemovedFile", "add_prescription", "check",
    "check_prescription", "is_own", "load", "not_written", "prescriptions", "put_back", "remove", "schemas",
    "stamps", "write", "write_prescription",
]  # fmt: skip
