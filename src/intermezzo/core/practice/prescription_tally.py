"""What was done of a prescription over a span of days, by exercise, with the feedback."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intermezzo.core.history.events import Event, EventKind, number_in
from intermezzo.core.practice.feedback import FELT, NO_TIME
from intermezzo.core.practice.prescription import (
    Exercise,
    Prescription,
    SetsDone,
    days_due,
    due,
    sets_done,
)

KINDS = (EventKind.STEP, EventKind.DONE_ALREADY, EventKind.FEEDBACK)
"""The kinds of events that a tally needs."""


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
    felt: tuple[tuple[date, float], ...] = ()
    """The day and the feedback, from 0 (stopped) to 1 (smooth), of each session that has any."""


def tally(
    prescription: Prescription, events: Sequence[Event], first: date, last: date, today: date
) -> tuple[ExerciseTally, ...]:
    """Return the tallies from ``first`` to ``last`` or ``today``, of the effective events of those days."""
    done = sets_done([prescription], events)
    first, last = max(first, prescription.first), min(last, today)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    felt = _felt(prescription, events, first, last)
    found = []
    for exercise in prescription.exercises:
        times = {day: done.get((prescription.id, exercise.id, day), 0) // exercise.sets for day in span}
        kept = {day for day in span if times[day] >= exercise.times}
        days = [day for day in days_due(prescription, exercise, first, last) if day < today or day in kept]
        share = sum(day in kept for day in days)
        said = tuple(felt.get(exercise.id, ()))
        found.append(ExerciseTally(exercise, len(days), share, sum(times.values()), said))
    return tuple(found)


def _felt(
    prescription: Prescription, events: Sequence[Event], first: date, last: date
) -> Mapping[str, Sequence[tuple[date, float]]]:
    """Return the last feedback of each session with an exercise of those days, by the exercise's id.

    *Smooth* is told of every exercise of a session. *Shaky* and *stopped* belong to the movement that was
    named; without a name, *stopped* to the exercise done last, and *shaky* to the only one, if it was.
    """
    exercises: defaultdict[str | None, dict[str, str]] = defaultdict(dict)
    said: dict[str | None, tuple[date, float, str]] = {}
    for event in events:
        if event.kind is EventKind.STEP:
            if event.detail.get("plan") == prescription.id and first <= event.day <= last:
                done, one = exercises[event.occurrence], str(event.detail.get("exercise"))
                done.pop(one, None)  # the last one done is the last one here
                done[one] = str(event.detail.get("movement"))
        elif event.kind is EventKind.FEEDBACK:
            felt = number_in(event.detail, "felt")
            if felt is not None and event.detail.get("why") != NO_TIME:
                said[event.occurrence] = event.day, felt, str(event.detail.get("movement", ""))
    found: defaultdict[str, list[tuple[date, float]]] = defaultdict(list)
    for occurrence, (day, felt, named) in said.items():
        for exercise in _meant(exercises.get(occurrence, {}), felt, named):
            found[exercise].append((day, felt))
    return found


def _meant(done: Mapping[str, str], felt: float, named: str) -> Sequence[str]:
    """Return the exercises, of those ``done`` with their movements, that feedback is about."""
    if felt == FELT["smooth"] or len(done) == 1:
        return tuple(done)
    if named:
        return [exercise for exercise, movement in done.items() if movement == named]
    return tuple(done)[-1:] if felt == FELT["stopped"] else ()


def week_marks(
    prescription: Prescription, exercise: Exercise, done: SetsDone, monday: date, today: date
) -> tuple[str, ...]:
    """Return a code for each of the seven days from ``monday`` on.

    ``done``, ``part``, ``open`` (due today), ``free`` (due on an earlier day and not done), ``ahead``, and
    ``none`` if it is not due.
    """
    marks = []
    for day in (monday + timedelta(days=n) for n in range(7)):
        if sets := done.get((prescription.id, exercise.id, day), 0):
            marks.append("done" if sets // exercise.sets >= exercise.times else "part")
        elif not due(prescription, exercise, day):
            marks.append("none")
        else:
            marks.append("ahead" if day > today else "open" if day == today else "free")
    return tuple(marks)
