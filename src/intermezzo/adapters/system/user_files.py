"""List and read files of the user that may be anything: nothing waits for one, however many there are."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from itertools import accumulate, compress
from pathlib import Path

from intermezzo.core.faults import Message, message

MOST_FILES = 500
MOST_BYTES = 4 * 1024 * 1024
"""Files of one folder that are read, and bytes of all of them; the others are left out."""
MOST_ENTRIES = 20_000
"""Entries of a folder and all below it that are looked at."""
DEEPEST = 4
"""Levels of folders that are looked into."""


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of a folder, by path. ``more``: others were left out."""

    paths: tuple[Path, ...]
    more: bool


def listed(folder: Path, suffix: str, largest: int, *, below: bool = False) -> FileList:
    """Return the entries of a folder whose names end with the suffix, of any kind but hidden.

    Those that are larger than ``largest`` bytes, which nobody reads, do not count towards all bytes.
    ``below``: those of folders in it too, but for links to folders. A missing folder is empty.
    """
    found: list[Path] = []
    more = False
    for seen, entry in enumerate(_entries(folder, DEEPEST if below else 0, suffix)):
        if seen >= MOST_ENTRIES:
            more = True
            break
        if entry.name.endswith(suffix) and entry.name[0] != ".":
            found.append(Path(entry.path))
    chosen = sorted(found)[:MOST_FILES]
    within = [size <= MOST_BYTES for size in accumulate(_size(one, largest) for one in chosen)]
    return FileList(tuple(compress(chosen, within)), more or len(found) > MOST_FILES or not all(within))


def _size(path: Path, largest: int) -> int:
    _time, size, *_rest = stamp(path) or (0, 0)
    return 0 if size > largest else size


def _entries(folder: Path, depth: int, suffix: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            inner = []
            for entry in entries:
                yield entry
                plain = not entry.name.endswith(suffix) and entry.name[0] != "."
                if depth and plain and entry.is_dir(follow_symlinks=False):
                    inner.append(Path(entry.path))
    except OSError:  # missing, or not to be read: its files are not to be read either
        return
    for one in sorted(inner):
        yield from _entries(one, depth - 1, suffix)


def stamp(path: Path) -> tuple[int, ...]:
    """Return numbers that change with the file; () if there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def content(path: Path, most: int) -> bytes | Message:
    """Return the bytes of a file, or why it is not read: it is missing, too large, or no regular file."""
    found = b""
    try:
        with opened(path) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return message("file.not_a_file")
            # Whatever its size was: a file may grow while it is read, and those of /proc have the size 0.
            while len(found) <= most and (piece := file.read(most + 1 - len(found))):
                found += piece
    except (OSError, ValueError) as error:
        return _trouble(error)
    return message("file.too_large", most=most // 1024) if len(found) > most else found


def opened(path: Path | str) -> FileIO:
    """Return the file, open for reading; a FIFO does not wait for its other end. Raise OSError."""
    return open(path, "rb", buffering=0, opener=_without_waiting)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _trouble(error: OSError | ValueError) -> Message:
    if not isinstance(error, OSError) or error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return message("file.missing")
    if error.errno in {errno.EISDIR, errno.ENXIO}:  # ENXIO: a socket
        return message("file.not_a_file")
    return message("file.unreadable", why=error.strerror)
