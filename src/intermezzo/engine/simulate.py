"""Run the engine over many days, from ``until`` to ``until``, with a simulated person who answers."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling import calendar_rules, hours
from intermezzo.core.scheduling.day_state import MOVED, effective, moved_interval
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import TYPING_SECONDS, Presence
from intermezzo.core.scheduling.stretches import Sitting, sitting
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.engine import Engine

KEEP = timedelta(days=4)
"""How much history the engine keeps from day to day: pauses and the last sessions."""
DAY = timedelta(days=1)
INTERLUDE = timedelta(seconds=105)
"""The length of what the fixed timer offers."""


@dataclass(frozen=True, slots=True)
class Persona:
    """How a simulated person answers: the odds of each answer, and how often they are away."""

    answers: Mapping[str, float]
    absences: int
    """Absences in a day, of 10 to 60 minutes each."""


PERSONAS = {
    "diligent": Persona({"begin": 0.95, "snooze": 0.05}, 0),
    "busy": Persona({"begin": 0.5, "snooze": 0.25, "skip": 0.1, "": 0.15}, 1),
    "absent": Persona({"begin": 0.25, "skip": 0.05, "": 0.7}, 3),
}


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """The totals; the minutes are as in a plan, from the movements that were done.

    ``longest_stretch_minutes`` is that of the worst day; the mean is Σ s² / (2 Σ s) over all days.
    """

    days: int
    offers: int
    offers_in_busy: int
    completed: int
    longest_stretch_minutes: float
    mean_minutes_since_movement: float


@dataclass(slots=True)
class _Tally:
    offers: int = 0
    in_busy: int = 0
    completed: int = 0
    sitting: Sitting = field(default_factory=Sitting)

    def outcome(self, days: int) -> SimulationResult:
        return SimulationResult(
            days, self.offers, self.in_busy, self.completed,
            round(self.sitting.longest, 2), round(self.sitting.mean_since_movement, 2),
        )  # fmt: skip


def simulate(
    engine: Engine, first: date, days: int, persona: Persona, seed: int
) -> tuple[SimulationResult, SimulationResult]:
    """Simulate ``days`` local days from ``first`` on; return the result, and that of a fixed timer.

    The timer makes the same number of offers each day, evenly spread over the working time whatever the
    calendar says. They are answered with the same odds, offers in a meeting or an absence cannot be taken,
    and the person's own breaks are the same.
    """
    ours, fixed = _Tally(), _Tally()
    everything = engine.state.occurrences
    for number in range(days):
        day = first + timedelta(days=number)
        dice = random.Random(f"{seed}:{day.isoformat()}")  # noqa: S311 - reproducible, not secret
        engine.state.events = [event for event in engine.state.events if event.day >= day - KEEP]
        span = calendar_rules.date_span(day, engine.state.zone)
        engine.state.occurrences = tuple(
            one for one in everything if one.start < span.end + DAY and one.end > span.start - DAY
        )
        away = _absences(hours.work(engine.state.settings, day, engine.state.zone), persona, dice)
        offers = _live(engine, day, persona, away, dice, ours)
        today = [event for event in effective(engine.state.events) if event.day == day]
        own = [moved_interval(event) for event in today if event.kind is EventKind.AWAY]
        ours.completed += sum(event.kind is EventKind.COMPLETED for event in today)
        ours.sitting += _sitting(engine.day, [moved_interval(e) for e in today if e.kind in MOVED])
        _fixed(engine.day, persona, offers, away, dice, own, fixed)
    return ours.outcome(days), fixed.outcome(days)


def _live(
    engine: Engine, day: date, persona: Persona, away: Sequence[Interval], dice: random.Random, tally: _Tally
) -> int:
    """Run one day through the engine; return the number of offers."""
    now = hours.day_start(engine.state.settings, day, engine.state.zone)
    end = engine.state.day_end(now)
    edges = [edge for one in away for edge in (one.start, one.end)]
    edges += [one.end for one in hours.work(engine.state.settings, day, engine.state.zone)]
    offers = 0
    while now < end:
        before = engine.offer
        turn = engine.turn(now, _presence(away, now))
        offer = engine.offer
        following = min([turn.decision.until, end, *(edge for edge in edges if edge > now)])
        if offer is not None and (before is None or before.since != offer.since):
            offers += 1
            tally.in_busy += busy_at(engine.day, now) is not None
            reaction = now + timedelta(seconds=dice.randint(5, 60))
            what = "" if any(one.holds(reaction) for one in away) else _pick(persona.answers, dice)
            if what:
                following = _react(engine, what, reaction)
        now = following
    tally.offers += offers
    return offers


def _react(engine: Engine, what: str, at: datetime) -> datetime:
    """Answer the offer and complete the session that this may begin; return the time after it."""
    reply = dispatch(engine, ("answer", what), at)
    if reply.begin is None:
        return at
    end = at + timedelta(seconds=reply.begin.seconds)
    for index, step in enumerate(reply.begin.steps):
        engine.step(at, index, step.seconds, eased=False)
    engine.finish(end, EventKind.COMPLETED, reply.begin.active_seconds)
    return end


def _fixed(
    day: Day, persona: Persona, offers: int, away: Sequence[Interval], dice: random.Random,
    own: Sequence[Interval], tally: _Tally,
) -> None:  # fmt: skip
    """Run the same day under a timer that ignores the calendar."""
    moved = list(own)
    for moment in _evenly(day.work, offers):
        tally.offers += 1
        busy = busy_at(day, moment) is not None
        tally.in_busy += busy
        there = not any(one.holds(moment) for one in away)
        if _pick(persona.answers, dice) == "begin" and there and not busy:
            tally.completed += 1
            moved.append(Interval(moment, moment + INTERLUDE))
    tally.sitting += _sitting(day, moved)


def _sitting(day: Day, moved: Sequence[Interval]) -> Sitting:
    return sitting(day.work, [*moved, *day.breaks])


def _evenly(work: Sequence[Interval], n: int) -> list[datetime]:
    """Return ``n`` moments that divide the working time evenly."""
    total = sum((one.length for one in work), timedelta())
    moments = []
    for number in range(1, n + 1):
        left = total * number / (n + 1)
        for one in work:
            if left < one.length:
                moments.append(one.start + left)
                break
            left -= one.length
    return moments


def _absences(work: Sequence[Interval], persona: Persona, dice: random.Random) -> tuple[Interval, ...]:
    if not work:
        return ()
    span = (work[-1].end - work[0].start).total_seconds()
    found = []
    for _number in range(persona.absences):
        start = work[0].start + timedelta(seconds=dice.randrange(int(span)))
        found.append(Interval(start, start + timedelta(minutes=dice.randint(10, 60))))
    return tuple(found)


def _presence(away: Sequence[Interval], now: datetime) -> Presence:
    since = min((one.start for one in away if one.holds(now)), default=None)
    idle = (now - since).total_seconds() if since is not None else TYPING_SECONDS
    return Presence(locked=False, idle_seconds=idle)


def _pick(odds: Mapping[str, float], dice: random.Random) -> str:
    return dice.choices(list(odds), list(odds.values()))[0]
