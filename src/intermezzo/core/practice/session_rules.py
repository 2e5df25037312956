"""Rules for sessions: the length of a kind must be kept, the rules of practice are advice.

So are those for all sessions of a folder together, and for the words of a movement.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intermezzo.core.practice.change_over import Position, Posture, Spot
from intermezzo.core.practice.model import LIMITS, Area, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.progression.numbers import NUMBERS

LEAST_AREAS = 3
"""The least number of areas of an interlude."""
INTERLUDE_STEPS = (3, 4)
"""The least and most steps of an interlude."""
CLEAN_REPS = 8
"""The most repetitions of a movement above level 0: precision comes before volume."""
CHECK_SECONDS = (20.0, 30.0)
"""The least and most seconds of the slow check that opens a micro-session."""
SEATED_AFTER_BED = 60.0
"""The least seconds that one sits after getting up from bed, before one stands."""
OPENING_STEPS = 3
"""The number of leading steps that no two micro-sessions share: check, settling and steadiness."""
_LYING = frozenset({Posture.BACK, Posture.SIDE})
_ELSEWHERE = frozenset({Place.BED, Place.CAR})
"""Places where nobody is between two meetings."""
_INDOORS = frozenset({Place.WALL, Place.FLOOR, Place.BED})
"""Places that are not found beside a car."""
_JOINED = re.compile(r";|\b(and|or|later)\b")
"""What joins two changes in English; nothing is said about other languages."""
_NOTHING = "Nothing"
"""How a movement begins that has no such form."""


class SessionRule(StrEnum):
    """The rules of practice that a session can break."""

    AREAS = "areas"
    BREATH = "breath"
    STEPS = "steps"
    FAULT_TWICE = "fault_twice"
    CHECK = "check"
    CHECK_ELSEWHERE = "check_elsewhere"
    CHECK_OFF_THEME = "check_off_theme"
    SETTLE = "settle"
    STEADY = "steady"
    THEME = "theme"
    ENDS_IN_BREATH = "ends_in_breath"
    REPS = "reps"
    MOVEMENT_TWICE = "movement_twice"
    POSITION_TWICE = "position_twice"
    APART = "apart"
    UP_FROM_BED = "up_from_bed"
    STANDS_TOO_SOON = "stands_too_soon"
    DIRECTION = "direction"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a session breaks, and the steps (from 0) that break it; none for the whole session."""

    rule: SessionRule
    steps: tuple[int, ...] = ()


def seconds_lacking(kind: Kind, seconds: float) -> float:
    """Return the seconds that a session is too short for its kind, negative if too long; 0 for a ritual."""
    if kind is Kind.RITUAL:
        return 0.0
    low, high = LIMITS[kind]
    return max(0.0, low - seconds) + min(0.0, high - seconds)


def breathes(step: Step) -> bool:
    """Return whether a step is about the breath itself."""
    return "diaphragm" in step.movement.regions


def violations(session: Session) -> tuple[Violation, ...]:
    """Return the rules that a session breaks, those about the whole session first.

    Shipped sessions break none; the user's own may break any.
    """
    if not session.steps:
        return ()
    check = {Kind.INTERLUDE: _interlude, Kind.MICRO: _micro}.get(session.kind)
    return (*(check(session) if check else ()), *_of_positions(session), *_of_steps(session))


def _interlude(session: Session) -> Iterator[Violation]:
    low, high = INTERLUDE_STEPS
    if len(session.areas) < LEAST_AREAS:
        yield Violation(SessionRule.AREAS)
    if not any(breathes(step) for step in session.steps):
        yield Violation(SessionRule.BREATH)
    if not low <= len(session.steps) <= high:
        yield Violation(SessionRule.STEPS)
    tags = [one.movement.watch_tag for one in session.steps]
    yield from (Violation(SessionRule.FAULT_TWICE, some) for some in _repeated(tags))


def _micro(session: Session) -> Iterator[Violation]:
    """Check the order: a slow check, settling, deep steadiness, the theme, and a breath at the end."""
    steps = session.steps
    low, high = CHECK_SECONDS
    if not (steps[0].sides == 2 and low <= steps[0].seconds <= high):
        yield Violation(SessionRule.CHECK, (0,))
    yield from _of_the_check(steps)
    if len(steps) < 2 or steps[1].movement.level > 0:
        yield Violation(SessionRule.SETTLE, (1,) if len(steps) > 1 else ())
    if len(steps) < 3 or not steadies(steps[2]):
        yield Violation(SessionRule.STEADY, (2,) if len(steps) > 2 else ())
    if len(steps) < 5:
        yield Violation(SessionRule.THEME)
    if not breathes(steps[-1]):
        yield Violation(SessionRule.ENDS_IN_BREATH, (len(steps) - 1,))
    # A breath comes at the beginning and at the end, and has the same fault both times.
    tags = ["" if breathes(one) else one.movement.watch_tag for one in steps]
    yield from (Violation(SessionRule.FAULT_TWICE, some) for some in _repeated(tags))


def _of_the_check(steps: tuple[Step, ...]) -> Iterator[Violation]:
    """Check that the opening check is done where the session is, and is about what the session moves."""
    check, others = steps[0].movement, [one.movement for one in steps[1:] if not breathes(one)]
    down = any(one.begins_in.spot is Spot.FLOOR for one in others)
    moves = len(steps) > 1 and check.ends_in != steps[1].movement.begins_in
    if moves or (down and check.begins_in.spot is not Spot.FLOOR):
        yield Violation(SessionRule.CHECK_ELSEWHERE, (0,))
    if others and check.areas.isdisjoint(area for one in others for area in one.areas):
        yield Violation(SessionRule.CHECK_OFF_THEME, (0,))


