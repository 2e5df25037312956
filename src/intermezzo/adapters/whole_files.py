"""Puts a file in its place whole or not at all, whatever happens meanwhile."""

import os
import tempfile
from pathlib import Path


def replace(path: Path, raw: bytes) -> None:
    """Put the bytes in the file's place, on the disk before this returns: all of them, or the old ones stay.

    Raises OSError where the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        # The new name is on the disk only when the folder is.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
