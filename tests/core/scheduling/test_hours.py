"""Working hours of a day, on days of 23, 24 and 25 hours, and the rhythm that goes with them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.faults import Fault, message
from intermezzo.core.plain_text import one_line
from intermezzo.core.practice.model import Rhythm
from intermezzo.core.scheduling.hours import (
    bad_time_at,
    bad_times,
    parse_interval,
    rhythm,
    work,
    work_on_day_off,
)
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Settings
from intermezzo.presenters.messages import tell

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
SPRING = date(2027, 3, 28)
"""02:00 becomes 03:00."""
NIGHT = ("22:00-06:00",)
AUTUMN = date(2026, 10, 25)
"""03:00 becomes 02:00."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def sunday(*hours: str) -> Settings:
    return Settings(sunday=hours)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("09:00-17:00", time(9), time(17)), (" 9:05 – 17:30 ", time(9, 5), time(17, 30)),
     ("22:00-02:00", time(22), time(2)), ("13:00-24:00", time(13), time(0)),
     ("00:00-24:00", time(0), time(0)), ("22:00-00:00", time(22), time(0))],
)  # fmt: skip
def test_hours_are_read(text: str, start: time, end: time) -> None:
    assert parse_interval(text) == (start, end)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("unreadable", ["", "nine to five", "09:00", "09:00-", "9-17", "09:00-17:00-18:00",
                        "09:00\n-17:00 x", "٠٩:٠٠-١٧:٠٠"]),
        ("beyond_day", ["24:00-02:00", "09:60-17:00", "09:00-17:60", "09:00-25:00", "09:00-24:01"]),
        ("empty", ["09:00-09:00", "00:00-00:00"]),
    ],
)  # fmt: skip
def test_malformed_hours_are_one_clear_line(code: str, texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(Fault) as caught:
            parse_interval(text)
        assert caught.value.message == message(f"hours.{code}", text=text)
        assert repr(one_line(text, 80)) in tell(caught.value)
        assert "\n" not in tell(caught.value)


def test_malformed_hours_of_a_day_name_the_day() -> None:
    with pytest.raises(Fault) as caught:
        work(Settings(monday=("09:00-12:00", "9-17")), MONDAY, BERLIN)
    assert tell(caught.value) == (
        "Monday: '9-17' is not an interval; write a start and an end, such as 09:00-17:00"
    )
    assert work(Settings(tuesday=("9-17",)), MONDAY, BERLIN), "another day's hours are not read"


def test_a_day_of_work_in_winter_and_in_summer() -> None:
    assert work(Settings(), MONDAY, BERLIN) == (Interval(utc("2026-11-16T08:00Z"), utc("2026-11-16T16:00Z")),)
    assert work(Settings(), date(2026, 7, 6), BERLIN) == (
        Interval(utc("2026-07-06T07:00Z"), utc("2026-07-06T15:00Z")),
    )


def test_weekends_and_days_off_have_none() -> None:
    assert work(Settings(), AUTUMN, BERLIN) == ()
    assert work(Settings(days_off=("2026-11-16",)), MONDAY, BERLIN) == ()
    assert work(Settings(days_off=("2026-11-17",)), MONDAY, BERLIN) != ()


def test_several_intervals_are_sorted_and_overlapping_ones_merged() -> None:
    settings = Settings(monday=("14:00-18:00", "08:00-10:00", "09:30-12:00"))
    assert work(settings, MONDAY, BERLIN) == (
        Interval(utc("2026-11-16T08:00+01:00"), utc("2026-11-16T12:00+01:00")),
        Interval(utc("2026-11-16T14:00+01:00"), utc("2026-11-16T18:00+01:00")),
    )


def test_an_end_after_midnight_belongs_to_the_day_it_started() -> None:
    settings = Settings(monday=("22:00-02:00",), tuesday=("13:00-24:00",))
    assert work(settings, MONDAY, BERLIN) == (
        Interval(utc("2026-11-16T22:00+01:00"), utc("2026-11-17T02:00+01:00")),
    )
    assert work(settings, date(2026, 11, 17), BERLIN) == (
        Interval(utc("2026-11-17T13:00+01:00"), utc("2026-11-18T00:00+01:00")),
    )


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [("Europe/Berlin", AUTUMN, 25), ("Europe/Berlin", SPRING, 23),
     ("America/New_York", date(2026, 11, 1), 25), ("America/New_York", date(2027, 3, 14), 23),
     ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
     ("Australia/Lord_Howe", date(2026, 10, 4), 23.5), ("UTC", AUTUMN, 24)],
)  # fmt: skip
def test_a_whole_day_is_as_long_as_it_is(zone: str, day: date, hours: float) -> None:
    (whole,) = work(sunday("00:00-24:00"), day, ZoneInfo(zone))
    assert whole.minutes == hours * 60


@pytest.mark.parametrize(
    ("day", "hours", "start", "end"),
    [
        # skipped: 02:30 becomes 03:30, at either end
        (SPRING, "02:30-05:00", "2027-03-28T03:30+02:00", "2027-03-28T05:00+02:00"),
        (SPRING, "01:00-02:30", "2027-03-28T01:00+01:00", "2027-03-28T03:30+02:00"),
        # twice: the first as a start, the second as an end
        (AUTUMN, "02:30-05:00", "2026-10-25T02:30+02:00", "2026-10-25T05:00+01:00"),
        (AUTUMN, "01:00-02:30", "2026-10-25T01:00+02:00", "2026-10-25T02:30+01:00"),
    ],
)
def test_times_that_the_clock_skips_or_shows_twice(day: date, hours: str, start: str, end: str) -> None:
    assert work(sunday(hours), day, BERLIN) == (Interval(utc(start), utc(end)),)


