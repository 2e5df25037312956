"""A physiotherapist's prescription: what is due on a day, what was done, and the open session.

It is followed as written. Nothing is left out, made easier or moved, and nothing is carried to another day.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from intermezzo.core.history.events import Event, EventKind, Json, Reason, number_in
from intermezzo.core.practice.feedback import WHYS
from intermezzo.core.practice.model import (
    LIMITS,
    Breath,
    BreathKind,
    CueTime,
    Kind,
    Movement,
    Session,
    Step,
)
from intermezzo.core.practice.playback import COMPLETE_SHARE

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as named in a file."""
WHY = "plan"
"""The reason code of a session of a prescription."""
NOT_TODAY = "not_today"
"""In the detail of a row: the movements that are offered no more on its day."""
LONGEST_TITLE = 120
"""Letters of the title of a prescription or an exercise."""
LONGEST_LOAD = 60
REST = 30.0
"""Seconds between two sets if the exercise does not say."""
OWN_TEMPO = (2.0, 0.0, 2.0, 0.0)
"""Seconds of (move, hold, return, rest) of an exercise that is not in the library."""
_PREFIX = "plan"
"""Of the ids of sessions; they are stored, as is ``plan`` in the detail of a row."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise with its dose. A value of None was not written; the movement's own is used.

    ``movement`` is the one in the library, unchanged; an ``own`` exercise has one with texts and no figure.
    """

    id: str
    movement: Movement
    own: bool = False
    instructions: str = ""
    sets: int = 1
    reps: int | None = None
    hold: float | None = None
    """Seconds of each repetition."""
    rest: float | None = None
    """Seconds between two sets."""
    sides: int | None = None
    load: str = ""
    days: tuple[Weekday, ...] = ()
    """Empty for every day."""
    every: int = 1
    """Interval in days, counted from the first day; 2 is every other day."""
    times: int = 1
    """Times a day."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """A prescription, valid from ``first`` to ``last``, or without end."""

    id: str
    title: str
    first: date
    last: date | None
    exercises: tuple[Exercise, ...]
    by: str = ""
    note: str = ""
    days_off: tuple[Weekday, ...] = ()
    """Days of the week on which nothing is due, whatever an exercise says."""

    def holds(self, day: date) -> bool:
        """Return whether it is valid on the day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class ExerciseSet(Step):
    """One set of an exercise as a step of a session."""

    prescription: str = field(default="", kw_only=True)
    exercise: str = field(default="", kw_only=True)
    number: int = field(default=1, kw_only=True)
    sets: int = field(default=1, kw_only=True)
    load: str = field(default="", kw_only=True)
    title: str = field(default="", kw_only=True)
    """The exercise's name; that of the movement has the set and the load too."""

    def detail(self) -> dict[str, Json]:
        """Return the additional detail of its ``step`` event."""
        return {
            "plan": self.prescription, "exercise": self.exercise, "set": self.number, "sets": self.sets,
            "load": self.load, "whole": self.seconds,
        }  # fmt: skip


def step_name(step: Step) -> str:
    """Return the name of what a step is about: of a set, that of its exercise."""
    return step.title if isinstance(step, ExerciseSet) else step.movement.name


@dataclass(frozen=True, slots=True)
class OpenExercise:
    """One time of an exercise open today: its sets from ``begin`` (from 0) on; ``more`` times follow."""

    prescription: Prescription
    exercise: Exercise
    begin: int = 0
    more: int = 0


SetsDone = Mapping[tuple[str, str, date], int]
"""Sets done, by prescription, exercise and local day."""
StepNamer = Callable[[Exercise, int], str]
"""Returns the name of a step from the exercise and the set (from 1)."""


def due(prescription: Prescription, exercise: Exercise, day: date) -> bool:
    """Return whether the exercise is due on the day, regardless of what was done before."""
    if not prescription.holds(day) or DAYS[day.weekday()] in prescription.days_off:
        return False
    if exercise.days:
        return DAYS[day.weekday()] in exercise.days
    return (day - prescription.first).days % exercise.every == 0


