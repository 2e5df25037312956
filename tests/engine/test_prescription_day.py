"""A prescription in the engine: first in the gaps, recorded per exercise, obeyed as written."""

from datetime import date, timedelta
from typing import Any

import pytest

from intermezzo.app import views
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Area, Kind
from intermezzo.core.practice.prescription import Exercise, ExerciseSet, days_due, parse_session_id, sets_done
from intermezzo.core.scheduling.day_state import effective
from intermezzo.core.scheduling.reflow import reflow
from intermezzo.engine.commands.offer import stopped_before
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS
from intermezzo.presenters.library.prescription import report_view
from intermezzo.presenters.messages import tell
from intermezzo.presenters.today.happened import answered
from intermezzo.presenters.today.reflow import reflow_line
from tests.engine.days import BERLIN, Story
from tests.plans import MONDAY, movement, own, plan

FRIDAY = date(2026, 11, 20)
WHOLE = plan(exercises=(own(sets=2, reps=6, rest=20), Exercise("floor_lift", movement("floor_lift"), reps=2)))


def told(**settings: Any) -> Story:
    story = Story("07:40-10:30", **settings)
    story.engine.state.prescriptions = (WHOLE,)
    return story


def test_it_comes_first_in_a_gap_that_holds_it_and_says_why() -> None:
    story = told()
    story.offer_at("10:31")
    assert story.engine.offer is not None
    assert story.engine.offer.slot.why == "plan"
    assert story.engine.offer.session.title == "Hip and ankle"
    ids = [parse_session_id(slot.session)[0] for slot in story.engine.plan.slots]
    assert ids == ["hip", "", ""]
    assert [step.movement.name.replace("\u00a0", " ") for step in story.engine.offer.session.steps] == [
        "Heel raises on the step · set 1 of 2", "Heel raises on the step · set 2 of 2",
        movement("floor_lift").name,
    ]  # fmt: skip


def test_on_a_gentle_day_it_is_shown_and_not_offered() -> None:
    story = told()
    before = story.say("08:00", "gentle", "on")
    assert tell(before.message).endswith("Your physiotherapist’s exercises are shown, not offered.")
    story.turn("10:31")
    assert story.engine.offer is None or not any(parse_session_id(story.engine.offer.session.id))
    assert story.engine.state.prescribed()
    assert story.say("10:32", "prescription", "begin").begin is not None, "by hand"


def test_no_settings_change_it() -> None:
    story = told(floor=False, leave_out=("standing", "bending_forward"), quiet_place=True, equipment=())
    story.offer_at("10:31")
    assert story.engine.offer is not None
    assert parse_session_id(story.engine.offer.session.id) == (
        "hip",
        ("heel_raises_on_the_step", "floor_lift"),
    )
    story.engine.state.prescriptions = ()
    assert "physiotherapist" not in tell(story.say("10:32", "gentle", "on").message)


def test_what_it_moved_is_no_longer_neglected() -> None:
    story = told()
    story.engine.state.prescriptions = (
        plan(exercises=(Exercise("bridge", movement("glute_bridge"), reps=2),)),
    )
    moved = movement("glute_bridge").areas
    assert Area.FEET not in moved
    story.offer_at("10:31")
    assert story.say("10:32", "answer", "begin").begin is not None
    story.engine.active.step(story.at("10:33"), 0, 20.0, eased=False)
    story.engine.finish(story.at("10:34"), EventKind.COMPLETED, 20.0)
    assert story.engine.state.choices().wish.area_counts == {area: int(area in moved) for area in Area}
    story.turn("10:35")
    ahead = next(slot for slot in story.engine.plan.slots if slot.kind is Kind.INTERLUDE)
    assert (ahead.session, ahead.why, ahead.areas) == ("feet", "neglected", (Area.FEET,))


def test_the_signs_of_the_welcome_hold_it_back() -> None:
    story = told()
    story.engine.screening = None
    story.turn("10:31")
    assert not story.card()
    with pytest.raises(Fault, match=r"^session\.blocked"):
        story.say("10:32", "prescription", "begin")


