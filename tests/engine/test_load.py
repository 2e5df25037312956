"""Loads in the engine: half a kilogram at a time, under the user's own limit, and only if wanted."""

from dataclasses import replace
from typing import Any

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.grades import FULL, Grade, Variable
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, LevelChange, Rule
from intermezzo.core.practice.progression.questions import PracticeQuestion, Rank
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.practice_questions import note_asked, open_steps, practice_question, question_of_today
from intermezzo.presenters.messages import tell
from intermezzo.presenters.practice import question_words
from tests.engine.days import HERE, LOCKED, Story, idle
from tests.engine.test_practice import LIBRARY, clock, practise, weeks

LOAD = "sts_loaded"
DAYS = (0, 3, 7)


def loaded(kg: float, **settings: Any) -> Story:
    """Level 3 is open, and the movement is at the last step before more load."""
    story = weeks(weights=True, equipment=("bag",), **settings)
    movement = LIBRARY.movements[LOAD]
    before: list[GradeChange | LevelChange] = [LevelChange(3, ChangedBy.PRACTICE, Rule.GATE)]
    before += [
        GradeChange(LOAD, Grade(FULL, 0, 8 - movement.reps, 2.0 + n / 2), ChangedBy.USER, Rule.GO_ON)
        for n in range(int(2 * (kg - 2.0)) + 1)
    ]
    for number, change in enumerate(before):
        at = story.at(clock(-8 * (len(before) - number) - 8))
        story.engine.state.record(EventKind.GRADE, at, detail=change.detail())
    return story


AFTER = clock(DAYS[-1] + 1, 10, 6)
"""After the session on the day after the last one."""


def smooth(story: Story, effort: str = "moderate") -> None:
    """It goes smoothly on each day, and what is asked about it is answered; then a session without it."""
    for day in DAYS:
        practise(story, day, "smooth", "--effort", effort, name=LOAD)
        answered(story, day + 1)
    practise(story, DAYS[-1] + 1, "smooth", name="ankle_pump")


def answered(story: Story, day: int) -> None:
    story.turn(clock(day, 9))
    story.say(clock(day, 9), "morning", "usual")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("most", "effort", "offered"),
    [(8, "moderate", True), (3, "light", True), (2, "light", False), (8, "hard", False)],
)
def test_more_load_is_offered_under_the_own_limit_and_never_after_hard(
    most: int, effort: str, offered: bool
) -> None:
    story = loaded(2.5, most_load=most)
    smooth(story, effort)
    found = open_steps(story.engine, story.at(AFTER))
    assert [(one.variable, one.after.load_kg) for one in found] == ([(Variable.LOAD, 3.0)] if offered else [])
    if offered:
        told = story.say(AFTER, "go-on", "try", LOAD).message
        assert tell(told).endswith("Weigh your bag: 3 kg.")


def test_a_limit_that_is_set_lower_holds_at_once() -> None:
    story = loaded(4.0)
    story.turn(clock(0))

    def load() -> float | None:
        session = story.engine.state.session(LOAD)
        assert session is not None
        return session.steps[0].load_kg

    assert load() == 4.0
    story.engine.state.settings = replace(story.engine.state.settings, most_load=3)
    story.turn(clock(0, 10, 1))
    assert load() == 3.0
    assert story.engine.state.practice.practice.movements[LOAD].grade.load_kg == 4.0


def test_without_weights_nothing_is_offered_or_asked_of_a_load() -> None:
    story = loaded(2.5)
    smooth(story)
    story.engine.state.settings = replace(story.engine.state.settings, weights=False)
    story.turn(AFTER)
    assert open_steps(story.engine, story.at(AFTER)) == ()
    assert LOAD in story.engine.state.practice.closed


def test_a_step_with_which_every_session_gets_too_long_is_not_offered() -> None:
    story = loaded(2.5)
    smooth(story)
    at = story.at(AFTER)
    assert open_steps(story.engine, at)
    story.engine.state.sessions = tuple(
        one for one in story.engine.state.sessions if LOAD not in one.movements
    )
    story.turn(AFTER)
    assert open_steps(story.engine, at) == (), "no session shows it"


