"""Write a file whole or not at all, even if the process or the machine stops meanwhile."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intermezzo.adapters.system import partial_files


def replace(path: Path, raw: bytes, changed_ns: int | None = None) -> None:
    """Replace the content of the file; on return it is on the disk.

    ``changed_ns`` is its time of change in nanoseconds since 1970, if that is not now. Raise OSError if the
    folder cannot be written; the file is then unchanged.
    """
    with _written(path, raw) as ready:
        if changed_ns is not None:
            os.utime(ready, ns=(changed_ns, changed_ns))
        ready.replace(path)


def write(path: Path, raw: bytes, changed_ns: int | None = None) -> None:
    """Do the same, and make the folder, for the user alone, where it is missing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace(path, raw, changed_ns)


def create(path: Path, raw: bytes) -> None:
    """Create the file with its whole content at once.

    Raise FileExistsError if it exists, even if created just now, and OSError if the folder cannot be written.
    """
    with _written(path, raw) as ready:
        try:
            os.link(ready, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links: reserve the name, then fill it
            path.open("x").close()
            ready.replace(path)


def put(part: Path, target: Path) -> None:
    """Rename a finished file over ``target``; after a power cut either the old or the new one is there."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Write a rename in the folder to the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _written(path: Path, raw: bytes) -> Iterator[Path]:
    """Yield a temporary file beside ``path``; afterwards sync the folder that it was renamed in."""
    handle, name = tempfile.mkstemp(prefix=partial_files.prefix(), dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(path.parent)
