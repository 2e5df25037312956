"""A real store in a folder of its own, and a maker of rows."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from intermezzo.adapters.store import Store
from intermezzo.core.history.events import Event, EventKind

Make = Callable[..., Event]


@pytest.fixture
def make() -> Make:
    """Rows with ids of their own, a minute apart; ``day`` and everything else can be given."""
    numbers = count(1)

    def event(kind: str = "completed", day: date = date(2026, 11, 16), **more: Any) -> Event:
        n = next(numbers)
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(minutes=n)
        detail = {"v": 1, **more.pop("detail", {})}
        values: dict[str, Any] = {
            "id": str(UUID(int=n)),
            "at": at,
            "offset": 3600,
            "day": day,
            "device": "here",
        }
        return Event(kind=EventKind(kind), detail=detail, **{**values, **more})

    return event


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "intermezzo.sqlite3"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "backups"


@contextmanager
def opened_connections() -> Iterator[list[sqlite3.Connection]]:
    """Collect the connections that SQLAlchemy opens: some pragmas can only be read on the same connection."""
    opened: list[sqlite3.Connection] = []

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        opened.append(connection)

    sa.event.listen(sa.Engine, "connect", on_connect)
    try:
        yield opened
    finally:
        sa.event.remove(sa.Engine, "connect", on_connect)


@pytest.fixture
def connections() -> Iterator[list[sqlite3.Connection]]:
    """Those opened in this test; the last one is that of the store."""
    with opened_connections() as opened:
        yield opened


@pytest.fixture
def store(path: Path, folder: Path, connections: list[sqlite3.Connection]) -> Iterator[Store]:
    opened = Store.open(path, folder, patience=0.05)
    assert opened.notes == ()
    yield opened.store
    opened.store.close()
