"""``why``: the plan's reason for a moment, and the choice's reason for its session."""

import pytest

from intermezzo.app.status import why
from intermezzo.core.faults import Malformed
from tests.engine.days import Story

pytestmark = pytest.mark.slow


def said(story: Story, clock: str, at: str = "") -> str:
    return why(story.engine, story.at(clock), at)


def test_it_says_why_a_moment_and_why_this_session() -> None:
    story = Story("07:40-10:30")
    story.turn("10:00")
    place = "A minute after your meeting ends; 5 h 9 min free."
    assert said(story, "10:00") == f"Next at 10:31. {place} It’s been longest since you did this one."
    assert (
        said(story, "10:00", "10:32")
        == f"10:31: a session is planned. {place} It’s been longest since you did this one."
    )
    told = said(story, "10:00", "12:21")
    assert told.endswith("3 h 20 min free. It’s been longest since you moved your feet.")
    assert said(story, "10:00", "10:15") == "10:15: nothing, because you’re in a meeting."
    story.offer_at("10:31")
    assert said(story, "10:31") == "An offer is open. It’s been longest since you did this one."


def test_a_time_that_is_none_is_told() -> None:
    with pytest.raises(Malformed, match="noon"):
        said(Story(), "10:00", "noon")


def test_it_says_what_the_user_has_said_about_the_day() -> None:
    story = Story("07:40-10:30")
    story.say("10:00", "today", "off")
    story.turn("10:00")
    assert said(story, "10:00") == (
        "It’s your day off. You took today off; take that back with: intermezzo today work"
    )
    weekend = Story(day="2026-11-21")
    weekend.say("10:00", "today", "work")
    weekend.turn("10:00")
    assert "You said you’re working today." in said(weekend, "10:00")
    first = weekend.engine.plan.slots[0].start.isoformat()
    weekend.say("10:00", "pin", first, "14:07")
    assert "14:07: a session is planned. You set this time." in said(weekend, "10:00", "14:08")