def test_nothing_is_left_of_hours_that_the_clock_turns_around() -> None:
    assert work(sunday("02:30-03:15"), SPRING, BERLIN) == ()


def test_the_night_in_which_the_clock_changes() -> None:
    (night,) = work(Settings(saturday=("22:00-06:00",)), date(2026, 10, 24), BERLIN)
    assert night.minutes == 9 * 60


clocks = st.builds(
    "{:02}:{:02}-{:02}:{:02}".format,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 23),
    st.integers(0, 59),
)


@given(
    st.lists(clocks, max_size=4),
    st.sampled_from([SPRING, AUTUMN, date(2026, 4, 5), date(2026, 10, 4), date(2026, 11, 22)]),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu"]),
)
def test_hours_are_sorted_apart_and_start_on_their_day(hours: list[str], day: date, zone: str) -> None:
    fair = tuple(one for one in hours if one[:5] != one[6:])
    local = ZoneInfo(zone)
    found = work(sunday(*fair), day, local)
    for one, other in pairwise(found):
        assert one.end < other.start
    for one in found:
        assert one.start.astimezone(local).date() == day
        assert one.end - one.start <= timedelta(hours=49)


# --- the rhythm -------------------------------------------------------------------------------------------


def test_the_presets() -> None:
    minute = timedelta(minutes=1)
    assert rhythm(Settings(), 480) == Rhythm(2, 1, 25 * minute, minute, 2 * minute)
    assert rhythm(Settings(rhythm="steady"), 480) == Rhythm(3, 2, 25 * minute, minute, 2 * minute)
    own = Settings(rhythm="own", interludes=5, micros=0, spacing=40, settle=3, leave=4)
    assert rhythm(own, 480) == Rhythm(5, 0, 40 * minute, 3 * minute, 4 * minute)
    # The numbers of *own* wait until own is chosen; the margins hold for every rhythm.
    margins = Settings(interludes=9, micros=6, spacing=90, settle=5, leave=0)
    assert rhythm(margins, 480) == Rhythm(2, 1, 25 * minute, 5 * minute, 0 * minute)


@pytest.mark.parametrize(
    ("minutes", "interludes", "micros"),
    [(480, 8, 2), (450, 8, 2), (449.9, 7, 2), (100, 0, 2), (45, 0, 1), (44, 0, 0), (0, 0, 0)],
)
def test_frequent_is_one_for_every_45_minutes(minutes: float, interludes: int, micros: int) -> None:
    found = rhythm(Settings(rhythm="frequent"), minutes)
    assert (found.interludes, found.micros, found.spacing) == (interludes, micros, timedelta(minutes=15))


@pytest.mark.parametrize(
    ("at", "hour", "until"),
    [("2026-11-16T13:05:09+01:00", "13:00-14:00", "2026-11-16T14:00+01:00"),
     ("2026-11-16T12:59:59+01:00", "12:30-13:30", "2026-11-16T13:30+01:00"),
     ("2026-11-16T23:31:00+01:00", "23:30-00:30", "2026-11-17T00:30+01:00")],
)  # fmt: skip
def test_a_bad_time_is_the_hour_from_the_last_full_or_half_hour_on(at: str, hour: str, until: str) -> None:
    said, span = bad_time_at(utc(at), BERLIN)
    assert (said, span.end) == (hour, utc(until))
    assert span.length == timedelta(hours=1)
    assert parse_interval(said)


def test_bad_times_are_parts_of_the_working_time_past_midnight_too() -> None:
    settings = Settings(monday=("22:00-06:00",), bad_times=("01:00-02:00", "05:30-07:00", "12:00-13:00"))
    found = bad_times(settings, MONDAY, BERLIN, work(settings, MONDAY, BERLIN))
    assert found == (
        Interval(utc("2026-11-17T01:00+01:00"), utc("2026-11-17T02:00+01:00")),
        Interval(utc("2026-11-17T05:30+01:00"), utc("2026-11-17T06:00+01:00")),
    )


def test_a_bad_time_that_the_clock_skips_is_none() -> None:
    settings = Settings(sunday=("00:00-06:00",), bad_times=("02:15-02:45",))
    assert bad_times(settings, SPRING, BERLIN, work(settings, SPRING, BERLIN)) == (
        Interval(utc("2027-03-28T03:15+02:00"), utc("2027-03-28T03:45+02:00")),
    )


@pytest.mark.parametrize(
    ("settings", "since", "told"),
    [
        (Settings(), "08:00", "09:00-17:00"),
        (Settings(), "11:20", "11:20-17:00"),
        (Settings(), "18:00", "18:00-02:00"),
        (Settings(), "23:00", "23:00-04:00"),
        (Settings(monday=("08:00-12:00",), thursday=(), friday=("08:00-12:00",)), "07:00", "08:00-12:00"),
        (Settings(monday=(), tuesday=(), wednesday=(), thursday=(), friday=()), "10:00", "10:00-17:00"),
        (Settings(monday=NIGHT, tuesday=NIGHT, wednesday=(), thursday=(), friday=()), "12:00", "22:00-04:00"),
    ],
)  # fmt: skip
def test_work_on_a_day_off_has_the_hours_of_most_days_from_then_on(
    settings: Settings, since: str, told: str
) -> None:
    saturday = date(2026, 11, 21)
    (found,) = work_on_day_off(settings, saturday, BERLIN, utc(f"2026-11-21T{since}+01:00"))
    assert "-".join(f"{one.astimezone(BERLIN):%H:%M}" for one in (found.start, found.end)) == told
