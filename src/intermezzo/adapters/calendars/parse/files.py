"""List and open the files of a calendar, without blocking on FIFOs, devices or links that form a loop."""

import errno
import os
import stat
from dataclasses import dataclass
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

from intermezzo.adapters.calendars.parse.protocol import Trouble
from intermezzo.adapters.system.user_files import opened

_TROUBLES = {
    errno.ENOENT: Trouble.MISSING,
    errno.ENOTDIR: Trouble.MISSING,
    errno.ENAMETOOLONG: Trouble.MISSING,
    errno.EISDIR: Trouble.NOT_A_FILE,
    errno.EACCES: Trouble.DENIED,
    errno.EPERM: Trouble.DENIED,
    errno.ELOOP: Trouble.LINK_LOOP,
}
_MAPPED = 1024 * 1024
"""Larger files are mapped, so that they take no memory of their own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file. ``stamp`` changes with its content; it is empty if there is a trouble."""

    path: str
    stamp: tuple[int, ...] = ()
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The files at a path; ``trouble`` is that of the path itself."""

    path: str
    files: tuple[Found, ...] = ()
    trouble: Trouble | None = None


def listing(path: str, limit: int) -> Listing:
    """Return the file at a path, or the first ``limit`` of a folder's ``.ics`` files, without hidden ones."""
    if not path:
        return Listing(path, trouble=Trouble.MISSING)
    try:
        place = Path(path).expanduser().absolute()
        if not stat.S_ISDIR(place.stat().st_mode):
            return Listing(str(place), (_found(place),))
        with os.scandir(place) as entries:
            names = (one.name for one in entries if one.name.lower().endswith(".ics") and one.name[0] != ".")
            chosen = list(islice(names, limit + 1))
    except (ValueError, RuntimeError):
        # A path with a NUL character, or ~name of an unknown user.
        return Listing(path, trouble=Trouble.MISSING)
    except OSError as error:
        return Listing(path, trouble=trouble_of(error))
    trouble = Trouble.TOO_MANY_FILES if len(chosen) > limit else None if chosen else Trouble.NO_FILES
    return Listing(str(place), tuple(_found(place / name) for name in sorted(chosen[:limit])), trouble)


def _found(path: Path) -> Found:
    try:
        status = path.stat()
    except OSError as error:
        return Found(str(path), trouble=trouble_of(error))
    if not stat.S_ISREG(status.st_mode):
        return Found(str(path), trouble=Trouble.NOT_A_FILE)
    return Found(str(path), (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino))


def open_limited(path: str, limit: int) -> bytes | mmap | Trouble:
    """Return the content of a regular file of at most ``limit`` bytes. Opening does not block on a FIFO."""
    pieces = []
    size = 0
    try:
        with opened(path) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Trouble.NOT_A_FILE
            if status.st_size > limit:
                return Trouble.TOO_LARGE
            if status.st_size > _MAPPED:
                return mmap(file.fileno(), 0, access=ACCESS_READ)
            # A file may grow while it is read, and files of /proc have the size 0.
            while size <= limit and (piece := file.read(min(_MAPPED, limit + 1 - size))):
                pieces.append(piece)
                size += len(piece)
    except OSError as error:
        return trouble_of(error)
    return Trouble.TOO_LARGE if size > limit else b"".join(pieces)


def trouble_of(error: OSError) -> Trouble:
    """Return the trouble that an error of the system stands for."""
    return _TROUBLES.get(error.errno or 0, Trouble.UNREADABLE)
