"""The grade of each movement, folded from the rows: nothing of it is stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from intermezzo.core.history.events import DETAIL_VERSION, Event, EventKind, Json
from intermezzo.core.practice.model import Movement, Place
from intermezzo.core.practice.progression.exposures import Exposure, ReadSessions, exposures
from intermezzo.core.practice.progression.grades import (
    Grade,
    fitted_to,
    grade_of,
    lower_of,
    own,
    rises,
    start,
)
from intermezzo.core.practice.progression.numbers import NUMBERS


class ChangedBy(StrEnum):
    """Who changed a grade."""

    USER = "user"
    PRACTICE = "practice"
    ABSENCE = "absence"
    GENTLE = "gentle"


class Rule(StrEnum):
    """The rule by which a grade changed. The closed list; ``presenters.practice`` has the words of each."""

    FIRST = "first"
    """The movement was done for the first time: from here on its grade is known."""
    GO_ON = "go_on"
    STAY = "stay"
    BACK = "back"
    EASE = "ease"
    STEP_BACK = "step_back"
    STOPPED = "stopped"
    MORNING = "morning"
    AWAY = "away"
    AWAY_LONG = "away_long"
    AWAY_ANEW = "away_anew"
    GENTLE = "gentle"
    GATE = "gate"
    """A level was opened or closed; such a row is about no movement."""


_RULES, _BY = {one.value: one for one in Rule}, {one.value: one for one in ChangedBy}
WAY_BACK = frozenset({Rule.AWAY, Rule.AWAY_LONG, Rule.GENTLE})
"""The rules that leave a way back to the grade before them."""
_RAISING = frozenset({Rule.GO_ON, Rule.BACK})
"""The rules by which the user alone may raise a grade."""


@dataclass(frozen=True, slots=True)
class GradeChange:
    """A change of a grade, or of the open level, for a ``grade`` event."""

    movement: str
    after: Grade
    by: ChangedBy
    rule: Rule
    before: Grade | None = None

    def detail(self) -> dict[str, Json]:
        """Return the detail of the event."""
        return {
            "v": DETAIL_VERSION, "movement": self.movement,
            "from": None if self.before is None else self.before.detail(), "to": self.after.detail(),
            "by": self.by.value, "rule": self.rule.value,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class LevelChange:
    """The open level from here on, for a ``grade`` event that is about no movement."""

    level: int
    by: ChangedBy
    rule: Rule

    def detail(self) -> dict[str, Json]:
        """Return the detail of the event."""
        return {"v": DETAIL_VERSION, "level": self.level, "by": self.by.value, "rule": self.rule.value}


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A ``grade`` row as it counts."""

    id: str
    at: datetime
    day: date
    rule: Rule
    by: ChangedBy
    before: Grade
    after: Grade


@dataclass(frozen=True)
class MovementProgress:
    """How far one is in a movement, and the rows that say so."""

    movement: Movement
    grade: Grade
    rows: tuple[GradeRow, ...] = ()
    times: tuple[Exposure, ...] = ()
    """The times it was done that count, of the last weeks."""

    @property
    def changed(self) -> GradeRow | None:
        """The last row that began this grade; *stay* does not."""
        return next((row for row in reversed(self.rows) if row.rule is not Rule.STAY), None)

    @property
    def since(self) -> tuple[Exposure, ...]:
        """The times since this grade began."""
        row = self.changed
        if row is None or row.rule is Rule.FIRST:
            return self.times
        return tuple(one for one in self.times if one.at > row.at)

    @property
    def smooth_running(self) -> int:
        """How many times since this grade began went well, one after another up to the last that was told."""
        told = [one for one in self.since if one.told]
        return len(tuple(takewhile(lambda one: one.smooth, reversed(told))))

    @property
    def is_new(self) -> bool:
        """Whether it was never done, as far as is known."""
        return not self.rows and not self.times

    @cached_property
    def is_trial(self) -> bool:
        """Whether it is done for the first time at this grade, with half of the repetitions."""
        if self.is_new:
            return self.movement.level >= NUMBERS.free_level and self.movement.place is not Place.WALK
        row = self.changed
        if row is None or self.since:
            return False
        return row.rule is Rule.STOPPED or rises(row.before, row.after)

    def rows_of(self, *rules: Rule) -> tuple[GradeRow, ...]:
        """Return its rows by these rules."""
        return tuple(row for row in self.rows if row.rule in rules)


