"""Copies of the database: made through SQLite's backup API, checked, and put in place by one rename."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from intermezzo.adapters.store.errors import is_damage, translate_errors
from intermezzo.core.faults import Fault
from intermezzo.presenters import _

DAILY = 7
WEEKLY = 4
THOROUGH_BYTES = 16 << 20
"""Up to this size every start looks at the whole file; a larger one is looked at by the nightly backup."""
UNWRITTEN = "unwritten-*.json"
"""Rows that the app could not write before its end; see ``unwritten``."""
SUFFIX = ".sqlite"
_MAGIC = b"SQLite format 3\x00"
_TAILS = ("", "-wal", "-shm", "-journal")


class Unsound(Fault):
    """A copy that is damaged, and so is what it was copied from."""


def damage(path: Path, *, patience: float = 5.0, thorough: bool = True) -> tuple[str, ...]:
    """What SQLite finds wrong with the file; () when it is sound. Raises Fault if it is locked or unreadable.

    A thorough look reads the indices too (a wrong one loses no row, but shows wrong numbers), and in a small
    file every CHECK: 10 to 30 ms a megabyte, against 1 ms for a look at the pages.
    """
    with translate_errors(path):
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return (_("it does not begin as a database"),)
        try:
            with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as connection:
                checks = thorough and path.stat().st_size <= THOROUGH_BYTES
                connection.execute(f"PRAGMA ignore_check_constraints = {int(not checks)}")
                check = "integrity_check" if thorough else "quick_check"
                found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(20)")]
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return (str(error),)
    return () if found == ["ok"] else tuple(found)


def only_indices(found: tuple[str, ...]) -> bool:
    """Whether every finding is about an index that does not fit its table: no row is touched."""
    return bool(found) and all(
        line.startswith(("wrong # of entries in index", "non-unique entry in index"))
        or (line.startswith("row ") and " missing from index " in line)
        for line in found
    )


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy a whole database to ``target``, or leave what is there. Raises Fault."""
    with translate_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".part-", suffix=SUFFIX, dir=target.parent)
        os.close(handle)
        part = Path(name)
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                pour(source, copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, that can be read from anywhere
            found = damage(part)
            if found:
                line = _(
                    "No backup was made, the database is damaged ({what}); start Intermezzo again to mend it."
                )
                raise Unsound(line.format(what=found[0]))
            put(part, target)
        finally:
            for tail in _TAILS:
                Path(name + tail).unlink(missing_ok=True)


def pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy every page in one transaction; raises Fault when one of the two stays locked."""

    def give_up(status: int, _left: int, _pages: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:  # sqlite3 itself would try for ever
            raise Fault(_("The database is in use by another program; close it there, or wait a moment."))

    source.backup(target, progress=give_up)


def put(part: Path, target: Path) -> None:
    """Rename a finished file over ``target`` so that a power cut finds the old one or the new one."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Let a rename in the folder reach the disk, where the system knows how."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def copy_file(source: Path, target: Path) -> None:
    """Copy a database that nobody has open, checked, to ``target``. Raises Fault."""
    with (
        translate_errors(source),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        write_copy(connection, target)


def nightly(source: sqlite3.Connection, folder: Path, today: date) -> Path:
    """Make the copy of ``today`` and, in a new ISO week, one for the week; then let the oldest go."""
    daily = folder / f"{today.isoformat()}-daily{SUFFIX}"
    write_copy(source, daily)
    weeks = sorted(folder.glob(f"*-weekly{SUFFIX}"))
    if today.isocalendar()[:2] not in {_day_of(path).isocalendar()[:2] for path in weeks}:
        weekly = folder / f"{today.isoformat()}-weekly{SUFFIX}"
        with translate_errors(weekly):
            _duplicate(daily, weekly)
        weeks = sorted([*weeks, weekly])
    with translate_errors(folder):
        for old in (*sorted(folder.glob(f"*-daily{SUFFIX}"))[:-DAILY], *weeks[:-WEEKLY]):
            old.unlink()
    return daily


def _duplicate(source: Path, target: Path) -> None:
    """A second file with the bytes of one that was checked."""
    part = target.with_name(f".part-{target.name}")
    try:
        shutil.copyfile(source, part)
        put(part, target)
    finally:
        part.unlink(missing_ok=True)


def every(folder: Path) -> tuple[Path, ...]:
    """The copies, newest first; those from before a change come last.

    The daily copy of a day may be made again later, so it goes before the weekly one.
    """
    found = folder.glob(f"[!.]*{SUFFIX}")
    return tuple(sorted(found, key=lambda one: (_day_of(one), "daily" in one.name, one.name), reverse=True))


def newest_good(folder: Path) -> Path | None:
    """The newest copy that SQLite finds sound; None when there is none."""
    return next((path for path in every(folder) if path.stat().st_size and not damage(path)), None)


def free_name(folder: Path, stem: str, suffix: str = SUFFIX) -> Path:
    """A name that nothing has yet: before-restore-1.sqlite."""
    n = 1
    while (folder / f"{stem}-{n}{suffix}").exists():
        n += 1
    return folder / f"{stem}-{n}{suffix}"


def worth_keeping(path: Path) -> bool:
    """Whether there are any bytes of a database, or of its log, at the path."""
    parts = (Path(f"{path}{tail}") for tail in _TAILS)
    return any(part.exists() and part.stat().st_size for part in parts)


def set_aside(path: Path) -> Path:
    """Rename the database and all that belongs to it to ``….damaged-n``; nothing is overwritten."""
    aside = free_name(path.parent, f"{path.name}.damaged", "")
    with translate_errors(path):
        for tail in _TAILS:
            part = Path(f"{path}{tail}")
            if part.exists():
                part.rename(f"{aside}{tail}")
        sync_folder(path.parent)
    return aside


def wipe(path: Path, folder: Path) -> None:
    """Delete every copy, those set aside too, and rows that wait beside the store. Raises Fault."""
    with translate_errors(folder):
        for copy in (*folder.glob(f"*{SUFFIX}*"), *folder.glob(f".part-*{SUFFIX}*")):
            copy.unlink()
        for pattern in (f"{path.name}.damaged-*", UNWRITTEN):
            for aside in path.parent.glob(pattern):
                aside.unlink()
        if folder.exists():
            sync_folder(folder)
        sync_folder(path.parent)


def _day_of(path: Path) -> date:
    """The day in the name of a nightly copy; one that was renamed by hand belongs to no week."""
    try:
        return date.fromisoformat(path.name[:10])
    except ValueError:
        return date.min
