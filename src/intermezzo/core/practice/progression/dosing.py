"""Give the steps of a session the dose of their grades."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from math import ceil

from intermezzo.core.figure.easier import goes_to_wall, nearer, of_way
from intermezzo.core.figure.keyframes import Figure
from intermezzo.core.practice.model import LIMITS, Breath, Kind, Movement, Session, Step
from intermezzo.core.practice.progression.day_bounds import DayBounds
from intermezzo.core.practice.progression.grades import (
    FULL,
    Grade,
    free_hold,
    has_range,
    range_is_time,
)
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import MovementProgress
from intermezzo.core.practice.replacement import replaced
from intermezzo.core.practice.session_rules import breathes

ANY_DAY = DayBounds()


def graded(
    session: Session, progress: Mapping[str, MovementProgress], bounds: DayBounds = ANY_DAY
) -> Session:
    """Return the session with the dose of each step by the grade of its movement, and within ``bounds``.

    Where it would get longer than its kind may be, steps keep fewer of the repetitions and of the hold that
    they have gained, the last ones first. Where fewer repetitions make it shorter than its kind is, the steps
    that settle, breaths first, get more, and if there are none, those that were halved.
    """
    grades = [_grade(step, progress.get(step.movement.id), bounds) for step in session.steps]
    most = LIMITS[session.kind][1] if session.kind is not Kind.RITUAL else float("inf")
    most = max(most, session.seconds)
    made = _with(session, grades, progress)
    for index in reversed(range(len(grades))):
        while made.seconds > most and (grades[index].reps > 0 or grades[index].hold > 0):
            grades[index] = _less(grades[index])
            made = _with(session, grades, progress)
    return made if session.kind is Kind.RITUAL else _filled(made, session)


def _filled(made: Session, own: Session) -> Session:
    """Return a session with the repetitions that it lacks to be as long as its kind, if it was of itself.

    More of what settles is no step up, which is only ever offered. Each time that step grows which has grown
    least; the opening check of a micro-session stays as it is.
    """
    low, high = LIMITS[made.kind]
    first = 1 if made.kind is Kind.MICRO else 0
    while made.seconds < low <= own.seconds:
        pairs = [*enumerate(zip(made.steps, own.steps, strict=True))][first:]
        grow = [(_growth(*pair), index) for index, pair in pairs if _settles(*pair)] or [
            ((step.movement.level, not breathes(step), step.reps), index)
            for index, (step, before) in pairs
            if step.reps < before.reps
        ]
        _least, index = min(grow, default=(None, -1))
        if index < 0:
            return made
        longer = replace(made.steps[index], reps=made.steps[index].reps + 1)
        grown = replaced(made, index, longer)
        if grown.seconds > high:
            return made
        made = grown
    return made


def _settles(step: Step, before: Step) -> bool:
    """Return whether a step may get longer than its own dose."""
    more = breathes(step) or step.reps < NUMBERS.most_reps
    return step.movement.level == 0 and step.reps >= before.reps and more


def _growth(step: Step, before: Step) -> tuple[float, bool, int]:
    return (step.reps + 1) / before.reps * (1 if breathes(step) else 2), not breathes(step), step.reps


def fits(session: Session, movement_id: str, progress: Mapping[str, MovementProgress], grade: Grade) -> bool:
    """Return whether a session would show the whole of a grade of one of its movements."""
    one = progress.get(movement_id)
    if one is None or movement_id not in session.movements:
        return False
    wanted = replace(one, grade=grade, rows=())
    steps = [step for step in session.steps if step.movement.id == movement_id]
    made = graded(session, {**progress, movement_id: wanted})
    shown = [step for step in made.steps if step.movement.id == movement_id]
    return [_dose(step) for step in shown] == [_dose(dosed(step, grade)) for step in steps]


def _dose(step: Step) -> tuple[float, int]:
    return step.movement.rep_seconds, step.reps


def _grade(step: Step, one: MovementProgress | None, bounds: DayBounds) -> Grade:
    if one is None:
        return Grade()
    load = one.grade.load_kg if bounds.loads else None
    load = load if load is None else min(load, bounds.most_load)
    share = min(one.grade.range, bounds.range) if has_range(step.movement) else FULL
    return replace(one.grade, range=share, load_kg=load, band=one.grade.band if bounds.loads else 0)


def _less(grade: Grade) -> Grade:
    return replace(grade, reps=grade.reps - 1) if grade.reps > 0 else replace(grade, hold=grade.hold - 1)


def _with(session: Session, grades: list[Grade], progress: Mapping[str, MovementProgress]) -> Session:
    steps = []
    for step, grade in zip(session.steps, grades, strict=True):
        one = progress.get(step.movement.id)
        steps.append(dosed(step, grade, trial=one is not None and one.is_trial))
    if all(new is old for new, old in zip(steps, session.steps, strict=True)):
        return session
    return replace(session, steps=tuple(steps))


def dosed(step: Step, grade: Grade, *, trial: bool = False) -> Step:
    """Return the step at a grade; a ``trial`` has half of the repetitions.

    It is the same step if nothing differs.
    """
    reps = max(1, step.reps + grade.reps)
    reps = ceil(reps / NUMBERS.trial_parts) if trial else reps
    movement = in_range(with_hold(step.movement, grade.hold), grade.range)
    same = movement is step.movement and reps == step.reps and grade.range == step.range
    if same and (grade.load_kg, grade.band) == (step.load_kg, step.band):
        return step
    return replace(
        step, movement=movement, reps=reps, range=grade.range, load_kg=grade.load_kg, band=grade.band
    )


def in_range(movement: Movement, thirds: int, whole: int = FULL) -> Movement:
    """Return a movement in so many of the ``whole`` thirds of the range in which it is given."""
    if thirds >= whole or movement.figure is None:
        return movement
    if range_is_time(movement):
        # Rounded up each time, thirds of thirds are as long as those of the whole.
        return with_hold(movement, ceil(movement.tempo[1] * thirds / whole) - movement.tempo[1])
    return replace(movement, figure=with_range(movement.figure, thirds / whole))


def with_hold(movement: Movement, more: float) -> Movement:
    """Return a movement that is held ``more`` seconds longer, in which one breathes freely."""
    index = free_hold(movement)
    if not more or index is None:
        return movement
    move, hold, back, rest = movement.tempo
    breath = tuple(
        Breath(one.kind, one.seconds + more) if number == index else one
        for number, one in enumerate(movement.breath)
    )
    return replace(movement, tempo=(move, hold + more, back, rest), breath=breath)


@lru_cache(maxsize=256)
def with_range(figure: Figure, share: float) -> Figure:
    """Return a figure that goes only a share of the way from its start, in its easier form too.

    Whoever goes to a wall stands nearer to it instead, to touch it all the same. Several sessions have the
    same movement, at the same grade.
    """
    return nearer(figure, share) if goes_to_wall(figure) else of_way(figure, share)
