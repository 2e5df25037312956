"""Which days never left room, and which meeting could end five minutes earlier."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from intermezzo.core.history.statistics import Count, DayTally
from intermezzo.core.practice.model import Day, Rhythm
from intermezzo.core.scheduling.audit import MeetingDay, Relief, audit
from intermezzo.core.scheduling.intervals import Interval, merge

TUESDAY, TODAY = date(2026, 11, 17), date(2026, 11, 18)
SHORTEST = timedelta(seconds=93)


def span(text: str, on: date = TUESDAY) -> Interval:
    start, end = (datetime.combine(on, time.fromisoformat(part), UTC) for part in text.split("-"))
    return Interval(start, end)


def day(*meetings: str, lunch: str = "", on: date = TUESDAY) -> MeetingDay:
    held = tuple(span(one, on) for one in meetings)
    breaks = (span(lunch, on),) if lunch else ()
    return MeetingDay(on, Day((span("09:00-17:00", on),), merge((*held, *breaks)), breaks), held)


def tallies(*longest: float | None) -> list[DayTally]:
    """The Tuesdays before, the last one first."""
    return [
        DayTally(TUESDAY - timedelta(weeks=n), Count(2, 1), longest=minutes)
        for n, minutes in enumerate(longest)
    ]


def best(*days: MeetingDay, history: list[DayTally] | None = None) -> Relief | None:
    known = tallies(200, 190, 240) if history is None else history
    return audit(days, known, TODAY, Rhythm(), SHORTEST, UTC)


def test_a_morning_without_room_and_the_meeting_that_would_give_some() -> None:
    found = best(day("10:00-11:00", "11:00-12:00", "12:00-13:00", "15:00-15:30"))
    assert found is not None
    assert (found.weekday, found.start, found.end) == (1, time(10), time(13))
    assert found.minutes == 180
    # 55 · 125 and 115 · 65 min²: the second meeting splits it better.
    assert (found.meeting, found.gain) == (time(11), 2 * 115 * 65)


@pytest.mark.parametrize(
    "meetings",
    [
        ("10:00-13:00",),  # one meeting: ending it earlier splits nothing
        ("10:00-11:00", "11:00-11:45"),  # shorter than two hours
        ("10:00-11:00", "11:10-13:00"),  # there is room
        ("10:00-11:30", "11:00-13:00"),  # they overlap
        ("10:00-11:30", "11:00-11:30", "11:30-13:00"),  # another one ends at the same time
        (),
    ],
)
def test_no_meeting_would_help(meetings: tuple[str, ...]) -> None:
    assert best(day(*meetings)) is None


def test_a_short_gap_grows_into_one() -> None:
    found = best(day("10:00-11:00", "11:03-12:30"))
    assert found is not None
    assert found.meeting == time(10)


def test_lunch_ends_it() -> None:
    assert best(day("10:00-11:00", "11:00-11:50", "13:00-14:00", lunch="11:50-13:00")) is None


@pytest.mark.parametrize(
    "history",
    [[], tallies(200, 200), tallies(200, 200, 100, 200), tallies(200, 200, None), tallies(90, 200, 200)],
)
def test_never_needs_several_such_days_and_no_other(history: list[DayTally]) -> None:
    assert best(day("10:00-11:30", "11:30-13:00"), history=history) is None


def test_days_long_ago_do_not_count() -> None:
    found = best(day("10:00-11:30", "11:30-13:00"), history=tallies(200, 190, 180, 180, 60))
    assert found is not None


def test_it_holds_on_every_day_that_is_known() -> None:
    meetings = ("10:00-11:30", "11:30-13:00")
    next_week = TUESDAY + timedelta(weeks=1)
    assert best(day(*meetings), day(*meetings, on=next_week)) is not None
    assert best(day(*meetings), day("10:00-11:00", on=next_week)) is None


def test_a_day_off_says_nothing() -> None:
    assert best(MeetingDay(TUESDAY, Day(), (span("10:00-11:30"), span("11:30-13:00")))) is None
