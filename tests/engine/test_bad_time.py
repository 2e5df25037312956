"""*Bad time of day*: it comes later, and that hour is left alone from then on."""

from dataclasses import replace

import pytest

from intermezzo.app.status import why
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling.decision import Hold
from intermezzo.presenters.messages import tell
from tests.engine.days import HERE, Story

MORNING = "07:40-12:30"


def taught() -> Story:
    """The answer is given at 12:31, and the settings have what it asks for."""
    story = Story(MORNING)
    story.turn("12:00")
    story.offer_at("12:31")
    reply = story.say("12:32", "answer", "bad-time")
    assert reply.bad_times == ("12:30-13:30",)
    story.engine.state.settings = replace(story.engine.state.settings, bad_times=reply.bad_times)
    story.turn("12:32")
    return story


def test_it_is_no_skip_and_comes_after_the_hour() -> None:
    story = taught()
    (row,) = story.rows(EventKind.SNOOZED)
    assert (row.reason, row.detail["hour"]) == (Reason.BAD_TIME, "12:30-13:30")
    assert not story.engine.day_state.declined
    assert min(story.slots()) >= "13:30"
    story.turn("13:29:59")
    assert not story.card()
    story.offer_at("13:30")


def test_the_next_day_plans_around_it_and_why_tells() -> None:
    story = Story(MORNING, bad_times=("12:30-13:30",))
    story.turn("12:00")
    assert story.slots()
    assert not [one for one in story.slots() if "12:30" <= one < "13:30"]
    assert why(story.engine, story.at("12:00"), "13:00") == (
        "13:00: nothing, because you said this is a bad time of day."
    )
    story.turn("12:45")
    said = why(story.engine, story.at("12:45"), "")
    assert said.startswith("Next at 13:30.")
    assert said.endswith("You said this is a bad time of day.")


def test_what_was_held_into_the_hour_waits_for_its_end() -> None:
    story = Story("07:40-12:00", bad_times=("12:30-13:30",))
    story.turn("11:50")
    assert story.slots()[0].startswith("12:01")
    call = replace(HERE, microphone=True)
    for clock in ("12:01", "12:29"):
        story.turn(clock, call)
    decision = story.turn("12:31").decision
    assert not story.card()
    assert decision.until == story.at("13:30")
    assert not isinstance(decision, Hold) or decision.reason is Reason.BAD_TIME
    story.offer_at("13:30")


def test_undo_takes_the_answer_and_its_rule_back() -> None:
    story = taught()
    reply = story.say("12:33", "undo")
    assert reply.bad_times == ()
    story.engine.state.settings = replace(story.engine.state.settings, bad_times=())
    story.offer_at("12:33")


def test_hours_named_before_stay() -> None:
    story = Story(MORNING, bad_times=("09:00-10:00", "12:30-13:30"))
    story.turn("13:31")
    story.offer_at("13:31")
    assert story.say("13:59", "answer", "bad-time").bad_times == (
        "09:00-10:00", "12:30-13:30", "13:30-14:30",
    )  # fmt: skip
    assert story.say("14:00", "undo").bad_times is not None


def test_an_hour_is_named_and_taken_back_by_command() -> None:
    story = Story(MORNING, bad_times=("08:00-09:00",))
    reply = story.say("8:00", "bad-time", "add", "15:00-16:00")
    assert tell(reply.message).startswith("From now on, nothing between 15:00 and 16:00")
    assert (reply.bad_times, reply.record) == (("08:00-09:00", "15:00-16:00"), ())
    story.engine.state.settings = replace(story.engine.state.settings, bad_times=reply.bad_times or ())
    assert story.say("8:01", "bad-time", "drop", "15:00-16:00").bad_times == ("08:00-09:00",)
    with pytest.raises(Fault, match=r"undo\.nothing"):
        story.say("8:01", "bad-time", "drop", "16:00-17:00")
    with pytest.raises(Malformed, match=r"bad_time\.usage"):
        story.say("8:01", "bad-time", "15:00-16:00")
    with pytest.raises(Fault):
        story.say("8:01", "bad-time", "add", "25:00-16:00")
