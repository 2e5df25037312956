"""Elapsed seconds → position in a session. Ring, label, figure, tone and voice all read this function."""

from dataclasses import dataclass
from enum import StrEnum

from intermezzo.core.figure.keyframes import soft
from intermezzo.core.practice.model import READY_SECONDS, Breath, BreathKind, Movement, Session, Step

CUE_SECONDS = 5.0
"""The least time a cue is shown, so that it can be read."""


class Phase(StrEnum):
    """The phase of a session."""

    READY = "ready"
    STEP = "step"
    CHANGE_OVER = "change_over"
    DONE = "done"


class Part(StrEnum):
    """The four parts of a repetition, in the order of the tempo."""

    MOVE = "move"
    HOLD = "hold"
    RETURN = "return"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant of a session. Seconds are floats, fractions 0 to 1.

    While getting ready and in a change-over, ``step`` is the coming step at its beginning, the breath is free
    and ``breath_left`` counts down to the step.
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
    return session.starts[index] - (session.steps[index].lead if index else READY_SECONDS)


def moment_at(session: Session, elapsed: float) -> Moment:
    """Return the moment ``elapsed`` seconds in; before 0 it is the start, after the end it is done."""
    elapsed = max(0.0, elapsed)
    left = max(0.0, session.seconds - elapsed)
    starts = session.starts
    for index, (step, start) in enumerate(zip(session.steps, starts, strict=True)):
        if elapsed < start:
            return _waiting(session, index, start - elapsed, left)
        if elapsed < start + step.seconds:
            return _moving(step, index, elapsed - start, left)
    return _done(session)


def _waiting(session: Session, index: int, wait: float, left: float) -> Moment:
    step = session.steps[index]
    fill = _turn(step.movement.breath, 0)[0]
    if index:
        before = _turn(session.steps[index - 1].movement.breath, -1)[1]
        fill = before + (fill - before) * soft(1 - wait / step.lead)
    return Moment(
        phase=Phase.CHANGE_OVER if index else Phase.READY,
        step=index, rep=1, side=1, part=Part.MOVE, part_fraction=0.0,
        breath=BreathKind.FREE, breath_left=wait, breath_fill=fill,
        step_fraction=0.0, step_left=step.seconds, session_left=left, cue=0,
    )  # fmt: skip


def _moving(step: Step, index: int, inside: float, left: float) -> Moment:
    movement = step.movement
    turn = min(int(inside // movement.rep_seconds), step.reps * step.sides - 1)
    within = inside - turn * movement.rep_seconds
    part, part_fraction = _part(movement, within)
    breath, breath_left, breath_fill = _breath(movement.breath, within)
    fraction = inside / step.seconds
    return Moment(
        phase=Phase.STEP,
        step=index, rep=turn % step.reps + 1, side=turn // step.reps + 1,
        part=part, part_fraction=part_fraction,
        breath=breath, breath_left=breath_left, breath_fill=breath_fill,
        step_fraction=fraction, step_left=step.seconds - inside, session_left=left,
        cue=int(fraction * cues_shown(step)),
    )  # fmt: skip


def _done(session: Session) -> Moment:
    last = session.steps[-1]
    return Moment(
        phase=Phase.DONE,
        step=len(session.steps) - 1, rep=last.reps, side=last.sides, part=Part.REST, part_fraction=1.0,
        breath=BreathKind.FREE, breath_left=0.0, breath_fill=_turn(last.movement.breath, -1)[1],
        step_fraction=1.0, step_left=0.0, session_left=0.0, cue=cues_shown(last) - 1,
    )  # fmt: skip


def cues_shown(step: Step) -> int:
    """Return how many of its cues a step has time for; they share the step evenly, in order."""
    return max(1, min(len(step.movement.cues), int(step.seconds // CUE_SECONDS)))


def _part(movement: Movement, within: float) -> tuple[Part, float]:
    at = 0.0
    last = Part.MOVE
    for part, seconds in zip(Part, movement.tempo, strict=True):
        if within < at + seconds:
            return part, (within - at) / seconds
        if seconds:
            last = part
        at += seconds
    return last, 1.0


def breath_fill_at(movement: Movement, part: Part, fraction: float) -> float:
    """Return how full the lungs are, 0 to 1, at a fraction of a part of one repetition."""
    index = list(Part).index(part)
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
