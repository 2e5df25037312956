"""When repeating jobs fire, around every oddity of local time."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.app.runtime.scheduler import Daily, Every

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "at", "now", "expected"),
    [
        ("Europe/Berlin", time(2, 30), "2026-10-24T12:00Z", "2026-10-25T00:30Z"),
        ("Europe/Berlin", time(2, 30), "2026-10-25T00:30Z", "2026-10-26T01:30Z"),
        ("America/New_York", time(1, 30), "2026-11-01T00:00Z", "2026-11-01T05:30Z"),
        ("America/New_York", time(1, 30), "2026-11-01T05:30Z", "2026-11-02T06:30Z"),
        ("Europe/Berlin", time(2, 30), "2027-03-27T12:00Z", "2027-03-28T01:30Z"),
        ("Australia/Lord_Howe", time(1, 45), "2026-04-04T12:00Z", "2026-04-04T14:45Z"),
    ],
)
def test_a_day_with_a_fold_or_a_gap_fires_once(zone: str, at: time, now: str, expected: str) -> None:
    assert Daily(at, ZoneInfo(zone)).get_next_fire_time(None, moment(now)) == moment(expected)


@given(
    st.sampled_from(ZONES),
    st.times().filter(lambda at: at.tzinfo is None),
    st.dates(date(2011, 1, 1), date(2040, 1, 1)),
)
def test_a_week_has_one_run_for_every_local_day(zone_name: str, at: time, first: date) -> None:
    zone = ZoneInfo(zone_name)
    trigger = Daily(at, zone)
    fired = [trigger.get_next_fire_time(None, datetime.combine(first, time(12), tzinfo=UTC))]
    for _ in range(7):
        fired.append(trigger.get_next_fire_time(fired[-1], fired[-1]))
    days = [one.astimezone(zone).date() for one in fired]
    assert len(set(days)) == 8
    assert all(later > earlier for earlier, later in pairwise(fired))


def test_a_clock_ahead_does_not_make_daily_fire_for_each_day_missed() -> None:
    trigger = Daily(time(3), UTC)
    following = trigger.get_next_fire_time(moment("2026-11-20T03:00Z"), moment("2036-11-20T12:00Z"))
    assert following == moment("2036-11-21T03:00Z")


@given(
    st.floats(0.01, 86_400),
    st.integers(1_700_000_000, 2_800_000_000),
    st.integers(-(10**9), 10**9),
)
def test_every_is_always_ahead_of_now_and_never_by_more_than_its_span_after_a_jump(
    seconds: float, previous: int, jump: int
) -> None:
    before = datetime.fromtimestamp(previous, UTC)
    now = before + timedelta(seconds=jump)
    following = Every(seconds).get_next_fire_time(before, now)
    assert following > now
    if jump >= 0:
        assert following <= now + timedelta(seconds=seconds)


def test_every_keeps_its_beat_when_called_a_little_late() -> None:
    due = moment("2026-11-20T09:00:00Z")
    assert Every(30).get_next_fire_time(due, due + timedelta(seconds=1)) == due + timedelta(seconds=30)
