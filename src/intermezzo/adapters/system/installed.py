"""Who brings new versions to this installation."""

import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from intermezzo.adapters.system import resources
from intermezzo.adapters.system.identity import RELEASES
from intermezzo.adapters.system.sandbox import flatpak_id
from intermezzo.core.faults import Message, message

_BY_HAND = frozenset({"pip", "uv", "pipx", "poetry", "pdm"})
"""Installers that leave it to somebody to ask for the next version."""
_OF_PACKAGES = ("/usr/lib/", "/usr/bin/", "/opt/", "/nix/", "/gnu/", "/app/")
"""Where the package managers of a system put a frozen program."""


def why_not_asked() -> Message | None:
    """Return why no page of releases is asked for a newer version; None if it may be asked."""
    if flatpak_id():
        return message("updates.by_flatpak")
    if resources.checkout() is not None:
        return message("updates.by_git")
    if _is_of_packages():
        return message("updates.by_system")
    return None if RELEASES else message("updates.no_page")


def _is_of_packages() -> bool:
    """Return whether a package manager has installed this program, and so brings its next version."""
    if getattr(sys, "frozen", False):
        return sys.platform == "linux" and str(Path(sys.executable).resolve()).startswith(_OF_PACKAGES)
    try:
        # https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-installer-file
        installer = distribution("intermezzo").read_text("INSTALLER") or ""
    except PackageNotFoundError:
        return True
    return installer.strip() not in _BY_HAND
