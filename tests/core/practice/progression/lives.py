"""Random lives with the practice, and what must never happen in them.

``python -m tests.core.practice.progression.lives 10000`` lives ten thousand, ``… 5000 10000`` the second half
of them; ``./test`` lives a few.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.override import override
from intermezzo.core.practice.feedback import FELT
from intermezzo.core.practice.model import Ask, Movement
from intermezzo.core.practice.progression.absence import gentle_times
from intermezzo.core.practice.progression.day_bounds import DayBounds, day_bounds
from intermezzo.core.practice.progression.gates import kept_closed
from intermezzo.core.practice.progression.grades import LOADED_LEVEL, Grade, has_weight, rises
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.offers import StepOffer, step_offers
from intermezzo.core.practice.progression.progress import (
    ChangedBy,
    GradeChange,
    Practice,
    PracticeMemory,
    Rule,
    practice,
)
from intermezzo.core.practice.progression.resting import resting, rests
from intermezzo.core.practice.progression.upkeep import Upkeep, upkeep
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import FIRST, LIBRARY, MOVEMENTS, History

_POOL = {
    name: MOVEMENTS[name]
    for name in ("scap_set", "desk_plank", "wall_hip_hinge", "dowel_hip_hinge", "wall_slide", "split_hinge",
                 "sts_loaded", "band_row", "raised_lift", "hip_turn_chop")
}  # fmt: skip
SESSIONS = tuple(
    one for one in LIBRARY.sessions.values() if any(step.movement.id in _POOL for step in one.steps)
)
DAYS = 70
"""From March to May, so that each of the zones has a night of a clock change, or none ever."""
ZONES = tuple(map(ZoneInfo, ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata")))
LONGEST = 8
"""Rows of upkeep after which it must have come to an end."""
WEEK = timedelta(days=7)
_ABSENT = {Rule.AWAY, Rule.AWAY_LONG, Rule.GENTLE}
"""The rules after which one smooth time brings back a part of what was before."""


class Travels(History):
    """A history told in local days and hours of a zone that may change."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self.zone = zone

    @override
    def at(self, day: float, hour: float = 10.0) -> datetime:
        local = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=self.zone)
        return (local + timedelta(days=day, hours=hour)).astimezone(ZoneInfo("UTC"))

    def date(self, day: float) -> date:
        return FIRST + timedelta(days=int(day))

    @override
    def row(self, kind: EventKind, day: float, hour: float = 10.0, **values: object) -> Event:
        made = super().row(kind, day, hour, **values)  # type: ignore[arg-type]
        self.rows[-1] = made = replace(made, day=self.date(day))
        return made