def test_what_is_done_is_recorded_for_each_set_and_is_not_offered_again() -> None:
    story = told()
    story.offer_at("10:31")
    session = story.say("10:31", "answer", "begin").begin
    assert session is not None
    rows = [
        story.engine.active.step(story.at("10:33"), n, step.seconds, eased=n == 1)
        for n, step in enumerate(session.steps)
    ]
    assert rows[1] is not None
    detail = dict(rows[1].detail)
    assert rows[1].session == session.id
    assert detail == {
        "v": 1, "regions": [], "seconds": 24.0, "whole": 24.0,
        "movement": "heel_raises_on_the_step", "reps": 6, "side": 1, "eased": True, "plan": "hip",
        "exercise": "heel_raises_on_the_step", "set": 2, "sets": 2, "load": "",
    }  # fmt: skip
    story.engine.finish(story.at("10:35"), EventKind.COMPLETED, session.active_seconds)
    story.turn("10:36")
    assert story.engine.state.prescribed() == ()
    assert all(slot.why != "plan" for slot in story.engine.plan.slots)
    assert story.engine.day_state.taken == {Kind.MICRO: 1}, "it answers the slot that it was offered for"


def test_what_was_left_comes_in_the_next_gap_with_the_sets_that_are_open() -> None:
    story = told()
    story.offer_at("10:31")
    session = story.say("10:31", "answer", "begin").begin
    assert session is not None
    story.engine.active.step(story.at("10:32"), 0, session.steps[0].seconds, eased=False)
    story.engine.finish(story.at("10:32"), EventKind.PARTIAL, session.steps[0].seconds)
    story.turn("10:33")
    slot = next(one for one in story.engine.plan.slots if one.why == "plan")
    again = story.engine.state.session(slot.session)
    assert again is not None
    assert [step.number for step in again.steps if isinstance(step, ExerciseSet)] == [2, 1]


def test_the_rest_of_it_keeps_what_is_out_of_the_repertoire() -> None:
    story = told()
    story.offer_at("10:31")
    story.say("10:32", "answer", "begin")
    story.engine.state.movements = (movement("floor_lift"),)
    story.engine.finish(story.at("10:33"), EventKind.INTERRUPTED, 20.0, Reason.FINISH_LATER, 3)
    story.say("10:34", "repertoire", "out", "floor_lift")
    story.offer_at("10:58")
    assert story.engine.offer is not None
    assert [step.movement.id for step in story.engine.offer.session.steps][-1] == "floor_lift"


def test_a_gap_too_short_for_all_takes_what_it_holds() -> None:
    story = Story("07:40-10:30", "10:34-12:00", "12:05-15:00")
    story.engine.state.prescriptions = (
        plan(exercises=(own("a", sets=2, reps=15, rest=20), own("b", reps=20), own("c", reps=5))),
    )
    story.turn("09:00")
    parts = [parse_session_id(slot.session)[1] for slot in story.engine.plan.slots if slot.why == "plan"]
    assert parts[0] == ("b",) or "a" not in parts[0]
    assert len({name for part in parts for name in part}) == sum(len(part) for part in parts)
    for slot in story.engine.plan.slots:
        assert not any(slot.start < busy.end and busy.start < slot.end for busy in story.engine.day.busy)


def test_it_can_be_begun_at_any_time_as_a_whole() -> None:
    story = told()
    story.turn("08:00")
    begun = story.say("08:00", "prescription", "begin", "hip").begin
    assert begun is not None
    assert parse_session_id(begun.id)[1] == ("heel_raises_on_the_step", "floor_lift")
    story.engine.finish(story.at("08:04"), EventKind.PARTIAL, 10.0)
    with pytest.raises(Fault, match=r"^prescription\.nothing_open"):
        story.say("08:05", "prescription", "begin", "knee")


