"""Copies of the database: made by SQLite's backup API, checked, and put in place by one rename."""

import os
import re
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from intermezzo.adapters.store.errors import READING, is_damage, translate_errors
from intermezzo.adapters.system import atomic_file, partial_files
from intermezzo.core.faults import Fault, Message, message

DAILY = 7
WEEKLY = 4
THOROUGH_BYTES = 16 << 20
"""A start checks the whole of a file up to this size; the nightly backup checks a larger one."""
UNWRITTEN = "unwritten-*.json"
"""Files of rows that the app could not write before it ended; see ``unwritten``."""
SUFFIX = ".sqlite"
HEADER_BYTES = 24
"""The first bytes of a database, whose values ``is_header`` knows."""
_MAGIC = b"SQLite format 3\x00"
_FRACTIONS = bytes((64, 32, 32))
USUAL_HEADER = _MAGIC + (4096).to_bytes(2) + bytes((2, 2, 0)) + _FRACTIONS
"""The first bytes of a database that the store has made."""
_MOST_FINDINGS = 100
_VALUE = re.compile(r"(?:NULL|TEXT|NUMERIC) value in |CHECK constraint failed in ")
"""The lines of a check about one value in a row."""
_TAILS = ("", "-wal", "-shm", "-journal")


class Unsound(Fault):
    """A new copy is damaged, and so is the database it was copied from."""


def damage(path: Path, *, patience: float = 5.0, thorough: bool = True) -> tuple[Message, ...]:
    """Return what SQLite finds wrong with the file, () if nothing. Raise Fault if it is locked or unreadable.

    A thorough check reads the indices too (a wrong one loses no row, but gives wrong numbers): 10 to 30 ms
    a megabyte, against 1 ms for the pages alone. A wrong value in a row is no damage of the file: ``rows``
    finds it when the row is read.
    """
    with translate_errors(path):
        with path.open("rb") as file:
            if not is_header(file.read(HEADER_BYTES)):
                return (message("store.no_header"),)
        try:
            with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as connection:
                connection.text_factory = partial(str, encoding="utf-8", errors="replace")
                connection.execute("PRAGMA ignore_check_constraints = 1")
                check = "integrity_check" if thorough else "quick_check"
                found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}({_MOST_FINDINGS})")]
        except READING as error:
            if not is_damage(error):
                raise
            found = [str(error) or "out of memory"]
    structural = [line for line in found if line != "ok" and not _VALUE.match(line)]
    if len(found) == _MOST_FINDINGS and not structural:  # the list ended before the check did
        structural = found[:1]
    return tuple(message("store.finding", what=line) for line in structural)


def is_header(header: bytes) -> bool:
    """Return whether a file that begins so is a database of SQLite that can be written.

    See "The Database Header" in sqlite.org/fileformat2.html. SQLite opens a file with an unknown write
    version, but never writes to it.
    """
    size = int.from_bytes(header[16:18])
    return (
        header[: len(_MAGIC)] == _MAGIC
        and (size == 1 or (size >= 512 and size & (size - 1) == 0))
        and set(header[18:20]) <= {1, 2}
        and header[21:HEADER_BYTES] == _FRACTIONS
    )


