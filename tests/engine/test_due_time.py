"""A slot at the end of its gap is offered while there is time to answer; one set by hand at its time."""

from dataclasses import replace

from intermezzo.core.history.events import EventKind, Reason
from tests.engine.days import HERE, Story, idle


def before_a_long_meeting() -> Story:
    """One interlude, which is planned for the last moment before three hours and a half of meetings."""
    story = Story("09:30-13:00", rhythm="own", interludes=1, micros=0, friday=("07:40-13:00",))
    story.turn("07:40")
    assert story.slots() == ["09:26:25 interlude"]
    return story


def test_the_card_can_stand_for_three_minutes_before_the_meeting() -> None:
    story = before_a_long_meeting()
    assert story.turn("09:23:24").decision.until == story.at("09:23:25")
    assert not story.card()
    story.offer_at("09:23:25")
    story.turn("09:26:24")
    assert story.card()
    assert story.do("09:26:25", "09:28") is not None


def test_what_holds_it_then_is_recorded_and_typing_leaves_a_minute_to_answer() -> None:
    story = before_a_long_meeting()
    story.turn("09:23:25", replace(HERE, microphone=True))
    story.turn("09:24", idle(0.0))
    assert not story.card()
    assert story.reasons(EventKind.HELD) == [Reason.MICROPHONE, Reason.TYPING]
    story.turn("09:25:24", idle(0.0))
    assert not story.card()
    story.turn("09:25:25", idle(0.0))
    assert story.card()


def test_a_slot_that_the_user_has_set_is_offered_at_its_time() -> None:
    story = before_a_long_meeting()
    story.say("08:00", "pin", story.engine.plan.slots[0].start.isoformat(), "09:25")
    assert story.turn("09:24:30").decision.until == story.at("09:25")
    assert not story.card()
    story.offer_at("09:25")
