"""A physiotherapist's plan: what of it is due on a day, what was done of it, and the session that is open.

It is obeyed as written: nothing is left out, made easier or moved, and what a day left undone stays there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.practice.model import (
    CHANGE_OVER_SECONDS,
    LIMITS,
    Breath,
    BreathKind,
    Kind,
    Movement,
    Session,
    Step,
)
from intermezzo.core.practice.playback import COMPLETE_SHARE

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week, as a file names them."""
WHY = "plan"
"""Why a session of a plan is chosen."""
LONGEST_TITLE = 120
"""Letters, of a plan's title and of an exercise's."""
LONGEST_LOAD = 60
REST = 30.0
"""Seconds between two sets where none are written."""
OWN_TEMPO = (2.0, 0.0, 2.0, 0.0)
"""Of an exercise that is not in the library: move, hold, return, rest."""
_PREFIX = "plan"
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise with its dose. What is None was not written, and the movement's own holds.

    ``movement`` is the library's as it stands there; that of an ``own`` exercise has words and no figure.
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
    """Empty for any."""
    every: int = 1
    """Every so many days, counted from the plan's first; 2 is every other day."""
    times: int = 1
    """A day."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """A plan. It holds from its ``first`` day to its ``last``; without a last day it goes on."""

    id: str
    title: str
    first: date
    last: date | None
    exercises: tuple[Exercise, ...]
    by: str = ""
    note: str = ""

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class SetOf(Step):
    """One set of an exercise, as a step of a session."""

    plan: str = field(default="", kw_only=True)
    exercise: str = field(default="", kw_only=True)
    number: int = field(default=1, kw_only=True)
    sets: int = field(default=1, kw_only=True)
    load: str = field(default="", kw_only=True)

    def detail(self) -> dict[str, Json]:
        """What its ``step`` row says beside what every such row says."""
        return {
            "plan": self.plan, "exercise": self.exercise, "set": self.number, "sets": self.sets,
            "load": self.load, "whole": self.seconds,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Open:
    """One time of an exercise that is still open today: its sets from ``begin`` (from 0) on.

    ``more`` are the further times of the day, which come later.
    """

    plan: Prescription
    exercise: Exercise
    begin: int = 0
    more: int = 0


Done = Mapping[tuple[str, str, date], int]
"""Sets done, by plan, exercise and local day."""
Named = Callable[[Exercise, int], str]
"""What a step is called: of an exercise, the set (from 1)."""


# -- when ---------------------------------------------------------------------------------------------


def due(plan: Prescription, exercise: Exercise, day: date) -> bool:
    """Whether the exercise is to be done on the day, whatever was done or left undone before."""
    if not plan.holds(day):
        return False
    if exercise.days:
        return DAYS[day.weekday()] in exercise.days
    return (day - plan.first).days % exercise.every == 0


def sets_done(plans: Iterable[Prescription], events: Iterable[Event]) -> Done:
    """Count what the (effective) events tell. A set counts from 80 % of its seconds on, eased or not.

    A session that was *done already* counts each exercise in it to the end of the time that was open.
    """
    sets = {(plan.id, one.id): one.sets for plan in plans for one in plan.exercises}
    parts: dict[tuple[object, ...], float] = {}
    found: Counter[tuple[str, str, date]] = Counter()
    for event in events:
        if event.kind is EventKind.STEP and "plan" in event.detail:
            key = (str(event.detail["plan"]), str(event.detail.get("exercise")), event.day)
            part = (*key, event.occurrence, event.detail.get("set"))
            before = parts.get(part, 0.0)
            parts[part] = before + (event.seconds or 0.0)
            enough = COMPLETE_SHARE * _seconds(event.detail.get("whole")) - _EPSILON
            found[key] += before < enough <= parts[part]
        elif event.kind is EventKind.DONE_ALREADY and event.reason is not Reason.MOVED:
            plan_id, exercises = named(event.session or "")
            for name in exercises:
                key, size = (plan_id, name, event.day), sets.get((plan_id, name), 1)
                found[key] += size - found[key] % size
    return found


def open_today(plans: Iterable[Prescription], day: date, done: Done) -> tuple[Open, ...]:
    """Return what is open on the day, one time of each exercise, in the order of the files."""
    found = []
    for plan in plans:
        for exercise in plan.exercises:
            sets = done.get((plan.id, exercise.id, day), 0)
            if due(plan, exercise, day) and sets < exercise.sets * exercise.times:
                more = exercise.times - 1 - times_done(exercise, sets)
                found.append(Open(plan, exercise, sets % exercise.sets, more))
    return tuple(found)


def times_done(exercise: Exercise, sets: int) -> int:
    """How many whole times so many sets are."""
    return sets // exercise.sets


def days_due(plan: Prescription, exercise: Exercise, first: date, last: date) -> tuple[date, ...]:
    """The days from ``first`` to ``last`` on which it is to be done."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if due(plan, exercise, day))


# -- the session --------------------------------------------------------------------------------------


