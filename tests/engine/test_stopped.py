"""What was stopped is not offered for three days, and can be begun by hand all the same."""

from dataclasses import replace

import pytest

from intermezzo.core.faults import Malformed
from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.model import Kind, Session
from intermezzo.core.practice.prescription import WHY
from intermezzo.engine.active_session import rest_of
from intermezzo.engine.state import EngineState
from intermezzo.presenters.messages import tell
from tests.engine.days import FEET, LONG, RESET, SHORT, STRONG, Story, session
from tests.plans import plan

MORNING = "07:40-10:30"


def stopped(story: Story, *why: str, name: str = "long", at: str = "10:31", asked: str = "10:36") -> str:
    """Begin a session by hand, stop it within its only step, and say so; return the reply."""
    story.turn(at)
    story.say(at, "now", name)
    engine = story.engine
    engine.active.step(story.at(asked), 0, 60.0, eased=False)
    engine.finish(story.at(asked), EventKind.PARTIAL, 60.0)
    return tell(story.say(asked, "felt", "stopped", *why).message)


def offered(story: Story) -> set[str]:
    """Every session that may be chosen now, by asking for each kind with the others taken away."""
    state, found = story.engine.state, set[str]()
    left = list(state.sessions)
    for kind in (Kind.INTERLUDE, Kind.MICRO):
        while choice := replace(state.choices(), sessions=tuple(left)).fitting(kind, 3600):
            found.add(choice.session.id)
            left.remove(choice.session)
    return found


def test_its_sessions_are_not_offered_until_three_days_are_over() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    assert LONG.id in offered(story)
    assert stopped(story) == "Noted. long will rest for three days."
    assert LONG.id not in offered(story)
    assert SHORT.id in offered(story)
    for clock, there in (("82:35", False), ("82:37", True)):  # three days after 10:36
        story.turn(clock)
        assert (LONG.id in offered(story)) is there, clock


def test_the_rest_of_a_hard_movement_is_told_too() -> None:
    step = LONG.steps[0]
    hard = replace(LONG, steps=(replace(step, movement=replace(step.movement, level=3)),))
    story = Story(MORNING)
    story.engine.state.sessions = (hard, SHORT)
    assert stopped(story) == "Noted. long will rest for two weeks."


def test_the_plan_leaves_it_out_at_once_and_a_new_start_does_too() -> None:
    story = Story(MORNING)
    stopped(story, name="short", at="10:31")
    story.turn("10:40")
    planned = {slot.session for slot in story.engine.plan.slots}
    assert planned
    assert SHORT.id not in planned
    state = story.engine.state
    again = EngineState(state.settings, state.sessions, state.recorder, events=state.events)
    again.look(story.at("10:40"))
    assert again.avoided.resting == {"m-short"}


def test_where_it_was_all_there_is_nothing_is_planned_and_nothing_breaks() -> None:
    story = Story(MORNING)
    story.engine.state.sessions = (LONG, RESET)
    stopped(story, name="reset", at="10:31")
    assert Kind.INTERLUDE not in story.engine.state.lengths()
    for clock in ("10:40", "11:30", "12:30", "13:30", "14:30", "15:30"):
        story.turn(clock)
        assert story.engine.offer is None or story.engine.offer.session is LONG


def test_no_time_teaches_nothing() -> None:
    story = Story(MORNING)
    assert stopped(story, "no_time") == "Noted."
    assert LONG.id in offered(story)


def test_the_answer_can_be_changed_and_taken_back() -> None:
    story = Story(MORNING)
    stopped(story)
    story.say("10:36", "felt", "stopped", "uncomfortable")
    assert LONG.id not in offered(story)
    story.say("10:36", "felt", "stopped", "no_time")
    assert LONG.id in offered(story)
    story.say("10:36", "felt", "stopped")
    story.say("10:36", "felt", "smooth")
    assert LONG.id in offered(story)
    story.say("10:36", "felt", "stopped")
    story.say("10:36", "felt", "undo")
    assert LONG.id in offered(story)


