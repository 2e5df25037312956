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
    assert said(story, "10:00") == f"Next at 10:31. {place} It’s been longest since you did this one."
    assert (
        said(story, "10:00", "10:32")
        == f"10:31: a session is planned. {place} It’s been longest since you did this one."
    )
    assert said(story, "10:00", "12:21").endswith("3 h 20 free. It’s been longest since you moved your feet.")
    assert said(story, "10:00", "10:15") == "10:15: nothing, because you’re in a meeting."
    story.offer_at("10:31")
    assert said(story, "10:31") == "An offer is open. It’s been longest since you did this one."


def test_a_time_that_is_none_is_told() -> None:
    with pytest.raises(Malformed, match="noon"):
        said(Story(), "10:00", "noon")
