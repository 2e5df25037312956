"""Days of travel are told by the titles in the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from intermezzo.core.scheduling.calendar_rules import BusyStatus, Occurrence, travels
from intermezzo.core.settings import Settings

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
FLIGHT = Occurrence(NINE, NINE + timedelta(hours=2), "Flight to Oslo")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Flight to Oslo", True), ("FLUG nach Rom", True), ("Travel day", True), ("Train to Basel", True),
        ("Train the new colleagues", False), ("Inflight", False), ("Review", False), ("", False),
    ],
)  # fmt: skip
def test_words_of_travel(title: str, found: bool) -> None:
    assert travels([replace(FLIGHT, title=title)], Settings(), date(2026, 3, 2), BERLIN) is found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"private": True}, False), ({"declined": True}, False), ({"transparent": True}, False),
        ({"all_day": True, "busy": BusyStatus.FREE}, True),
    ],
)  # fmt: skip
def test_which_events_count(changed: dict[str, object], found: bool) -> None:
    one = replace(FLIGHT, **changed)  # type: ignore[arg-type]
    assert travels([one], Settings(), date(2026, 3, 2), BERLIN) is found


@pytest.mark.parametrize(("day", "found"), [(1, False), (2, True), (3, True), (4, False)])
def test_a_night_flight_is_on_both_local_days(day: int, found: bool) -> None:
    night = replace(FLIGHT, start=NINE.replace(hour=22), end=NINE.replace(hour=22) + timedelta(hours=3))
    assert travels([night], Settings(), date(2026, 3, day), BERLIN) is found
