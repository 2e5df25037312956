"""A call in the day: it holds what is due, takes a card away, and is no break."""

from dataclasses import replace

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling.decision import LOOK_AGAIN, Hold
from tests.engine.days import HERE, Story, idle

MORNING = "07:40-10:30"
TALKING = replace(HERE, microphone=True, camera=False)
SEEN = replace(HERE, microphone=False, camera=True)


def test_a_call_holds_what_is_due_and_the_card_comes_after_it() -> None:
    story = Story(MORNING)
    for clock, presence in (("10:31", TALKING), ("10:31:30", SEEN), ("10:32", TALKING)):
        turn = story.turn(clock, presence)
        assert isinstance(turn.decision, Hold)
        assert turn.decision.until == story.at(clock) + LOOK_AGAIN
    assert story.reasons(EventKind.HELD) == [Reason.MICROPHONE, Reason.CAMERA]
    held = story.rows(EventKind.HELD)[0].occurrence
    assert story.offer_at("10:33") == held
    story.turn("10:33:30", TALKING)
    assert (story.engine.offer, story.reasons(EventKind.HELD)[2:]) == (None, [Reason.MICROPHONE])
    assert story.rows(EventKind.UNANSWERED, EventKind.DROPPED) == [], "nobody ignored it, and it is owed"
    assert story.offer_at("10:40", replace(HERE, microphone=False, camera=None)) == held


def test_a_call_until_the_gap_is_gone_carries_it_to_the_next() -> None:
    story = Story(MORNING, "11:00-12:00")
    for clock in ("10:31", "10:59:30"):
        story.turn(clock, TALKING)
    story.turn("11:00", TALKING)
    assert story.reasons(EventKind.HELD) == [Reason.MICROPHONE, Reason.IN_MEETING]
    assert story.slots()[0].startswith("12:01")
    assert len(story.slots()) == 3, "nothing was lost"


def test_a_long_call_without_a_key_is_no_break_of_ones_own() -> None:
    story = Story(MORNING)
    for minute in range(31, 59):
        story.turn(f"10:{minute}", replace(idle((minute - 30) * 60), microphone=True))
    story.turn("10:59", HERE)
    assert story.rows(EventKind.AWAY) == []