def steps(one: Open, name: Named | None = None) -> tuple[SetOf, ...]:
    """Make the sets that are open of one time of an exercise, each a step, with its rest before it."""
    exercise = one.exercise
    movement = dosed(exercise)
    sides = exercise.sides or movement.sides
    rest = REST if exercise.rest is None else exercise.rest
    return tuple(
        SetOf(
            replace(movement, name=name(exercise, number)) if name is not None else movement,
            movement.reps, sides, lead=rest if number > one.begin + 1 else CHANGE_OVER_SECONDS,
            plan=one.plan.id, exercise=exercise.id, number=number, sets=exercise.sets, load=exercise.load,
        )
        for number in range(one.begin + 1, exercise.sets + 1)
    )  # fmt: skip


def dosed(exercise: Exercise) -> Movement:
    """Return its movement with repetitions and tempo as written; a hold that is written has free breath."""
    movement = exercise.movement
    reps, tempo, breath = exercise.reps or movement.reps, movement.tempo, movement.breath
    if exercise.hold is not None:
        reps = exercise.reps or 1
        move, _hold, back, rest = movement.tempo if not exercise.own or reps > 1 else (0.0,) * 4
        tempo = (move, exercise.hold, back, rest)
        breath = (Breath(BreathKind.FREE, sum(tempo)),)
    cues = movement.cues
    if exercise.instructions and exercise.instructions not in cues:
        cues = (exercise.instructions, *cues)
    return replace(movement, reps=reps, tempo=tempo, breath=breath, cues=cues)


def session_of(opens: Sequence[Open], name: Named | None = None) -> Session:
    """Make one session of what is open of one plan; there must be some.

    Its kind is told by its length alone: what is shorter than a micro-session is an interlude.
    """
    plan = opens[0].plan
    if any(one.plan.id != plan.id for one in opens):
        raise ValueError("a session is of one plan")
    made = tuple(step for one in opens for step in steps(one, name))
    session = Session(
        f"{_PREFIX}:{plan.id}:{'+'.join(one.exercise.id for one in opens)}", plan.title, Kind.INTERLUDE, made
    )
    return session if session.seconds < LIMITS["micro"][0] else replace(session, kind=Kind.MICRO)


def fitting(opens: Sequence[Open], seconds: float, name: Named | None = None) -> Session | None:
    """Return the session for a gap of so many seconds: whole exercises, as many as it holds, in their order.

    Of several plans it is the first that has one that fits.
    """
    for plan_id in dict.fromkeys(one.plan.id for one in opens):
        chosen: list[Open] = []
        for one in opens:
            if one.plan.id == plan_id and session_of([*chosen, one]).seconds <= seconds:
                chosen.append(one)
        if chosen:
            return session_of(chosen, name)
    return None


def named(session_id: str) -> tuple[str, tuple[str, ...]]:
    """Read a session's id: the plan's and its exercises'; empty where it is of no plan."""
    prefix, _colon, rest = session_id.partition(":")
    plan, _colon, exercises = rest.partition(":")
    if prefix != _PREFIX or not plan or not exercises:
        return "", ()
    return plan, tuple(exercises.split("+"))


def without(opens: Sequence[Open], session: Session) -> tuple[Open, ...]:
    """What stays open once the session is done: the others, and the next time of those in it."""
    plan, exercises = named(session.id)
    found = []
    for one in opens:
        if one.plan.id != plan or one.exercise.id not in exercises:
            found.append(one)
        elif one.more:
            found.append(Open(one.plan, one.exercise, 0, one.more - 1))
    return tuple(found)


def session_named(
    plans: Iterable[Prescription], session_id: str, opens: Sequence[Open], name: Named | None = None
) -> Session | None:
    """Return the session with that id: its open sets, else all of them; None if there is none."""
    plan_id, wanted = named(session_id)
    plan = next((one for one in plans if one.id == plan_id), None)
    if plan is None:
        return None
    still = {one.exercise.id: one for one in opens if one.plan.id == plan_id}
    chosen = [still.get(one.id, Open(plan, one)) for one in plan.exercises if one.id in wanted]
    return session_of(chosen, name) if chosen else None


# -- what the composer's limits say -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remark:
    """Where a plan goes beyond what the app itself would choose: ``long``, ``level`` or ``direction``.

    It is told, and changes nothing. ``exercise`` is None where the whole is meant.
    """

    code: str
    exercise: Exercise | None = None
    seconds: float = 0.0


def remarks(plan: Prescription, highest_level: int) -> tuple[Remark, ...]:
    """Tell them all; ``highest_level`` is the highest that the app chooses by itself."""
    whole = session_of([Open(plan, one) for one in plan.exercises]).seconds
    most = LIMITS["micro"][1]
    found = [Remark("long", None, whole)] if whole > most else []
    for one in plan.exercises:
        alone = session_of([Open(plan, one)]).seconds
        if alone > most:
            found.append(Remark("long", one, alone))
        if one.movement.level > highest_level:
            found.append(Remark("level", one))
        if one.movement.direction:
            found.append(Remark("direction", one))
    return tuple(found)


def exercise_ids(names: Iterable[str]) -> tuple[str, ...]:
    """Make ids of names: small letters, digits and _, and none twice."""
    found: list[str] = []
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:50] or "exercise"
        number, one = 1, plain
        while one in found:
            number += 1
            one = f"{plain}_{number}"
        found.append(one)
    return tuple(found)


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
