"""Random lives with the practice, and what must never happen in them.

``python -m tests.core.practice.progression.lives 10000`` lives ten thousand; ``./test`` lives a few.
"""

import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.progression.absence import gentle_times
from intermezzo.core.practice.progression.check import caught_today
from intermezzo.core.practice.progression.day_bounds import day_bounds
from intermezzo.core.practice.progression.gates import kept_closed
from intermezzo.core.practice.progression.grades import rises, up
from intermezzo.core.practice.progression.offers import step_offers
from intermezzo.core.practice.progression.progress import (
    ChangedBy,
    GradeChange,
    Practice,
    Rule,
    practice,
)
from intermezzo.core.practice.progression.resting import resting, rests
from intermezzo.core.practice.progression.upkeep import Upkeep, upkeep
from tests.core.practice.progression.histories import LIBRARY, MOVEMENTS, History

POOL = {
    name: MOVEMENTS[name]
    for name in ("scap_set", "desk_plank", "wall_hip_hinge", "dowel_hip_hinge", "wall_slide", "split_hinge",
                 "sts_loaded", "band_row", "raised_lift", "hip_turn_chop")
}  # fmt: skip
SESSIONS = tuple(LIBRARY.sessions.values())
DAYS = 70
LONGEST = 8
"""Rows of upkeep after which it must have come to an end."""


