"""The folders that ship with the program: inside the installed package, or in the checkout."""

from pathlib import Path

from intermezzo.core.faults import Fault

_PACKAGE = Path(__file__).resolve().parents[2]


def sessions() -> Path:
    """Return the folder of movements and sessions. Raise Fault if it is missing."""
    return _shipped("sessions")


def assets() -> Path:
    """Return the folder of fonts, icons and sounds. Raise Fault if it is missing."""
    return _shipped("assets")


def checkout() -> Path | None:
    """Return the folder of the source checkout that this program runs from; None for an installed one."""
    folder = _PACKAGE.parents[1]
    return folder if (folder / "tools" / "gallery").is_dir() else None


def _shipped(name: str) -> Path:
    installed = _PACKAGE / "data" / name
    checkout = _PACKAGE.parent.parent / name
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise Fault("install.incomplete", path=installed, name=name)
