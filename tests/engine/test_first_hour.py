"""The easy first hour and the soft breath, for who wants them."""

from dataclasses import replace
from typing import Any

import pytest

from intermezzo.core.practice.model import Ask
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.soft_exhale import soft_exhale
from tests.engine.days import HERE, Story
from tests.engine.test_practice import weeks

TYPING = replace(HERE, idle_seconds=1.0)


@pytest.mark.parametrize(("wanted", "clock", "bends"), [
    (True, "7:40", False), (True, "8:39:59", False), (True, "8:40", True), (False, "7:40", True),
])  # fmt: skip
def test_nothing_bends_forward_in_the_first_hour_of_work(wanted: bool, clock: str, bends: bool) -> None:
    story = weeks(easy_first_hour=wanted)
    story.turn(clock)
    assert (Ask.BENDING_FORWARD not in story.engine.state.practice.bounds.leave_out) is bends
    assert story.engine.state.lengths(), "something is left to offer"


def shown(story: Story, clock: str, presence: Presence = TYPING) -> bool:
    story.turn(clock, presence)
    return soft_exhale(story.engine, story.at(clock))


def free() -> Story:
    """A day without offers that would be in the way."""
    return Story(soft_exhale=True, rhythm="own", interludes=0, micros=0)


def test_it_comes_after_long_typing_and_once_an_hour() -> None:
    story = free()
    times = ["7:40", "8:24", "8:25", "8:29", "8:30", "9:24", "9:25", "9:30"]
    assert [clock for clock in times if shown(story, clock)] == ["8:25", "8:29", "9:25"]


def test_moving_begins_it_anew() -> None:
    story = free()
    story.turn("8:20", TYPING)
    story.say("8:20", "moved")
    assert [clock for clock in ("8:25", "9:04", "9:07") if shown(story, clock)] == ["9:07"]


@pytest.mark.parametrize(
    "presence",
    [replace(HERE, idle_seconds=600.0), replace(TYPING, microphone=True), replace(TYPING, idle_seconds=None)],
)
def test_not_without_typing_nor_in_a_call(presence: Presence) -> None:
    story = free()
    story.turn("7:40", TYPING)
    assert not shown(story, "8:25", presence)


def test_not_in_a_meeting_nor_in_a_pause_nor_unless_it_is_wanted() -> None:
    none: dict[str, Any] = {"rhythm": "own", "interludes": 0, "micros": 0}
    for other in (Story("8:20-8:40", soft_exhale=True, **none), Story(**none)):
        other.turn("7:40", TYPING)
        assert not shown(other, "8:25")
    story = free()
    story.turn("7:40", TYPING)
    story.say("8:00", "pause", "60m")
    assert not shown(story, "8:25")
