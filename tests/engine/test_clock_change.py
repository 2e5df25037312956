"""Pauses and snoozes when the wall clock is set: a span keeps its length, a time of day stays."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.scheduling.heartbeat import Jump
from intermezzo.engine.commands.table import dispatch
from tests.engine.days import HERE, Story, idle

BACK = Jump(shift=timedelta(hours=-2))


@pytest.mark.parametrize(
    ("words", "until"),
    [
        (("pause", "30m"), "08:30"),
        (("meeting", "for", "45"), "08:45"),
        (("meeting", "until", "11:00"), "11:00"),
        (("pause", "today"), "28:00"),
    ],
)
def test_a_pause_ends_when_it_would_have(words: tuple[str, ...], until: str) -> None:
    story = Story()
    story.turn("10:00")
    story.say("10:00", *words)
    story.turn("08:00:30", HERE, BACK)
    assert story.engine.day_state.paused_until == story.at(until)
    story.engine.state.look(story.at(until))
    assert story.engine.day_state.paused_until is None


def test_a_resumed_pause_does_not_come_back() -> None:
    story = Story()
    story.turn("10:00")
    story.say("10:00", "pause", "1h")
    story.say("10:05", "resume")
    story.turn("08:06", HERE, BACK)
    assert story.engine.day_state.paused_until is None


def test_a_snooze_keeps_its_length_and_can_be_undone() -> None:
    story = Story("07:40-10:30")
    story.offer_at("10:31")
    story.say("10:31", "answer", "snooze", "10")
    story.calendar()
    story.turn("08:33", HERE, BACK)
    assert story.engine.day_state.snoozed_until == story.at("08:41")
    story.say("08:34", "undo")
    story.turn("08:34")
    assert story.engine.day_state.snoozed_until is None


def test_gentle_days_keep_their_length_through_a_clock_that_was_wrong_for_a_while() -> None:
    story = Story()
    story.say("10:00", "gentle", "on")
    years = timedelta(days=3650)
    story.engine.turn(story.at("10:01") + years, HERE, Jump(suspect=True, shift=years))
    story.engine.turn(story.at("10:02"), HERE, Jump(shift=-years))
    assert story.engine.day_state.gentle_until == story.at("10:00") + timedelta(hours=48)


def test_an_absence_is_seen_although_a_session_ended_later_by_the_clock() -> None:
    story = Story("07:40-10:30")
    story.offer_at("10:31")
    story.do("10:31", "10:38")
    story.calendar()
    story.turn("08:39", HERE, BACK)
    story.turn("08:50", idle(300))
    story.turn("09:11", HERE)
    assert len(story.rows(EventKind.AWAY)) == 1


def test_a_snooze_keeps_its_length_although_the_clock_was_wrong_by_years_for_a_while() -> None:
    story = Story("07:40-10:30")
    story.offer_at("10:31")
    story.say("10:31", "answer", "snooze", "20")
    years = timedelta(days=18260)
    story.engine.turn(story.at("10:32") - years, HERE, Jump(suspect=True, shift=-years))
    story.engine.turn(story.at("10:33"), HERE, Jump(shift=years))
    assert story.engine.day_state.snoozed_until == story.at("10:51")


def test_a_snooze_holds_over_midnight_in_the_west_too() -> None:
    days: dict[str, Any] = {"friday": ("00:00-24:00",), "saturday": ("00:00-24:00",), "rollover": "00:00"}
    story = Story(**days, rhythm="own", interludes=20, micros=0)
    story.turn("24:00")
    came = story.engine.plan.slots[0].start
    assert came < story.at("30:00"), "it is still Friday there"
    story.engine.turn(came, HERE)
    dispatch(story.engine, ("answer", "snooze", "20"), came)
    story.engine.state.zone = ZoneInfo("America/New_York")
    story.engine.turn(came + timedelta(minutes=5), HERE, Jump())
    story.engine.turn(came + timedelta(minutes=15), HERE)
    assert not story.card()
    assert story.engine.day_state.snoozed_until == came + timedelta(minutes=20)