def question(story: Story, day: int, hour: int = 10) -> tuple[Rank, str] | None:
    found = practice_question(story.engine, story.at(clock(day, hour, 6)))
    return None if found is None else (found.rank, found.code)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "felt", "asked"),
    [
        (LOAD, ("smooth",), True), ("split_hinge", ("smooth",), True), (LOAD, (), False),
        (LOAD, ("smooth", "--effort", "light"), False), (LOAD, ("shaky",), False),
        (LOAD, ("stopped", "--why", "no_time"), False), ("wall_hip_hinge", ("smooth",), False),
    ],
)  # fmt: skip
def test_how_hard_it_was_is_asked_after_a_smooth_session_of_level_three(
    name: str, felt: tuple[str, ...], asked: bool
) -> None:
    story = loaded(2.5)
    practise(story, 0, *felt, name=name)
    assert (question(story, 0) == (Rank.EFFORT, "effort")) is asked


def test_the_step_comes_once_the_effort_and_the_morning_after_are_known() -> None:
    story = loaded(2.5)
    for day in DAYS:
        practise(story, day, "smooth", name=LOAD)
        assert question(story, day) == (Rank.EFFORT, "effort"), "no load grows in silence"
        story.say(clock(day, 10, 7), "felt", "smooth", "--effort", "moderate")
        assert open_steps(story.engine, story.at(clock(day, 10, 8))) == (), "the morning after is to come"
        if day != DAYS[-1]:
            answered(story, day + 1)
    story.turn(clock(8, 9))
    assert question_of_today(story.engine, story.at(clock(8, 9))) == PracticeQuestion(Rank.MORNING, "morning")
    practise(story, 8, "smooth", name="ankle_pump")
    assert open_steps(story.engine, story.at(clock(8, 10, 6))) == (), "it is not known"
    story.say(clock(8, 10, 7), "morning", "usual")
    (offer,) = open_steps(story.engine, story.at(clock(8, 10, 8)))
    assert (offer.movement.id, offer.after.load_kg) == (LOAD, 3.0)
    assert question(story, 8) == (Rank.GO_ON, "go_on")
    story.say(clock(8, 10, 9), "morning", "undo")
    assert open_steps(story.engine, story.at(clock(8, 10, 9))) == (), "taken back"


def test_the_step_waits_for_the_day_of_the_answer_and_is_not_asked_on_others() -> None:
    story = loaded(2.5)
    smooth(story)
    assert open_steps(story.engine, story.at(AFTER))
    practise(story, 9, "smooth", name="ankle_pump")
    assert open_steps(story.engine, story.at(clock(9, 10, 6))) == ()


def test_effort_comes_before_a_step_and_is_asked_once_a_day() -> None:
    story = loaded(2.5)
    smooth(story)
    practise(story, 8, "smooth", name=LOAD, hour=13)
    now = story.at(clock(8, 13, 6))
    assert open_steps(story.engine, now), "due as well"
    found = practice_question(story.engine, now)
    assert found is not None
    assert found.code == "effort"
    note_asked(story.engine, found, now)
    assert question(story, 8, hour=13) is None, "one a session"
    practise(story, 8, "smooth", name=LOAD, hour=15)
    assert question(story, 8, hour=15) != (Rank.EFFORT, "effort"), "once a day"


@pytest.mark.parametrize(("later", "words"), [(1, "yesterday’s"), (3, "Friday’s")])
def test_the_question_of_the_morning_after_names_its_day(later: int, words: str) -> None:
    story = loaded(2.5)
    practise(story, 0, "smooth", name=LOAD)
    story.turn(clock(later, 9))
    found = question_of_today(story.engine, story.at(clock(later, 9)))
    assert found is not None
    assert question_words(found) == f"How much do you feel {words} harder movements?"
    note_asked(story.engine, found, story.at(clock(later, 9)))
    story.turn(clock(later + 1, 9))
    assert question_of_today(story.engine, story.at(clock(later + 1, 9))) is None, "asked once"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("presence", "asked"), [(HERE, True), (idle(179), True), (idle(180), False), (LOCKED, False)]
)
def test_the_question_is_kept_until_somebody_is_there(presence: Presence, asked: bool) -> None:
    story = loaded(2.5)
    practise(story, 0, "smooth", name=LOAD)
    story.turn(clock(1, 9), presence)
    assert (question_of_today(story.engine, story.at(clock(1, 9))) is not None) is asked
    story.turn(clock(3, 9))
    assert question_of_today(story.engine, story.at(clock(3, 9))) is not None


@pytest.mark.parametrize(("meeting", "asked"), [("81:03-82:00", False), ("81:04-82:00", True)])
def test_the_question_does_not_come_in_front_of_a_meeting(meeting: str, asked: bool) -> None:
    story = loaded(2.5)
    practise(story, 0, "smooth", name=LOAD)
    story.calendar(meeting)
    story.turn(clock(3, 9))
    assert (question_of_today(story.engine, story.at(clock(3, 9))) is not None) is asked
