"""Puts a file in its place whole or not at all, whatever happens meanwhile."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace(path: Path, raw: bytes) -> None:
    """Put the bytes in the file's place, on the disk before this returns: all of them, or the old ones stay.

    Raises OSError where the folder cannot be written.
    """
    with _written(path, raw) as ready:
        ready.replace(path)


def create(path: Path, raw: bytes) -> None:
    """Put the bytes where no file is; it is there whole from its first moment.

    Raises FileExistsError where one is, even one that came just now, and OSError where the folder cannot be
    written.
    """
    with _written(path, raw) as ready:
        try:
            os.link(ready, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links: the name is taken first, and filled at once
            path.open("x").close()
            ready.replace(path)


@contextmanager
def _written(path: Path, raw: bytes) -> Iterator[Path]:
    """Write a file beside the place that it shall have; what becomes of it is on the disk afterwards."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
    if os.name == "posix":
        # The new name is on the disk only when the folder is.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
