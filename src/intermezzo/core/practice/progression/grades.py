"""The grade of a movement: range, hold, repetitions and load, and the steps up and down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from intermezzo.core.history.events import Json
from intermezzo.core.practice.model import BreathKind, Movement, Place
from intermezzo.core.practice.progression.numbers import NUMBERS

FULL = 3
"""All three thirds of one's own range."""
LOADED_LEVEL = 3
"""From this level on a movement counts as loaded or hard."""


class Variable(StrEnum):
    """What a step changes. In the order of the steps up."""

    RANGE = "range"
    HOLD = "hold"
    REPS = "reps"
    LOAD = "load"
    NEXT = "next"
    """The next movement of the ladder."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How a movement is done: in thirds of the range, and how much more than its own dose."""

    range: int = FULL
    hold: int = 0
    """Seconds more than the movement's own hold."""
    reps: int = 0
    """Repetitions more than the movement's own, less where a load has just grown."""
    load_kg: float | None = None
    """None without a load in kilograms."""
    band: int = 0
    """0 for the light band, 1 for the medium one."""

    def detail(self) -> dict[str, Json]:
        """Return it as written in a row."""
        return {
            "range": self.range, "hold": self.hold, "reps": self.reps, "load_kg": self.load_kg,
            "band": self.band,
        }  # fmt: skip


def has_range(movement: Movement) -> bool:
    """Return whether a movement can be done in a part of its range.

    Not one that only settles, a walk, one that ends elsewhere, or one that gets somewhere: to its feet, onto
    a seat or a step, to a load or a shoe. Half-way there nobody can stay. What is done whole has one if its
    hold can be shorter.
    """
    figure = movement.figure
    return (
        movement.level > 0
        and movement.place is not Place.WALK
        and not movement.one_way
        and figure is not None
        and len(figure.keys) > 1
        and all(key.base == figure.base and not key.free and not key.carry for key in figure.keys)
        and (not figure.is_done_whole or free_hold(movement) is not None)
    )


def range_is_time(movement: Movement) -> bool:
    """Return whether a part of the range is a part of the hold: of what is done whole or not at all.

    A plank half-way up is a bent one, and its words ask for a line.
    """
    return has_range(movement) and movement.figure is not None and movement.figure.is_done_whole


def held_seconds(movement: Movement, grade: Grade) -> float:
    """Return how long a movement is held at a grade."""
    hold = movement.tempo[1] + grade.hold
    if grade.range == FULL or not range_is_time(movement):
        return hold
    return ceil(hold * grade.range / FULL)


def is_held(movement: Movement) -> bool:
    """Return whether a movement is about holding, as a balance is. It goes a part of its way there.

    Nobody would call that a range.
    """
    return movement.tempo[1] >= NUMBERS.most_hold


def has_load(movement: Movement) -> bool:
    """Return whether a movement is done with a load in kilograms."""
    return movement.level >= LOADED_LEVEL and "bag" in movement.equipment


def has_band(movement: Movement) -> bool:
    """Return whether a movement is done with a band."""
    return movement.level >= LOADED_LEVEL and "band" in movement.equipment


def has_weight(movement: Movement) -> bool:
    """Return whether a movement is done with a load or a band."""
    return has_load(movement) or has_band(movement)


def _counts_reps(movement: Movement) -> bool:
    return movement.level > 0 and movement.place is not Place.WALK and not movement.one_way


def free_hold(movement: Movement) -> int | None:
    """Return the index of the breath that lasts as long as the hold does, None if no hold can grow."""
    move, hold, _back, _rest = movement.tempo
    if not _counts_reps(movement) or not hold:
        return None
    at = 0.0
    for index, one in enumerate(movement.breath):
        if at < move + hold and at + one.seconds > move and one.kind is BreathKind.FREE:
            return index
        at += one.seconds
    return None


def start(movement: Movement) -> Grade:
    """Return the grade at which a movement begins."""
    low = has_range(movement) and movement.level >= NUMBERS.free_level
    return replace(own(movement), range=NUMBERS.range_start if low else FULL)


def own(movement: Movement) -> Grade:
    """Return the grade of the movement's own dose, with the first load."""
    if not has_load(movement):
        return Grade()
    return Grade(reps=_least_reps(movement), load_kg=NUMBERS.load_start)


def _least_reps(movement: Movement) -> int:
    return min(0, NUMBERS.load_reps - movement.reps) if has_load(movement) and _counts_reps(movement) else 0


def up(movement: Movement, grade: Grade) -> tuple[Variable, Grade] | None:
    """Return the next step and what it changes; None at the top of a movement, or where nothing can grow.

    The grade is one that is fitted to the movement.
    """
    most = Grade(FULL, NUMBERS.most_hold, NUMBERS.most_reps, NUMBERS.load_most, band=1)
    step = towards(grade, fitted_to(movement, most))
    if step is None or step[1].load_kg == grade.load_kg:
        return step
    return Variable.LOAD, replace(step[1], reps=min(grade.reps, _least_reps(movement)))


