"""When the summary of the week comes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from intermezzo.core.scheduling.week_summary_time import STALE, is_stale, summary_at
from intermezzo.core.settings import WEEKDAYS, Settings

BERLIN = ZoneInfo("Europe/Berlin")
CLOSED: dict[str, Any] = dict.fromkeys(WEEKDAYS, ())
FRIDAY = datetime(2026, 11, 27, 16, 45, tzinfo=BERLIN)
"""A quarter of an hour before the usual week ends."""


def at(settings: Settings, now: datetime) -> datetime:
    return summary_at(settings, BERLIN, now.astimezone(UTC)).astimezone(BERLIN)


def test_it_comes_before_the_last_working_day_ends() -> None:
    usual = Settings()
    for days in range(5):
        assert at(usual, FRIDAY - timedelta(days=days, seconds=1)) == FRIDAY


def test_from_its_moment_on_the_next_one_is_a_week_later() -> None:
    for hours in (0, 1, 60):
        assert at(Settings(), FRIDAY + timedelta(hours=hours)) == FRIDAY + timedelta(days=7)


def test_the_last_day_is_that_of_the_settings() -> None:
    early = replace(Settings(), **{**CLOSED, "tuesday": ("08:00-12:00", "13:00-15:30")})
    assert at(early, FRIDAY) == datetime(2026, 12, 1, 15, 15, tzinfo=BERLIN)


def test_without_working_time_it_looks_again_in_three_weeks() -> None:
    none = replace(Settings(), **CLOSED)
    assert at(none, FRIDAY) == datetime(2026, 12, 14, 12, tzinfo=BERLIN)


def test_it_is_in_utc_across_the_change_of_the_clocks() -> None:
    october = datetime(2026, 10, 19, 9, tzinfo=BERLIN)
    first = summary_at(Settings(), BERLIN, october.astimezone(UTC))
    second = summary_at(Settings(), BERLIN, first)
    assert (first.hour, second.hour) == (14, 15)


def test_it_is_stale_after_three_hours() -> None:
    assert not is_stale(FRIDAY, FRIDAY + STALE)
    assert is_stale(FRIDAY, FRIDAY + STALE + timedelta(seconds=1))
