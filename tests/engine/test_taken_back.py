"""An answer that is taken back: the very offer comes again, as long as it fits."""

from datetime import timedelta

import pytest

from intermezzo.core.practice.model import Kind
from intermezzo.presenters.reasons import why_sentence
from tests.engine.days import SESSIONS, Story, session

MORNING = ("09:00-09:15", "10:00-10:55", "12:00-13:45", "15:00-15:30")
LATE = ("07:40-11:39", "12:00-13:45")
ANSWERS = [
    ("answer", "snooze"), ("answer", "skip"), ("answer", "done"), ("moved",),
    ("answer", "no-more-today"), ("answer", "bad-time"),
]  # fmt: skip


def shown(story: Story) -> tuple[str, Kind, str]:
    """Return what stands on the card: of which occurrence, kind of slot and session."""
    offer = story.engine.offer
    assert offer is not None, f"no offer: {story.engine.decision}"
    return offer.occurrence, offer.slot.kind, offer.session.id


def offered(busy: tuple[str, ...], clock: str) -> Story:
    """The offer of this time stands on the card; the ones before it were done."""
    story = Story(*busy)
    moment = story.at("07:41")
    while moment < story.at(clock):
        at = story.told(moment)
        story.turn(at)
        if story.engine.offer is not None:
            moment += timedelta(minutes=7)
            story.do(at, story.told(moment))
        moment += timedelta(minutes=1)
    story.offer_at(clock)
    return story


@pytest.mark.slow
@pytest.mark.parametrize("words", ANSWERS)
@pytest.mark.parametrize(
    ("busy", "at", "undone"),
    [
        (MORNING, "09:20", "09:24"),
        (LATE, "11:40", "11:44"),
        (LATE, "14:40", "14:41"),
        (LATE, "14:40", "14:44"),
    ],
)
def test_the_same_session_and_kind_come_again(
    busy: tuple[str, ...], at: str, undone: str, words: tuple[str, ...]
) -> None:
    story = offered(busy, at)
    before = shown(story)
    story.say(at, *words)
    story.turn(undone)
    reply = story.say(undone, "undo")
    if reply.bad_times is not None:
        assert reply.bad_times == ()
    story.turn(undone)
    assert shown(story) == before


def test_what_was_asked_for_instead_comes_again() -> None:
    story = offered(LATE, "11:40")
    story.engine.state.sessions = (*SESSIONS, session("still", Kind.MICRO, 300))
    story.say("11:40", "answer", "quieter")
    before = shown(story)
    story.say("11:40", "answer", "snooze")
    story.turn("11:41")
    story.say("11:41", "undo")
    story.turn("11:41")
    assert shown(story) == before
    assert story.engine.offer is not None
    assert why_sentence(story.engine.offer.slot.why) == "It’s the one you were offered before."


def test_one_that_no_longer_fits_is_replaced() -> None:
    story = offered(LATE, "11:40")
    occurrence, kind, name = shown(story)
    assert (kind, name) == (Kind.MICRO, "long")
    story.say("11:40", "answer", "snooze")
    story.turn("11:52")
    story.say("11:52", "undo")
    story.turn("11:52")
    assert shown(story) == (occurrence, Kind.MICRO, "short")
    story.say("11:52", "answer", "skip")
    story.turn("11:55")
    story.say("11:55", "undo")
    story.turn("11:55")
    assert shown(story)[1:] == (Kind.INTERLUDE, "feet")


def test_a_slot_that_was_only_planned_stays_planned() -> None:
    story = offered(LATE, "11:40")
    story.do("11:41", "11:48")
    story.turn("12:00")
    slots = story.slots()
    story.say("12:00", "skip", story.engine.plan.slots[-1].start.isoformat())
    story.turn("12:01")
    story.say("12:01", "undo")
    story.turn("12:01")
    assert story.engine.offer is None
    assert story.slots() == slots