def test_to_have_moved_is_not_to_have_done_it() -> None:
    story = told()
    story.offer_at("10:31")
    story.say("10:32", "moved")
    assert len(story.engine.state.prescribed()) == 2
    assert story.engine.day_state.taken == {Kind.MICRO: 1}


def test_done_already_and_another_time_of_the_same_day() -> None:
    story = Story("07:40-10:30")
    story.engine.state.prescriptions = (plan(exercises=(own(reps=8, times=2),)),)
    story.offer_at("10:31")
    story.say("10:31", "answer", "done")
    assert len(story.engine.state.prescribed()) == 1
    story.say("11:00", "prescription", "begin")
    story.engine.active.step(story.at("11:01"), 0, 32.0, eased=False)
    story.engine.finish(story.at("11:01"), EventKind.COMPLETED, 32.0)
    assert story.engine.state.prescribed() == ()


@pytest.mark.slow
def test_through_a_fortnight_each_day_gets_what_is_written_for_it_and_no_more() -> None:
    story = Story(
        day="2026-11-16",
        **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), ("09:00-17:00",)),
    )
    story.engine.state.settings = story.engine.state.settings
    whole = plan(
        last=MONDAY + timedelta(days=9),
        exercises=(
            Exercise("bird_dog", movement("bird_dog"), sets=2, reps=3, days=("mon", "wed", "fri")),
            own(sets=3, reps=12, rest=45, every=2), Exercise("wall_squat", movement("wall_squat"), hold=30),
        ),
    )  # fmt: skip
    story.engine.state.prescriptions = (whole,)
    kept = []
    for n in range(12):
        day = MONDAY + timedelta(days=n)
        outcome = simulate(story.engine, day, 1, PERSONAS["diligent"], 3).ours
        assert outcome.offers_in_busy == 0
        kept += [event for event in story.engine.state.events if event.day == day]
    done = sets_done([whole], kept)
    for exercise in whole.exercises:
        for n in range(12):
            day = MONDAY + timedelta(days=n)
            expected = (
                exercise.sets if day.weekday() < 5 and day in days_due(whole, exercise, day, day) else 0
            )
            assert done.get(("hip", exercise.id, day), 0) == expected, (exercise.id, day)


def test_a_second_time_of_the_day_has_a_slot_of_its_own() -> None:
    story = Story("07:40-10:30")
    story.engine.state.prescriptions = (plan(exercises=(own(reps=8, times=2),)),)
    story.turn("09:00")
    assert [slot.why == "plan" for slot in story.engine.plan.slots] == [True, True, False]


def stopped_on_monday(*why: str) -> Story:
    """A prescription of which the first exercise was stopped on Monday; it is Wednesday morning."""
    story = Story(day="2026-11-16")
    engine = story.engine
    engine.state.prescriptions = (plan(exercises=(Exercise("bird_dog", movement("bird_dog"), reps=2),)),)
    story.turn("10:31")
    assert story.say("10:31", "prescription", "begin").begin is not None
    engine.active.step(story.at("10:32"), 0, 5.0, eased=False)
    engine.finish(story.at("10:32"), EventKind.PARTIAL, 5.0)
    noted = tell(story.say("10:32", "felt", "stopped", *why).message)
    if why != ("no_time",):
        assert noted.startswith(f"Noted. {movement('bird_dog').name} isn’t offered again today.")
        assert story.engine.state.held_today() == {"bird_dog"}
    return story


def test_what_was_stopped_asks_the_next_time_and_the_answer_begins_it() -> None:
    story = stopped_on_monday()
    story.offer_at("59:00")  # Wednesday, within three days
    offer = story.engine.offer
    assert offer is not None
    assert offer.slot.why == "plan"
    assert stopped_before(story.engine, offer) == {"bird_dog": MONDAY}
    story.turn("59:01")
    assert story.engine.offer == offer, "it does not go because the movement rests"
    begun = story.say("59:01", "answer", "begin").begin
    assert begun is not None
    story.engine.active.step(story.at("59:02"), 0, begun.active_seconds, eased=False)
    story.engine.finish(story.at("59:02"), EventKind.COMPLETED, begun.active_seconds)
    story.turn("81:00")
    assert story.engine.state.practice.stopped_before == {}