def towards(grade: Grade, goal: Grade) -> tuple[Variable, Grade] | None:
    """Return the next step to a higher grade, as to one that one had before; None if it is reached."""
    if grade.range < goal.range:
        return Variable.RANGE, replace(grade, range=grade.range + 1)
    if grade.hold < goal.hold:
        return Variable.HOLD, replace(grade, hold=grade.hold + 1)
    if grade.reps < goal.reps:
        return Variable.REPS, replace(grade, reps=grade.reps + 1)
    most = goal.load_kg or 0.0
    if grade.load_kg is not None and grade.load_kg < most:
        return Variable.LOAD, replace(grade, load_kg=min(most, grade.load_kg + NUMBERS.load_step))
    return (Variable.LOAD, replace(grade, band=goal.band)) if grade.band < goal.band else None


def down(movement: Movement, grade: Grade) -> Grade | None:
    """Return one grade lower, None at the bottom: load, then repetitions, hold and range."""
    if grade.load_kg is not None and grade.load_kg > NUMBERS.load_start:
        return replace(grade, load_kg=max(NUMBERS.load_start, grade.load_kg - NUMBERS.load_step))
    if grade.band:
        return replace(grade, band=0)
    if grade.reps > _least_reps(movement):
        return replace(grade, reps=grade.reps - 1)
    if grade.hold:
        return replace(grade, hold=grade.hold - 1)
    if has_range(movement) and grade.range > 1:
        return replace(grade, range=grade.range - 1)
    return None


def with_less_weight(grade: Grade) -> Grade | None:
    """Return the grade with one step less load or the band before; None without either, and at the least."""
    if grade.load_kg is not None and grade.load_kg > NUMBERS.load_least:
        return replace(grade, load_kg=max(NUMBERS.load_least, grade.load_kg - NUMBERS.load_step))
    return replace(grade, band=0) if grade.band else None


def lighter(grade: Grade) -> Grade:
    """Return the grade with a fifth less load, in whole steps."""
    if grade.load_kg is None:
        return grade
    step = NUMBERS.load_step
    left = int(grade.load_kg * NUMBERS.load_away / step) * step
    return replace(grade, load_kg=max(NUMBERS.load_least, left))


def lower_of(one: Grade, other: Grade) -> Grade:
    """Return the grade that is the lower one in each part."""
    loads = [load for load in (one.load_kg, other.load_kg) if load is not None]
    return Grade(
        min(one.range, other.range), min(one.hold, other.hold), min(one.reps, other.reps),
        min(loads, default=None), min(one.band, other.band),
    )  # fmt: skip


def rises(before: Grade, after: Grade) -> bool:
    """Return whether any part of a grade is higher than before."""
    return lower_of(before, after) != after


def grade_of(written: object) -> Grade | None:
    """Return the grade that a row has, None if it has none."""
    if not isinstance(written, Mapping):
        return None
    values = (written.get("range"), written.get("hold"), written.get("reps"), written.get("band", 0))
    load = written.get("load_kg")
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in values):
        return None
    if load is not None and (not isinstance(load, int | float) or isinstance(load, bool)):
        return None
    share, hold, reps, band = (int(one) for one in values if isinstance(one, int))
    return Grade(
        min(FULL, max(1, share)), max(0, hold), reps, None if load is None else float(load),
        min(1, max(0, band)),
    )  # fmt: skip


def fitted_to(movement: Movement, grade: Grade) -> Grade:
    """Return a grade without what the movement does not have, and within its bounds."""
    base, most = own(movement), NUMBERS
    hold_left = max(0, int(most.most_hold - movement.tempo[1])) if free_hold(movement) is not None else 0
    reps_left = max(0, most.most_reps - movement.reps) if _counts_reps(movement) else 0
    load = grade.load_kg if grade.load_kg is not None else base.load_kg
    return Grade(
        grade.range if has_range(movement) else FULL,
        min(grade.hold, hold_left),
        min(max(grade.reps, _least_reps(movement)), reps_left),
        None if base.load_kg is None or load is None else min(max(load, most.load_least), most.load_most),
        grade.band if has_band(movement) else 0,
    )  # fmt: skip


def ladder(movement: Movement, movements: Iterable[Movement]) -> tuple[Movement, ...]:
    """Return the movements of the ladder on which a movement stands, the first one first."""
    known = {one.id: one for one in movements}
    before = {one.next: one for one in known.values() if one.next in known}
    rungs = [movement]
    while (lower := before.get(rungs[0].id)) is not None and lower not in rungs:
        rungs.insert(0, lower)
    while (higher := known.get(rungs[-1].next)) is not None and higher not in rungs:
        rungs.append(higher)
    return tuple(rungs)
