"""Homes with a history in which something is killed, and what is found in one after the next start."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from intermezzo.adapters.store import Store, unwritten
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.engine.forgetting import open_store

EPOCH = date(2000, 1, 1)
ALL = (EPOCH, date(2100, 1, 1))
_TEMPORARY = re.compile(r"\..*|.*-(wal|shm|journal)")


def row(n: int) -> Event:
    """Return the row with this number; the rows are a minute apart."""
    at = datetime(2026, 11, 16, tzinfo=UTC) + timedelta(minutes=n)
    detail: dict[str, Json] = {"v": 1, "n": n, "text": "x" * 60}
    return Event(str(UUID(int=n)), EventKind.STEP, at, 3600, at.date(), seconds=1.0, detail=detail)


def rows(first: int, end: int) -> list[Event]:
    return [row(n) for n in range(first, end)]


def write(paths: Paths, events: Sequence[Event]) -> None:
    """Add the rows to the history of a home, which is closed afterwards."""
    store = Store.open(paths.database, paths.backups).store
    store.append(events)
    store.close()


@dataclass(frozen=True, slots=True)
class Found:
    """What a home holds after a start that took in what waited, and its end."""

    events: tuple[Event, ...]
    wrong: tuple[str, ...]

    @property
    def numbers(self) -> list[int]:
        """Those of the rows, in their order."""
        return [UUID(one.id).int for one in self.events]


def start(paths: Paths) -> Found:
    """Start as the app does, and end."""
    opened = open_store(paths)
    told = (*opened.notes, *unwritten.take_in(paths.spare, opened.store.append))
    events = opened.store.events(*ALL)
    opened.store.close()
    return Found(events, (*(f"told: {one}" for one in told), *broken(paths.database), *leftovers(paths)))


def broken(path: Path) -> Iterator[str]:
    """Yield what SQLite finds wrong with a database."""
    with closing(sqlite3.connect(path)) as connection:
        for (line,) in connection.execute("PRAGMA integrity_check"):
            if line != "ok":
                yield f"{path.name}: {line}"


def leftovers(paths: Paths) -> Iterator[str]:
    """Yield the files and folders that only a process at work may have, wherever it writes."""
    for folder in (paths.database.parent, *paths.spare):
        for one in folder.rglob("*"):
            if _TEMPORARY.fullmatch(one.name):
                yield f"left over: {one.relative_to(folder)}"
