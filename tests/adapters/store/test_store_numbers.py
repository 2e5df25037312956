"""The numbers of the store are those of the rows of its days, for any history."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.store import Store
from intermezzo.core.history.events import ENDED, Event, EventKind
from intermezzo.core.history.statistics import DayTally
from intermezzo.core.history.tallies import DONE, Sums, areas, gaps, tally
from intermezzo.core.practice.model import REGIONS
from intermezzo.core.scheduling.day_state import effective
from tests.adapters.store.conftest import opened_connections

pytestmark = pytest.mark.slow

FIRST = date(2026, 11, 16)
DAYS = 3
KINDS = st.sampled_from(["interlude", "micro", "ritual", None])


@st.composite
def details(draw: st.DrawFn, kind: EventKind) -> dict[str, Any]:
    if kind is EventKind.DAY:
        return {
            "v": 1,
            "room": {"interlude": draw(st.integers(0, 3)), "micro": draw(st.integers(0, 2))},
            "work": draw(st.integers(0, 480)),
            "busy": draw(st.integers(0, 480)),
            "longest": draw(st.none() | st.integers(0, 480)),
            "off": draw(st.booleans()),
        }
    if kind is EventKind.STEP:
        return {"v": 1, "regions": draw(st.lists(st.sampled_from([*REGIONS, "tail"]), max_size=3))}
    if kind is EventKind.AWAY:
        return {"v": 1, "covers": draw(st.sampled_from(["interlude", "micro", None]))}
    if kind is EventKind.FEEDBACK:
        return {"v": 1, "felt": draw(st.sampled_from([0, 0.5, 1, "good", None]))}
    if kind is EventKind.RETRACTED:
        return {"v": 1, "id": str(UUID(int=draw(st.integers(1, 40))))}
    if kind is EventKind.OFFERED and draw(st.booleans()):
        return {"v": 1, "kind": "micro", "slot": f"2026-11-16T{draw(st.integers(8, 16)):02d}:31:00+00:00"}
    return {
        "v": 1,
        "kind": draw(KINDS),
        **draw(st.sampled_from([{}, {"for": "interlude"}, {"for": "micro"}])),
    }


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    rows = []
    counted = [
        kind for kind in EventKind if kind not in {EventKind.HELD, EventKind.SNOOZED, EventKind.DROPPED}
    ]
    for n in range(1, draw(st.integers(0, 40)) + 1):
        kind = draw(st.sampled_from(counted))
        day = FIRST + timedelta(days=draw(st.integers(0, DAYS - 1)))
        rows.append(
            Event(
                id=str(UUID(int=n)),
                kind=kind,
                at=datetime(day.year, day.month, day.day, draw(st.integers(5, 20)), tzinfo=UTC),
                offset=draw(st.sampled_from([0, 3600, 19800, -12600])),
                day=day,
                occurrence=draw(st.none() | st.integers(100, 106).map(lambda n: str(UUID(int=n)))),
                session="x",
                seconds=draw(st.none() | st.integers(0, 5000).map(lambda n: n / 4)),
                detail=draw(details(kind)),
            )
        )
    return rows


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, sqlite3.Connection]]:
    """One store for all examples, and its connection, by which each empties the table."""
    home = tmp_path_factory.mktemp("numbers")
    with opened_connections() as opened:
        store = Store.open(home / "x.sqlite3", home / "backups").store
    opened[-1].execute("PRAGMA synchronous = OFF")
    yield store, opened[-1]
    store.close()


@given(rows=histories(), first=st.integers(0, DAYS - 1), many=st.integers(0, DAYS - 1))
def test_the_store_sums_up_those_rows_that_count(
    shared: tuple[Store, sqlite3.Connection], rows: list[Event], first: int, many: int
) -> None:
    store, connection = shared
    begin = FIRST + timedelta(days=first)
    end = begin + timedelta(days=many)
    connection.execute("DELETE FROM event")
    store.append(rows)
    lasting = effective(rows)
    within = [row for row in lasting if begin <= row.day <= end]
    ends = [row for row in lasting if row.day == end + timedelta(days=1) and row.kind in DONE | ENDED]
    days = {one.day: one for one in tally(within)}
    tallies = tuple(
        days.get(day, DayTally(day)) for day in (begin + timedelta(days=n) for n in range(many + 1))
    )
    assert store.tallies(begin, end) == tallies
    assert store.gaps(begin, end) == gaps([*within, *ends])
    assert store.sums(begin, end) == Sums(tallies, areas([*within, *ends]), gaps([*within, *ends]))
