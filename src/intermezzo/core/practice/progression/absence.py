"""What follows from time without movement, and from gentle days: lower grades and easier days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.progression.exposures import moved_days
from intermezzo.core.practice.progression.grades import Grade, down, lighter, lower_of, own, rises, start
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import (
    ChangedBy,
    GradeChange,
    LevelChange,
    MovementProgress,
    Practice,
    Rule,
)

_STAGES = (
    (NUMBERS.away_anew, Rule.AWAY_ANEW),
    (NUMBERS.away_long, Rule.AWAY_LONG),
    (NUMBERS.away_days, Rule.AWAY),
)
_ABSENT = frozenset({Rule.AWAY, Rule.AWAY_LONG, Rule.AWAY_ANEW})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GentleTime:
    """One stretch of gentle days, from the first word to its end."""

    start: datetime
    end: datetime

    @property
    def days(self) -> int:
        """How many days it lasted, begun ones included."""
        return max(1, -((self.start - self.end) // _DAY))


def away_rule(days: int) -> Rule | None:
    """Return the rule of so many days without moving, None if they change nothing."""
    return next((rule for least, rule in _STAGES if days >= least), None)


def last_moved(events: Iterable[Event], today: date) -> date | None:
    """Return the last day before ``today`` on which something was done, None if none is known."""
    return max((day for day in moved_days(events) if day < today), default=None)


def asks_health(events: Iterable[Event], answered: date, today: date) -> bool:
    """Return whether the health question is asked again: nothing was done for so long.

    It is not if it was ``answered`` within that time.
    """
    anew = timedelta(days=NUMBERS.away_anew)
    if today - answered < anew:
        return False
    before = last_moved(events, today)
    return before is not None and today - before >= anew


def returning(
    practice: Practice, events: Sequence[Event], today: date
) -> tuple[GradeChange | LevelChange, ...]:
    """Return what follows from the days without moving before ``today``, each stage once an absence.

    Whoever has moved today is back already: what is to be recorded then is recorded.
    """
    before = last_moved(events, today)
    rule = away_rule((today - before).days) if before is not None else None
    if before is None or rule is None or today in moved_days(events):
        return ()
    changes: list[GradeChange | LevelChange] = []
    for one in practice.known:
        done = {row.rule for row in one.rows if row.rule in _ABSENT and row.day > before}
        if rule in done or (rule is Rule.AWAY and done):
            continue
        after = _after(one, rule, already=bool(done))
        changes.append(GradeChange(one.movement.id, after, ChangedBy.ABSENCE, rule, one.grade))
    if rule is not Rule.AWAY and changes and practice.level > NUMBERS.free_level:
        level = NUMBERS.free_level if rule is Rule.AWAY_ANEW else practice.level - 1
        changes.append(LevelChange(level, ChangedBy.ABSENCE, rule))
    return tuple(changes)


def _after(one: MovementProgress, rule: Rule, *, already: bool) -> Grade:
    """Return the grade after a stage of an absence; ``already`` if an earlier stage is recorded.

    The long stage goes one grade below both the short one and the movement's own dose, so that it ends the
    same whether the program ran meanwhile or not; but not below where the movement begins.
    """
    movement, grade = one.movement, one.grade
    if rule is Rule.AWAY_ANEW:
        return lower_of(grade, start(movement))
    if not already:
        grade = lighter(down(movement, grade) or grade)
    if rule is Rule.AWAY:
        return grade
    first_load = lower_of(grade, own(movement))
    below = down(movement, first_load)
    return first_load if below is None or rises(below, start(movement)) else below


def gentle_times(events: Iterable[Event]) -> tuple[GentleTime, ...]:
    """Return the stretches of gentle days, oldest first; one that was said again goes on."""
    found: list[GentleTime] = []
    for event in events:
        if event.reason is not Reason.GENTLE:
            continue
        if event.kind is EventKind.RESUMED and found and found[-1].end > event.at:
            found[-1] = GentleTime(found[-1].start, max(event.at, found[-1].start))
        if event.kind is not EventKind.PAUSED or (until := event.detail_time("until")) is None:
            continue
        if found and found[-1].end >= event.at:
            found[-1] = GentleTime(found[-1].start, max(until, found[-1].end))
        else:
            found.append(GentleTime(event.at, until))
    return tuple(found)


def after_gentle(
    practice: Practice, events: Sequence[Event], now: datetime
) -> tuple[GradeChange | LevelChange, ...]:
    """Return what follows from gentle days that are over, once each."""
    over = [one for one in gentle_times(events) if one.end <= now and one.end > one.start]
    if not over:
        return ()
    last = over[-1]
    changes: list[GradeChange | LevelChange] = []
    for one in practice.known:
        if any(row.at >= last.end for row in one.rows_of(Rule.GENTLE)):
            continue
        if one.rows and one.rows[-1].at >= last.end:
            continue  # it has changed since, and began from what it was then
        after = lighter(one.grade)
        if last.days > NUMBERS.gentle_short:
            after = lower_of(after, down(one.movement, one.grade) or one.grade)
        if after != one.grade:
            changes.append(GradeChange(one.movement.id, after, ChangedBy.GENTLE, Rule.GENTLE, one.grade))
    lowered = practice.level_row is not None and practice.level_row.at >= last.end
    if last.days > NUMBERS.gentle_short and practice.level > NUMBERS.free_level and not lowered:
        changes.append(LevelChange(practice.level - 1, ChangedBy.GENTLE, Rule.GENTLE))
    return tuple(changes)


def gentle_days_of_late(events: Iterable[Event], now: datetime) -> int:
    """Return how many of the last days were gentle."""
    since = now - timedelta(days=NUMBERS.gentle_within)
    spans = ((max(one.start, since), min(one.end, now)) for one in gentle_times(events))
    return sum(GentleTime(first, last).days for first, last in spans if first < last)
