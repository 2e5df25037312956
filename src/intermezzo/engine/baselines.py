"""What came of simulated days, and of the policies of other reminders on them, with the same person."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling.baseline_policies import Countdown, Policy, Surroundings
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.stretches import Sitting, sitting
from intermezzo.engine.simulated_person import Person

INTERLUDE = timedelta(seconds=105)
"""The length of a session where the engine's own did not last so far."""
SNOOZE = timedelta(minutes=10)
LEAST_SECONDS = 60
"""The shortest interval that is tried."""


@dataclass
class SimulationResult:
    """The totals of the days so far; the minutes are as in a plan, from the movements that were done.

    ``longest_stretch_minutes`` is that of the worst day; the mean is Σ s² / (2 Σ s) over all days.
    ``offers_in_busy`` counts by the calendar, ``offers_in_calls`` by the calls that were really on.
    """

    days: int = 0
    offers: int = 0
    offers_in_busy: int = 0
    offers_in_calls: int = 0
    completed: int = 0
    longest_stretch_minutes: float = 0.0
    mean_minutes_since_movement: float = 0.0

    def __post_init__(self) -> None:
        self._sitting = Sitting()

    def sat(self, day: Day, moved: Iterable[Interval]) -> None:
        """Count a day with these movements; breaks by name are movements too."""
        self.days += 1
        self._sitting += sitting(day.work, [*moved, *day.breaks])
        self.longest_stretch_minutes = round(self._sitting.longest, 2)
        self.mean_minutes_since_movement = round(self._sitting.mean_since_movement, 2)


@dataclass(frozen=True, slots=True)
class LivedDay:
    """A day with the engine: its person, and what a policy must have in common with it."""

    day: Day
    person: Person
    offers: int
    lengths: tuple[timedelta, ...]
    """The sessions that were completed."""
    own: tuple[Interval, ...]
    """The person's own breaks."""


class Baseline:
    """A policy over many days.

    On each day it makes the same number of offers as the engine did, with the shortest interval that gives so
    many: the shortest leaves the least time without an offer at the day's end. If no interval gives exactly
    so many, the next shorter one is used and the day's last offers are left out. What a day has no free
    moment for is made on the following days; what is left at the end counts as offers that nobody could take.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._totals = SimulationResult()
        self._missing = 0

    def live(self, lived: LivedDay) -> None:
        """Add a day."""
        wanted = lived.offers + self._missing
        made = _offers_of_day(self._policy, lived, wanted) if wanted else []
        self._missing = wanted - len(made)
        totals = self._totals
        for at, moved in made:
            totals.offers += 1
            totals.offers_in_busy += busy_at(lived.day, at) is not None
            totals.offers_in_calls += lived.person.in_call(at)
            totals.completed += moved is not None
        totals.sat(lived.day, [*lived.own, *(moved for _at, moved in made if moved is not None)])

    def result(self) -> SimulationResult:
        """Return the totals of the days so far."""
        self._totals.offers += self._missing
        self._missing = 0
        return self._totals


_Made = tuple[datetime, Interval | None]
"""The moment of an offer, and the movement that came of it."""


def _offers_of_day(policy: Policy, lived: LivedDay, wanted: int) -> Sequence[_Made]:
    work = sum((one.length for one in lived.day.work), timedelta())
    person, day = lived.person, lived.day
    countdown = Countdown(
        policy,
        Surroundings(
            day.work, (*person.away, *day.breaks), person.silenced, (*day.busy, *(person.calls or ())),
            INTERLUDE,
        ),
    )  # fmt: skip

    def made(seconds: int, most: int) -> list[_Made]:
        return _offers(countdown, lived, timedelta(seconds=seconds), most)

    tried = range(LEAST_SECONDS, int(work.total_seconds()) + 2)
    # The number of offers falls as the interval grows.
    found = bisect_left(tried, True, key=lambda seconds: len(made(seconds, wanted + 1)) <= wanted)
    if found == len(tried):
        return []
    offers = made(tried[found], wanted)
    return offers if len(offers) == wanted or not found else made(tried[found - 1], wanted)


def _offers(countdown: Countdown, lived: LivedDay, interval: timedelta, most: int) -> list[_Made]:
    """Return the offers of a day with this interval, the first ``most`` of them."""
    if not lived.day.work:
        return []
    made: list[_Made] = []
    done = 0
    at = countdown.next_offer(lived.day.work[0].start, interval)
    while at is not None and len(made) < most:
        answer = lived.person.answer(len(made))
        answered = at + answer.after
        word = answer.word if lived.person.can_answer(answered) else ""
        moved = None
        if word == "begin":
            length = lived.lengths[done] if done < len(lived.lengths) else INTERLUDE
            done += 1
            moved = Interval(answered, answered + length)
        made.append((at, moved))
        if word == "snooze":
            at = countdown.snoozed_offer(answered + SNOOZE, interval)
        else:
            at = countdown.next_offer(moved.end if moved is not None else at, interval)
    return made
