"""An open offer follows its gap: it offers what still fits, and leaves when nothing does."""

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.model import Kind
from intermezzo.presenters.messages import tell
from tests.engine.days import FEET, Story

MORNING = "07:40-10:30 Planning"


def test_the_card_stays_while_the_shortest_just_fits() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    # The meeting less two minutes less the 95 seconds of the shortest is 10:32:25.
    story.calendar(MORNING, "10:36-11:00")
    turn = story.turn("10:32:25")
    assert story.engine.offer is not None
    assert story.told(turn.decision.until) == "10:32:26"
    story.turn("10:32:26")
    assert story.engine.offer is None


def test_the_card_offers_another_session_as_soon_as_its_own_fits_no_more() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    offered = story.engine.offer
    assert offered is not None
    assert offered.session.title == "Long"
    # The meeting less two minutes less its seven minutes is 10:33:00.
    story.calendar(MORNING, "10:42-11:00")
    turn = story.turn("10:31:10")
    assert story.told(turn.decision.until) == "10:33:01"
    story.turn("10:33")
    assert story.engine.offer is not None
    assert story.engine.offer.session is offered.session
    story.turn("10:33:01")
    assert story.engine.offer is not None
    assert story.engine.offer.session.title == "Short"
    assert story.engine.offer.since == offered.since, "it waits no longer for an answer"
    story.calendar(MORNING, "10:37:10-11:00")
    story.turn("10:33:02")
    assert story.engine.offer is not None
    shown = story.engine.offer
    assert shown.session.kind is Kind.INTERLUDE
    assert (shown.slot.session, shown.slot.kind) == (shown.session.id, Kind.INTERLUDE)
    assert shown.shorter
    assert story.say("10:33:05", "answer", "begin").begin is shown.session
    assert len(story.rows(EventKind.OFFERED)) == 1


def test_where_it_fits_no_more_the_card_changes_and_nothing_else_begins() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.calendar(MORNING, "10:38:59-11:00")
    reply = story.say("10:32", "answer", "begin")
    assert (reply.begin, reply.record) == (None, ())
    assert tell(reply.message) == "There’s less time now, so here’s Feet instead, 1 min 40 s."
    offer = story.engine.offer
    assert offer is not None
    assert (offer.session, offer.slot.kind, offer.shorter) == (FEET, Kind.INTERLUDE, True)
    assert story.say("10:32:05", "answer", "begin").begin is FEET
    story.engine.finish(story.at("10:34"), EventKind.COMPLETED, 95)
    story.turn("10:34")
    assert story.engine.day_state.taken == {Kind.INTERLUDE: 1}, "never for the longer one"