def steadies(step: Step) -> bool:
    """Return whether a step is about deep steadiness."""
    return Area.DEEP_CORE in step.movement.areas and not breathes(step)


def _of_positions(session: Session) -> Iterator[Violation]:
    """Check what one does between the steps: from one position to the next, and from bed to the feet."""
    steps = session.steps
    movements = [one.movement for one in steps]
    been: set[Position] = set()
    back, up = [], []
    for number, one in enumerate(movements):
        before = movements[number - 1].ends_in if number else one.begins_in
        last_breath = number == len(steps) - 1 and breathes(steps[number])
        if before != one.begins_in and one.begins_in in been and not last_breath:
            back.append(number)
        if before.spot is Spot.BED and before.posture in _LYING and one.begins_in.posture not in _LYING:
            up.append(number)
        been |= {one.begins_in, one.ends_in}
    if back:
        yield Violation(SessionRule.POSITION_TWICE, tuple(back))
    if apart := _apart(session):
        yield Violation(SessionRule.APART, apart)
    if up:
        yield Violation(SessionRule.UP_FROM_BED, tuple(up))
    if (soon := _stands_too_soon(session)) is not None:
        yield Violation(SessionRule.STANDS_TOO_SOON, (soon,))


def _apart(session: Session) -> tuple[int, ...]:
    """Return the steps that cannot be done where the others are.

    An interlude or a micro-session is done where one works, and beside a car there is no wall, floor or bed.
    """
    places = [one.movement.place for one in session.steps]
    if session.kind is not Kind.RITUAL:
        return tuple(n for n, place in enumerate(places) if place in _ELSEWHERE)
    if Place.CAR not in places:
        return ()
    return tuple(n for n, place in enumerate(places) if place in _INDOORS)


def _stands_too_soon(session: Session) -> int | None:
    """Return the first step on the feet if it comes within a minute of getting up from bed."""
    up = 0.0
    for number, (step, start) in enumerate(zip(session.steps, session.starts, strict=True)):
        one = step.movement
        if one.begins_in.posture is Posture.STAND and up and start - up < SEATED_AFTER_BED:
            return number
        if one.begins_in.spot is Spot.BED and one.ends_in.posture not in _LYING:
            up = start + step.span
    return None


def _of_steps(session: Session) -> Iterator[Violation]:
    steps = session.steps
    many = tuple(n for n, one in enumerate(steps) if one.reps > CLEAN_REPS and one.movement.level > 0)
    if many:
        yield Violation(SessionRule.REPS, many)
    # A movement of level 0, which settles, may occur both at the beginning and at the end.
    names = [one.movement.id if one.movement.level > 0 else "" for one in steps]
    yield from (Violation(SessionRule.MOVEMENT_TWICE, some) for some in _repeated(names))
    directed = tuple(n for n, one in enumerate(steps) if one.movement.direction)
    if directed:
        yield Violation(SessionRule.DIRECTION, directed)
    loaded = tuple(n for n, one in enumerate(steps) if one.movement.level > NUMBERS.offered_level)
    if loaded:
        yield Violation(SessionRule.LEVEL, loaded)


def _repeated(names: list[str]) -> Iterator[tuple[int, ...]]:
    """Return the indices of each name that occurs more than once; empty names are ignored."""
    for name in dict.fromkeys(names):
        places = tuple(n for n, one in enumerate(names) if one == name)
        if name and len(places) > 1:
            yield places


class FolderRule(StrEnum):
    """The rules that sessions can only break together."""

    SAME_OPENING = "same_opening"
    SEATED = "seated"


@dataclass(frozen=True, slots=True)
class FolderViolation:
    """A rule that is broken, and the sessions that break it."""

    rule: FolderRule
    sessions: tuple[Session, ...]


def folder_violations(sessions: Sequence[Session]) -> Iterator[FolderViolation]:
    """Yield the rules that the sessions break together, whatever their order."""
    ordered = sorted(sessions, key=lambda one: one.id)
    openings: dict[tuple[str, ...], list[Session]] = {}
    for one in ordered:
        if one.kind is Kind.MICRO:
            opening = tuple(step.movement.id for step in one.steps[:OPENING_STEPS])
            openings.setdefault(opening, []).append(one)
    for same in openings.values():
        if len(same) > 1:
            yield FolderViolation(FolderRule.SAME_OPENING, tuple(same))
    interludes = [one for one in ordered if one.kind is Kind.INTERLUDE]
    seated = [one for one in interludes if one.seated]
    if len(seated) * 2 > len(interludes):
        yield FolderViolation(FolderRule.SEATED, tuple(seated))


class MovementRule(StrEnum):
    """The rules that a movement can break."""

    EASIER = "easier"
    HARDER = "harder"


def movement_violations(movement: Movement) -> tuple[MovementRule, ...]:
    """Return which of its easier and harder forms change more than one thing."""
    forms = {MovementRule.EASIER: movement.easier, MovementRule.HARDER: movement.harder}
    return tuple(
        rule for rule, text in forms.items() if _JOINED.search(text) and not text.startswith(_NOTHING)
    )
