"""Begin again from a copy, or from nothing, where the database cannot be opened. The old file is kept.

Also what the history loses if a copy takes its place.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from intermezzo.adapters.store import backups, salvage, schema
from intermezzo.adapters.store.errors import READING, is_damage, translate_errors
from intermezzo.adapters.system import atomic_file, partial_files

CHOOSE = frozenset(
    {"store.unopenable", "store.newer", "store.not_ours", "store.not_a_database", "store.damaged"}
)
"""Codes of the faults in which the user decides between a copy and a new database."""


@dataclass(frozen=True, slots=True)
class GoodCopy:
    """A sound copy that this version can read: the day it was made, and how many events it has."""

    path: Path
    day: date
    rows: int


@dataclass(frozen=True, slots=True)
class Loss:
    """How many rows the copy has, and how many of the present ones are not in it, of which days."""

    copied: int
    lost: int
    first: date | None = None
    last: date | None = None
    """None where no row is lost, or no day of one can be read."""


def good_copies(folder: Path) -> tuple[GoodCopy, ...]:
    """Return the sound copies in the folder, newest first. Raise Fault."""
    with translate_errors(folder):
        found = (_good(path) for path in backups.every(folder))
        return tuple(sorted((one for one in found if one), key=lambda one: one.day, reverse=True))


def loss(rows: Iterable[tuple[str, object]], copy: Path) -> Loss:
    """Return what is lost of the rows, each an id and its day as text, by a database of our own making."""
    with closing(sqlite3.connect(copy)) as connection:
        kept = {row[0] for row in connection.execute("SELECT id FROM event")}
    days = [day for event_id, day in rows if event_id not in kept]
    readable = []
    for day in days:
        if isinstance(day, str):
            with suppress(ValueError):
                readable.append(date.fromisoformat(day))
    return Loss(len(kept), len(days), min(readable, default=None), max(readable, default=None))


def restore(path: Path, copy: Path) -> Path | None:
    """Put a copy in place of the database; return where the old file is kept, None if there was none."""
    kept = backups.set_aside(path) if backups.worth_keeping(path) else None
    backups.copy_file(copy, path)
    return kept


def start_fresh(path: Path) -> Path | None:
    """Put an empty database in place; return where the old file is kept, None if there was none."""
    with translate_errors(path), partial_files.room(path.parent) as room:
        fresh = room / "fresh.sqlite"
        salvage.write(fresh, (), {})
        kept = backups.set_aside(path) if backups.worth_keeping(path) else None
        atomic_file.put(fresh, path)
    return kept


def _good(path: Path) -> GoodCopy | None:
    """Return the copy with its rows, None if it is damaged or a newer version has made it."""
    written = path.stat()
    if not written.st_size or backups.damage(path):
        return None
    try:
        with closing(sqlite3.connect(path)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (rows,) = connection.execute("SELECT count(*) FROM event").fetchone()
    except READING as error:
        if not is_damage(error):
            raise
        return None
    if revision not in schema.REVISIONS or version:
        return None
    named = backups.day_of(path)
    day = datetime.fromtimestamp(written.st_mtime, UTC).date() if named == date.min else named
    return GoodCopy(path, day, rows)