def sets_done(prescriptions: Iterable[Prescription], events: Iterable[Event]) -> SetsDone:
    """Count the sets done in (effective) events. A set counts from 80 % of its seconds on, eased or not.

    A session *done already* completes, for each of its exercises, the time that was open.
    """
    sets = {(each.id, one.id): one.sets for each in prescriptions for one in each.exercises}
    parts: dict[tuple[object, ...], float] = {}
    found: Counter[tuple[str, str, date]] = Counter()
    for event in events:
        if event.kind is EventKind.STEP and "plan" in event.detail:
            key = (str(event.detail["plan"]), str(event.detail.get("exercise")), event.day)
            part = (*key, event.occurrence, event.detail.get("set"))
            before = parts.get(part, 0.0)
            parts[part] = before + (event.seconds or 0.0)
            enough = COMPLETE_SHARE * (number_in(event.detail, "whole") or 0.0) - _EPSILON
            found[key] += before < enough <= parts[part]
        elif event.kind is EventKind.DONE_ALREADY and event.reason is not Reason.MOVED:
            prescription_id, exercises = parse_session_id(event.session or "")
            for name in exercises:
                key, size = (prescription_id, name, event.day), sets.get((prescription_id, name), 1)
                found[key] += size - found[key] % size
    return found


def open_today(prescriptions: Iterable[Prescription], day: date, done: SetsDone) -> tuple[OpenExercise, ...]:
    """Return what is open on the day: one time of each exercise, in the order of the files."""
    found = []
    for prescription in prescriptions:
        for exercise in prescription.exercises:
            sets = done.get((prescription.id, exercise.id, day), 0)
            if due(prescription, exercise, day) and sets < exercise.sets * exercise.times:
                more = exercise.times - 1 - sets // exercise.sets
                found.append(OpenExercise(prescription, exercise, sets % exercise.sets, more))
    return tuple(found)


def put_off(events: Iterable[Event], day: date) -> frozenset[str]:
    """Return the movements that the user does not want on a day, by the (effective) events."""
    said = (one.detail.get(NOT_TODAY) for one in events if one.kind is EventKind.DECLINED and one.day == day)
    return frozenset(str(name) for names in said if isinstance(names, list) for name in names)


def days_due(prescription: Prescription, exercise: Exercise, first: date, last: date) -> tuple[date, ...]:
    """Return the days from ``first`` to ``last`` on which the exercise is due."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if due(prescription, exercise, day))


def steps(one: OpenExercise, name: StepNamer | None = None) -> tuple[ExerciseSet, ...]:
    """Return the open sets of one time of an exercise as steps, each with the rest before it."""
    exercise = one.exercise
    movement = dosed(exercise)
    sides = exercise.sides or movement.sides
    rest = REST if exercise.rest is None else exercise.rest
    return tuple(
        ExerciseSet(
            replace(movement, name=name(exercise, number)) if name is not None else movement,
            movement.reps, sides, lead=rest if number > one.begin + 1 else None,
            prescription=one.prescription.id, exercise=exercise.id, number=number, sets=exercise.sets,
            load=exercise.load, title=exercise.movement.name,
        )
        for number in range(one.begin + 1, exercise.sets + 1)
    )  # fmt: skip


def dosed(exercise: Exercise) -> Movement:
    """Return the movement with repetitions and tempo as written; with a written hold the breath is free.

    Instructions are read before each set, since a cue for any time comes in the second repetition at first.
    """
    movement = exercise.movement
    reps, tempo, breath = exercise.reps or movement.reps, movement.tempo, movement.breath
    if exercise.hold is not None:
        reps = exercise.reps or 1
        move, _hold, back, rest = movement.tempo if not exercise.own or reps > 1 else (0.0,) * 4
        tempo = (move, exercise.hold, back, rest)
        breath = (Breath(BreathKind.FREE, sum(tempo)),)
    written = replace(movement, reps=reps, tempo=tempo, breath=breath)
    if not exercise.instructions or exercise.instructions in movement.cues:
        return written
    return replace(
        written, start=f"{movement.start} {exercise.instructions}",
        cues=(exercise.instructions, *movement.cues), cue_times=(CueTime.ANY, *movement.cue_times),
    )  # fmt: skip


def session_of(opens: Sequence[OpenExercise], name: StepNamer | None = None) -> Session:
    """Return one session of what is open of one prescription. Raise ValueError if there are several.

    A session shorter than a micro-session is an interlude. ``opens`` must not be empty.
    """
    prescription = opens[0].prescription
    if any(one.prescription.id != prescription.id for one in opens):
        raise ValueError("a session is of one prescription")
    made = tuple(step for one in opens for step in steps(one, name))
    exercises = "+".join(one.exercise.id for one in opens)
    session = Session(f"{_PREFIX}:{prescription.id}:{exercises}", prescription.title, Kind.INTERLUDE, made)
    return session if session.seconds < LIMITS["micro"][0] else replace(session, kind=Kind.MICRO)


def fitting(opens: Sequence[OpenExercise], seconds: float, name: StepNamer | None = None) -> Session | None:
    """Return the session for a gap of this many seconds, of as many whole exercises as fit, in order.

    Of several prescriptions the first one with an exercise that fits is used. None if nothing fits.
    """
    for prescription_id in dict.fromkeys(one.prescription.id for one in opens):
        chosen: list[OpenExercise] = []
        for one in opens:
            if one.prescription.id == prescription_id and session_of([*chosen, one]).seconds <= seconds:
                chosen.append(one)
        if chosen:
            return session_of(chosen, name)
    return None


def parse_session_id(session_id: str) -> tuple[str, tuple[str, ...]]:
    """Return the ids of the prescription and of its exercises in a session's id; empty for other sessions."""
    prefix, _colon, rest = session_id.partition(":")
    prescription, _colon, exercises = rest.partition(":")
    if prefix != _PREFIX or not prescription or not exercises:
        return "", ()
    return prescription, tuple(exercises.split("+"))


