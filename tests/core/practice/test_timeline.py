"""The one function that the player reads, sampled against the tempo to the millisecond."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.core.practice.model import Breath, BreathKind, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.timeline import Part, Phase, cues_shown, lead_in, moment_at

IN, OUT, HOLD, FREE = BreathKind.IN, BreathKind.OUT, BreathKind.HOLD, BreathKind.FREE
MS = 0.001

BRIDGE = Movement(
    id="bridge", name="Bridge", level=2, place=Place.FLOOR, quiet=False, regions=("hip",), equipment=(),
    reps=2, sides=2, tempo=(3, 2, 3, 0),
    breath=(Breath(OUT, 3), Breath(IN, 2), Breath(OUT, 2), Breath(IN, 1)),
    start="Lie", cues=("one", "two", "three"), feels="", watch="", watch_tag="arching", easier="", harder="",
    stop="", sources=("PRACT",),
)  # fmt: skip
BREATH = replace(
    BRIDGE, id="breath", tempo=(4, 1, 5, 0), breath=(Breath(IN, 4), Breath(HOLD, 1), Breath(OUT, 5)), sides=1
)
SESSION = Session("s", "S", Kind.RITUAL, (Step(BRIDGE, 2, 2), Step(BREATH, 3, 1)))
# 5 ready, 32 bridge, 5 change-over, 30 breath = 72


def test_the_layout_is_ready_steps_and_change_overs() -> None:
    assert list(SESSION.starts) == [5, 42]
    assert [lead_in(SESSION, index) for index in (0, 1)] == [0, 37]
    assert SESSION.seconds == 72


@pytest.mark.parametrize(
    ("elapsed", "phase", "step", "side", "rep", "part"),
    [
        (-1, Phase.READY, 0, 1, 1, Part.MOVE),
        (0, Phase.READY, 0, 1, 1, Part.MOVE),
        (5 - MS, Phase.READY, 0, 1, 1, Part.MOVE),
        (5, Phase.STEP, 0, 1, 1, Part.MOVE),
        (8 - MS, Phase.STEP, 0, 1, 1, Part.MOVE),
        (8, Phase.STEP, 0, 1, 1, Part.HOLD),
        (10 - MS, Phase.STEP, 0, 1, 1, Part.HOLD),
        (10, Phase.STEP, 0, 1, 1, Part.RETURN),
        (13 - MS, Phase.STEP, 0, 1, 1, Part.RETURN),
        (13, Phase.STEP, 0, 1, 2, Part.MOVE),
        (21 - MS, Phase.STEP, 0, 1, 2, Part.RETURN),
        (21, Phase.STEP, 0, 2, 1, Part.MOVE),
        (37 - MS, Phase.STEP, 0, 2, 2, Part.RETURN),
        (37, Phase.CHANGE_OVER, 1, 1, 1, Part.MOVE),
        (42 - MS, Phase.CHANGE_OVER, 1, 1, 1, Part.MOVE),
        (42, Phase.STEP, 1, 1, 1, Part.MOVE),
        (72 - MS, Phase.STEP, 1, 1, 3, Part.RETURN),
        (72, Phase.DONE, 1, 1, 3, Part.REST),
        (900, Phase.DONE, 1, 1, 3, Part.REST),
    ],
)
def test_each_boundary_falls_on_its_millisecond(
    elapsed: float, phase: Phase, step: int, side: int, rep: int, part: Part
) -> None:
    moment = moment_at(SESSION, elapsed)
    assert (moment.phase, moment.step, moment.side, moment.rep, moment.part) == (phase, step, side, rep, part)


@pytest.mark.slow
def test_ring_label_and_step_follow_the_tempo_at_every_millisecond() -> None:
    """A plain count in whole milliseconds says the same as the function, all session long."""
    expected: list[tuple[int, int, int, str, str, int, int]] = []
    for index, step in enumerate(SESSION.steps):
        expected += [(index, 1, 1, "move", "free", 5000 - ms, 0) for ms in range(5000)]
        done = 0
        for side in range(1, step.sides + 1):
            for rep in range(1, step.reps + 1):
                parts = [
                    p.value
                    for p, s in zip(Part, step.movement.tempo, strict=True)
                    for _ in range(int(s * 1000))
                ]
                breaths = [
                    (one.kind.value, int(one.seconds * 1000) - ms)
                    for one in step.movement.breath
                    for ms in range(int(one.seconds * 1000))
                ]
                for part, (kind, turn) in zip(parts, breaths, strict=True):
                    expected.append((index, side, rep, part, kind, turn, done))
                    done += 1
    assert len(expected) == 72_000
    for ms, (index, side, rep, part, kind, turn, done) in enumerate(expected):
        moment = moment_at(SESSION, ms / 1000)
        assert (moment.step, moment.side, moment.rep, moment.part, moment.breath) == (
            index, side, rep, part, kind,
        ), ms  # fmt: skip
        whole = SESSION.steps[index].seconds * 1000
        assert abs(moment.breath_left * 1000 - turn) < 1e-6
        assert abs(moment.step_fraction - done / whole) < 1e-9
        assert abs(moment.step_left * 1000 - (whole - done)) < 1e-6
        assert abs(moment.session_left * 1000 - (72_000 - ms)) < 1e-6


def test_part_fraction_runs_through_each_part() -> None:
    assert moment_at(SESSION, 5 + 1.5).part_fraction == pytest.approx(0.5)
    assert moment_at(SESSION, 8 + 0.5).part_fraction == pytest.approx(0.25)


def test_the_breath_fills_and_empties_where_the_data_says() -> None:
    assert moment_at(SESSION, 42).breath_fill == pytest.approx(0)
    assert moment_at(SESSION, 44).breath_fill == pytest.approx(0.5)
    assert moment_at(SESSION, 46).breath_fill == pytest.approx(1)
    assert moment_at(SESSION, 46.9).breath_fill == pytest.approx(1)
    assert moment_at(SESSION, 47 + 2.5).breath_fill == pytest.approx(0.5)
    assert moment_at(SESSION, 72).breath_fill == pytest.approx(0)


def test_a_free_breath_is_half_full_and_a_mixed_one_reaches_its_neighbours() -> None:
    free = replace(BREATH, breath=(Breath(FREE, 10),))
    session = Session("s", "S", Kind.RITUAL, (Step(free, 1, 1),))
    assert {round(moment_at(session, t).breath_fill, 9) for t in (0, 5, 9.5, 15)} == {0.5}
    mixed = replace(BREATH, breath=(Breath(OUT, 2), Breath(FREE, 6), Breath(IN, 2)))
    session = Session("s", "S", Kind.RITUAL, (Step(mixed, 1, 1),))
    assert moment_at(session, 5).breath_fill == pytest.approx(1)
    assert moment_at(session, 9).breath_fill == pytest.approx(0)


def test_cues_share_the_step_in_order_and_each_can_be_read() -> None:
    assert [moment_at(SESSION, 5 + 32 * share).cue for share in (0, 0.32, 0.34, 0.66, 0.67, 0.999)] == [
        0, 0, 1, 1, 2, 2,
    ]  # fmt: skip
    assert cues_shown(Step(BREATH, 1, 1)) == 2
    assert moment_at(SESSION, 40).cue == 0


_seconds = st.integers(0, 60).map(lambda tenths: tenths / 10)


@st.composite
def _movements(draw: st.DrawFn) -> Movement:
    tempo = draw(st.tuples(_seconds, _seconds, _seconds, _seconds).filter(lambda t: sum(t) >= 0.4))
    whole = sum(tempo)
    share = draw(st.floats(0.1, 0.9))
    first = draw(st.sampled_from([IN, OUT]))
    second = OUT if first is IN else IN
    breath = draw(
        st.sampled_from(
            [
                (Breath(first, whole * share), Breath(second, whole * (1 - share))),
                (Breath(FREE, whole),),
                (
                    Breath(first, whole * share / 2),
                    Breath(HOLD, whole * share / 2),
                    Breath(second, whole * (1 - share)),
                ),
            ]
        )
    )
    return replace(BRIDGE, tempo=tempo, breath=breath)


_sessions = st.lists(
    st.builds(Step, _movements(), st.integers(1, 8), st.integers(1, 2)), min_size=1, max_size=5
).map(lambda steps: Session("s", "S", Kind.RITUAL, tuple(steps)))


@given(_sessions, st.floats(0, 1))
@settings(max_examples=200)
@pytest.mark.slow
def test_every_moment_is_within_its_bounds_and_the_lungs_never_jump(session: Session, share: float) -> None:
    elapsed = share * session.seconds
    moment = moment_at(session, elapsed)
    step = session.steps[moment.step]
    assert 1 <= moment.rep <= step.reps
    assert 1 <= moment.side <= step.sides
    assert 0 <= moment.cue < len(step.movement.cues)
    for fraction in (moment.part_fraction, moment.breath_fill, moment.step_fraction):
        assert -1e-9 <= fraction <= 1 + 1e-9
    assert moment.breath_left >= 0
    assert math.isclose(moment.session_left, session.seconds - elapsed, abs_tol=1e-6)
    later = moment_at(session, elapsed + 1e-6)
    assert abs(later.breath_fill - moment.breath_fill) < 1e-3
