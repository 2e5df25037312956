"""What voice and tones tell stands at the boundaries that ring and label have, and lines never overlap."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.adapters import library
from intermezzo.core.practice.change_over import Posture
from intermezzo.core.practice.cues import (
    CueKind,
    Phrases,
    Spoken,
    Tone,
    ToneStart,
    sound_cues,
    speaking_seconds,
)
from intermezzo.core.practice.model import Breath, BreathKind, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.timeline import Moment, Phase, lead_in, moment_at

IN, OUT, HOLD, FREE = BreathKind.IN, BreathKind.OUT, BreathKind.HOLD, BreathKind.FREE
MS = 0.001
PHRASES = Phrases(
    side=lambda _step, _moment: "Other side.", last="Last one.", arrived="Any key.", close="Done."
)
BRIDGE = Movement(
    id="bridge", name="Bridge", level=2, place=Place.FLOOR, posture=Posture.STAND, quiet=False,
    regions=("hip",), equipment=(),
    reps=2, sides=2, tempo=(3, 2, 3, 0),
    breath=(Breath(OUT, 3), Breath(FREE, 2), Breath(IN, 3)),
    start="Lie on your back, knees bent.", cues=("Breathe out and lift.", "two", "three"), feels="", watch="",
    watch_tag="arching", easier="", harder="", stop="", sources=("PRACT",),
)  # fmt: skip
BREATH = replace(
    BRIDGE, id="breath", name="Long breath out", tempo=(4, 1, 5, 0), sides=1, start="Stay there.",
    breath=(Breath(IN, 4), Breath(HOLD, 1), Breath(OUT, 5)), cues=("Let it go.", "Slowly."),
)  # fmt: skip
SESSION = Session("s", "S", Kind.RITUAL, (Step(BRIDGE, 2, 2), Step(BREATH, 3, 1)))
# 5 ready, 32 bridge, 5 change-over, 30 breath = 72
SHIPPED = library.load([Path(__file__).parents[3] / "sessions"]).sessions


def tones(session: Session) -> list[ToneStart]:
    return [one for one in sound_cues(session, PHRASES) if isinstance(one, ToneStart)]


def lines(session: Session) -> list[Spoken]:
    return [one for one in sound_cues(session, PHRASES) if isinstance(one, Spoken)]


@pytest.fixture(scope="module")
def sampled() -> list[tuple[int, Moment, Moment]]:
    """Every whole millisecond at which another stretch begins, with the moments on both sides of it."""
    found = []
    before = moment_at(SESSION, 0.0)
    for ms in range(1, round(SESSION.seconds * 1000) + 1):
        moment = moment_at(SESSION, ms / 1000)
        if stretch(moment) != stretch(before) or moment.breath_left > before.breath_left:
            found.append((ms, before, moment))
        before = moment
    return found


def stretch(moment: Moment) -> tuple[object, ...]:
    return (moment.phase, moment.step, moment.side, moment.rep, moment.breath)


@pytest.mark.slow
def test_every_tone_stands_on_the_millisecond_at_which_the_label_turns(
    sampled: list[tuple[int, Moment, Moment]],
) -> None:
    expected = []
    for ms, _before, moment in sampled:
        if moment.phase in {Phase.TURN, Phase.CHANGE_OVER, Phase.DONE}:
            expected.append((ms, Tone.CHANGE))
        elif moment.breath in {IN, OUT}:
            expected.append((ms, Tone(moment.breath.value)))
    assert [(round(one.at * 1000), one.tone) for one in tones(SESSION)] == expected
    assert all(abs(one.at * 1000 - round(one.at * 1000)) < 1e-3 for one in tones(SESSION))


@pytest.mark.slow
def test_side_last_title_and_close_stand_on_their_millisecond(
    sampled: list[tuple[int, Moment, Moment]],
) -> None:
    expected = [(0, CueKind.TITLE)]
    for ms, before, moment in sampled:
        step = SESSION.steps[moment.step]
        if moment.phase is Phase.DONE:
            expected.append((ms, CueKind.CLOSE))
        elif moment.phase is Phase.CHANGE_OVER:
            expected.append((ms, CueKind.TITLE))
        elif before.phase is Phase.STEP and moment.side > before.side:
            expected.append((ms, CueKind.SIDE))
        elif before.phase is Phase.STEP and moment.rep > before.rep and moment.rep == step.reps:
            expected.append((ms, CueKind.LAST))
    exact = {CueKind.TITLE, CueKind.CLOSE, CueKind.SIDE, CueKind.LAST}
    assert [(round(one.at * 1000), one.line) for one in lines(SESSION) if one.line in exact] == expected


def test_a_session_in_words() -> None:
    assert [(round(one.at, 1), one.text) for one in lines(SESSION)] == [
        (0.0, "Bridge."),
        (1.2, "Lie on your back, knees bent."),
        (5.0, "Breathe out and lift."),
        (13.0, "Last one."),
        (21.0, "Other side."),
        (29.0, "Last one."),
        (37.0, "Long breath out."),
        (38.8, "Stay there."),
        (42.0, "Let it go."),
        (62.0, "Last one."),
        (72.0, "Done."),
    ]


def test_the_first_cue_waits_for_a_long_start_and_is_said_while_it_is_shown() -> None:
    slow = replace(BRIDGE, start="Lie on your back with the knees bent and both feet flat on the mat.")
    session = Session("s", "S", Kind.RITUAL, (Step(slow, 2, 2),))
    told = {one.line: one for one in lines(session)}
    start, cue = told[CueKind.START], told[CueKind.CUE]
    assert session.starts[0] < start.end == cue.at
    assert moment_at(session, cue.at).cue == 0


def test_what_finds_no_time_is_left_out_by_importance() -> None:
    long = "A sentence that goes on for rather longer than anybody would have time for here. " * 3
    wordy = replace(BRIDGE, start=long, tempo=(1, 0, 1, 0), breath=(Breath(OUT, 1), Breath(IN, 1)))
    told = lines(Session("s", "S", Kind.RITUAL, (Step(wordy, 2, 2),)))
    assert [one.line for one in told] == [
        CueKind.TITLE,
        CueKind.CUE,
        CueKind.SIDE,
        CueKind.LAST,
        CueKind.CLOSE,
    ]
    hasty = replace(wordy, start="Lie.", cues=(long,))
    told = lines(Session("s", "S", Kind.RITUAL, (Step(hasty, 2, 2),)))
    assert CueKind.CUE not in {one.line for one in told}


def test_a_longer_text_takes_longer() -> None:
    assert 0 < speaking_seconds("") < speaking_seconds("Done.") < speaking_seconds("Lie on your back.")


def never_overlap(session: Session) -> None:
    told = lines(session)
    assert all(one.end <= other.at + 1e-5 for one, other in pairwise(told))
    assert all(0 <= one.at <= session.seconds for one in told)
    assert told[-1].line is CueKind.CLOSE


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_shipped_session_is_told(name: str) -> None:
    """Each step with its title, its start and its first cue, and each other side."""
    session = SHIPPED[name]
    never_overlap(session)
    said = [(one.step, one.line) for one in lines(session)]
    for index, step in enumerate(session.steps):
        for line in (CueKind.TITLE, CueKind.START, CueKind.CUE):
            assert said.count((index, line)) == 1
        assert said.count((index, CueKind.SIDE)) == step.sides - 1
        title = next(one for one in lines(session) if (one.step, one.line) == (index, CueKind.TITLE))
        assert title.at == pytest.approx(lead_in(session, index))
    turns = [one.at for one in tones(session)]
    assert all(later - at >= 0.999 for at, later in pairwise(turns))


_seconds = st.integers(5, 60).map(lambda tenths: tenths / 10)
_words = st.text("abcdefg ", min_size=1, max_size=160)


@st.composite
def _sessions(draw: st.DrawFn) -> Session:
    steps = []
    for _n in range(draw(st.integers(1, 4))):
        out, in_, free = draw(st.tuples(_seconds, _seconds, _seconds))
        movement = replace(
            BRIDGE, name=draw(_words), start=draw(_words), cues=(draw(_words), "two", "three"),
            tempo=(out, free, in_, 0), breath=(Breath(OUT, out), Breath(FREE, free), Breath(IN, in_)),
        )  # fmt: skip
        steps.append(Step(movement, draw(st.integers(1, 5)), draw(st.integers(1, 2))))
    return Session("s", "S", Kind.RITUAL, tuple(steps))


@given(_sessions())
@settings(max_examples=150)
@pytest.mark.slow
def test_whatever_the_words_and_the_tempo_lines_never_overlap(session: Session) -> None:
    told = lines(session)
    assert all(one.end <= other.at + 1e-5 for one, other in pairwise(told))
    after = 1e-5
    for one in tones(session):
        moment, before = moment_at(session, one.at + after), moment_at(session, one.at - after)
        assert stretch(moment) != stretch(before)
        if one.tone is not Tone.CHANGE:
            assert moment.breath.value == one.tone
