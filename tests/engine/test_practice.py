"""The practice in the engine: grades give the dose, and steps up are only offered."""

from dataclasses import replace
from typing import Any

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.playback import Playing, advance, reshaped
from intermezzo.core.practice.progression.grades import Grade
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, Rule
from intermezzo.core.practice.progression.questions import Rank
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.practice.screening import HealthAnswer, Screening
from intermezzo.core.practice.standards import DueContext, active
from intermezzo.engine.practice_questions import ease_item, note_asked, open_steps, practice_question
from intermezzo.engine.standards import due_standard
from intermezzo.presenters.messages import tell
from intermezzo.presenters.practice import easier_words, here_words, lowered_words
from tests.engine.days import Story

LIBRARY = load([resources.sessions()])
DAY = 24
HINGE = "wall_hip_hinge"


def weeks(*busy: str, **settings: Any) -> Story:
    """The shipped library from a Friday on; ``clock(day, hour)`` is a later day's time."""
    story = Story(*busy, **{"monday": ("07:40-15:40",), "chair": "steady", **settings})
    story.engine.state.sessions = tuple(LIBRARY.sessions.values())
    story.engine.state.movements = tuple(LIBRARY.movements.values())
    return story


def clock(day: int, hour: int = 10, minute: int = 0) -> str:
    return f"{day * DAY + hour}:{minute:02}"


def practise(
    story: Story, day: int, *felt: str, name: str = HINGE, hour: int = 10, eased: bool = False
) -> None:
    """Try a movement by hand and say how it went; the keeper looks when nothing can be changed any more."""
    story.turn(clock(day, hour))
    reply = story.say(clock(day, hour), "now", name)
    assert reply.begin is not None
    for index, step in enumerate(reply.begin.steps):
        story.engine.active.step(story.at(clock(day, hour, 3)), index, step.seconds, eased=eased)
    story.engine.finish(story.at(clock(day, hour, 3)), EventKind.COMPLETED, reply.begin.active_seconds)
    if felt:
        story.say(clock(day, hour, 4), "felt", *felt)
    story.engine.tend(story.at(clock(day, hour, 50)))


def test_a_session_is_the_same_object_while_its_dose_is_the_same() -> None:
    """Each turn compares all of them, and equal ones that are not the same take long."""
    story = weeks()
    practise(story, 0, "smooth")
    state = story.engine.state
    before = state.graded
    state.events = list(state.events)
    story.turn(clock(0, 11))
    assert state.graded is before
    practise(story, 1, "smooth", name="cat_camel")
    changed = [one.id for one, other in zip(before, state.graded, strict=True) if one is not other]
    assert changed
    assert all(before[index] != one for index, one in enumerate(state.graded) if one.id in changed)


def test_the_dose_of_a_session_follows_the_grade() -> None:
    story = weeks()
    practise(story, 0, "smooth")
    (row,) = story.rows(EventKind.STEP)
    movement = LIBRARY.movements[HINGE]
    assert {key: row.detail[key] for key in ("reps", "range", "hold")} == {
        "reps": movement.reps // 2, "range": 2, "hold": movement.tempo[1]
    }  # fmt: skip
    assert "load_kg" not in row.detail
    again = story.say(clock(1), "now", HINGE).begin
    assert again is not None
    assert (again.steps[0].reps, again.steps[0].range) == (movement.reps, 2)


def test_what_was_left_in_the_middle_keeps_the_repetitions_that_were_done() -> None:
    story = weeks()
    story.turn(clock(0))
    reply = story.say(clock(0), "now", "ankle_pump")
    assert reply.begin is not None
    step = reply.begin.steps[0]
    row = story.engine.active.step(story.at(clock(0, 10, 1)), 0, step.seconds * 0.45, eased=False)
    assert row is not None
    assert row.detail["reps"] == int(step.reps * 0.45)


