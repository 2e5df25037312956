"""The folders that ship with the program: in the installed package, or beside the source in a checkout."""

from pathlib import Path

from intermezzo.core.faults import Fault

_PACKAGE = Path(__file__).resolve().parents[2]


def sessions() -> Path:
    """Find the shipped movements and sessions; raises Fault when the installation is not whole."""
    return _shipped("sessions")


def assets() -> Path:
    """Find fonts, icons and sounds; raises Fault when the installation is not whole."""
    return _shipped("assets")


def catalogues() -> Path:
    """Where the sentences in other languages would be; raises Fault when the installation is not whole."""
    return assets() / "locale"


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
    raise Fault(f"{installed}: the {name} that ship with Intermezzo are missing; install it again")
