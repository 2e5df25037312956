"""Ten years of a history: opened and summed up in few steps of SQLite's virtual machine."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from bench.store import LAST, fill
from intermezzo.adapters.store import Store
from intermezzo.core.history.events import Event
from intermezzo.core.history.statistics import MAP_DAYS

pytestmark = pytest.mark.slow

SESSIONS = 21_000
"""Eight a working day; with their steps and days 116,000 rows."""
OPEN_LIMIT, WEEK_LIMIT, MAP_LIMIT = 1_000, 60_000, 1_000_000
RECENT_LIMIT = 100_000
"""Steps; measured: 170, 23,600, 408,400 and 44,800."""
EVERY = 10
"""Steps between two counts."""


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("ten years") / "intermezzo.sqlite3"
    Store.open(path, path.parent / "backups").store.close()
    fill(path, SESSIONS)
    yield path
    path.unlink()


class Steps:
    """The steps that SQLite has taken so far, in every connection that was opened meanwhile."""

    def __init__(self) -> None:
        self.taken = 0

    def follow(self, connection: sqlite3.Connection, _record: object) -> None:
        connection.set_progress_handler(self._count, EVERY)

    def _count(self) -> int:
        self.taken += EVERY
        return 0

    def of(self, call: Callable[[], object]) -> int:
        before = self.taken
        call()
        return self.taken - before


@pytest.fixture
def steps() -> Iterator[Steps]:
    counted = Steps()
    sa.event.listen(sa.Engine, "connect", counted.follow)
    yield counted
    sa.event.remove(sa.Engine, "connect", counted.follow)


def summed_up(store: Store, first: date) -> object:
    return store.sums(first, LAST)


def test_it_is_opened_soon_with_the_last_days_only(history: Path, steps: Steps) -> None:
    opened: list[Store] = []
    assert steps.of(lambda: opened.append(Store.open(history, history.parent / "backups").store)) < OPEN_LIMIT
    (store,) = opened
    assert store.first_day() is not None
    recent: list[Event] = []
    assert steps.of(lambda: recent.extend(store.recent(LAST, 28))) < RECENT_LIMIT
    assert 0 < len(recent) < SESSIONS // 10
    store.close()


def test_a_week_and_the_map_are_summed_up_soon(history: Path, steps: Steps) -> None:
    store = Store.open(history, history.parent / "backups").store
    monday = LAST - timedelta(days=LAST.weekday())
    for first, most in ((monday, WEEK_LIMIT), (LAST - timedelta(days=MAP_DAYS - 1), MAP_LIMIT)):
        assert 0 < steps.of(partial(summed_up, store, first)) < most
    assert sum(day.done.total for day in store.tallies(monday, LAST)) > 10
    store.close()