def only_indices(found: tuple[Message, ...]) -> bool:
    """Return whether every finding is about an index that does not match its table; no row is affected."""
    lines = [str(one.facts.get("what", "")) for one in found]
    return bool(lines) and all(
        line.startswith(("wrong # of entries in index", "non-unique entry in index"))
        or (line.startswith("row ") and " missing from index " in line)
        for line in lines
    )


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy a whole database to ``target``, or leave the target unchanged. Raise Fault."""
    with translate_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=partial_files.prefix(), suffix=SUFFIX, dir=target.parent)
        os.close(handle)
        part = Path(name)
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                pour(source, copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # a single file, readable from any place
            found = damage(part)
            if found:
                raise Unsound("store.backup_unsound", what=found[0])
            atomic_file.put(part, target)
        finally:
            for tail in _TAILS:
                Path(name + tail).unlink(missing_ok=True)


def pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy every page in one transaction. Raise Fault if one of the two stays locked."""

    def give_up(status: int, _left: int, _pages: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:  # sqlite3 itself would retry for ever
            raise Fault("store.database_in_use")

    source.backup(target, progress=give_up)


def copy_file(source: Path, target: Path) -> None:
    """Copy a database that no process has open to ``target``, checked. Raise Fault."""
    with (
        translate_errors(source),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        write_copy(connection, target)


def nightly(source: sqlite3.Connection, folder: Path, today: date) -> Path:
    """Make the copy of ``today`` and, in a new ISO week, one for the week; then delete the oldest."""
    daily = folder / f"{today.isoformat()}-daily{SUFFIX}"
    write_copy(source, daily)
    weeks = sorted(folder.glob(f"*-weekly{SUFFIX}"))
    if today.isocalendar()[:2] not in {day_of(path).isocalendar()[:2] for path in weeks}:
        weekly = folder / f"{today.isoformat()}-weekly{SUFFIX}"
        with translate_errors(weekly):
            atomic_file.replace(weekly, daily.read_bytes())
        weeks = sorted([*weeks, weekly])
    with translate_errors(folder):
        for old in (*sorted(folder.glob(f"*-daily{SUFFIX}"))[:-DAILY], *weeks[:-WEEKLY]):
            old.unlink()
    return daily


def every(folder: Path) -> tuple[Path, ...]:
    """Return the copies, newest first; those made before a change come last.

    The daily copy of a day may be made again later in the day, so it precedes the weekly one.
    """
    found = folder.glob(f"[!.]*{SUFFIX}")
    return tuple(sorted(found, key=lambda one: (day_of(one), "daily" in one.name, one.name), reverse=True))


def newest_good(folder: Path) -> Path | None:
    """Return the newest copy that SQLite finds sound, or None."""
    return next((path for path in every(folder) if path.stat().st_size and not damage(path)), None)


def free_name(folder: Path, stem: str, suffix: str = SUFFIX) -> Path:
    """Return a path that does not exist yet: before-restore-1.sqlite."""
    n = 1
    while (folder / f"{stem}-{n}{suffix}").exists():
        n += 1
    return folder / f"{stem}-{n}{suffix}"


def worth_keeping(path: Path) -> bool:
    """Return whether a database, or its log, at the path has any bytes.

    A rollback journal without a database is that of one whose creation did not end; SQLite deletes it.
    """
    parts = (Path(f"{path}{tail}") for tail in ("", "-wal"))
    return any(part.exists() and part.stat().st_size for part in parts)


def aside_name(path: Path) -> Path:
    """Return a free name beside the file, with the day it was last written: ….damaged-2026-11-28-1."""
    written = [part.stat().st_mtime for tail in _TAILS if (part := Path(f"{path}{tail}")).exists()]
    day = datetime.fromtimestamp(max(written), UTC).date()
    return free_name(path.parent, f"{path.name}.damaged-{day.isoformat()}", "")


def set_aside(path: Path) -> Path:
    """Rename the database and its log files to ``….damaged-…``; nothing is overwritten."""
    with translate_errors(path):
        aside = aside_name(path)
        for tail in _TAILS:
            part = Path(f"{path}{tail}")
            if part.exists():
                part.rename(f"{aside}{tail}")
        atomic_file.sync_folder(path.parent)
    return aside


def begun(path: Path) -> Path:
    """Return the path of the marker that a deletion has begun, which the next start finishes."""
    return Path(f"{path}.forgetting")


def wipe(path: Path, folder: Path) -> None:
    """Delete every copy, those set aside and partial ones too, and files of unwritten rows. Raise Fault."""
    with translate_errors(folder):
        partial_files.sweep(folder, path.parent, everything=True)
        for copy in folder.glob(f"*{SUFFIX}*"):
            copy.unlink()
        for pattern in (f"{path.name}.*", UNWRITTEN):
            for aside in path.parent.glob(pattern):
                if aside != begun(path):
                    aside.unlink()
        if folder.exists():
            atomic_file.sync_folder(folder)
        atomic_file.sync_folder(path.parent)


def day_of(path: Path) -> date:
    """Return the day in the name of a nightly copy, or date.min if it was renamed by hand."""
    try:
        return date.fromisoformat(path.name[:10])
    except ValueError:
        return date.min
