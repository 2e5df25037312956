"""Search whole folders, also while a running app writes in them: what goes meanwhile is left out."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def files(*folders: Path) -> Sequence[Path]:
    """Return the folders and everything below them, links not followed."""
    found = [one for one in folders if one.exists()]
    for folder in folders:
        for place, within, names in os.walk(folder):
            found += (Path(place, name) for name in sorted(within + names))
    return [one for one in found if not one.is_symlink()]


def modes(*folders: Path) -> dict[Path, int]:
    """Return the permissions of the folders and of everything below them."""
    found = {}
    for one in files(*folders):
        with suppress(FileNotFoundError):
            found[one] = stat.S_IMODE(one.stat().st_mode)
    return found


def readable_by_others(*folders: Path) -> dict[str, str]:
    """Return the paths below the folders that others than their owner may open, with their permissions."""
    return {str(one): oct(mode) for one, mode in modes(*folders).items() if mode & 0o077}


def holding(canary: bytes, *folders: Path) -> list[str]:
    """Return the files below the folders with these bytes in their content or name."""
    return [
        str(one)
        for one in files(*folders)
        if canary in os.fsencode(one.name) or (one.is_file() and canary in _content(one))
    ]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