@dataclass
class Life:
    """One life; ``broken`` tells what must never happen, and did."""

    seed: int
    history: History = field(default_factory=History)
    broken: list[str] = field(default_factory=list)
    steps: int = 0
    opened: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.weights = self.dice.random() < 0.7
        # Most of a life is rather steady or rather shaky, so that steps are reached at all.
        self.odds = self.dice.choice([(0.95, 0.03, 0.01), (0.8, 0.1, 0.03), (0.4, 0.35, 0.1)])
        self.tries = self.dice.choice([1.0, 0.8, 0.4])

    def practice(self, today: date) -> Practice:
        first = today - timedelta(days=28)
        rows = [row for row in self.history.rows if row.day >= first or row.kind is EventKind.GRADE]
        return practice(rows, POOL.values(), today)

    def live(self) -> "Life":
        day = 0
        while day < DAYS:
            if self.dice.random() < 0.02:
                day += self.dice.choice([3, 13, 14, 20, 28, 40])
            self._day(day)
            # The clock may be set back by some days.
            day += 1 if self.dice.random() > 0.01 else -self.dice.randint(1, 5)
            day = max(day, 0)
        return self

    def _day(self, day: int) -> None:
        if self.dice.random() < 0.02:
            self.history.gentle(day, self.dice.choice([0.5, 2, 4]))
        if self.dice.random() < 0.05:
            said = self.dice.choice(["usual", "little_more", "much_more"])
            self.history.row(EventKind.MORNING, day, 9, detail={"said": said})
        self._keep(day, 9.5)
        for hour in self.dice.sample([10, 13, 16], self.dice.choice([0, 1, 2, 3])):
            self._session(day, hour)
        if self.dice.random() < 0.02 and self.history.rows:
            last = self.history.rows[-1]
            if last.kind is not EventKind.GRADE:
                self.history.row(EventKind.RETRACTED, day, 20, reason=Reason.UNDO, detail={"id": last.id})

    def _session(self, day: int, hour: float) -> None:
        history, now = self.history, self.history.at(day, hour)
        found, bounds = self.practice(now.date()), day_bounds(history.rows, now.date(), now)
        level = min(found.level, bounds.level)
        closed = kept_closed(found, history.rows, level, now, weights=self.weights)
        stopped = resting(rests(history.rows, SESSIONS), now)
        open_ = sorted(set(POOL) - closed - stopped)
        gentle = any(one.start <= now < one.end for one in gentle_times(history.rows))
        for name in open_:
            movement = POOL[name]
            if movement.level > found.level or (gentle and movement.level > 1):
                self.broken.append(f"{name} is offered above its gate on day {day}")
        if not open_:
            return
        self.opened = max(self.opened, *(POOL[name].level for name in open_))
        name = self.dice.choice(open_)
        felt = self.dice.choices(["smooth", "shaky", "stopped", ""], [*self.odds, 1 - sum(self.odds)])[0]
        why = self.dice.choice(["", "thread", "uncomfortable", "no_time"]) if felt == "stopped" else ""
        history.done(
            name, day, felt, hour, eased=self.dice.random() < 0.03, why=why,
            grade=found.movements[name].grade,
            effort=self.dice.choice(["light", "moderate", "hard"]),
        )  # fmt: skip
        self._keep(day, hour + 0.1)
        if felt == "stopped" and why != "no_time" and name not in resting(rests(history.rows, SESSIONS), now):
            self.broken.append(f"{name} was stopped and comes back on day {day}")
        self._offer(day, hour + 0.2, name, closed)

    def _offer(self, day: int, hour: float, name: str, closed: frozenset[str]) -> None:
        history, now = self.history, self.history.at(day, hour)
        before = self.practice(now.date())
        offers = step_offers(
            before, history.rows, now.date(), now, done=(name,), closed=closed, active=tuple(POOL)
        )
        for offer in offers[:1]:
            if caught_today(history.rows, now.date()):
                self.broken.append(f"{name} is to go on after it caught, on day {day}")
            if (offer.variable, offer.after) != up(offer.movement, offer.before):
                self.broken.append(f"{name} is to go on by another step on day {day}")
            tries = self.dice.random() < self.tries
            after, rule = (offer.after, Rule.GO_ON) if tries else (offer.before, Rule.STAY)
            self._note(day, hour, GradeChange(name, after, ChangedBy.USER, rule, offer.before))
            self.steps += tries
            self._count_steps(day)

    def _keep(self, day: int, hour: float) -> None:
        history, now = self.history, self.history.at(day, hour)
        for _ in range(LONGEST):
            found = upkeep(
                self.practice(now.date()), history.rows, now.date(), now,
                cleared=True, weights=self.weights, equipment=("bag", "band"),
            )  # fmt: skip
            if found == Upkeep():
                return
            for change in found.changes:
                if isinstance(change, GradeChange):
                    self._note(day, hour, change)
                else:
                    history.note(change, day, hour)
        self.broken.append(f"upkeep does not end on day {day}")

    def _note(self, day: int, hour: float, change: GradeChange) -> None:
        today = self.history.at(day, hour).date()
        before = self.practice(today).movements[change.movement].grade
        self.history.note(change, day, hour)
        after = self.practice(today).movements[change.movement].grade
        if rises(before, after) and change.by is not ChangedBy.USER:
            self.broken.append(f"{change.movement} rises by {change.rule} on day {day}")
        if (after.load_kg or 0) > (before.load_kg or 0):
            self._weigh(day, change.movement, after.load_kg or 0)

    def _weigh(self, day: int, name: str, load: float) -> None:
        today = self.history.at(day).date()
        rows = self.practice(today).movements[name].rows
        earlier = [row.after.load_kg or 0 for row in rows if today - row.day < timedelta(days=7)][:-1]
        most = min([row.before.load_kg or 0 for row in rows if today - row.day < timedelta(days=7)] + earlier)
        lowered = any(not row.raised and row.before != row.after for row in rows[-3:])
        if load - most > 0.5 and not lowered:
            self.broken.append(f"{name} is {load - most} kg heavier in a week on day {day}")

    def _count_steps(self, day: int) -> None:
        today = self.history.at(day).date()
        for hard, most in ((False, 2), (True, 1)):
            steps = [
                row for one in self.practice(today).known if (one.movement.level >= 3) is hard
                for row in one.rows_of(Rule.GO_ON) if 0 <= (today - row.day).days < 7
            ]  # fmt: skip
            if len(steps) > most:
                self.broken.append(f"{len(steps)} steps in the week of day {day}")


if __name__ == "__main__":
    lives = [Life(seed).live() for seed in range(int(sys.argv[1]))]
    print(sum(life.steps for life in lives), "steps; highest levels", {life.opened for life in lives})
    faults = [f"seed {life.seed}: {fault}" for life in lives for fault in life.broken]
    print(len(faults), *faults[:20], sep="\n")
