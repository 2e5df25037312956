"""What was done of a physiotherapist's plan, exercise by exercise, over a span of days, and how it felt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.prescription import (
    Done,
    Exercise,
    Prescription,
    days_due,
    due,
    sets_done,
    times_done,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """One exercise over a span of days.

    A day is *kept* when every time of it was done. Today counts among the days once it was kept: it is not
    over. What was done on other days counts among the times all the same.
    """

    exercise: Exercise
    days: int
    kept: int
    times: int
    felt: tuple[float, ...] = ()
    """0 (stopped) to 1 (smooth), once for each session that it was in and that something was said of."""


def tally(
    plan: Prescription, events: Sequence[Event], first: date, last: date, today: date
) -> tuple[Tally, ...]:
    """Count from ``first`` to ``last``, at most to ``today``; the events are effective, of all those days."""
    done = sets_done([plan], events)
    span = max(first, plan.first), min(last, today)
    return tuple(_one(plan, exercise, events, done, span, today) for exercise in plan.exercises)


def _one(
    plan: Prescription, exercise: Exercise, events: Sequence[Event], done: Done, span: tuple[date, date],
    today: date,
) -> Tally:  # fmt: skip
    def kept(day: date) -> bool:
        return _times(plan, exercise, done, day) >= exercise.times

    days = [day for day in days_due(plan, exercise, *span) if day < today or kept(day)]
    every = (span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1))
    return Tally(
        exercise, len(days), sum(kept(day) for day in days),
        sum(_times(plan, exercise, done, day) for day in every), _felt(plan, exercise, events, span),
    )  # fmt: skip


def _times(plan: Prescription, exercise: Exercise, done: Done, day: date) -> int:
    return times_done(exercise, done.get((plan.id, exercise.id, day), 0))


def _felt(
    plan: Prescription, exercise: Exercise, events: Sequence[Event], span: tuple[date, date]
) -> tuple[float, ...]:
    """What was said of a session counts for every exercise in it; said again, the last holds."""
    mine = {
        event.occurrence
        for event in events
        if event.kind is EventKind.STEP
        and (event.detail.get("plan"), event.detail.get("exercise")) == (plan.id, exercise.id)
        and span[0] <= event.day <= span[1]
    }
    said: dict[str, float] = {}
    for event in events:
        felt = event.detail.get("felt")
        if event.kind is EventKind.FEEDBACK and event.occurrence in mine and isinstance(felt, int | float):
            said[event.occurrence or ""] = float(felt)
    return tuple(said.values())


def week_marks(
    plan: Prescription, exercise: Exercise, done: Done, monday: date, today: date
) -> tuple[str, ...]:
    """The seven days from ``monday`` on, each as a code.

    ``done``, ``part``; ``open`` today, ``free`` on an earlier day that was due and stayed without,
    ``ahead``, and ``none`` where it is not due.
    """
    return tuple(_mark(plan, exercise, done, monday + timedelta(days=n), today) for n in range(7))


def _mark(plan: Prescription, exercise: Exercise, done: Done, day: date, today: date) -> str:
    sets = done.get((plan.id, exercise.id, day), 0)
    if sets:
        return "done" if times_done(exercise, sets) >= exercise.times else "part"
    if not due(plan, exercise, day):
        return "none"
    return "ahead" if day > today else "open" if day == today else "free"