def test_not_today_leaves_it_out_for_the_day_and_can_be_taken_back() -> None:
    story = stopped_on_monday("uncomfortable")
    story.offer_at("59:00")
    before = views.seen(story.engine, story.at("59:00"))
    assert tell(story.say("59:01", "answer", "not-today").message) == "Left out for today."
    assert story.engine.offer is None
    last = story.engine.day_state.undoable
    assert last is not None
    assert answered(last, story.at("59:02"), BERLIN) == ("Left out for today.", "Undo “not today”")
    story.turn("59:02")
    assert all(slot.why != "plan" for slot in story.engine.plan.slots)
    shown = views.today(story.engine, story.at("59:02")).rows
    (row,) = [one for one in shown if one.state in {"declined", "left_out"}]
    assert (row.state, row.note) == ("left_out", "left out")
    moved = reflow(before, views.seen(story.engine, story.at("59:02")))
    assert moved is not None
    assert reflow_line(moved, BERLIN).endswith(": you left something out for today.")
    assert story.engine.state.prescribed(), "it is shown, and can be begun by hand"
    story.say("59:03", "undo")
    story.turn("59:04")
    assert any(slot.why == "plan" for slot in story.engine.plan.slots)
    story.turn("82:00")
    assert any(slot.why == "plan" for slot in story.engine.plan.slots), "it comes again on the next day"


def test_no_time_asks_nothing_and_something_worrying_holds_it() -> None:
    story = stopped_on_monday("no_time")
    story.offer_at("59:00")
    offer = story.engine.offer
    assert offer is not None
    assert stopped_before(story.engine, offer) == {}
    with pytest.raises(Fault, match=r"^offer\.not_stopped"):
        story.say("59:01", "answer", "not-today")
    story = stopped_on_monday("worrying")
    story.turn("59:00")
    assert story.engine.offer is None
    with pytest.raises(Fault, match=r"^session\.blocked"):
        story.say("59:01", "prescription", "begin")


def done(story: Story) -> None:
    """Do all that is open of the prescription."""
    begun = story.say("08:00", "prescription", "begin").begin
    assert begun is not None
    for number, step in enumerate(begun.steps):
        story.engine.active.step(story.at("08:05"), number, step.seconds, eased=False)
    story.engine.finish(story.at("08:05"), EventKind.COMPLETED, begun.seconds)


@pytest.mark.parametrize("name", ["heel_raises_on_the_step", "floor_lift"])
def test_what_is_said_to_have_been_shaky_is_in_the_report_and_in_no_grade(name: str) -> None:
    story = told()
    done(story)
    before = story.engine.state.practice
    assert tell(story.say("08:06", "felt", "shaky").message) == "Noted."
    felt = ["not rated", "not rated"]
    assert [row.felt for row in report_view(WHOLE, effective(story.engine.state.events), FRIDAY).rows] == felt
    story.say("08:06", "felt", "shaky", name)
    (row,) = [one for one in effective(story.engine.state.events) if one.kind is EventKind.FEEDBACK]
    assert (row.detail["felt"], row.detail["movement"]) == (0.5, name)
    felt[name == "floor_lift"] = "shaky 1"
    assert [row.felt for row in report_view(WHOLE, effective(story.engine.state.events), FRIDAY).rows] == felt
    assert story.engine.state.practice == before


def test_what_made_one_stop_is_told_by_the_name_of_the_exercise() -> None:
    story = told()
    done(story)
    reply = story.say("08:06", "felt", "stopped", "heel_raises_on_the_step", "uncomfortable")
    assert tell(reply.message) == "Noted. Heel raises on the step isn’t offered again today."
    assert story.engine.state.avoided.resting == {"heel_raises_on_the_step"}
