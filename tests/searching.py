"""Search the bytes of whole folders."""

import os
from collections.abc import Sequence
from pathlib import Path


def files(*folders: Path) -> Sequence[Path]:
    """Return the folders and everything below them, links not followed."""
    found = [one for folder in folders if folder.exists() for one in (folder, *sorted(folder.rglob("*")))]
    return [one for one in found if not one.is_symlink()]


def holding(canary: bytes, *folders: Path) -> list[str]:
    """Return the files below the folders with these bytes in their content or name."""
    return [
        str(one)
        for one in files(*folders)
        if canary in os.fsencode(one.name) or (one.is_file() and canary in one.read_bytes())
    ]
