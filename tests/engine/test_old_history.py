"""A history that a version without grades wrote: four weeks of its simulated days, as its database had it."""

import gzip
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.store import Store
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.grades import own, rises, start
from intermezzo.core.practice.progression.progress import Practice, Rule
from intermezzo.core.scheduling import hours
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.state import HISTORY_DAYS, EngineState

pytestmark = pytest.mark.slow

DUMP = Path(__file__).parent / "from_0002.sql.gz"
"""Revision 0002, from 7 September 2026 on."""
FIRST, LAST = date(2026, 9, 7), date(2026, 10, 2)
LIBRARY = load([resources.sessions()])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "intermezzo.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(gzip.decompress(DUMP.read_bytes()).decode())
    return path


@pytest.fixture
def store(old: Path, tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(old, tmp_path / "backups")
    assert opened.notes == ()
    yield opened.store
    opened.store.close()


def known(store: Store, day: date) -> tuple[Engine, Practice]:
    """An engine that starts on a day with what the store has."""
    recorder = Recorder(ZoneInfo("Europe/Berlin"), Settings(), "desk", lambda: str(uuid4()))
    state = EngineState(Settings(chair="steady"), tuple(LIBRARY.sessions.values()), recorder)
    state.movements = tuple(LIBRARY.movements.values())
    state.events = list(store.recent(day, HISTORY_DAYS))
    engine = Engine(state)
    state.look(hours.day_start(state.settings, day, state.zone))
    return engine, state.practice.practice


def test_every_row_and_every_day_is_there(old: Path, store: Store) -> None:
    with closing(sqlite3.connect(f"file:{old}?mode=ro", uri=True)) as connection:
        kinds = connection.execute("SELECT kind FROM event").fetchall()
    rows = store.events(FIRST, LAST)
    assert store.unreadable == 0
    assert Counter(row.kind.value for row in rows) == Counter(kind for (kind,) in kinds)
    done = Counter(row.day for row in rows if row.kind is EventKind.COMPLETED)
    assert {day.day: day.done.total for day in store.tallies(FIRST, LAST) if day.done.total} == done


def test_what_was_done_before_goes_on_at_its_own_dose(store: Store) -> None:
    _engine, practice = known(store, LAST + timedelta(days=3))
    assert len(practice.known) >= 20
    for one in practice.movements.values():
        assert one.grade == (start(one.movement) if one.is_new else own(one.movement))
    assert practice.level == 2


def test_at_the_first_start_grades_are_only_noted_or_lowered(store: Store) -> None:
    day = LAST + timedelta(days=3)
    engine, before = known(store, day)
    now = hours.day_start(engine.state.settings, day, engine.state.zone)
    rows = engine.keeper.keep(now, cleared=True)
    assert {row.detail["rule"] for row in rows} >= {Rule.FIRST.value}
    for name, one in engine.state.practice.practice.movements.items():
        assert not rises(before.movements[name].grade, one.grade)
        assert one.is_new or one.rows[0].rule is Rule.FIRST
    assert not engine.keeper.keep(now + timedelta(minutes=1), cleared=True)
    store.append(rows)
    assert known(store, day)[1].movements == engine.state.practice.practice.movements


@pytest.mark.parametrize(("days", "rule"), [(13, None), (14, Rule.AWAY), (27, Rule.AWAY)])
def test_days_away_count_from_its_last_session(store: Store, days: int, rule: Rule | None) -> None:
    moved = max(row.day for row in store.events(FIRST, LAST) if row.kind is EventKind.COMPLETED)
    engine, _practice = known(store, moved + timedelta(days=days))
    now = hours.day_start(engine.state.settings, moved + timedelta(days=days), engine.state.zone)
    rules = {str(row.detail["rule"]) for row in engine.keeper.keep(now, cleared=True)}
    assert rules & {Rule.AWAY, Rule.AWAY_LONG, Rule.AWAY_ANEW} == ({rule} if rule else set())


@pytest.mark.parametrize("days", [28, 90, 400])
def test_after_four_weeks_without_grades_it_begins_from_the_beginning(store: Store, days: int) -> None:
    _engine, practice = known(store, LAST + timedelta(days=days))
    assert not practice.known
    assert all(one.grade == start(one.movement) for one in practice.movements.values())
