"""The local day at any hours and rollover: it never divides working hours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.scheduling.calendar_rules import Occurrence, entries
from intermezzo.core.scheduling.hours import (
    day_span,
    day_start,
    local_day,
    moment_of,
    parse_interval,
    work,
)
from intermezzo.core.scheduling.week_summary_time import summary_at
from intermezzo.core.settings import WEEKDAYS, Settings

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)
CLOSED: dict[str, Any] = dict.fromkeys(WEEKDAYS, ())
NIGHTS = Settings(**{**CLOSED, "wednesday": ("22:00-06:00",), "thursday": ("22:00-06:00",)})


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("settings", "moment", "day"),
    [
        (NIGHTS, "2026-11-18T05:59", date(2026, 11, 18)),  # no shift before it: the rollover
        (NIGHTS, "2026-11-18T03:59", date(2026, 11, 17)),
        (NIGHTS, "2026-11-19T04:10", WEDNESDAY),
        (NIGHTS, "2026-11-19T05:59", WEDNESDAY),
        (NIGHTS, "2026-11-19T06:00", THURSDAY),
        (NIGHTS, "2026-11-20T05:59", THURSDAY),
        (Settings(wednesday=("03:00-11:00",)), "2026-11-18T02:59", date(2026, 11, 17)),
        (Settings(wednesday=("03:00-11:00",)), "2026-11-18T03:00", WEDNESDAY),
        (Settings(wednesday=("09:00-17:00",), rollover="12:00"), "2026-11-18T09:00", WEDNESDAY),
        (Settings(wednesday=("16:00-14:00",), thursday=()), "2026-11-19T13:59", WEDNESDAY),
        (Settings(wednesday=("22:00-06:00",), days_off=("2026-11-18",)), "2026-11-19T05:00", THURSDAY),
    ],
)
def test_the_day_of_a_moment(settings: Settings, moment: str, day: date) -> None:
    assert local_day(settings, local(moment), BERLIN) == day


def test_time_in_the_hours_of_two_days_belongs_to_the_first() -> None:
    settings = Settings(**{**CLOSED, "wednesday": ("22:00-06:00",), "thursday": ("05:00-13:00",)})
    (night,), (morning,) = work(settings, WEDNESDAY, BERLIN), work(settings, THURSDAY, BERLIN)
    assert night.end == morning.start == day_start(settings, THURSDAY, BERLIN) == local("2026-11-19T06:00")


def test_a_rollover_that_the_clock_shows_twice_begins_the_day_once_at_the_first() -> None:
    settings = Settings(sunday=(), rollover="02:30")
    start = day_start(settings, date(2026, 10, 25), BERLIN)
    assert start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert day_start(settings, date(2027, 3, 28), BERLIN) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "moment"),
    [("21:00", "2026-11-18T21:00"), ("22:00", "2026-11-18T22:00"), ("04:10", "2026-11-19T04:10"),
     ("06:00", "2026-11-18T06:00")],
)  # fmt: skip
def test_a_time_of_the_shift_beyond_midnight_is_on_the_next_date(clock: str, moment: str) -> None:
    assert moment_of(NIGHTS, WEDNESDAY, time.fromisoformat(clock), BERLIN) == local(moment)


def test_today_shows_the_meetings_of_the_whole_shift() -> None:
    late = Occurrence(local("2026-11-19T04:30"), local("2026-11-19T05:30"), "late")
    after = Occurrence(local("2026-11-19T09:00"), local("2026-11-19T10:00"), "after")
    assert [one.label for one in entries([late, after], NIGHTS, WEDNESDAY, BERLIN)] == ["late"]


def test_the_summary_of_a_week_comes_before_its_last_night_ends() -> None:
    settings = Settings(**{**CLOSED, "sunday": ("22:00-06:00",)})
    due = local("2026-11-23T05:45")
    for now in ("2026-11-22T12:00", "2026-11-22T23:00", "2026-11-23T03:00", "2026-11-23T05:44"):
        assert summary_at(settings, BERLIN, local(now)) == due


# -- at any hours and rollover -----------------------------------------------------------------------

CLOCKS = st.times().map(lambda at: at.strftime("%H:%M"))
INTERVALS = st.builds("{}-{}".format, CLOCKS, CLOCKS | st.just("24:00")).filter(
    lambda text: text[:5] != text[6:]
)


HOURS = st.lists(INTERVALS, max_size=2).map(tuple)
OFF = st.lists(st.sampled_from(["2026-10-25", "2026-11-18", "2027-03-28"]), max_size=2).map(tuple)
# Made once: Hypothesis checks each strategy that it meets for the first time.
SETTINGS = st.builds(Settings, **dict.fromkeys(WEEKDAYS, HOURS), rollover=CLOCKS, days_off=OFF)


ZONES = st.sampled_from(
    ["Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Asia/Beirut", "Asia/Kathmandu", "UTC"]
).map(ZoneInfo)
DAYS = st.sampled_from([date(2026, 10, 25), date(2026, 11, 1), WEDNESDAY, date(2027, 3, 28)]).flatmap(
    lambda day: st.integers(-2, 2).map(lambda n: day + timedelta(days=n))
)


@given(SETTINGS, ZONES, DAYS)
@pytest.mark.slow
def test_a_day_begins_on_its_date_and_holds_its_working_time(
    settings: Settings, zone: ZoneInfo, day: date
) -> None:
    span = day_span(settings, day, zone)
    assert span.start.astimezone(zone).date() == day
    assert span.end.astimezone(zone).date() == day + timedelta(days=1)
    for one in work(settings, day, zone):
        assert span.start <= one.start
        assert one.end <= span.end


@pytest.mark.slow
@given(SETTINGS, ZONES, DAYS, st.integers(0, 9999))
def test_every_moment_has_one_day(settings: Settings, zone: ZoneInfo, day: date, part: int) -> None:
    span = day_span(settings, day, zone)
    assert local_day(settings, span.start + span.length * part // 10_000, zone) == day
    assert local_day(settings, span.start, zone) == day
    assert local_day(settings, span.end, zone) == day + timedelta(days=1)


@given(SETTINGS, ZONES, DAYS, st.data())
@pytest.mark.slow
def test_hours_that_are_written_are_worked_once(
    settings: Settings, zone: ZoneInfo, day: date, data: st.DataObject
) -> None:
    written = getattr(settings, WEEKDAYS[day.weekday()])
    if not written or day.isoformat() in settings.days_off:
        return
    start, end = parse_interval(data.draw(st.sampled_from(written)))
    begin = datetime.combine(day, start, zone).astimezone(UTC)
    finish = datetime.combine(day + timedelta(days=end <= start), end, zone).astimezone(UTC)
    if begin < finish:
        moment = begin + (finish - begin) * data.draw(st.integers(0, 9999)) // 10_000
        owners = [
            one for one in (day - timedelta(days=1), day, day + timedelta(days=1))
            if any(part.holds(moment) for part in work(settings, one, zone))
        ]  # fmt: skip
        assert owners == [local_day(settings, moment, zone)]
