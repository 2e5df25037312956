"""Ten years of a history: opened and summed up soon, by the processor's time."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from bench.store import LAST, fill
from intermezzo.adapters.store import Store
from intermezzo.core.history.statistics import MAP_DAYS

pytestmark = pytest.mark.slow

SESSIONS = 21_000
"""Eight a working day; with their steps and days 116,000 rows."""
OPEN_LIMIT, SUMMARY_LIMIT = 2.0, 0.1
"""Seconds of the processor; measured: 0.06 and 0.014."""


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("ten years") / "intermezzo.sqlite3"
    Store.open(path, path.parent / "backups").store.close()
    fill(path, SESSIONS)
    yield path
    path.unlink()


def seconds(call: Callable[[], object]) -> float:
    before = time.process_time()
    call()
    return time.process_time() - before


def summed_up(store: Store, first: date) -> object:
    return store.tallies(first, LAST), store.areas(first, LAST), store.gaps(first, LAST)


def test_it_is_opened_soon_with_the_last_days_only(history: Path) -> None:
    opened: list[Store] = []
    assert seconds(lambda: opened.append(Store.open(history, history.parent / "backups").store)) < OPEN_LIMIT
    (store,) = opened
    assert store.first_day() is not None
    recent = store.recent(LAST, 28)
    assert 0 < len(recent) < SESSIONS // 10
    store.close()


def test_a_week_and_the_map_are_summed_up_soon(history: Path) -> None:
    store = Store.open(history, history.parent / "backups").store
    monday = LAST - timedelta(days=LAST.weekday())
    for first in (monday, LAST - timedelta(days=MAP_DAYS - 1)):
        summary = partial(summed_up, store, first)
        summary()  # fills the cache of statements
        assert seconds(summary) < SUMMARY_LIMIT
    assert sum(day.done.total for day in store.tallies(monday, LAST)) > 10
    store.close()
