"""Which days never left room, and which meeting could end five minutes earlier."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from intermezzo.core.history.statistics import Count, DayTally
from intermezzo.core.practice.model import Day, Rhythm
from intermezzo.core.scheduling.audit import MeetingDay, Relief, audit, meeting_days
from intermezzo.core.scheduling.calendar_rules import BusyStatus, Occurrence
from intermezzo.core.scheduling.intervals import Interval, merge
from intermezzo.core.settings import Settings

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


FULL = ("10:00-11:30", "11:30-13:00")


def before(weeks: int, *meetings: str) -> MeetingDay:
    """The Tuesday of so many weeks ago."""
    return day(*meetings, on=TUESDAY - timedelta(weeks=weeks))


def test_the_calendars_alone_can_say_it() -> None:
    found = best(day(*FULL), before(1, *FULL), before(2, *FULL), history=[])
    assert found is not None
    assert (found.start, found.end, found.meeting) == (time(10), time(13), time(10))


@pytest.mark.parametrize(
    "last",
    [
        ("10:00-11:30",),  # there was room
        ("09:30-11:00", "11:00-13:00"),  # no room, but the meeting that would give some was another one
        (),
    ],
)
def test_what_the_calendars_know_of_a_day_counts_beside_the_history(last: tuple[str, ...]) -> None:
    assert best(day(*FULL), before(1, *FULL), before(2, *last)) is None
    long_ago = best(day(*FULL), before(1, *FULL), before(4, *last), history=tallies(200, 190, 240, 200))
    assert long_ago is not None, "the last four Tuesdays count"


def test_a_day_that_was_fuller_still_had_no_room() -> None:
    longer = ("09:30-10:00", "10:00-11:30", "11:30-14:00")
    assert best(day(*FULL), before(1, *longer), before(2, *FULL), history=[]) is not None


def test_the_user_moved_where_the_calendars_saw_no_room() -> None:
    days = (day(*FULL), before(1, *FULL), before(2, *FULL), before(3, *FULL))
    assert best(*days, history=tallies(200, 60)) is None


def test_a_day_off_is_neither_for_nor_against_it() -> None:
    free = MeetingDay(TUESDAY - timedelta(weeks=1), Day(), ())
    assert best(day(*FULL), free, before(2, *FULL), history=[]) is None
    assert best(day(*FULL), free, before(2, *FULL), before(3, *FULL), history=[]) is not None
    off = [DayTally(TUESDAY - timedelta(weeks=1), Count(), off=True, longest=0)]
    days = (day(*FULL), before(1), before(2, *FULL), before(3, *FULL))
    assert best(*days, history=off) is not None, "the user took it off, whatever the calendars say"


def test_only_the_week_under_way_can_be_mended() -> None:
    past = [before(weeks, *FULL) for weeks in (1, 2, 3, 4)]
    assert best(*past, history=[]) is None
    assert best(day("10:00-11:00"), *past, history=[]) is None


def test_of_a_whole_week_the_best_is_told() -> None:
    days = [
        day(*meetings, on=TUESDAY + timedelta(days=shift, weeks=-week))
        for week in range(4)
        for shift, meetings in ((-1, FULL), (2, ("09:00-12:00", "12:00-15:00")), (3, FULL))
    ]
    found = best(*days, history=[])
    assert found is not None
    assert (found.weekday, found.start, found.end) == (3, time(9), time(15))


def test_a_day_off_says_nothing() -> None:
    assert best(MeetingDay(TUESDAY, Day(), (span("10:00-11:30"), span("11:30-13:00")))) is None


# -- the days of the calendars -------------------------------------------------------------------------

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
EVER = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def meeting_on(on: date, text: str, title: str = "", *, shown: BusyStatus = BusyStatus.BUSY) -> Occurrence:
    one = span(text, on)
    return Occurrence(one.start, one.end, title, busy=shown)


def test_the_days_are_those_of_the_week_and_of_four_before() -> None:
    days = meeting_days((), EVER, Settings(), BERLIN, TODAY)
    assert (days[0].date, days[-1].date, len(days)) == (MONDAY - timedelta(weeks=4), date(2026, 11, 22), 35)
    assert days[0].day.work == (span("07:00-15:00", MONDAY - timedelta(weeks=4)),), "summer time"
    assert days[-7].day.work == (span("08:00-16:00", MONDAY),)
    assert days[-1].day.work == ()


def test_a_day_that_is_known_in_part_is_left_out() -> None:
    local = datetime(2026, 11, 18, tzinfo=BERLIN).astimezone(UTC)
    since = Interval(local, EVER.end)
    assert meeting_days((), since, Settings(), BERLIN, TODAY)[0].date == date(2026, 11, 18)
    later = Interval(local + timedelta(minutes=1), EVER.end)
    assert meeting_days((), later, Settings(), BERLIN, TODAY)[0].date == date(2026, 11, 19)
    night = Settings(wednesday=("22:00-06:00",))
    until = Interval(EVER.start, local + timedelta(days=1))
    assert meeting_days((), until, Settings(), BERLIN, TODAY)[-1].date == date(2026, 11, 18)
    assert meeting_days((), until, night, BERLIN, TODAY)[-1].date == date(2026, 11, 17), "its hours run on"


def test_a_day_has_its_own_meetings() -> None:
    found = meeting_days(
        (
            meeting_on(TUESDAY, "09:00-10:00", "Planning"),
            meeting_on(TUESDAY, "09:30-10:30", "Another"),
            meeting_on(TUESDAY, "11:00-12:00", "Lunch"),
            meeting_on(TUESDAY, "13:00-14:00", "Perhaps", shown=BusyStatus.FREE),
            meeting_on(TODAY, "09:00-10:00", "Planning"),
        ),
        EVER, Settings(), BERLIN, TODAY,
    )  # fmt: skip
    (tuesday,) = [one for one in found if one.date == TUESDAY]
    assert tuesday.meetings == (span("09:00-10:00"), span("09:30-10:30"))
    assert tuesday.day.busy == (span("09:00-10:30"), span("11:00-12:00"))
    assert tuesday.day.breaks == (span("11:00-12:00"),)
    assert sum(len(one.meetings) for one in found) == 3
