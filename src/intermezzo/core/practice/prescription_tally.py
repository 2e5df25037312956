"""What was done of a prescription over a span of days, by exercise, with the feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.prescription import (
    Exercise,
    Prescription,
    SetsDone,
    days_due,
    due,
    sets_done,
    times_done,
)


@dataclass(frozen=True, slots=True)
class ExerciseTally:
    """The tally of one exercise over a span of days.

    A day is *kept* if the exercise was done as many times as due. Today counts as a day only once it is kept.
    Times done on other days count in ``times``.
    """

    exercise: Exercise
    days: int
    kept: int
    times: int
    felt: tuple[float, ...] = ()
    """Feedback from 0 (stopped) to 1 (smooth), one for each session that has any."""


def tally(
    prescription: Prescription, events: Sequence[Event], first: date, last: date, today: date
) -> tuple[ExerciseTally, ...]:
    """Return the tallies from ``first`` to ``last`` or ``today``, of the effective events of those days."""
    done = sets_done([prescription], events)
    span = max(first, prescription.first), min(last, today)
    return tuple(_one(prescription, one, events, done, span, today) for one in prescription.exercises)


def _one(
    prescription: Prescription,
    exercise: Exercise,
    events: Sequence[Event],
    done: SetsDone,
    span: tuple[date, date],
    today: date,
) -> ExerciseTally:
    def kept(day: date) -> bool:
        return _times(prescription, exercise, done, day) >= exercise.times

    days = [day for day in days_due(prescription, exercise, *span) if day < today or kept(day)]
    every = (span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1))
    return ExerciseTally(
        exercise, len(days), sum(kept(day) for day in days),
        sum(_times(prescription, exercise, done, day) for day in every),
        _felt(prescription, exercise, events, span),
    )  # fmt: skip


def _times(prescription: Prescription, exercise: Exercise, done: SetsDone, day: date) -> int:
    return times_done(exercise, done.get((prescription.id, exercise.id, day), 0))


def _felt(
    prescription: Prescription, exercise: Exercise, events: Sequence[Event], span: tuple[date, date]
) -> tuple[float, ...]:
    """Return the last feedback of each session with the exercise."""
    mine = {
        event.occurrence
        for event in events
        if event.kind is EventKind.STEP
        and (event.detail.get("plan"), event.detail.get("exercise")) == (prescription.id, exercise.id)
        and span[0] <= event.day <= span[1]
    }
    said: dict[str, float] = {}
    for event in events:
        felt = event.detail.get("felt")
        if event.kind is EventKind.FEEDBACK and event.occurrence in mine and isinstance(felt, int | float):
            said[event.occurrence or ""] = float(felt)
    return tuple(said.values())


def week_marks(
    prescription: Prescription, exercise: Exercise, done: SetsDone, monday: date, today: date
) -> tuple[str, ...]:
    """Return a code for each of the seven days from ``monday`` on.

    ``done``, ``part``, ``open`` (due today), ``free`` (due on an earlier day and not done), ``ahead``, and
    ``none`` if it is not due.
    """
    return tuple(_mark(prescription, exercise, done, monday + timedelta(days=n), today) for n in range(7))


def _mark(prescription: Prescription, exercise: Exercise, done: SetsDone, day: date, today: date) -> str:
    sets = done.get((prescription.id, exercise.id, day), 0)
    if sets:
        return "done" if times_done(exercise, sets) >= exercise.times else "part"
    if not due(prescription, exercise, day):
        return "none"
    return "ahead" if day > today else "open" if day == today else "free"
