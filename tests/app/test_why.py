"""``why``: the plan's reason for a moment, and the choice's reason for its session."""

import pytest

from intermezzo.app.why import why
from intermezzo.core.faults import Malformed
from tests.engine.days import Story

pytestmark = pytest.mark.slow


def said(story: Story, clock: str, at: str = "") -> str:
    return why(story.engine, story.at(clock), at)


def test_it_says_why_a_moment_and_why_this_session() -> None:
    story = Story("07:40-10:30")
    story.turn("10:00")
    place = "A minute after your meeting ends; 5 h 09 free."
    assert said(story, "10:00") == f"Next at 10:31. {place} It is its turn."
    assert said(story, "10:00", "10:32") == f"At 10:31 a session is planned. {place} It is its turn."
    assert said(story, "10:00", "12:21").endswith("free from 12:20. Your feet moved least of late.")
    assert said(story, "10:00", "10:15") == "At 10:15: nothing, because you are in a meeting."
    story.offer_at("10:31")
    assert said(story, "10:31") == "An offer is on the screen. It is its turn."


def test_a_time_that_is_none_is_told() -> None:
    with pytest.raises(Malformed, match="noon"):
        said(Story(), "10:00", "noon")
