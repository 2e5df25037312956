"""Elapsed seconds → position in a session. Ring, label, figure, tone and voice all read this function."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import ceil

from intermezzo.core.figure.keyframes import Figure, progress, soft
from intermezzo.core.practice.model import Breath, BreathKind, CueTime, Movement, Session, Step

CUE_SECONDS = 5.0
"""The least time for which a cue without a part of its own is shown, so that it can be read."""


_AFTER = 1e-6
"""Offset for sampling just after a boundary despite rounding errors."""


class Phase(StrEnum):
    """The phase of a session."""

    READY = "ready"
    STEP = "step"
    TURN = "turn"
    CHANGE_OVER = "change_over"
    ARRIVED = "arrived"
    DONE = "done"


class Part(StrEnum):
    """The four parts of a repetition, in the order of the tempo."""

    MOVE = "move"
    HOLD = "hold"
    RETURN = "return"
    REST = "rest"


_PARTS = tuple(Part)


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant of a session. Seconds are floats, fractions 0 to 1.

    While getting ready and in a change-over, ``step`` is the coming step at its beginning, the breath is free
    and ``breath_left`` counts down to the step. In a turn it counts down to the side that comes, which is
    ``side``. *Arrived* is a change-over at whose end the step waits for the user; ``playback`` knows of it.
    """

    phase: Phase
    step: int
    """From 0."""
    rep: int
    """From 1, on this side."""
    side: int
    """1 or 2."""
    part: Part
    part_fraction: float
    breath: BreathKind
    breath_left: float
    """Seconds until the breath changes."""
    breath_fill: float
    """How full the lungs are; continuous in time."""
    step_fraction: float
    """The share of the step that is done, as the ring shows it."""
    step_left: float
    session_left: float
    cue: int
    """Index of the movement's cue to show."""


def lead_in(session: Session, index: int) -> float:
    """Return the elapsed second at which the lead-in of a step begins."""
    return session.starts[index] - session.leads[index]


def moment_at(session: Session, elapsed: float) -> Moment:
    """Return the moment ``elapsed`` seconds in; before 0 it is the start, after the end it is done."""
    elapsed = max(0.0, elapsed)
    left = max(0.0, session.seconds - elapsed)
    starts = session.starts
    for index, (step, start) in enumerate(zip(session.steps, starts, strict=True)):
        if elapsed < start:
            return _waiting(session, index, start - elapsed, left)
        if elapsed < start + step.span:
            return _moving(step, index, elapsed - start, left)
    return _done(session)


def _waiting(session: Session, index: int, wait: float, left: float) -> Moment:
    step = session.steps[index]
    fill = _turn(step.movement.breath, 0)[0]
    if index:
        before = _turn(session.steps[index - 1].movement.breath, -1)[1]
        fill = before + (fill - before) * soft(1 - wait / session.leads[index])
    return Moment(
        phase=Phase.CHANGE_OVER if index else Phase.READY,
        step=index, rep=1, side=1, part=Part.MOVE, part_fraction=0.0,
        breath=BreathKind.FREE, breath_left=wait, breath_fill=fill,
        step_fraction=0.0, step_left=step.seconds, session_left=left, cue=cue_at(step, 0.0),
    )  # fmt: skip


