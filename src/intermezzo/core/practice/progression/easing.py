"""What follows at once where control fades: easing, a step back, and what was stopped."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.progression.exposures import Exposure, Felt, day_before, worse_mornings
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
    MovementProgress,
    Practice,
    Rule,
)

_LOWERED = timedelta(days=NUMBERS.hard_stop_rest)


def easing(
    practice: Practice, events: Iterable[Event], now: datetime
) -> tuple[tuple[GradeChange, ...], tuple[str, ...], tuple[str, ...]]:
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
    return (*grades, *_mornings(practice, said)), tuple(out), tuple(into)


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
            if not _is_about(morning, one, practice) or any(
                row.at >= morning.at for row in one.rows_of(Rule.MORNING)
            ):
                continue
            after = with_less_weight(one.grade) or down(one.movement, one.grade) or one.grade
            found.append(GradeChange(one.movement.id, after, ChangedBy.PRACTICE, Rule.MORNING, one.grade))
    return found


def _is_about(morning: Event, one: MovementProgress, practice: Practice) -> bool:
    """Return whether a movement was among the demanding ones that a morning is about."""
    day = day_before(practice.demanding_days, morning.day)
    return any(time.demanding and time.day == day for time in one.times)


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


def lowered_levels(practice: Practice, events: Iterable[Event]) -> Mapping[int, datetime]:
    """Return levels that are not offered, each until when: they were stopped, or were twice too much."""
    until: dict[int, datetime] = {}
    mornings = worse_mornings(events)
    for one in practice.known:
        level = one.movement.level
        if level < LOADED_LEVEL:
            continue
        stops = [row.at for row in one.rows_of(Rule.STOPPED)]
        stops += [time.at for time in one.times if time.felt is Felt.STOPPED]
        ends = [at + _LOWERED for at in stops]
        said = [morning for morning in mornings if _is_about(morning, one, practice)]
        ends += [
            last.at + _LOWERED
            for first, last in pairwise(said)
            if (last.day - first.day).days <= NUMBERS.morning_again
        ]
        if ends:
            until[level] = max(*ends, until.get(level, ends[0]))
    return until
