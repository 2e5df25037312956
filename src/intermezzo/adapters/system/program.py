"""How this program is started, for what starts it again later; how it is added to, and who renews it."""

import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from intermezzo.adapters.system import resources
from intermezzo.adapters.system.identity import RELEASES
from intermezzo.adapters.system.paths import Paths
from intermezzo.adapters.system.sandbox import flatpak_id
from intermezzo.core.faults import Message, message

_BY_HAND = frozenset({"pip", "uv", "pipx", "poetry", "pdm"})
"""Installers that leave it to somebody to ask for the next version."""
_OF_PACKAGES = ("/usr/lib/", "/usr/bin/", "/opt/", "/nix/", "/gnu/", "/app/")
"""Where the package managers of a system put a frozen program."""


def program(paths: Paths) -> tuple[str, ...]:
    """Return the words that start this program with these paths: from a checkout, a wheel or a package."""
    home = ("--home", str(paths.home)) if paths.home is not None else ()
    if flatpak_id():
        return ("intermezzo", *home)  # inside the sandbox; its script is not beside the Python that runs it
    if getattr(sys, "frozen", False):
        return (sys.executable, *home)
    script = Path(sys.executable).with_name("intermezzo.exe" if sys.platform == "win32" else "intermezzo")
    if script.exists():
        return (str(script), *home)
    return (sys.executable, "-m", "intermezzo", *home)


def typed(paths: Paths) -> str:
    """Return what one types in a terminal to run this program with these paths.

    It is the plain name where the shell finds this very program by it.
    """
    name, *more = program(paths)
    if flatpak_id():
        return _shell("flatpak", "run", flatpak_id(), *more)
    found = shutil.which("intermezzo")
    if found is not None and Path(found).exists() and Path(found).samefile(name):
        name = "intermezzo"
    return _shell(name, *more)


def voice_command() -> str:
    """Return the command that installs the extra ``voice`` where this program is installed.

    It is empty for a frozen program and a Flatpak, to which nothing can be added.
    """
    if getattr(sys, "frozen", False) or flatpak_id():
        return ""
    checkout = resources.checkout()
    if checkout is not None and Path(sys.prefix).resolve() == (checkout / ".venv").resolve():
        own = checkout / ".uv" / "bin" / "uv"
        uv = "uv" if shutil.which("uv") or not own.exists() else str(own)
        return _shell(uv, "sync", "--locked", "--extra", "voice", "--project", str(checkout))
    from importlib.metadata import version

    # What the extra consists of, by the name that the registry knows, and of the version of the rest of Qt.
    package = f"PySide6-Addons=={version('PySide6-Essentials')}"
    if find_spec("pip") is not None:
        return _shell(sys.executable, "-m", "pip", "install", package)
    return _shell("uv", "pip", "install", "--python", sys.executable, package)


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
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        # https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-installer-file
        installer = distribution("intermezzo").read_text("INSTALLER") or ""
    except PackageNotFoundError:
        return True
    return installer.strip() not in _BY_HAND


def _shell(*words: str) -> str:
    """Return the words as one types them in a shell."""
    if sys.platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(words)
    return shlex.join(words)
