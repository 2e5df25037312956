"""A session → all that voice and tones tell of it, each at its elapsed second, read off ``walkthrough``.

Tones stand where the breath turns and where a step is over. The voice says little: what comes and how to
begin, the first cue, the other side, the last repetition, the end. Two lines never overlap: where there is no
time for both, the less important one is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from intermezzo.core.practice.model import BreathKind, Session
from intermezzo.core.practice.timeline import Moment, Phase, cues_shown, walkthrough

LETTERS_A_SECOND = 14.0
"""How fast a voice is taken to read at its ordinary pace; most are a little faster."""
LINE_SECONDS = 0.7
"""What every line takes besides its letters: the voice's own delay, and a rest after it."""
_AFTER = 1e-6
"""Sampling this much after a boundary is on its far side, whatever floats have added up to."""


class Tone(StrEnum):
    """The three tones."""

    IN = "in"
    OUT = "out"
    CHANGE = "change"


class CueKind(IntEnum):
    """What a line of the voice is for; the lower comes first where there is no time for both."""

    TITLE = 0
    CLOSE = 1
    SIDE = 2
    START = 3
    CUE = 4
    LAST = 5


@dataclass(frozen=True, slots=True)
class Phrases:
    """The few lines that are not in the movement's own words."""

    side: str
    last: str
    close: str


@dataclass(frozen=True, slots=True)
class ToneStart:
    """A tone begins, ``at`` seconds in; ``step`` is the one under way, or the coming one."""

    at: float
    step: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line begins, ``at`` seconds in; ``step`` is the one that it is about."""

    at: float
    step: int
    line: CueKind
    text: str

    @property
    def end(self) -> float:
        """When it is said to its end, as far as can be told."""
        return self.at + speaking_seconds(self.text)


Telling = ToneStart | Spoken


@dataclass(frozen=True, slots=True)
class _Wish:
    """A line that would like to begin ``at``, or up to ``latest``, and must be over by ``by``."""

    at: float
    latest: float
    by: float
    step: int
    line: CueKind
    text: str = field(compare=False)


def speaking_seconds(text: str) -> float:
    """Say how long a voice takes for the text at most, the rest after it included."""
    return LINE_SECONDS + len(text) / LETTERS_A_SECOND


def tellings(session: Session, phrases: Phrases) -> tuple[Telling, ...]:
    """All tones and lines of a session, in the order of time."""
    turns = tuple(_turns(session))
    told: list[Telling] = [*_tones(turns), *_placed(_wishes(session, turns, phrases))]
    return tuple(sorted(told, key=lambda one: one.at))


def between(told: Sequence[Telling], previous: float, now: float) -> tuple[Telling, ...]:
    """Those of ``told`` that come after ``previous`` and not after ``now``, both elapsed seconds."""
    return tuple(one for one in told if previous < one.at <= now)


def _turns(session: Session) -> Iterator[tuple[float, Moment]]:
    """Every elapsed second at which the breath turns or the session goes on, with the moment that begins."""
    at = 0.0
    while True:
        moment = walkthrough(session, at + _AFTER)
        yield at, moment
        if moment.phase is Phase.DONE:
            return
        at = _turns_at(at, moment)


def _turns_at(at: float, moment: Moment) -> float:
    """When the stretch that begins ``at`` ends."""
    return round(at + _AFTER + moment.breath_left, 9)


_OF_BREATH = {BreathKind.IN: Tone.IN, BreathKind.OUT: Tone.OUT}


def _tones(turns: Sequence[tuple[float, Moment]]) -> Iterator[ToneStart]:
    for at, moment in turns:
        if moment.phase in {Phase.CHANGE_OVER, Phase.DONE}:
            yield ToneStart(at, moment.step, Tone.CHANGE)
        elif moment.breath in _OF_BREATH:
            yield ToneStart(at, moment.step, _OF_BREATH[moment.breath])


def _wishes(session: Session, turns: Sequence[tuple[float, Moment]], phrases: Phrases) -> Iterator[_Wish]:
    before: Moment | None = None
    for at, moment in turns:
        step = session.steps[moment.step]
        movement = step.movement
        if moment.phase is Phase.DONE:
            yield _Wish(
                at, at, at + speaking_seconds(phrases.close), moment.step, CueKind.CLOSE, phrases.close
            )
        elif moment.phase is not Phase.STEP:
            begins = _turns_at(at, moment)
            sided = begins + step.seconds / step.sides
            title = f"{movement.name}."
            yield _Wish(at, at, begins + step.seconds, moment.step, CueKind.TITLE, title)
            start = at + speaking_seconds(title)
            yield _Wish(start, start, sided, moment.step, CueKind.START, movement.start)
            # The voice says the cue while the screen shows it.
            shown = begins + step.seconds / cues_shown(step)
            yield _Wish(begins, shown, sided, moment.step, CueKind.CUE, movement.cues[0])
        elif before is not None and before.phase is Phase.STEP:
            by = at + movement.rep_seconds
            if moment.side > before.side:
                yield _Wish(at, at, by, moment.step, CueKind.SIDE, phrases.side)
            elif moment.rep > before.rep and moment.rep == step.reps:
                yield _Wish(at, at, by, moment.step, CueKind.LAST, phrases.last)
        before = moment


def _placed(wishes: Iterator[_Wish]) -> list[Spoken]:
    """Return each line its place in the order of importance; what finds none is left out."""
    placed: list[Spoken] = []
    for wish in sorted(wishes, key=lambda one: (one.line, one.at)):
        length = speaking_seconds(wish.text)
        starts = (wish.at, *sorted(one.end for one in placed if wish.at < one.end <= wish.latest))
        for at in starts:
            spoken = Spoken(at, wish.step, wish.line, wish.text)
            if at + length <= wish.by + _AFTER and not any(_overlap(spoken, one) for one in placed):
                placed.append(spoken)
                break
    return placed


def _overlap(one: Spoken, other: Spoken) -> bool:
    return one.at < other.end - _AFTER and other.at < one.end - _AFTER
