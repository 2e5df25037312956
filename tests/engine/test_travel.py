"""Travelling west and east, also over midnight, and hours that change: a day drops what it owed once."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.heartbeat import Jump
from intermezzo.core.settings import WEEKDAYS
from tests.engine.days import HERE, LOCKED, Story

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
ALL_DAY: dict[str, Any] = {**dict.fromkeys(WEEKDAYS, ("00:00-24:00",)), "rollover": "00:00"}
LATER: dict[str, Any] = {"friday": ("09:00-17:00",), "saturday": ("09:00-17:00",)}


def travel(story: Story, zone: str, clock: str) -> None:
    """Change the zone of the computer; the turn is the one that finds it."""
    story.engine.state.zone = ZoneInfo(zone)
    story.turn(clock, HERE, Jump())


def dropped(story: Story, day: date) -> list[Event]:
    """The rows that count and say what the day still owed at its end."""
    rows = effective(story.engine.state.events)
    return [row for row in rows if row.reason is Reason.DAY_ENDED and row.day == day]


def test_a_day_that_goes_on_in_the_west_takes_back_what_it_dropped() -> None:
    story = Story(**LATER)
    story.turn("09:00")
    story.turn("17:00")
    (first,) = dropped(story, FRIDAY)
    travel(story, "America/New_York", "17:10")
    assert dropped(story, FRIDAY) == [], "it is eleven in the morning"
    story.turn("23:00")
    (second,) = dropped(story, FRIDAY)
    assert (second.at, second.detail["owed"]) == (story.at("23:00"), first.detail["owed"])
    assert story.turn("23:00:10").record == ()


def test_west_over_midnight_and_home_again() -> None:
    story = Story(**ALL_DAY)
    story.turn("20:00")
    story.turn("24:00")
    assert len(dropped(story, FRIDAY)) == 1
    travel(story, "America/New_York", "24:30")
    assert dropped(story, FRIDAY) == []
    travel(story, "Europe/Berlin", "25:00")
    assert len(dropped(story, FRIDAY)) == 1
    travel(story, "America/New_York", "25:30")
    story.turn("30:00")
    assert len(dropped(story, FRIDAY)) == 1
    story.turn("54:00")
    assert [len(dropped(story, day)) for day in (FRIDAY, SATURDAY)] == [1, 1]


def test_east_over_midnight_and_home_again_after_the_day_is_over() -> None:
    story = Story(**LATER)
    story.turn("16:00")
    travel(story, "Asia/Tokyo", "16:30")
    assert len(dropped(story, FRIDAY)) == 1, "it is half past midnight there"
    travel(story, "Europe/Berlin", "17:30")
    assert len(dropped(story, FRIDAY)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_a_card_that_stands_belongs_to_the_day_on_which_it_came(zone: str) -> None:
    before = zone == "Asia/Tokyo"
    story = Story(**ALL_DAY, rhythm="own", interludes=20, micros=0)
    story.turn("16:00" if before else "24:00")
    came = story.engine.plan.slots[0].start
    story.engine.turn(came, HERE)
    offered = story.rows(EventKind.OFFERED)[-1]
    story.engine.state.zone = ZoneInfo(zone)
    story.engine.turn(came + timedelta(seconds=30), HERE, Jump())
    assert not story.card()
    rows = [row for row in story.engine.state.events if row.occurrence == offered.occurrence]
    assert {row.day for row in rows} == {offered.day}
    # Lived on for two days, it is dropped or offered again by its own day only.
    for minutes in range(5, 2 * 24 * 60, 5):
        story.engine.turn(came + timedelta(minutes=minutes), LOCKED)
    for day in {row.day for row in story.engine.state.events}:
        assert len(dropped(story, day)) <= 1
    ended = [row.occurrence for row in effective(story.engine.state.events) if row.kind is EventKind.DROPPED]
    assert len(ended) == len(set(ended))
    rows = [row for row in story.engine.state.events if row.occurrence == offered.occurrence]
    assert {row.day for row in rows} == {offered.day}


def test_a_session_belongs_to_the_day_on_which_it_began() -> None:
    story = Story(**ALL_DAY)
    story.turn("24:10")
    began = story.engine.plan.slots[0].start
    story.engine.turn(began, HERE)
    assert story.card()
    story.say(f"24:{(began - story.at('24:00')).seconds // 60}", "answer", "begin")
    story.engine.state.zone = ZoneInfo("America/New_York")
    now = began + timedelta(seconds=60)
    story.engine.turn(now, HERE, Jump())
    step, end = (
        story.engine.active.step(now, 0, 50, eased=False),
        story.engine.finish(now, EventKind.COMPLETED, 50),
    )
    assert step is not None
    assert end is not None
    assert step.day == end.day == SATURDAY


def test_a_day_that_ends_early_is_closed_after_its_other_rows_and_once() -> None:
    story = Story(**LATER)
    story.turn("09:00")
    story.turn("10:00", LOCKED)
    travel(story, "Pacific/Auckland", "11:00")  # where Friday's hours ended at five in the morning here
    closing = [row for row in story.engine.state.events if row.day == FRIDAY][-1]
    assert len(dropped(story, FRIDAY)) == 1
    again = Story(**LATER)
    again.engine.state.zone = story.engine.state.zone
    again.engine.recall(sorted(story.engine.state.events, key=lambda row: row.at))
    again.turn("11:01")
    assert len(dropped(again, FRIDAY)) == 1
    assert closing.at >= story.at("09:00")


def test_a_card_whose_day_ends_by_other_hours_goes_with_one_row() -> None:
    story = Story(friday=("20:00-23:00", "23:30-06:00"), saturday=())
    story.turn("28:00")
    came = story.engine.plan.slots[0].start
    story.engine.turn(came, HERE)
    occurrence = story.rows(EventKind.OFFERED)[-1].occurrence
    found = story.engine.state.settings
    story.engine.state.settings = type(found)(**{**LATER, "friday": ("20:00-23:00",)})
    story.engine.turn(came + timedelta(seconds=5), HERE)
    rows = [row for row in story.rows(EventKind.DROPPED) if row.occurrence == occurrence]
    assert len(rows) == 1
    assert len(dropped(story, FRIDAY)) == 1


# -- anywhere and at any time ------------------------------------------------------------------------

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Asia/Kolkata")
DAYS, MINUTES = 3, 15
STEPS = 24 * 60 // MINUTES
HOURS = ("09:00-17:00", "00:00-24:00", "20:00-04:00")


@given(
    hours=st.sampled_from(HOURS),
    rollover=st.sampled_from(["00:00", "04:00"]),
    trips=st.lists(st.tuples(st.integers(1, DAYS * STEPS), st.sampled_from(ZONES)), max_size=8),
    answer=st.sampled_from(["done", "begin", ""]),
)
@settings(max_examples=8)
@pytest.mark.slow
def test_wherever_one_goes_no_day_and_no_slot_is_dropped_twice(
    hours: str, rollover: str, trips: list[tuple[int, str]], answer: str
) -> None:
    written: dict[str, Any] = dict.fromkeys(WEEKDAYS, (hours,))
    story = Story(day="2026-11-19", rollover=rollover, **written)
    at, jumps = story.at("00:00"), dict(trips)
    for step in range(DAYS * STEPS):
        now, jump = at + timedelta(minutes=MINUTES * step), None
        if step in jumps:
            zone = ZoneInfo(jumps[step])
            jump = Jump() if zone != story.engine.state.zone else None
            story.engine.state.zone = zone
            story.engine.recall(sorted(story.engine.state.events, key=lambda row: row.at))  # as after a start
        live(story, now, jump, answer)
    rows = effective(story.engine.state.events)
    days = [row.day for row in rows if row.reason is Reason.DAY_ENDED]
    assert len(days) == len(set(days))
    ended = [row.occurrence for row in rows if row.kind in {EventKind.DROPPED, EventKind.DONE_ALREADY}]
    assert len(ended) == len(set(ended))
    belongs: dict[str, set[date]] = {}
    for row in rows:
        if row.occurrence is not None:
            belongs.setdefault(row.occurrence, set()).add(row.day)
    assert all(len(of) == 1 for of in belongs.values())


def live(story: Story, now: datetime, jump: Jump | None, answer: str) -> None:
    story.engine.turn(now, HERE, jump)
    if story.engine.running is not None:
        story.engine.finish(now, EventKind.COMPLETED, 100)
    elif story.card() and answer:
        told = (now - story.at("00:00")).total_seconds()
        story.say(f"{told // 3600:.0f}:{told % 3600 // 60:.0f}:{told % 60:.0f}", "answer", answer)