@pytest.mark.parametrize("words", [("stopped", "tired"), ("smooth", "no_time"), ("undo", "no_time")])
def test_a_reason_that_is_none_is_told(words: tuple[str, ...]) -> None:
    with pytest.raises(Malformed, match=r"whys=thread, uncomfortable, worrying, no_time"):
        Story(MORNING).say("10:00", "felt", *words)


def test_something_new_or_worrying_blocks_every_session() -> None:
    story = Story(MORNING)
    story.turn("10:31")
    story.say("10:31", "now", "long")
    story.engine.finish(story.at("10:36"), EventKind.PARTIAL, 60.0)
    reply = story.say("10:36", "felt", "stopped", "worrying")
    assert reply.asks_health
    assert "call the emergency number now. Otherwise rest, and tell your doctor" in tell(reply.message)
    assert not story.engine.screening_passed
    kept = reply.record[-1].detail
    assert {key: kept[key] for key in kept if key != "v"} == {"felt": 0.0, "why": "worrying"}


def test_begun_by_hand_it_is_possible_after_one_sentence() -> None:
    story = Story(MORNING)
    stopped(story)
    reply = story.say("11:00", "now", "long")
    assert reply.begin == LONG
    assert tell(reply.message) == ("Started: Long. You stopped long recently: go gently, or leave it out.")
    story.engine.finish(story.at("11:05"), EventKind.COMPLETED, 300.0)
    assert tell(story.say("11:10", "now", "short").message) == "Started: Short."


def test_an_open_offer_with_it_changes_to_another() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    story.say("10:20", "now", "strong")
    engine = story.engine
    engine.active.step(story.at("10:22"), 0, 60.0, eased=False)
    engine.finish(story.at("10:22"), EventKind.PARTIAL, 60.0)
    story.turn("10:31")
    story.say("10:31", "pin", engine.plan.slots[0].start.isoformat(), "10:48")
    story.offer_at("10:48")
    assert engine.offer is not None
    engine.active.offer = replace(engine.offer, session=STRONG)
    story.say("10:49", "felt", "stopped")
    story.turn("10:49")
    assert engine.offer is not None
    assert engine.offer.session is not STRONG
    engine.active.offer = replace(engine.offer, session=STRONG)
    engine.state.sessions = (STRONG,)
    story.turn("10:50")
    assert engine.offer is None, "nothing else is there to offer"


def test_the_rest_of_an_interrupted_session_comes_without_it() -> None:
    story = Story(MORNING)
    both = Session("both", "Both", Kind.MICRO, (*LONG.steps, *FEET.steps))
    story.engine.state.sessions = (*story.engine.state.sessions, both)
    stopped(story)
    event = story.engine.state.record(
        EventKind.INTERRUPTED, story.at("11:00"), occurrence="o", session="both", detail={"left": 2}
    )
    left = rest_of(story.engine.state, event)
    assert left is not None
    assert [step.movement.id for step in left.steps] == ["m-feet"]


def test_an_exercise_of_a_prescription_rests_too_and_can_be_begun_by_hand() -> None:
    story = Story(day="2026-11-16")
    engine = story.engine
    engine.state.prescriptions = (plan(),)
    story.turn("10:31")
    first = engine.state.choices().fitting(Kind.MICRO, 3600)
    assert first is not None
    assert first.why == WHY
    name = first.session.steps[0].movement.id
    story.say("10:31", "prescription", "begin")
    engine.active.step(story.at("10:32"), 0, 5.0, eased=False)
    engine.finish(story.at("10:32"), EventKind.PARTIAL, 5.0)
    story.say("10:32", "felt", "stopped")
    after = engine.state.choices().fitting(Kind.MICRO, 3600)
    assert after is None or name not in after.session.movements
    reply = story.say("10:40", "prescription", "begin")
    assert reply.begin is not None
    assert name in reply.begin.movements, "a plan is not changed"
    assert "recently: go gently" in tell(reply.message)


def test_the_movement_of_an_own_session_rests_in_every_session() -> None:
    story = Story(MORNING)
    other = session("other", Kind.INTERLUDE, 100)
    shared = replace(other, steps=LONG.steps)
    story.engine.state.sessions = (*story.engine.state.sessions, shared)
    stopped(story)
    assert "other" not in offered(story)
