"""Loads in the engine: half a kilogram at a time, under the user's own limit, and only if wanted."""

from dataclasses import replace
from typing import Any

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.grades import FULL, Grade, Variable
from intermezzo.core.practice.progression.progress import ChangedBy, GradeChange, LevelChange, Rule
from intermezzo.core.practice.progression.questions import Rank
from intermezzo.engine.practice_questions import note_asked, open_steps, practice_question
from intermezzo.presenters.messages import tell
from tests.engine.days import Story
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


def smooth(story: Story, effort: str = "moderate") -> None:
    for day in DAYS:
        practise(story, day, "smooth", "--effort", effort, name=LOAD)


@pytest.mark.parametrize(
    ("most", "effort", "offered"),
    [(8, "moderate", True), (3, "light", True), (2, "light", False), (8, "hard", False)],
)
def test_more_load_is_offered_under_the_own_limit_and_never_after_hard(
    most: int, effort: str, offered: bool
) -> None:
    story = loaded(2.5, most_load=most)
    smooth(story, effort)
    found = open_steps(story.engine, story.at(clock(7, 10, 6)))
    assert [(one.variable, one.after.load_kg) for one in found] == ([(Variable.LOAD, 3.0)] if offered else [])
    if offered:
        told = story.say(clock(7, 10, 6), "go-on", "try", LOAD).message
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
    story.turn(clock(7, 10, 6))
    assert open_steps(story.engine, story.at(clock(7, 10, 6))) == ()
    assert LOAD in story.engine.state.practice.closed


def test_a_step_with_which_every_session_gets_too_long_is_not_offered() -> None:
    story = loaded(2.5)
    smooth(story)
    at = story.at(clock(7, 10, 6))
    assert open_steps(story.engine, at)
    story.engine.state.sessions = tuple(
        one for one in story.engine.state.sessions if LOAD not in one.movements
    )
    story.turn(clock(7, 10, 6))
    assert open_steps(story.engine, at) == (), "no session shows it"


def question(story: Story, day: int, hour: int = 10) -> tuple[Rank, str] | None:
    found = practice_question(story.engine, story.at(clock(day, hour, 6)))
    return None if found is None else (found.rank, found.code)


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


def test_effort_is_asked_once_a_day_and_the_step_comes_once_it_is_known() -> None:
    story = loaded(2.5)
    for day in DAYS:
        practise(story, day, "smooth", name=LOAD)
        assert question(story, day) == (Rank.EFFORT, "effort"), "no load grows in silence"
    now = story.at(clock(7, 10, 6))
    found = practice_question(story.engine, now)
    assert found is not None
    note_asked(story.engine, found, now)
    assert question(story, 7) is None
    story.say(clock(7, 10, 7), "felt", "smooth", "--effort", "moderate")
    (offer,) = open_steps(story.engine, story.at(clock(7, 10, 8)))
    assert offer.after.load_kg == 3.0
    story.say(clock(7, 10, 9), "felt", "smooth")
    assert open_steps(story.engine, story.at(clock(7, 10, 9))) == (), "taken back"
    practise(story, 7, "smooth", name=LOAD, hour=13)
    assert question(story, 7, hour=13) != (Rank.EFFORT, "effort"), "once a day"
