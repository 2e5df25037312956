"""Mend a damaged database: keep the file, salvage its rows, and exchange the content in one transaction.

The new content goes in by SQLite's backup API. A process that ends meanwhile leaves the old content, and
other processes that have the file open see the new content after it.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from intermezzo.adapters.store import backups, checking, salvage
from intermezzo.adapters.store.errors import translate_errors
from intermezzo.adapters.system import atomic_file, partial_files, user_files
from intermezzo.core.faults import Fault, Message, message

_ATTEMPTS = 3
"""How often it is tried while another process writes."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done. ``old`` is where the old file is kept, None if nothing had to be mended."""

    kept: int
    lost: int = 0
    old: Path | None = None

    def message(self) -> Message:
        """Return what to tell."""
        if self.old is None:
            return message("store.nothing_to_mend", kept=self.kept)
        if self.lost:
            return message("store.mended_with_loss", kept=self.kept, lost=self.lost, name=self.old.name)
        return message("store.mended", kept=self.kept, name=self.old.name)


def mend(path: Path, folder: Path, *, patience: float = 5.0, force: bool = False) -> Mended:
    """Check the database at ``path`` and mend what cannot be read; ``folder`` has its copies.

    The caller's process must have no connection to it: closing a file ends all its locks on it. ``force``
    mends what the check does not find. Raise Fault, with nothing changed: ``store.unopenable`` if nothing
    in the file is Intermezzo's.
    """
    for _attempt in range(_ATTEMPTS):
        found = checking.check(path, patience=patience)
        if not (force or found.damage or found.unreadable):
            return Mended(found.rows)
        before = _state(path)
        with translate_errors(path), partial_files.room(path.parent) as room, ExitStack() as undo:
            kept = _kept(path, room)
            undo.callback(_remove, kept)
            salvaged = salvage.gather(kept, backups.newest_good(folder), broken=bool(found.damage))
            if salvaged is None:
                raise Fault("store.unopenable", path=path)
            fresh = room / "fresh.sqlite"
            salvage.write(fresh, salvaged.events, salvaged.facts)
            if _state(path) != before:
                continue
            _exchange(path, fresh, patience)
            undo.pop_all()
        wrong = backups.damage(path, patience=patience)
        if wrong:
            raise Fault("store.unsound_copy", path=path, what=wrong[0])
        return Mended(len(salvaged.events), salvaged.lost, kept)
    raise Fault("store.in_use", path=path)


def _state(path: Path) -> tuple[tuple[int, ...], ...]:
    """Return what changes whenever a process writes to the database."""
    return tuple(user_files.stamp(Path(f"{path}{tail}")) for tail in ("", "-wal"))


def _kept(path: Path, room: Path) -> Path:
    """Copy the file and its log, byte by byte, to a name beside it; return the copy. Raise OSError.

    One that an earlier attempt has left is used again.
    """
    for earlier in path.parent.glob(f"{path.name}.damaged-*"):
        if _same(path, earlier):
            return earlier
    kept = backups.aside_name(path)
    for tail in ("-wal", ""):  # the file last: its name stands for a whole copy
        source = Path(f"{path}{tail}")
        if _size(source):
            handle, name = tempfile.mkstemp(dir=room)  # for its owner only
            with source.open("rb") as content, os.fdopen(handle, "wb") as part:
                shutil.copyfileobj(content, part)
            atomic_file.put(Path(name), Path(f"{kept}{tail}"))
    return kept


def _same(path: Path, other: Path) -> bool:
    """Return whether the files and their logs have the same content."""
    for tail in ("", "-wal"):
        one, two = Path(f"{path}{tail}"), Path(f"{other}{tail}")
        if _size(one) != _size(two) or (_size(one) and one.read_bytes() != two.read_bytes()):
            return False
    return True


def _size(path: Path) -> int:
    """Return the size in bytes, 0 if there is no such file."""
    return path.stat().st_size if path.exists() else 0


def _remove(kept: Path) -> None:
    for tail in ("-wal", ""):
        Path(f"{kept}{tail}").unlink(missing_ok=True)


def _exchange(path: Path, fresh: Path, patience: float) -> None:
    """Put the content of ``fresh`` in place of that of the database, all or nothing. Raise Fault."""
    _restore_header(path)
    with (
        closing(sqlite3.connect(fresh)) as source,
        closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA writable_schema = ON")  # else a file shorter than it says cannot be written
        backups.pour(source, target)


def _restore_header(path: Path) -> None:
    """Write the first bytes of every database of ours, without which SQLite does not open the file."""
    with path.open("rb+") as file:
        header = file.read(backups.HEADER_BYTES)
        if not backups.is_header(header):
            file.seek(0)
            file.write(backups.USUAL_HEADER)
            file.flush()
            os.fsync(file.fileno())
