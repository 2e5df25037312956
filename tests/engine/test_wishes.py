"""What the user wishes of single movements, said as a command and kept as rows."""

from dataclasses import replace

import pytest

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Kind
from intermezzo.core.practice.repertoire import MOST, By, Change, Repertoire, repertoire
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.engine import Engine
from intermezzo.engine.state import EngineState
from intermezzo.presenters.messages import tell
from tests.engine.days import SESSIONS, Story

MORNING = "07:40-10:30"
BY_NEED = Change("m-feet", enters=True, by=By.NEED)


def told(*busy: str) -> Story:
    """A day whose engine knows the movements of its sessions, and a dozen more."""
    story = Story(*busy)
    movements = [step.movement for one in SESSIONS for step in one.steps]
    story.engine = Engine(
        EngineState(story.engine.state.settings, SESSIONS, story.engine.state.recorder, movements=movements)
    )
    story.calendar(*busy)
    return story


def own(story: Story) -> Repertoire:
    return repertoire(effective(story.engine.state.events))


def test_a_wish_is_a_row_by_the_user() -> None:
    story = told()
    reply = story.say("09:00", "repertoire", "in", "m-strong")
    (row,) = reply.record
    assert (row.kind, dict(row.detail)) == (
        EventKind.REPERTOIRE, {"v": 1, "movement": "m-strong", "in": True, "by": "user"},
    )  # fmt: skip
    assert tell(reply.message) == "Added to your repertoire: strong."
    assert list(own(story).active) == ["m-strong"]


def test_what_is_so_already_leaves_no_row() -> None:
    story = told()
    for verb, line in (
        ("in", "Already in your repertoire: strong."),
        ("out", "Not in your repertoire: strong."),
    ):
        story.day = "2026-11-20" if verb == "in" else "2026-11-23"
        story.say("09:00", "repertoire", verb, "m-strong")
        reply = story.say("09:01", "repertoire", verb, "m-strong")
        assert (tell(reply.message), reply.record) == (line, ())


def test_pressed_again_the_same_day_leaves_no_trace() -> None:
    story = told()
    before = own(story)
    story.say("09:00", "repertoire", "in", "m-strong")
    reply = story.say("09:01", "repertoire", "out", "m-strong")
    assert [(row.kind, row.reason) for row in reply.record] == [(EventKind.RETRACTED, Reason.UNDO)]
    assert own(story) == before, "taken in by mistake, and never refused"
    story.say("09:02", "repertoire", "out", "m-strong")
    assert own(story).refused == {"m-strong"}, "said once more, it is meant"


def test_what_the_app_had_let_in_comes_back_as_it_was() -> None:
    story = told()
    engine, now = story.engine, story.at("08:00")
    engine.state.record(EventKind.REPERTOIRE, now, detail=BY_NEED.detail())
    before = own(story)
    story.say("09:00", "repertoire", "out", "m-feet")
    assert own(story).refused == {"m-feet"}
    story.say("09:01", "repertoire", "in", "m-feet")
    assert own(story) == before


def test_on_another_day_it_is_a_new_wish() -> None:
    story = told()
    story.say("09:00", "repertoire", "in", "m-feet")
    story.day = "2026-11-23"
    story.say("09:00", "repertoire", "out", "m-feet")
    assert [row.kind for row in story.engine.state.events] == [EventKind.REPERTOIRE] * 2
    assert own(story).refused == {"m-feet"}


def test_a_full_repertoire_says_so_and_lets_the_wish_in() -> None:
    story = told()
    engine, now = story.engine, story.at("08:00")
    for number in range(MOST):
        other = replace(BY_NEED, movement=f"other-{number}")
        engine.state.record(EventKind.REPERTOIRE, now, detail=other.detail())
    reply = story.say("09:00", "repertoire", "in", "m-feet")
    assert tell(reply.message) == (
        "Added to your repertoire: feet. You already have twelve. This one is an extra, so nothing has to go."
    )
    assert len(own(story).active) == MOST + 1


def test_what_is_taken_out_is_planned_no_more_at_once() -> None:
    story = told(MORNING)
    story.turn("08:00")
    planned = story.engine.state.session(story.engine.plan.slots[0].session)
    assert planned is not None
    (movement,) = planned.movements
    story.say("08:01", "repertoire", "out", movement)
    assert story.engine.plan.slots
    assert planned.id not in [slot.session for slot in story.engine.plan.slots]


@pytest.mark.parametrize("words", [(), ("in",), ("up", "m-feet"), ("in", "m-feet", "now")])
def test_what_is_not_understood_is_told(words: tuple[str, ...]) -> None:
    with pytest.raises(Malformed, match=r"^(repertoire\.usage|command\.too_long)"):
        told().say("09:00", "repertoire", *words)


def test_an_unknown_movement_is_told_with_the_way_to_the_list() -> None:
    with pytest.raises(Fault, match=r"^repertoire\.unknown id=nap"):
        told().say("09:00", "repertoire", "in", "nap")


def tried(story: Story, outcome: EventKind) -> list[Event]:
    """Try one movement while an offer stands, and end it so."""
    story.turn("10:00")
    story.offer_at("10:31")
    reply = story.say("10:32", "now", "m-bed")
    assert reply.begin is not None
    assert [step.movement.id for step in reply.begin.steps] == ["m-bed"]
    story.engine.active.step(story.at("10:33"), 0, 30.0, eased=False)
    story.engine.finish(story.at("10:33"), outcome, 30.0)
    return story.rows(EventKind.BEGUN, EventKind.STEP, outcome)


@pytest.mark.parametrize("outcome", [EventKind.COMPLETED, EventKind.PARTIAL])
def test_a_practice_is_recorded_whole_and_takes_no_slot(outcome: EventKind) -> None:
    story = told(MORNING)
    rows = tried(story, outcome)
    assert [(row.kind, row.session) for row in rows] == [
        (EventKind.BEGUN, "m-bed"), (EventKind.STEP, "m-bed"), (outcome, "m-bed"),
    ]  # fmt: skip
    assert rows[1].detail["movement"] == "m-bed"
    assert rows[2].detail["kind"] == Kind.RITUAL
    story.engine.state.look(story.at("10:34"))
    assert story.engine.day_state.taken == {}
    assert story.reasons(EventKind.HELD)[-1] == Reason.IN_SESSION, "the offer waits"
    assert story.engine.plan.slots, "and stays owed"


def test_a_session_goes_before_a_movement_of_no_such_name() -> None:
    story = told()
    reply = story.say("09:00", "now", "reset")
    assert reply.begin is story.engine.state.session("reset")
    with pytest.raises(Fault, match=r"^session\.unknown name=nap"):
        told().say("09:00", "now", "nap")
