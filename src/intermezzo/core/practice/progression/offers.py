"""The next step, which is only ever offered: when, and which."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Ask, Movement, Place
from intermezzo.core.practice.progression.absence import gentle_times
from intermezzo.core.practice.progression.exposures import CAUGHT, Exposure, checks, promotes_nothing
from intermezzo.core.practice.progression.grades import (
    FULL,
    LOADED_LEVEL,
    Grade,
    Variable,
    held_seconds,
    rises,
    towards,
    up,
)
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import WAY_BACK, GradeRow, MovementProgress, Practice, Rule


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A step up that may be offered: *Try it* or *Stay here*."""

    movement: Movement
    variable: Variable
    before: Grade
    after: Grade
    """As before, where the step is to the next movement."""
    following: Movement | None = None
    """The next movement of the ladder, where the step is to it."""
    rows: tuple[str, ...] = ()
    """The ids of the rows that led to it."""
    smooth: int = NUMBERS.smooth_times
    """How many smooth times running led to it."""


def step_offers(
    practice: Practice, events: Sequence[Event], today: date, now: datetime, *,
    done: Collection[str], closed: Collection[str], active: Collection[str], refused: Collection[str] = (),
) -> tuple[StepOffer, ...]:  # fmt: skip
    """Return the steps of the movements ``done`` that may be offered now, in their turn.

    Those of the highest level come first, then those for which one gets up, then the longest awaited.
    ``closed`` are the movements that are not offered, among which the next movement of a ladder must not be;
    ``active`` is the repertoire. There are none on a day with an opening check that was not answered with
    *even*, nor some days after a gentle day or after *it caught*.
    """
    if promotes_nothing(events, today):
        return ()
    since = now - timedelta(days=NUMBERS.clear_after_gentle)
    caught = checks(events, CAUGHT, today, NUMBERS.evidence_days)
    if any(one.end > since for one in gentle_times(events)) or any(row.at > since for row in caught):
        return ()
    found = (
        _offer(one, practice, today, closed=closed, beside={*active, *refused})
        for one in practice.known
        if one.movement.id in done and one.movement.id not in closed
    )
    return tuple(sorted(filter(None, found), key=lambda one: _turn(practice, one.movement)))


def _turn(practice: Practice, movement: Movement) -> tuple[int, bool, date, str]:
    """Return a sort key; the id breaks ties."""
    days = [row.day for row in practice.movements[movement.id].rows_of(Rule.GO_ON)]
    seated = movement.place is Place.DESK and Ask.STANDING not in movement.asks
    return -movement.level, seated, max(days, default=date.min), movement.id


def next_in_turn(
    offers: Sequence[StepOffer], practice: Practice, today: date, *,
    done: Collection[str], active: Collection[str],
) -> tuple[StepOffer, ...]:  # fmt: skip
    """Return those of the ``offers``, in their turn, that are of what was just ``done`` and need not wait.

    A week has few steps, which whoever was done first in it would take. So a step waits for those before it
    that share its week, as long as they come soon: they are in the repertoire and were done of late.
    """
    found, awaited = list[StepOffer](), set[bool]()
    for one in offers:
        hard = one.movement.level >= LOADED_LEVEL
        last = practice.movements[one.movement.id].times[-1].day
        if one.movement.id in done:
            found += [] if hard in awaited else [one]
        elif one.movement.id in active and (today - last).days < NUMBERS.turn_kept:
            awaited.add(hard)
    return tuple(found)


def _offer(
    one: MovementProgress,
    practice: Practice,
    today: date,
    *,
    closed: Collection[str],
    beside: Collection[str],
) -> StepOffer | None:
    if _is_silent(one, today) or _full_week(practice, today, hard=one.movement.level >= LOADED_LEVEL):
        return None
    before = _grade_before_absence(one)
    times = _evidence(one, today, on_the_way_back=before is not None)
    if times is None:
        return None
    rows = tuple(row for time in times for row in time.ids)
    running = one.smooth_running
    step = towards(one.grade, before) if before is not None else up(one.movement, one.grade)
    if step is not None:
        variable, after = step
        if variable in {Variable.LOAD, Variable.RANGE} and not _one_thing_a_week(one, variable, after, today):
            return None
        return StepOffer(one.movement, variable, one.grade, after, rows=rows, smooth=running)
    following = practice.movements.get(one.movement.next)
    if following is None or following.movement.id in {*closed, *beside}:
        return None
    return StepOffer(one.movement, Variable.NEXT, one.grade, one.grade, following.movement, rows, running)


