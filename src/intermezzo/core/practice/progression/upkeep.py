"""What is to be recorded of the practice now: lower grades where control fades, levels that open or close."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.progression.absence import after_gentle, returning
from intermezzo.core.practice.progression.exposures import Exposure, Felt, worse_mornings
from intermezzo.core.practice.progression.gates import is_about, opened
from intermezzo.core.practice.progression.grades import (
    LOADED_LEVEL,
    Grade,
    down,
    ladder,
    lower_of,
    own,
    with_less_weight,
)
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import (
    ChangedBy,
    GradeChange,
    GradeRow,
    LevelChange,
    MovementProgress,
    Practice,
    Rule,
)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The changes to record, and what else follows."""

    changes: tuple[GradeChange | LevelChange, ...] = ()
    out: tuple[str, ...] = ()
    """The movements that leave the repertoire."""
    into: tuple[str, ...] = ()
    """The movements that enter it, unless the user has refused them."""


def upkeep(
    practice: Practice, events: Sequence[Event], today: date, now: datetime, *,
    cleared: bool, weights: bool, equipment: Collection[str],
) -> Upkeep:  # fmt: skip
    """Return what follows from the (effective) events; once it is recorded nothing more does.

    The first thing that follows comes alone: what is recorded of it may change what follows next.
    """
    if changes := returning(practice, events, today) or after_gentle(practice, events, now):
        return Upkeep(changes)
    eased = _easing(practice, events, now)
    if eased != Upkeep():
        return eased
    gate = opened(practice, events, today, cleared=cleared, weights=weights, equipment=equipment)
    return Upkeep(() if gate is None else (gate,))


def _easing(practice: Practice, events: Iterable[Event], now: datetime) -> Upkeep:
    """Return what follows from how it went: lower grades, and what leaves and what enters the repertoire.

    The rungs below those that were stepped back enter it. Once it is recorded nothing more follows, until it
    is done again.
    From rows after ``now``, written before the clock was set back, it follows once the clock is there again.
    What is at its lowest already is not eased.
    """
    grades: list[GradeChange] = []
    out, into = list[str](), list[str]()
    for one in practice.known:
        if not one.rows:
            grades.append(GradeChange(one.movement.id, one.grade, ChangedBy.PRACTICE, Rule.FIRST))
        times = tuple(time for time in one.since if time.at <= now)
        below = rung_below(one.movement, practice)
        rule = _rule(one, times)
        if rule is Rule.EASE and below is not None and down(one.movement, one.grade) is None:
            rule = Rule.STEP_BACK
        if rule is None:
            continue
        after = _after(one, rule)
        if after == one.grade and rule is not Rule.STOPPED and (rule is Rule.EASE or below is None):
            continue
        if rule is Rule.STEP_BACK and below is not None:
            into.append(below.id)
        grades.append(GradeChange(one.movement.id, after, ChangedBy.PRACTICE, rule, one.grade))
        if rule is Rule.STOPPED and _within(one.rows_of(Rule.STOPPED), times[-1].day, NUMBERS.stop_again):
            out.append(one.movement.id)
    said = tuple(event for event in events if event.at <= now)
    return Upkeep((*grades, *_mornings(practice, said)), tuple(out), tuple(into))


def _rule(one: MovementProgress, times: Sequence[Exposure]) -> Rule | None:
    """Return the rule that lowers the grade of a movement after the ``times`` since it began."""
    if not times:
        return None
    if any(time.felt is Felt.STOPPED for time in times):
        return Rule.STOPPED
    if any(time.felt is Felt.SHAKY and time.effort == "hard" for time in times):
        return Rule.STEP_BACK
    last = [time for time in times if time.told][-NUMBERS.looked_at :]
    if sum(time.shaky for time in last) < NUMBERS.shaky_times:
        return None
    again = _within(one.rows_of(Rule.EASE, Rule.STEP_BACK), times[-1].day, NUMBERS.ease_again)
    return Rule.STEP_BACK if again else Rule.EASE


def _after(one: MovementProgress, rule: Rule) -> Grade:
    movement, grade = one.movement, one.grade
    after = down(movement, grade) or grade
    if rule is Rule.STOPPED and movement.level >= LOADED_LEVEL:
        after = lower_of(after, own(movement))
    return after


def rung_below(movement: Movement, practice: Practice) -> Movement | None:
    """Return the movement below on the ladder, None if it is the first."""
    rungs = ladder(movement, (one.movement for one in practice.movements.values()))
    index = rungs.index(movement)
    return rungs[index - 1] if index else None


def _within(rows: Sequence[GradeRow], day: date, days: int) -> bool:
    """Return whether a row is of the last ``days`` days before a day; one of a later day is too."""
    return any((day - row.day).days <= days for row in rows)


def _mornings(practice: Practice, events: Sequence[Event]) -> list[GradeChange]:
    """Return the grades after a morning with *much more*: less weight, or easier where there is none."""
    found = []
    for morning in worse_mornings(events):
        for one in practice.known:
            if not is_about(morning, one, practice) or any(
                row.at >= morning.at for row in one.rows_of(Rule.MORNING)
            ):
                continue
            after = with_less_weight(one.grade) or down(one.movement, one.grade) or one.grade
            found.append(GradeChange(one.movement.id, after, ChangedBy.PRACTICE, Rule.MORNING, one.grade))
    return found


def stepped_back(practice: Practice, refused: Collection[str] = ()) -> frozenset[str]:
    """Return the movements that wait until the rung below has been smooth again.

    Nothing waits for a rung that the user has ``refused``.
    """
    waiting = set()
    for one in practice.known:
        row = one.changed
        below = rung_below(one.movement, practice) if row is not None and row.rule is Rule.STEP_BACK else None
        if row is None or below is None or below.id in refused:
            continue
        days = {
            time.day for time in practice.movements[below.id].times if time.promotes and time.at > row.at
        }  # fmt: skip
        if len(days) < NUMBERS.way_back_times:
            waiting.add(one.movement.id)
    return frozenset(waiting)
