"""The one function that the player reads, sampled against the tempo to the millisecond."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.adapters import library
from intermezzo.core.practice.model import Breath, BreathKind, CueTime, Kind, Movement, Place, Session, Step
from intermezzo.core.practice.timeline import Part, Phase, cue_changes, lead_in, moment_at, path

LIBRARY = library.load([Path(__file__).parents[3] / "sessions"])

IN, OUT, HOLD, FREE = BreathKind.IN, BreathKind.OUT, BreathKind.HOLD, BreathKind.FREE
MS = 0.001

BRIDGE = Movement(
    id="bridge", name="Bridge", level=2, place=Place.STAND, quiet=False, regions=("hip",), equipment=(),
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


def test_cues_share_a_side_in_order_and_each_can_be_read() -> None:
    assert cue_changes(Step(BRIDGE, 2, 2)) == (
        (0, 0),
        (16 / 3, 1),
        (32 / 3, 2),
        (16, 0),
        (16 + 16 / 3, 1),
        (16 + 32 / 3, 2),
    )
    assert cue_changes(Step(BREATH, 1, 1)) == ((0, 0), (5, 1))
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


ROLL = replace(BRIDGE, id="roll", turn=10.0)
ROLLED = Session("s", "S", Kind.RITUAL, (Step(ROLL, 2, 2), Step(BREATH, 3, 1)))
# 5 ready, 16 one side, 10 turn, 16 the other, 5 change-over, 30 breath = 82


@pytest.mark.parametrize(
    ("elapsed", "phase", "side", "rep", "ring", "left"),
    [
        (21 - MS, Phase.STEP, 1, 2, 0.5, MS),
        (21, Phase.TURN, 2, 1, 0.5, 10),
        (26, Phase.TURN, 2, 1, 0.5, 5),
        (31 - MS, Phase.TURN, 2, 1, 0.5, MS),
        (31, Phase.STEP, 2, 1, 0.5, 3),
        (47 - MS, Phase.STEP, 2, 2, 1.0, MS),
        (47, Phase.CHANGE_OVER, 1, 1, 0.0, 5),
    ],
)
def test_between_two_sides_there_is_time_to_turn(
    elapsed: float, phase: Phase, side: int, rep: int, ring: float, left: float
) -> None:
    moment = moment_at(ROLLED, elapsed)
    assert (moment.phase, moment.side, moment.rep) == (phase, side, rep)
    assert moment.step_fraction == pytest.approx(ring, abs=1e-3)
    assert moment.breath_left == pytest.approx(left)
    assert moment.session_left == pytest.approx(82 - elapsed)
    assert moment.step_fraction == pytest.approx(
        1 - moment.step_left / 32 if phase is not Phase.CHANGE_OVER else 0
    )


def test_a_one_way_movement_goes_on_and_never_back() -> None:
    """Each time it begins anew, after the way back to its start."""
    one_way = replace(ROLL, sides=1, one_way=True, tempo=(3, 2, 3, 1), breath=(Breath(FREE, 9),))
    session = Session("s", "S", Kind.RITUAL, (Step(one_way, 2, 1),))
    assert session.seconds == 5 + 9 + 10 + 9
    assert [moment_at(session, at).phase for at in (13.9, 14, 23.9, 24)] == [
        Phase.STEP, Phase.TURN, Phase.TURN, Phase.STEP,
    ]  # fmt: skip
    assert moment_at(session, 14).rep == 2
    figure = LIBRARY.movements["car_exit"].figure
    assert figure is not None
    at = [
        path(one_way, figure, moment.part, moment.part_fraction)
        for moment in (moment_at(session, 5 + tenth / 10) for tenth in range(90))
    ]
    assert at == sorted(at)
    assert (at[0], at[30], at[49], at[-1]) == (0.0, 0.5, 0.5, 1.0)
    back = [path(replace(one_way, one_way=False), figure, part, 0.5) for part in Part]
    assert back == pytest.approx([0.5, 1.0, 0.5, 0.0])


@pytest.mark.parametrize("name", ["car_entry", "car_exit", "log_roll_up"])
def test_who_ends_elsewhere_does_not_go_back(name: str) -> None:
    movement = LIBRARY.movements[name]
    assert movement.one_way
    assert movement.ends_in != movement.begins_in


def test_what_belongs_to_a_part_is_shown_in_it() -> None:
    times = (CueTime.MOVE, CueTime.ANY, CueTime.HOLD, CueTime.RETURN, CueTime.ANY)
    timed = replace(BRIDGE, cues=("move", "any", "hold", "return", "again"), cue_times=times)
    shown = [timed.cues[cue] for _at, cue in cue_changes(Step(timed, 4, 1))]
    assert shown == ["move", "hold", "return", "any", "move", "hold", "return", "again"]
    bare = replace(timed, cue_times=(CueTime.MOVE, CueTime.ANY, CueTime.ANY, CueTime.RETURN))
    assert [bare.cues[cue] for _at, cue in cue_changes(Step(bare, 1, 1))] == ["move", "return"]
    only = replace(timed, cue_times=(CueTime.RETURN,) * 5)
    assert cue_changes(Step(only, 1, 1))[0] == (0, 0)


def test_who_holds_for_long_is_not_told_to_go_on_moving() -> None:
    squat = replace(
        BRIDGE, tempo=(3, 8, 2, 0), breath=(Breath(FREE, 13),), cues=("Slide down.", "Chat.", "Up."),
        cue_times=(CueTime.MOVE, CueTime.ANY, CueTime.RETURN), sides=1,
    )  # fmt: skip
    assert cue_changes(Step(squat, 1, 1)) == ((0, 0), (3, 1), (11, 2))
    short = replace(squat, tempo=(3, 4, 2, 0), breath=(Breath(FREE, 9),))
    assert cue_changes(Step(short, 1, 1)) == ((0, 0), (7, 2))


def test_several_cues_of_a_long_part_share_it() -> None:
    long = replace(
        BRIDGE, tempo=(2, 12, 2, 0), breath=(Breath(FREE, 16),), cues=("up", "a", "b", "c", "down"),
        cue_times=(CueTime.MOVE, CueTime.HOLD, CueTime.HOLD, CueTime.HOLD, CueTime.RETURN),
    )  # fmt: skip
    assert cue_changes(Step(long, 2, 1)) == (
        (0, 0), (2, 1), (8, 2), (14, 4), (16, 0), (18, 3), (24, 1), (30, 4),
    )  # fmt: skip


SIDED = [
    (f"{one.id}-{step.movement.id}", step)
    for one in LIBRARY.sessions.values()
    for step in one.steps
    if step.sides == 2
]


@pytest.mark.parametrize("step", [step for _id, step in SIDED], ids=[name for name, _step in SIDED])
def test_both_sides_get_the_same_cues(step: Step) -> None:
    side, changes = step.seconds / 2, cue_changes(step)
    first = [(round(at, 6), cue) for at, cue in changes if at < side]
    other = [(round(at - side, 6), cue) for at, cue in changes if at >= side]
    assert other in (first, first[1:]), "the last cue of one side may be the first of the other"


_NAMES_IN = re.compile(r"\b(breathe|breath|breathing|breaths) in\b|\binhale", re.IGNORECASE)
_NAMES_OUT = re.compile(r"\b(breathe|breath|breathing|breaths) out\b|\bexhale", re.IGNORECASE)
_PARTS = {Part.MOVE: CueTime.RETURN, Part.RETURN: CueTime.MOVE}


@pytest.mark.slow
@pytest.mark.parametrize("movement", LIBRARY.movements.values(), ids=LIBRARY.movements)
def test_cue_label_and_figure_never_contradict(movement: Movement) -> None:
    """Over every side and tenth of a second, in few and in many repetitions.

    A cue that names the breath in or out stands only where the label does: a free breath, of which it says
    “Breathe easily”, is neither. What stands beside other labels, or as long as the easier form, names none.
    """
    assert _NAMES_IN.search("Breathe in wide")
    assert not _NAMES_IN.search("Breathe into the side")
    for words in (movement.start, movement.easier):
        assert not _NAMES_IN.search(words)
        assert not _NAMES_OUT.search(words)
    seen = set()
    for reps in (1, 2, movement.reps):
        session = Session("s", "S", Kind.RITUAL, (Step(movement, reps, movement.sides),))
        for tenth in range(int(session.seconds * 10)):
            moment = moment_at(session, tenth / 10)
            if moment.phase is not Phase.STEP:
                continue
            seen.add(moment.cue)
            cue = movement.cues[moment.cue]
            assert moment.breath is IN or not _NAMES_IN.search(cue)
            assert moment.breath is OUT or not _NAMES_OUT.search(cue)
            assert moment.breath is not OUT or not _NAMES_IN.search(movement.feels)
            assert moment.breath is not IN or not _NAMES_OUT.search(movement.feels)
            if movement.cue_times:
                assert movement.cue_times[moment.cue] is not _PARTS.get(moment.part)
    assert seen == set(range(len(movement.cues))), "each cue is shown at some time"
