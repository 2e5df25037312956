"""When *before the car* takes the day's last slot, and that it fits."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.practice import before_the_car
from intermezzo.core.practice.before_the_car import fitting, takes_slot
from intermezzo.core.practice.model import Day, Kind
from intermezzo.core.practice.selection import UNLIMITED, Constraints
from intermezzo.core.scheduling.intervals import Interval

SHIPPED = library.load([Path(__file__).parents[3] / "sessions"]).sessions
NOON, END = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (12, 17))
DAY = Day(work=(Interval(NOON - timedelta(hours=3), NOON), Interval(NOON + timedelta(hours=1), END)))


@pytest.mark.parametrize(
    ("kind", "minutes", "last", "takes"),
    [
        (Kind.INTERLUDE, 20, True, True),
        (Kind.INTERLUDE, 20.02, True, False),
        (Kind.INTERLUDE, 0, True, True),
        (Kind.INTERLUDE, -0.02, True, False),
        (Kind.INTERLUDE, 5, False, False),
        (Kind.MICRO, 5, True, False),
        (Kind.INTERLUDE, 5 * 60 + 5, True, False),  # the end of the morning is not that of work
    ],
)
def test_it_takes_the_last_interlude_within_twenty_minutes_of_the_end(
    kind: Kind,
    minutes: float,
    last: bool,
    takes: bool,
) -> None:
    assert takes_slot(kind, END - timedelta(minutes=minutes), DAY, last=last) is takes


def test_a_day_without_work_has_none() -> None:
    assert not takes_slot(Kind.INTERLUDE, END, Day(), last=True)


def test_it_comes_only_where_there_is_room_for_it_and_it_suits() -> None:
    seconds = SHIPPED[before_the_car.SESSION].seconds
    found = fitting(seconds, SHIPPED.values(), UNLIMITED)
    assert found is not None
    assert (found.session.id, found.why) == ("before_the_car", "car")
    assert fitting(seconds - 1, SHIPPED.values(), UNLIMITED) is None
    assert fitting(seconds, SHIPPED.values(), Constraints(leave_out=("standing",))) is None
    assert fitting(seconds, SHIPPED.values(), Constraints(quiet_only=True)) is None
    assert fitting(seconds, SHIPPED.values(), Constraints(avoid=frozenset({"hip_flexor_stride"}))) is None
    assert fitting(seconds, (), UNLIMITED) is None