def _moving(step: Step, index: int, inside: float, left: float) -> Moment:
    movement = step.movement
    stretch = min(int(inside // (step.stretch + movement.turn)), step.stretches - 1)
    over = inside - stretch * (step.stretch + movement.turn) - step.stretch
    if movement.turn and over >= 0 and stretch + 1 < step.stretches:
        return _turning(step, index, stretch + 1, movement.turn - over, left)
    active = step.active_until(inside)
    repetition = min(int(active // movement.rep_seconds), step.reps * step.sides - 1)
    within = active - repetition * movement.rep_seconds
    part, part_fraction = _part(movement, within)
    breath, breath_left, breath_fill = _breath(movement.breath, within)
    return Moment(
        phase=Phase.STEP,
        step=index, rep=repetition % step.reps + 1, side=repetition // step.reps + 1,
        part=part, part_fraction=part_fraction,
        breath=breath, breath_left=breath_left, breath_fill=breath_fill,
        step_fraction=active / step.seconds, step_left=step.seconds - active, session_left=left,
        cue=cue_at(step, active),
    )  # fmt: skip


def _turning(step: Step, index: int, coming: int, wait: float, left: float) -> Moment:
    movement, active = step.movement, coming * step.stretch
    repetition = round(active / movement.rep_seconds)
    before, after = _turn(movement.breath, -1)[1], _turn(movement.breath, 0)[0]
    return Moment(
        phase=Phase.TURN,
        step=index, rep=repetition % step.reps + 1, side=repetition // step.reps + 1,
        part=Part.MOVE, part_fraction=0.0,
        breath=BreathKind.FREE, breath_left=wait,
        breath_fill=before + (after - before) * soft(1 - wait / movement.turn),
        step_fraction=active / step.seconds, step_left=step.seconds - active, session_left=left,
        cue=cue_at(step, active),
    )  # fmt: skip


def _done(session: Session) -> Moment:
    last = session.steps[-1]
    return Moment(
        phase=Phase.DONE,
        step=len(session.steps) - 1, rep=last.reps, side=last.sides, part=Part.REST, part_fraction=1.0,
        breath=BreathKind.FREE, breath_left=0.0, breath_fill=_turn(last.movement.breath, -1)[1],
        step_fraction=1.0, step_left=0.0, session_left=0.0, cue=cue_at(last, last.seconds),
    )  # fmt: skip


def path(movement: Movement, figure: Figure, part: Part, fraction: float) -> float:
    """Return how far along its keyframes, 0 to 1, a movement's figure is at a fraction of a part.

    A one-way movement goes on where others return: its path is divided by the seconds of both.
    """
    if not movement.one_way:
        return progress(figure, part, fraction)
    move, _hold, onward, _rest = movement.tempo
    middle = move / (move + onward) if move + onward else 1.0
    if part is Part.MOVE:
        return middle * soft(fraction)
    return {Part.HOLD: middle, Part.RETURN: middle + (1 - middle) * soft(fraction), Part.REST: 1.0}[part]


def cue_at(step: Step, active: float) -> int:
    """Return the index of the cue to show after some active seconds of a step; all sides get the same.

    Cues that belong to a part are shown in it, in every other repetition if there are cues for any time,
    which get those between. A cue of the move stays in the hold, and one of the return in the rest, unless
    there is one of their own; in a hold that is long enough to read another one, a cue for any time comes
    before that of the move. Several cues of a long part share it. Cues that are all for any time share a side
    evenly.
    """
    movement = step.movement
    side = step.seconds / step.sides
    within = min(active, step.seconds) - side * min(int(active // side), step.sides - 1)
    cues = _cues(movement.cue_times, len(movement.cues))
    free = cues.get(CueTime.ANY, ())
    if len(free) == len(movement.cues):
        shown = max(1, min(len(free), int(side // CUE_SECONDS)))
        return min(int(within / side * shown), shown - 1)
    repetition = min(int(within // movement.rep_seconds), step.reps - 1)
    readable = ceil(CUE_SECONDS / movement.rep_seconds)
    turn = repetition // readable
    if free and turn % 2:
        return free[turn // 2 % len(free)]
    turn = turn // 2 if free else turn
    part, fraction = _part(movement, within - repetition * movement.rep_seconds)
    held = part is Part.HOLD and movement.tempo[_PARTS.index(part)] >= CUE_SECONDS
    for time in _IN_A_LONG_HOLD if held else _CUE_TIMES[part]:
        if own := cues.get(time):
            shared = max(1, min(len(own), int(movement.tempo[_PARTS.index(part)] // CUE_SECONDS)))
            return own[(turn * shared + min(int(fraction * shared), shared - 1)) % len(own)]
    return 0


@cache
def _cues(times: tuple[CueTime, ...], count: int) -> Mapping[CueTime, tuple[int, ...]]:
    """Return the indices of the cues that belong to each time; those beyond ``times`` are for any time."""
    each = [*times, *[CueTime.ANY] * count][:count]
    return {one: tuple(index for index, time in enumerate(each) if time is one) for one in each}


_CUE_TIMES = {
    Part.MOVE: (CueTime.MOVE, CueTime.ANY, CueTime.HOLD, CueTime.REST, CueTime.RETURN),
    Part.HOLD: (CueTime.HOLD, CueTime.MOVE, CueTime.ANY, CueTime.RETURN, CueTime.REST),
    Part.RETURN: (CueTime.RETURN, CueTime.ANY, CueTime.HOLD, CueTime.REST, CueTime.MOVE),
    Part.REST: (CueTime.REST, CueTime.RETURN, CueTime.ANY, CueTime.HOLD, CueTime.MOVE),
}
"""The kinds of cues that each part may show, the best first."""
_IN_A_LONG_HOLD = (CueTime.HOLD, CueTime.ANY, CueTime.MOVE, CueTime.RETURN, CueTime.REST)


def cue_changes(step: Step) -> tuple[tuple[float, int], ...]:
    """Return the active seconds of a step at which another cue is shown, each with the index of the cue."""
    movement, side = step.movement, step.seconds / step.sides
    shown = max(1, min(len(movement.cues), int(side // CUE_SECONDS)))
    begins = [
        sum(movement.tempo[:index]) + seconds * number / shares
        for index, seconds in enumerate(movement.tempo)
        for shares in range(1, len(movement.cues) + 1)
        for number in range(shares)
    ]
    times = {
        *(side * (number + share / shown) for number in range(step.sides) for share in range(shown)),
        *(
            repetition * movement.rep_seconds + at
            for repetition in range(step.reps * step.sides)
            for at in begins
        ),
    }
    changes: list[tuple[float, int]] = []
    for at in sorted(times):
        cue = cue_at(step, at + _AFTER)
        if at < step.seconds and (not changes or changes[-1][1] != cue):
            changes.append((at, cue))
    return tuple(changes)


def _part(movement: Movement, within: float) -> tuple[Part, float]:
    at = 0.0
    last = Part.MOVE
    for part, seconds in zip(_PARTS, movement.tempo, strict=True):
        if within < at + seconds:
            return part, (within - at) / seconds
        if seconds:
            last = part
        at += seconds
    return last, 1.0


def breath_fill_at(movement: Movement, part: Part, fraction: float) -> float:
    """Return how full the lungs are, 0 to 1, at a fraction of a part of one repetition."""
    index = _PARTS.index(part)
    within = sum(movement.tempo[:index]) + movement.tempo[index] * fraction
    return _breath(movement.breath, within)[2]


def _breath(breath: tuple[Breath, ...], within: float) -> tuple[BreathKind, float, float]:
    at = 0.0
    for index, one in enumerate(breath):
        if within < at + one.seconds:
            low, high = _turn(breath, index)
            filled = low + (high - low) * soft((within - at) / one.seconds)
            return one.kind, at + one.seconds - within, filled
        at += one.seconds
    return breath[-1].kind, 0.0, _turn(breath, -1)[1]


_FULLNESS = {BreathKind.IN: (0.0, 1.0), BreathKind.OUT: (1.0, 0.0)}


def _turn(breath: tuple[Breath, ...], index: int) -> tuple[float, float]:
    """Return how full the lungs are at the beginning and end of a phase of the breath.

    A pause keeps the level of the phase before. A free phase goes from there to the level that the next phase
    needs; it stays half full if no phase prescribes one.
    """
    kind = breath[index].kind
    if kind in _FULLNESS:
        return _FULLNESS[kind]
    size = len(breath)
    before = _nearest(breath, range(index - 1, index - size, -1), 1)
    after = _nearest(breath, range(index + 1, index + size), 0)
    return before, after


def _nearest(breath: tuple[Breath, ...], order: range, end: int) -> float:
    for index in order:
        kind = breath[index % len(breath)].kind
        if kind in _FULLNESS:
            return _FULLNESS[kind][end]
    return 0.5
