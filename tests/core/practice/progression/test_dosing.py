"""A session is as long as its kind promises, whatever the grades of its movements are."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.figure.easier import easier_form
from intermezzo.core.practice.model import LIMITS, Kind, Movement, Session
from intermezzo.core.practice.progression.dosing import graded, with_range
from intermezzo.core.practice.progression.grades import FULL, Grade, has_range, own, start, up
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import (
    ChangedBy,
    GradeRow,
    MovementProgress,
    Rule,
    practice,
)
from intermezzo.core.practice.session_rules import breathes

LIBRARY = load([resources.sessions()])
TODAY = date(2026, 11, 30)
FRESH = practice([], LIBRARY.movements.values(), TODAY).movements
SESSIONS = [one for one in LIBRARY.sessions.values() if one.kind is not Kind.RITUAL]


def highest(movement: Movement) -> Grade:
    grade = own(movement)
    while (step := up(movement, grade)) is not None:
        grade = step[1]
    return grade


def lowest(movement: Movement) -> Grade:
    return replace(own(movement), range=1 if has_range(movement) else FULL)


def progress(movement: Movement, grade: Grade, rule: Rule = Rule.FIRST) -> MovementProgress:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    row = GradeRow("a", now, now.date(), rule, ChangedBy.PRACTICE, start(movement), grade)
    return MovementProgress(movement, grade, (row,))


def at(grade: Callable[[Movement], Grade], rule: Rule = Rule.FIRST) -> Mapping[str, MovementProgress]:
    """Return the progress of somebody who is at one grade in every movement."""
    return {name: progress(one, grade(one), rule) for name, one in LIBRARY.movements.items()}


PEOPLE: Mapping[str, Mapping[str, MovementProgress]] = {
    "fresh": FRESH,
    "begun": at(start),
    "own dose": at(own),
    "lowest": at(lowest),
    "highest": at(highest),
    "a step up everywhere": at(highest, Rule.GO_ON),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("session", SESSIONS, ids=lambda one: one.id)
def test_every_session_keeps_the_length_of_its_kind_in_every_grade(session: Session, person: str) -> None:
    low, high = LIMITS[session.kind]
    assert low <= graded(session, PEOPLE[person]).seconds <= high


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("session", SESSIONS, ids=lambda one: one.id)
def test_one_movement_that_is_new_or_was_stopped_makes_no_session_too_short(
    session: Session, person: str
) -> None:
    low, high = LIMITS[session.kind]
    for name in session.movements:
        movement = LIBRARY.movements[name]
        stopped = progress(movement, lowest(movement), Rule.STOPPED)
        for one in (FRESH[name], stopped):
            assert low <= graded(session, {**PEOPLE[person], name: one}).seconds <= high


@pytest.mark.parametrize("session", SESSIONS, ids=lambda one: one.id)
def test_what_is_new_keeps_half_of_its_repetitions_and_calm_steps_fill_the_time(session: Session) -> None:
    made = graded(session, FRESH)
    for step, before in zip(made.steps, session.steps, strict=True):
        one = FRESH[step.movement.id]
        if one.is_trial:
            assert step.reps == (max(1, before.reps + one.grade.reps) + 1) // 2
        elif step.reps != before.reps:
            assert step.movement.level == 0
            assert breathes(before) or step.reps <= NUMBERS.most_reps
    assert made.steps[0].reps <= session.steps[0].reps or session.kind is Kind.INTERLUDE


def test_a_walk_is_not_halved() -> None:
    walk = next(step for step in graded(LIBRARY.sessions["walk_and_arrive"], FRESH).steps if step.reps == 2)
    assert walk.movement.id == "walk_easy"


def test_a_session_that_is_too_short_of_itself_is_left_as_it_is() -> None:
    short = replace(LIBRARY.sessions["up_and_down"], steps=LIBRARY.sessions["up_and_down"].steps[:1])
    assert short.seconds < LIMITS[Kind.INTERLUDE][0]
    assert graded(short, PEOPLE["own dose"]).seconds == short.seconds
    assert graded(short, FRESH).seconds < short.seconds


def test_a_part_of_the_range_is_one_in_the_easier_form_too() -> None:
    figure = LIBRARY.movements["wall_squat"].figure
    assert figure is not None
    assert figure.easier is not None
    ranged = with_range(figure, 2 / 3)
    ends = [easier_form(one).keys[-1].pose for one in (figure, ranged)]
    before = figure.keys[0].pose
    for a, b, c in zip(before, *ends, strict=True):
        assert c - a == pytest.approx((b - a) * 2 / 3)