def _grade_before_absence(one: MovementProgress) -> Grade | None:
    """Return the grade from before an absence or gentle days, as long as it is not regained.

    None too if the grade was lowered otherwise since.
    """
    found = None
    for row in reversed(one.rows):
        if row.rule in WAY_BACK:
            found = row.before
        elif row.rule is not Rule.STAY and (row.rule is not Rule.GO_ON or found is not None):
            break
    return found if found is not None and rises(one.grade, found) else None


def _evidence(one: MovementProgress, today: date, *, on_the_way_back: bool) -> tuple[Exposure, ...] | None:
    """Return the smooth times at this grade that allow a step, None if they do not."""
    times = [time for time in one.since if time.day <= today and _full_dose(time, one)]
    wanted, days_wanted, span = NUMBERS.smooth_times, NUMBERS.smooth_days, NUMBERS.smooth_span
    if on_the_way_back:
        wanted, days_wanted, span = 1, 1, 0
    smooth = tuple(time for time in times if time.promotes)
    if len(smooth) < wanted or one.smooth_running < wanted:
        return None
    days = sorted({time.day for time in smooth})
    return smooth if len(days) >= days_wanted and (days[-1] - days[0]).days >= span else None


def _full_dose(time: Exposure, one: MovementProgress) -> bool:
    """Return whether it was done as its grade has it, at least half of the repetitions."""
    grade = one.grade
    whole = (FULL if time.range is None else time.range) >= grade.range
    held = time.hold is None or time.hold >= held_seconds(one.movement, grade) - 1e-6
    loaded = grade.load_kg is None or (time.load_kg or 0.0) >= grade.load_kg
    return whole and held and loaded


def _is_silent(one: MovementProgress, today: date) -> bool:
    """Return whether *Stay here* keeps the offer of this step back."""
    changed = one.changed
    stays = [row for row in one.rows_of(Rule.STAY) if changed is None or row.at >= changed.at]
    return len(stays) >= NUMBERS.most_stays or any(
        (today - row.day).days < NUMBERS.quiet_after_stay for row in stays
    )


def _full_week(practice: Practice, today: date, *, hard: bool) -> bool:
    """Return whether there were as many steps in the last seven days as a week may have."""
    steps = sum(
        (today - row.day).days < 7
        for one in practice.known
        if (one.movement.level >= LOADED_LEVEL) is hard
        for row in one.rows_of(Rule.GO_ON)
    )
    return steps >= (NUMBERS.hard_steps_a_week if hard else NUMBERS.steps_a_week)


def _one_thing_a_week(one: MovementProgress, variable: Variable, after: Grade, today: date) -> bool:
    """Return whether the step keeps to the bounds of a load: its week, its month, and apart from range."""
    ups = [row for row in one.rows_of(Rule.GO_ON, Rule.BACK) if (today - row.day).days < NUMBERS.load_days]
    if variable is Variable.RANGE:
        return not any(_loads(row) for row in ups)
    if ups and any(_loads(row) or row.after.range > row.before.range for row in ups):
        return False
    if after.band:
        first = min((time.day for time in one.times), default=today)
        known = min([first, *(row.day for row in one.rows)])
        return (today - known).days >= NUMBERS.band_days
    month = [row for row in one.rows if (today - row.day).days < NUMBERS.evidence_days]
    lowest = min((load for row in month for load in [row.before.load_kg] if load is not None), default=None)
    return lowest is None or (after.load_kg or 0.0) - lowest <= NUMBERS.load_month


def _loads(row: GradeRow) -> bool:
    return (row.after.load_kg or 0.0) > (row.before.load_kg or 0.0) or row.after.band > row.before.band