@dataclass
class Life:
    """One life; ``broken`` tells what must never happen, and did."""

    seed: int
    broken: list[str] = field(default_factory=list)
    steps: int = 0
    opened: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.history = Travels(self.dice.choice(ZONES))
        self.weights = self.dice.random() < 0.7
        # Most of a life is rather steady or rather shaky, so that steps are reached at all.
        self.odds = self.dice.choice([(0.95, 0.03, 0.01), (0.8, 0.1, 0.03), (0.4, 0.35, 0.1)])
        self.tries = self.dice.choice([1.0, 0.8, 0.4])
        self.active = set(self.dice.sample(sorted(_POOL), 7))
        # What nobody has reviewed is offered up to level 3 only.
        by = self.dice.choice(["", "a physiotherapist"])
        self.pool = {name: replace(one, reviewed_by=by) for name, one in _POOL.items()}
        self._memory = PracticeMemory()
        self._known: tuple[object, tuple[Event, ...], Practice] | None = None

    def look(self, today: date) -> tuple[tuple[Event, ...], Practice]:
        """The effective rows that a start would read, and the practice that they add up to."""
        key = (len(self.history.rows), today)
        if self._known is None or self._known[0] != key:
            first = today - timedelta(days=28)
            rows = [row for row in self.history.rows if row.day >= first or row.kind is EventKind.GRADE]
            events = tuple(effective(rows))
            self._known = (key, events, practice(events, self.pool.values(), today, self._memory))
        return self._known[1:]

    def live(self) -> "Life":
        day = 0
        while day < DAYS:
            if self.dice.random() < 0.02:
                day += self.dice.choice([3, 13, 14, 20, 28, 40])
            if self.dice.random() < 0.02:
                self.history.zone = self.dice.choice(ZONES)
            self._day(day)
            if day % 10 == 0:
                self._remembers(day)
            # The clock may be set back by some days.
            day += 1 if self.dice.random() > 0.01 else -self.dice.randint(1, 5)
            day = max(day, 0)
        return self

    def _remembers(self, day: int) -> None:
        """What is read again only where rows have changed is what all add up to; gone rows are forgotten."""
        events, found = self.look(self.history.date(day))
        if found != practice(events, self.pool.values(), self.history.date(day)):
            self.broken.append(f"the practice is read otherwise on day {day}")
        kept = [*self._memory.sessions, *(rows for _movement, *rows in self._memory.movements)]
        if not {row for ids in kept for row in ids} <= {one.id for one in events}:
            self.broken.append(f"rows that have gone are remembered on day {day}")

    def _day(self, day: int) -> None:
        if self.dice.random() < 0.02:
            self.history.gentle(day, self.dice.choice([0.5, 2, 4]))
        if self.dice.random() < 0.6:
            said = self.dice.choices(["usual", "little_more", "much_more"], [8, 3, 1])[0]
            self.history.row(EventKind.MORNING, day, 9, detail={"said": said})
        self._keep(day, 9.5)
        hours = self.dice.sample([10, 13, 16], self.dice.choice([0, 1, 2, 3]))
        # The clock may be set back by some hours too.
        for hour in hours if self.dice.random() < 0.05 else sorted(hours):
            self._session(day, hour)
        if self.dice.random() < 0.05:
            self.history.row(EventKind.DONE_ALREADY, day, 17, detail={"kind": "interlude"})
        if self.dice.random() < 0.05:
            self._take_back(day)
        if self.dice.random() < 0.02 and self.history.rows:
            last = self.history.rows[-1]
            if last.kind is not EventKind.GRADE:
                back = self.history.row(
                    EventKind.RETRACTED, day, 20, reason=Reason.UNDO, detail={"id": last.id}
                )
                self.history.rows[-1] = replace(back, day=last.day)  # as the engine records it

    def _session(self, day: int, hour: float) -> None:
        history, now, today = self.history, self.history.at(day, hour), self.history.date(day)
        events, found = self.look(today)
        bounds = day_bounds(events, today, now)
        level = min(found.level, bounds.level)
        closed = kept_closed(found, events, level, now, weights=self.weights)
        stopped = resting(rests(events, SESSIONS, now), now)
        open_ = sorted(
            name for name in set(self.pool) - closed - stopped if _allowed(self.pool[name], bounds)
        )
        gentle = any(one.start <= now < one.end for one in gentle_times(events))
        for name in open_:
            movement = self.pool[name]
            if movement.level > found.level or (gentle and movement.level > 1):
                self.broken.append(f"{name} is offered above its gate on day {day}")
            if gentle and (has_weight(movement) or movement.asks & {Ask.BENDING_FORWARD, Ask.TURNING}):
                self.broken.append(f"{name} is loaded, a hinge or a turn on the gentle day {day}")
            if has_weight(movement) and not self.weights:
                self.broken.append(f"{name} asks for a weight on day {day}")
        if not open_:
            return
        self.opened = max(self.opened, *(self.pool[name].level for name in open_))
        name = self.dice.choice(open_)
        felt = self.dice.choices(["smooth", "shaky", "stopped", ""], [*self.odds, 1 - sum(self.odds)])[0]
        why = self.dice.choice(["", "thread", "uncomfortable", "no_time"]) if felt == "stopped" else ""
        history.done(
            name, day, felt, hour, eased=self.dice.random() < 0.03, why=why,
            grade=found.movements[name].grade,
            effort=self.dice.choice(["", "light", "moderate", "hard"]),
        )  # fmt: skip
        self._keep(day, hour + 0.1)
        if felt == "stopped" and why != "no_time":
            self._rests(name, day)
        self._offer(day, hour + 0.2, name, closed)

    def _rests(self, name: str, day: int) -> None:
        """It rests for the whole day, in every zone."""
        events, _found = self.look(self.history.date(day))
        late = self.history.at(day, 23.9)
        if name not in resting(rests(events, SESSIONS, late), late):
            self.broken.append(f"{name} was stopped and comes back on day {day}")

    def _offer(self, day: int, hour: float, name: str, closed: frozenset[str]) -> None:
        now, today = self.history.at(day, hour), self.history.date(day)
        events, before = self.look(today)
        offers = step_offers(before, events, today, now, done=(name,), closed=closed, active=self.active)
        for offer in offers[:1]:
            self._check(offer, before, day, closed)
            tries = self.dice.random() < self.tries
            after, rule = (offer.after, Rule.GO_ON) if tries else (offer.before, Rule.STAY)
            self._note(day, hour, GradeChange(name, after, ChangedBy.USER, rule, offer.before))
            if tries and offer.following is not None:
                self.active.add(offer.following.id)
            self.steps += tries
            self._count_steps(day)

    def _check(self, offer: StepOffer, before: Practice, day: int, closed: frozenset[str]) -> None:
        """Judge an offered step by the rows alone."""
        name, today = offer.movement.id, self.history.date(day)
        changed = _changed(offer.before, offer.after)
        if len(changed) > 1 and changed != {"load_kg", "reps"}:
            self.broken.append(f"{name} is to change {sorted(changed)} at once on day {day}")
        following = offer.following
        if following is not None and (following.level > before.level or following.id in closed):
            self.broken.append(f"{following.id} is offered as the next one above its gate on day {day}")
        wanted = 1 if self._is_regained(offer, before) else 3
        by_id = {one.id: one for one in self.history.rows}
        back = {one.detail.get("id") for one in self.history.rows if one.kind is EventKind.RETRACTED}
        said = [by_id[one] for one in offer.rows if by_id[one].kind is EventKind.FEEDBACK]
        if any(one.detail.get("felt") != FELT["smooth"] or one.id in back or one.day > today for one in said):
            self.broken.append(f"{name} is to go on after other words than smooth on day {day}")
        mornings = [
            one.day for one in self.history.rows
            if one.kind is EventKind.MORNING and one.id not in back and one.detail.get("said") != "much_more"
        ]  # fmt: skip
        for one in said if offer.movement.level >= LOADED_LEVEL else ():
            if not one.detail.get("effort"):
                self.broken.append(f"{name} is to go on on day {day}, and nobody said how hard it was")
            if not any(0 < (morning - one.day).days <= NUMBERS.morning_within for morning in mornings):
                self.broken.append(f"{name} is to go on on day {day}, and nobody said how the morning was")
        days = sorted({one.day for one in said})
        if len(days) < wanted or (wanted == 3 and days[-1] - days[0] < WEEK):
            self.broken.append(f"{name} is to go on after {days} on day {day}")

    def _is_regained(self, offer: StepOffer, before: Practice) -> bool:
        """Return whether the step leads back to what was before the last absence, and not beyond."""
        rows = before.movements[offer.movement.id].rows
        absent = [number for number, row in enumerate(rows) if row.rule in _ABSENT]
        if not absent:
            return False
        last = absent[-1]
        while last and rows[last - 1].rule in {*_ABSENT, Rule.STAY}:
            last -= 1
        since = {row.rule for row in rows[absent[-1] + 1 :]}
        return since <= {Rule.GO_ON, Rule.STAY} and not rises(rows[last].before, offer.after)

    def _take_back(self, day: int) -> None:
        """The user takes back the last change of a grade, whoever made it."""
        _events, found = self.look(self.history.date(day))
        for one in found.known:
            last = one.changed
            if last is not None and last.rule not in {Rule.FIRST, Rule.BACK} and last.before != last.after:
                change = GradeChange(one.movement.id, last.before, ChangedBy.USER, Rule.BACK, one.grade)
                self._note(day, 18, change)
                return

    def _keep(self, day: int, hour: float) -> None:
        now, today = self.history.at(day, hour), self.history.date(day)
        for _ in range(LONGEST):
            events, found = self.look(today)
            due = upkeep(
                found, events, today, now,
                cleared=True, weights=self.weights, equipment=("bag", "band"),
            )  # fmt: skip
            if due == Upkeep():
                return
            for change in due.changes:
                if isinstance(change, GradeChange):
                    self._note(day, hour, change)
                else:
                    self.history.note(change, day, hour)
        self.broken.append(f"upkeep does not end on day {day}")

    def _note(self, day: int, hour: float, change: GradeChange) -> None:
        today = self.history.date(day)
        before = self.look(today)[1].movements[change.movement].grade
        self.history.note(change, day, hour)
        after = self.look(today)[1].movements[change.movement].grade
        if rises(before, after) and change.by is not ChangedBy.USER:
            self.broken.append(f"{change.movement} rises by {change.rule} on day {day}")
        if (after.load_kg or 0) > (before.load_kg or 0):
            self._weigh(day, change.movement, after.load_kg or 0)

    def _weigh(self, day: int, name: str, load: float) -> None:
        """The load is at most half a kilogram above each one of the last seven days."""
        today = self.history.date(day)
        *rows, _new = self.look(today)[1].movements[name].rows
        week = [row for row in rows if abs(today - row.day) < WEEK]
        least = min([one.load_kg or 0 for row in week for one in (row.before, row.after)], default=load)
        if load - least > 0.5:
            self.broken.append(f"{name} is {load - least} kg heavier in a week on day {day}")

    def _count_steps(self, day: int) -> None:
        today = self.history.date(day)
        for hard, most in ((False, 2), (True, 1)):
            steps = [
                row for one in self.look(today)[1].known if (one.movement.level >= 3) is hard
                for row in one.rows_of(Rule.GO_ON) if timedelta() <= today - row.day < WEEK
            ]  # fmt: skip
            if len(steps) > most:
                self.broken.append(f"{len(steps)} steps in the week of day {day}")


def _allowed(movement: Movement, bounds: DayBounds) -> bool:
    """As the choice of sessions leaves out what a day leaves out."""
    return movement.asks.isdisjoint(bounds.leave_out) and (bounds.loads or not has_weight(movement))


def _changed(before: Grade, after: Grade) -> set[str]:
    return {name for name in Grade.__slots__ if getattr(before, name) != getattr(after, name)}


def broken(lives: Sequence[Life]) -> list[str]:
    """What must never happen, and did."""
    return [f"seed {life.seed}: {fault}" for life in lives for fault in life.broken]


if __name__ == "__main__":
    lives = [Life(seed).live() for seed in range(*map(int, sys.argv[1:]))]
    print(sum(life.steps for life in lives), "steps; highest levels", {life.opened for life in lives})
    faults = broken(lives)
    print(len(faults), *faults[:20], sep="\n")