def open_after(opens: Sequence[OpenExercise], session: Session) -> tuple[OpenExercise, ...]:
    """Return what is open once the session is done, including the next time of its exercises."""
    prescription, exercises = parse_session_id(session.id)
    found = []
    for one in opens:
        if one.prescription.id != prescription or one.exercise.id not in exercises:
            found.append(one)
        elif one.more:
            found.append(OpenExercise(one.prescription, one.exercise, 0, one.more - 1))
    return tuple(found)


def session_by_id(
    prescriptions: Iterable[Prescription],
    session_id: str,
    opens: Sequence[OpenExercise],
    name: StepNamer | None = None,
) -> Session | None:
    """Return the session with that id: its open sets, else all of them; None if there is none."""
    prescription_id, chosen_ids = parse_session_id(session_id)
    prescription = next((one for one in prescriptions if one.id == prescription_id), None)
    if prescription is None:
        return None
    still = {one.exercise.id: one for one in opens if one.prescription.id == prescription_id}
    exercises = (one for one in prescription.exercises if one.id in chosen_ids)
    chosen = [still.get(one.id, OpenExercise(prescription, one)) for one in exercises]
    return session_of(chosen, name) if chosen else None


@dataclass(frozen=True, slots=True)
class Remark:
    """Where a prescription exceeds what the app would choose: ``long``, ``level`` or ``direction``."""

    code: str
    exercise: Exercise | None = None
    """None if it is about the whole."""
    seconds: float = 0.0


def remarks(prescription: Prescription, highest_level: int) -> tuple[Remark, ...]:
    """Return all remarks; ``highest_level`` is the highest level that the app chooses."""
    whole = session_of([OpenExercise(prescription, one) for one in prescription.exercises]).seconds
    most = LIMITS["micro"][1]
    found = [Remark("long", None, whole)] if whole > most else []
    for one in prescription.exercises:
        alone = session_of([OpenExercise(prescription, one)]).seconds
        if alone > most:
            found.append(Remark("long", one, alone))
        if one.movement.level > highest_level:
            found.append(Remark("level", one))
        if one.movement.direction:
            found.append(Remark("direction", one))
    return tuple(found)


def exercise_ids(names: Iterable[str]) -> tuple[str, ...]:
    """Return a unique id for each name, of a-z, 0-9 and _; none is a word for why a session was stopped."""
    found: list[str] = []
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:50] or "exercise"
        number, one = 1, plain
        while one in found or one in WHYS:
            number += 1
            one = f"{plain}_{number}"
        found.append(one)
    return tuple(found)