def test_a_step_is_offered_after_three_smooth_times_and_tried_only_by_a_word() -> None:
    story = weeks()
    for day in (0, 3):
        practise(story, day, "smooth")
        assert not open_steps(story.engine, story.at(clock(day, 10, 5)))
    story.turn(clock(7))
    practise(story, 7, "smooth")
    at = clock(7, 10, 6)
    question = practice_question(story.engine, story.at(at))
    assert question is not None
    assert (question.rank, question.step and question.step.movement.id) == (Rank.GO_ON, HINGE)
    note_asked(story.engine, question, story.at(at))
    assert practice_question(story.engine, story.at(at)) is None, "not twice"
    reply = story.say(at, "go-on", "try", HINGE)
    assert tell(reply.message).startswith("Noted for next time")
    with pytest.raises(Fault, match=r"go_on\.none"):
        story.say(at, "go-on", "try", HINGE)
    begun = story.say(clock(8), "now", HINGE).begin
    assert begun is not None
    assert (begun.steps[0].range, begun.steps[0].reps) == (3, LIBRARY.movements[HINGE].reps // 2), "a trial"
    story.engine.finish(story.at(clock(8, 10, 5)), EventKind.PARTIAL, 1.0)
    story.say(clock(8, 11), "back", HINGE)
    assert story.engine.state.practice.practice.movements[HINGE].grade.range == 2
    with pytest.raises(Fault, match=r"back\.nothing"):
        story.say(clock(8, 11), "back", HINGE)


@pytest.mark.slow
@pytest.mark.parametrize("word", ["try", "stay"])
def test_the_answer_to_a_step_is_undone_by_one_command(word: str) -> None:
    story = weeks()
    for day in (0, 3, 7):
        practise(story, day, "smooth")
    at, own = clock(7, 10, 6), story.engine.state.practice
    before = own.practice.movements[HINGE]
    story.say(at, "go-on", word, HINGE)
    assert tell(story.say(at, "go-on", "undo", HINGE).message).endswith(": as before.")
    assert own.practice.movements[HINGE] == before
    with pytest.raises(Fault, match=r"back\.nothing"):
        story.say(at, "go-on", "undo", HINGE)
    story.say(at, "go-on", word, HINGE)
    story.turn(clock(10))
    with pytest.raises(Fault, match=r"back\.nothing"):
        story.say(clock(10), "go-on", "undo", HINGE)


def test_undoing_the_step_to_the_next_movement_takes_it_out_of_the_repertoire_again() -> None:
    story = weeks()
    top = GradeChange(HINGE, Grade(hold=7), ChangedBy.USER, Rule.GO_ON)
    story.engine.state.record(EventKind.GRADE, story.at(clock(-9)), detail=top.detail())
    for day in (0, 3, 7):
        practise(story, day, "smooth")
    at = clock(7, 10, 6)
    (offer,) = open_steps(story.engine, story.at(at))
    assert offer.following is not None
    before = repertoire(story.engine.state.practice.events)
    story.say(at, "go-on", "try", HINGE)
    assert offer.following.id in repertoire(story.engine.state.practice.events).active
    story.say(at, "go-on", "undo", HINGE)
    assert repertoire(story.engine.state.practice.events) == before


def test_with_suggestions_off_nothing_is_offered() -> None:
    story = weeks(suggest_steps=False)
    for day in (0, 3, 7):
        practise(story, day, "smooth")
    assert not open_steps(story.engine, story.at(clock(7, 10, 6)))


def test_two_shaky_times_ease_it_and_as_before_takes_that_back() -> None:
    story = weeks()
    for day in (0, 1):
        practise(story, day, "shaky")
    own = story.engine.state.practice
    assert [row.rule for row in own.practice.movements[HINGE].rows] == [Rule.FIRST, Rule.EASE]
    assert own.practice.movements[HINGE].grade.range == 1
    assert lowered_words(own.practice.movements[HINGE]).endswith(
        ": unsteady twice lately, so the easier form."
    )
    running = story.say(clock(1, 12), "now", HINGE)
    assert running.begin is not None
    assert running.begin.steps[0].range == 1
    with pytest.raises(Malformed, match=r"back\.usage"):
        story.say(clock(1, 12), "back", HINGE, "one")
    step = story.say(clock(1, 12), "back", HINGE, "0").exchanged
    assert step is not None
    assert step.step is not None
    assert (step.index, step.step.range) == (0, 2), "the running session is as before at once"
    story.engine.finish(story.at(clock(1, 12, 1)), EventKind.PARTIAL, 1.0)
    assert own.practice.movements[HINGE].grade.range == 2
    assert not lowered_words(own.practice.movements[HINGE])
    story.engine.tend(story.at(clock(2)))
    assert own.practice.movements[HINGE].grade.range == 2


def test_stopped_twice_it_leaves_the_repertoire_and_only_the_user_brings_it_back() -> None:
    story = weeks()
    practise(story, 0, "stopped", HINGE, "thread")
    practise(story, 4, "stopped", "--why", "thread")
    out = [row for row in story.rows(EventKind.REPERTOIRE) if row.detail["by"] == "practice"]
    assert [(row.detail["movement"], row.detail["in"]) for row in out] == [(HINGE, False)]
    assert HINGE in story.engine.state.avoided.all


@pytest.mark.parametrize(
    "words",
    [("smooth", HINGE), ("shaky", "nothing"), ("shaky", "--why", "thread"), ("stopped", "--effort", "x"),
     ("stopped", "thread", "no_time"), ("undo", HINGE), ("smooth", "--effort")],
)  # fmt: skip
def test_what_is_no_feedback_is_told(words: tuple[str, ...]) -> None:
    with pytest.raises(Malformed, match=r"felt\.usage"):
        weeks().say(clock(0), "felt", *words)


def test_the_opening_check_shapes_the_running_session() -> None:
    story = weeks()
    story.turn(clock(0))
    reply = story.say(clock(0), "now", "from_chair_to_feet")
    assert reply.begin is not None
    playing = advance(Playing(reply.begin), 40.0)
    said = story.say(clock(0, 10, 1), "check", "caught")
    assert said.reshaped is not None
    assert said.reshaped.seconds <= 300
    assert max(step.movement.level for step in said.reshaped.steps[1:]) <= 1
    went_on = reshaped(playing, said.reshaped)
    assert went_on.done[0] == playing.done[0]
    assert went_on.step == 1
    assert len(went_on.done) == len(said.reshaped.steps)
    with pytest.raises(Fault, match=r"check\.answered"):
        story.say(clock(0, 10, 1), "check", "even")
    with pytest.raises(Fault, match=r"check\.none"):
        weeks().say(clock(0), "check", "even")


def test_after_two_weeks_away_the_first_day_is_short_and_after_ninety_the_health_question_comes() -> None:
    story = weeks()
    story.engine.screening = Screening(HealthAnswer.NONE, story.at(clock(0)).date())
    practise(story, 0, "smooth")
    story.engine.tend(story.at(clock(17)))
    story.turn(clock(17))
    assert (story.engine.state.rhythm().interludes, story.engine.state.rhythm().micros) == (1, 0)
    state = story.engine.state
    assert easier_words(state.practice.bounds.easier).startswith("Good to see you.")
    assert easier_words(None) == ""
    assert story.engine.screening_passed
    story.engine.tend(story.at(clock(94)))
    assert story.engine.screening is not None
    assert story.engine.screening.answer is HealthAnswer.AWAY


@pytest.mark.slow
@pytest.mark.parametrize("ran", [(), (14,), (14, 28)])
def test_who_returns_is_greeted_on_that_day_whenever_the_grades_were_lowered(ran: tuple[int, ...]) -> None:
    story = weeks()
    practise(story, 0, "smooth")
    for day in ran:
        story.engine.tend(story.at(clock(day, 4)))
    said = []
    for day in (38, 39, 40, 41):
        story.turn(clock(day, 9))
        said.append(easier_words(story.engine.state.practice.bounds.easier))
        practise(story, day, "smooth", name="scap_set")
        story.turn(clock(day, 16))
        assert easier_words(story.engine.state.practice.bounds.easier) == said[-1]
    greeting = "Good to see you. Today begins one step easier; no catching up."
    later = "Still a little easier, after your time away."
    assert said == [greeting, later, later, ""]


def test_on_a_gentle_day_nothing_bends_turns_or_is_loaded() -> None:
    story = weeks()
    story.say(clock(0, 8), "gentle", "on")
    story.turn(clock(0))
    choices, found = story.engine.state.choices(), []
    while (choice := choices.shortest(3600)) is not None:
        found.append(choice.session)
        choices = replace(
            choices, sessions=tuple(one for one in choices.sessions if one.id != choice.session.id)
        )
    assert found
    for one in found:
        assert one.level <= 1
        assert {"bending_forward", "turning"}.isdisjoint(one.asks)


def test_the_day_after_gentle_ones_says_why_it_is_easier() -> None:
    story = weeks()
    story.say(clock(0, 8), "gentle", "on")
    said = []
    for day, hour in ((0, 9), (2, 7), (2, 9), (3, 9)):
        story.turn(clock(day, hour))
        said.append(easier_words(story.engine.state.practice.bounds.easier))
    assert said == ["", "", "A little easier today, after your gentle days.", ""]


def test_standards_are_three_at_most() -> None:
    story = weeks()
    for words in (("pick_up",), ("nose", "over", "toes"), ("phone",)):
        story.say(clock(0), "standard", "add", *words)
    with pytest.raises(Fault, match=r"standard\.refused"):
        story.say(clock(0), "standard", "add", "sofa")
    story.say(clock(0), "standard", "keep", "phone")
    story.say(clock(0), "standard", "drop", "pick_up")
    story.say(clock(0), "standard", "add", "sofa")
    with pytest.raises(Fault, match=r"standard\.unknown"):
        story.say(clock(0), "standard", "keep", "pick_up")
    assert len(story.rows(EventKind.STANDARD)) == 6


def test_a_standard_is_due_in_its_context() -> None:
    story = weeks("9:00-9:30")

    def shown(minute: str) -> str:
        story.turn(minute)
        found = due_standard(story.engine, story.at(minute))
        return found.id if found is not None else ""

    for words in (("get_up",), ("--when", "last-slot", "Both", "feet", "down"), ("bed",)):
        story.say("7:45", "standard", "add", *words)
    assert shown("7:45") == "bed", "before anything was done"
    story.say("8:00", "moved")
    assert [shown(at) for at in ("8:30", "9:30", "9:44", "9:45")] == ["", "get_up", "get_up", ""]
    story.say("9:46", "standard", "keep", "get_up")
    assert shown("15:39").startswith("own_")
    assert shown("15:40") == "", "work is over"
    with pytest.raises(Malformed, match=r"standard\.when"):
        story.say("15:41", "standard", "add", "--when", "tuesdays", "phone")
    story.say("15:42", "standard", "add", "--when", "any", "bed")
    assert {one.id: one.context for one in active(story.engine.state.events)}["bed"] is DueContext.ANY


@pytest.mark.parametrize("words", [("morning", "usual"), ("ease", "harder")])
def test_what_is_said_is_recorded(words: tuple[str, str]) -> None:
    (row,) = weeks().say(clock(0), *words).record
    assert row.detail["said"] == words[1]
    with pytest.raises(Malformed, match="usage"):
        weeks().say(clock(0), words[0], "well")


def test_the_question_about_ease_is_the_one_after_what_was_answered_last() -> None:
    story = weeks()
    items = []
    for day in (0, 14, 14 + 7):  # a week is left out
        items.append(ease_item(story.engine))
        story.say(clock(day, 15), "ease", "same")
    assert items == ["rise", "car", "pick_up"]
    assert ease_item(story.engine) == "rise"
    story.say(clock(21, 15), "ease", "undo")
    assert ease_item(story.engine) == "pick_up"


def test_an_answer_is_undone_on_its_day_with_what_followed_from_it() -> None:
    story = weeks(weights=True, equipment=("bag",))
    for words in (("ease", "harder"), ("morning", "usual")):
        story.say(clock(0), *words)
        story.say(clock(0), words[0], "undo")
        with pytest.raises(Fault, match=r"undo\.nothing"):
            story.say(clock(0), words[0], "undo")
    own = story.engine.state.practice

    def rules() -> list[Rule]:
        return [row.rule for row in own.practice.movements["sts_loaded"].rows]

    practise(story, 3, "smooth", "--effort", "moderate", name="sts_loaded")
    before = own.practice.movements["sts_loaded"].grade
    story.turn(clock(4, 9))
    story.say(clock(4, 9), "morning", "much-more")
    story.engine.tend(story.at(clock(4, 9, 1)))
    assert rules() == [Rule.FIRST, Rule.MORNING]
    assert "sts_loaded" in story.engine.state.avoided.resting
    story.say(clock(4, 9, 2), "morning", "undo")
    story.engine.tend(story.at(clock(4, 9, 3)))
    assert own.practice.movements["sts_loaded"].grade == before
    assert rules() == [Rule.FIRST]
    assert "sts_loaded" not in story.engine.state.avoided.resting
    story.say(clock(4, 9, 4), "morning", "much-more")
    story.turn(clock(5))
    with pytest.raises(Fault, match=r"undo\.nothing"):
        story.say(clock(5), "morning", "undo")


def test_where_one_is_tells_the_grade_how_it_went_and_why_it_is_easier() -> None:
    story = weeks()
    own = story.engine.state.practice

    def here() -> str:
        return here_words(own.practice.movements[HINGE])

    story.turn(clock(0))
    assert here() == ""
    practise(story, 0, "smooth")
    assert here().startswith("⅔ of your range · ")
    assert "smooth" not in here()
    practise(story, 3, "smooth")
    assert here().endswith(" · smooth the last two times")
    for day in (4, 5):
        practise(story, day, "shaky")
    assert here().endswith(" · unsteady twice lately, so the easier form")
