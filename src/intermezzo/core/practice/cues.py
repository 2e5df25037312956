"""Voice lines and tones of a session, each with its elapsed second, computed from the timeline.

A tone marks each change of the breath and the end of a step. The voice says what comes next and how to begin,
the first cue, the other side, the last repetition and the end. Lines never overlap: where there is no time
for both, the less important one is left out. The chime, which needs neither tones nor voice, sounds where a
step ends, and at the end.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from intermezzo.core.practice.model import BreathKind, Session, Step
from intermezzo.core.practice.timeline import Moment, Phase, cue_changes, moment_at

CHARACTERS_A_SECOND = 14.0
"""The assumed speed of a voice at its ordinary pace; most are a little faster."""
LINE_SECONDS = 0.7
"""Seconds of each line besides its letters: the delay of the voice and a rest after the line."""
JUMP_SECONDS = 3.0
"""Time between two positions from which the user has skipped something, who needs no chime for it."""
_AFTER = 1e-6
"""Offset for sampling just after a boundary despite rounding errors."""


class Tone(StrEnum):
    """The three tones."""

    IN = "in"
    OUT = "out"
    CHANGE = "change"


class Chime(StrEnum):
    """The two chimes."""

    STEP = "step"
    END = "end"


class CueKind(IntEnum):
    """The purpose of a line; the lower value is more important."""

    TITLE = 0
    CLOSE = 1
    SIDE = 2
    START = 3
    ARRIVED = 4
    CUE = 5
    LAST = 6


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lines that are not part of a movement's texts."""

    side: Callable[[Step, Moment], str]
    """The words for the side that comes, from a step and the moment at which it does."""
    last: str
    arrived: str
    """What to do when one has got down to the floor."""
    close: str


@dataclass(frozen=True, slots=True)
class ToneStart:
    """A tone that begins at elapsed second ``at``; ``step`` is the present or the coming step."""

    at: float
    step: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that begins at elapsed second ``at``; ``step`` is the step that it is about."""

    at: float
    step: int
    line: CueKind
    text: str

    @property
    def end(self) -> float:
        """The estimated elapsed second at which the line is over."""
        return self.at + speaking_seconds(self.text)


SoundCue = ToneStart | Spoken


_LineRequest = tuple[Spoken, float, float]
"""A line, the latest second at which it may begin, and the second by which it must be over."""


def speaking_seconds(text: str) -> float:
    """Return the estimated longest time of a voice for the text, with the rest after it."""
    return LINE_SECONDS + len(text) / CHARACTERS_A_SECOND


def sound_cues(session: Session, phrases: Phrases, *, unhurried: bool = False) -> tuple[SoundCue, ...]:
    """Return all tones and lines of a session in order of time; ``unhurried`` is that of the ``Playing``."""
    changes = tuple(_changes(session))
    cues: list[SoundCue] = [
        *_tones(changes),
        *_placed(_line_requests(session, changes, phrases, unhurried=unhurried)),
    ]
    return tuple(sorted(cues, key=lambda one: one.at))


def _changes(session: Session) -> Iterator[tuple[float, Moment]]:
    """Yield each elapsed second at which breath or phase changes, with the moment that begins there."""
    at = 0.0
    while True:
        moment = moment_at(session, at + _AFTER)
        yield at, moment
        if moment.phase is Phase.DONE:
            return
        at = _change_after(at, moment)


def _change_after(at: float, moment: Moment) -> float:
    return round(at + _AFTER + moment.breath_left, 9)


_OF_BREATH = {BreathKind.IN: Tone.IN, BreathKind.OUT: Tone.OUT}


def _tones(changes: Sequence[tuple[float, Moment]]) -> Iterator[ToneStart]:
    for at, moment in changes:
        if moment.phase in {Phase.TURN, Phase.CHANGE_OVER, Phase.DONE}:
            yield ToneStart(at, moment.step, Tone.CHANGE)
        elif moment.breath in _OF_BREATH:
            yield ToneStart(at, moment.step, _OF_BREATH[moment.breath])


def _line_requests(
    session: Session, changes: Sequence[tuple[float, Moment]], phrases: Phrases, *, unhurried: bool
) -> Iterator[_LineRequest]:
    before: Moment | None = None
    for at, moment in changes:
        step = session.steps[moment.step]
        movement = step.movement
        if moment.phase is Phase.DONE:
            line = Spoken(at, moment.step, CueKind.CLOSE, phrases.close)
            yield line, at, line.end
        elif moment.phase is Phase.TURN:
            line = Spoken(at, moment.step, CueKind.SIDE, phrases.side(step, moment))
            yield line, at, _change_after(at, moment) + movement.rep_seconds
        elif moment.phase is not Phase.STEP:
            waits = moment.step in session.arrivals or (unhurried and moment.step == 0)
            yield from _introduction(session, at, moment, phrases, waits=waits)
        elif before is not None and before.phase is Phase.STEP:
            by = at + movement.rep_seconds
            if moment.side > before.side:
                yield Spoken(at, moment.step, CueKind.SIDE, phrases.side(step, moment)), at, by
            elif moment.rep > before.rep and moment.rep == step.reps:
                yield Spoken(at, moment.step, CueKind.LAST, phrases.last), at, by
        before = moment


def _introduction(
    session: Session, at: float, moment: Moment, phrases: Phrases, *, waits: bool
) -> Iterator[_LineRequest]:
    """Say what comes and how to begin, and the first cue for which there is time while it is shown."""
    step, begins = session.steps[moment.step], _change_after(at, moment)
    movement, sided = step.movement, begins + step.stretch
    title = Spoken(at, moment.step, CueKind.TITLE, f"{movement.name}.")
    yield title, at, begins + step.seconds
    start = Spoken(title.end, moment.step, CueKind.START, movement.start)
    yield start, title.end, sided
    if waits:
        yield Spoken(start.end, moment.step, CueKind.ARRIVED, phrases.arrived), begins, begins
    changes = cue_changes(step)
    ends = [*(shown for shown, _cue in changes[1:]), step.seconds]
    for (shown, cue), over in zip(changes, ends, strict=True):
        if shown < step.stretch:
            said = Spoken(begins + shown, moment.step, CueKind.CUE, movement.cues[cue])
            yield said, begins + min(over, step.stretch), sided


def _placed(requests: Iterator[_LineRequest]) -> list[Spoken]:
    """Place the lines in order of importance; a line without a free place is left out."""
    placed: list[Spoken] = []
    for wanted, latest, by in sorted(requests, key=lambda one: (one[0].line, one[0].at)):
        if wanted.line is CueKind.CUE and any(
            (one.line, one.step) == (wanted.line, wanted.step) for one in placed
        ):
            continue
        for at in (wanted.at, *sorted(one.end for one in placed if wanted.at < one.end <= latest)):
            spoken = replace(wanted, at=at)
            apart = (one.end - _AFTER <= at or spoken.end - _AFTER <= one.at for one in placed)
            if spoken.end <= by + _AFTER and all(apart):
                placed.append(spoken)
                break
    return placed


def chime_between(session: Session, before: float, now: float, *, speed: float = 1.0) -> Chime | None:
    """Return the chime that is due after one elapsed second up to another; None without one or at a jump."""
    if not 0 < now - before < JUMP_SECONDS * speed:
        return None
    if before < session.seconds <= now:
        return Chime.END
    ends = (at + step.span for at, step in zip(session.starts, session.steps[:-1], strict=False))
    return Chime.STEP if any(before < end <= now for end in ends) else None
