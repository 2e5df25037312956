"""*One nobody will notice*: seated, unseen and silent, in a meeting too."""

import pytest

from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Kind
from tests.engine.days import BED, FEET, LONG, Story


def test_it_is_begun_in_a_meeting_and_is_silent() -> None:
    story = Story("09:00-10:30")
    story.turn("09:30")
    reply = story.say("09:31", "now", "--quiet")
    assert reply.begin is not None
    assert (reply.begin.seated, reply.begin.quiet, reply.begin.kind) == (True, True, Kind.INTERLUDE)
    assert story.engine.running is not None
    assert story.engine.running.silent
    (begun,) = reply.record
    assert (begun.kind, begun.reason) == (EventKind.BEGUN, Reason.ASKED)


def test_any_other_session_is_not_silent() -> None:
    story = Story()
    story.say("09:31", "now")
    assert story.engine.running is not None
    assert not story.engine.running.silent


def test_it_answers_the_offer_on_the_card() -> None:
    story = Story("07:40-10:30")
    occurrence = story.offer_at("10:31")
    (begun,) = story.say("10:32", "now", "--quiet").record
    assert begun.occurrence == occurrence
    story.engine.finish(story.at("10:34"), EventKind.COMPLETED, 100)
    story.turn("10:34")
    assert story.engine.day_state.taken == {Kind.INTERLUDE: 1}


def test_where_nothing_suits_one_line_says_so() -> None:
    story = Story("09:00-10:30")
    state = story.engine.state
    state.sessions = (FEET, LONG, BED)
    with pytest.raises(Fault, match=r"^session\.none_unnoticed"):
        story.say("09:31", "now", "--quiet")
    assert story.engine.running is None