@dataclass(frozen=True)
class Practice:
    """The progress in every movement, and the open level."""

    movements: Mapping[str, MovementProgress] = field(default_factory=dict)
    level: int = NUMBERS.free_level
    """The highest open level, as the rows have it."""
    level_row: Event | None = None
    """The row that last opened or closed a level."""

    @cached_property
    def known(self) -> tuple[MovementProgress, ...]:
        """Those that were ever done."""
        return tuple(one for one in self.movements.values() if not one.is_new)

    @cached_property
    def demanding_days(self) -> frozenset[date]:
        """The days on which something demanding was done, of the last weeks."""
        return frozenset(time.day for one in self.known for time in one.times if time.demanding)


@dataclass(slots=True)
class PracticeMemory:
    """What was read of the history, so that only what has changed is read again. For the same movements."""

    sessions: ReadSessions = field(default_factory=dict)
    movements: dict[tuple[str, ...], MovementProgress] = field(default_factory=dict)
    """By the id of the movement and those of its rows."""


def practice(
    events: Sequence[Event], movements: Iterable[Movement], today: date, memory: PracticeMemory | None = None
) -> Practice:
    """Return the practice that the (effective) events add up to.

    Only a row of the user raises a grade, and a load at most to one step above the least one of seven days;
    a row that would do otherwise, as of a file that was made elsewhere, counts only as far as it lowers.
    Times on days still to come, written before the clock was set back, promote nothing.
    """
    known = {one.id: one for one in movements}
    written: dict[str, list[Event]] = defaultdict(list)
    level, level_row = NUMBERS.free_level, None
    for event in events:
        if event.kind is not EventKind.GRADE:
            continue
        name, found = event.detail.get("movement"), event.detail.get("level")
        if isinstance(name, str) and name in known:
            written[name].append(event)
        elif isinstance(found, int) and not isinstance(found, bool) and event.detail.get("rule") in _RULES:
            level, level_row = min(5, max(NUMBERS.free_level, found)), event
    first = today - timedelta(days=NUMBERS.evidence_days - 1)
    memory = memory or PracticeMemory()
    before, memory.movements = memory.movements, {}
    times = exposures([event for event in events if event.day >= first], known, memory.sessions)
    for name, one in known.items():
        key = (name, *(event.id for event in written.get(name, ())))
        same = before.get(key)
        if same is None or same.times != times.get(name, ()):
            same = _progress(one, written.get(name, ()), times.get(name, ()))
        memory.movements[key] = same
    return Practice({one.movement.id: one for one in memory.movements.values()}, level, level_row)


def _progress(movement: Movement, written: Sequence[Event], times: tuple[Exposure, ...]) -> MovementProgress:
    rows: list[GradeRow] = []
    for event in written:
        row = _row(event, movement, rows)
        if row is not None:
            rows.append(row)
    if rows:
        grade = rows[-1].after
    else:
        grade = own(movement) if any(one.range is None for one in times) else start(movement)
    return MovementProgress(movement, grade, tuple(rows), times)


def _row(event: Event, movement: Movement, rows: Sequence[GradeRow]) -> GradeRow | None:
    """Return a row as it counts after those before it, None if it says nothing that is known."""
    detail = event.detail
    after = grade_of(detail.get("to"))
    rule, by = _RULES.get(str(detail.get("rule"))), _BY.get(str(detail.get("by")))
    if after is None or rule is None or by is None:
        return None
    before = rows[-1].after if rows else start(movement)
    after = fitted_to(movement, after)
    if rule is Rule.FIRST:
        # Where it begins: at its start, or at its own dose if it was done before there were grades.
        after = lower_of(after, own(movement)) if not rows else before
    elif by is not ChangedBy.USER or rule not in _RAISING:
        after = lower_of(before, after)
    elif before.load_kg is not None and after.load_kg is not None and after.load_kg > before.load_kg:
        after = replace(after, load_kg=min(after.load_kg, _most_load(event.day, before.load_kg, rows)))
    return GradeRow(event.id, event.at, event.day, rule, by, before, after)


def _most_load(day: date, load: float, rows: Sequence[GradeRow]) -> float:
    """Return the highest load of a day: a step above the least one of the last seven days."""
    week = (row.before.load_kg for row in rows if abs((day - row.day).days) < NUMBERS.load_days)
    return min([load, *(one for one in week if one is not None)]) + NUMBERS.load_step
