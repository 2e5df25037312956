"""The easier form shows what its words say: the parts that they name differ, and nothing else does."""

import re
from dataclasses import replace
from itertools import pairwise
from math import dist
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Body, Figure, body_at, frame
from intermezzo.core.figure.channels import INDEX, PARTS
from intermezzo.core.figure.easier import EASED, easier_form, reduced
from intermezzo.core.figure.vectors import column, sub, unit
from tests.core.figure.checks import faults

pytestmark = pytest.mark.slow

MOVEMENTS = library.load([Path(__file__).parents[3] / "sessions"]).movements
MOMENTS = [step / 10 for step in range(11)]
SAME = 0.06
"""Up to which directions are the same, as the distance of unit vectors: 4 degrees."""


def full(name: str) -> Figure:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    return figure


def easier(name: str) -> Figure:
    return easier_form(full(name))


def directions(body: Body) -> dict[str, list[tuple[float, float, float]]]:
    """Return the directions of the segments of each part of a body."""
    points, found = body.points, {}
    for side in ("l", "r"):
        arm = [f"{side}_{one}" for one in ("shoulder", "elbow", "wrist")]
        leg = [f"{side}_{one}" for one in ("hip", "knee", "ankle", "ball")]
        for part, chain in ((f"{side}_arm", ["c7", *arm]), (f"{side}_leg", leg)):
            found[part] = [unit(sub(points[b], points[a])) for a, b in pairwise(chain)]
        toes = [INDEX[f"{side}_{one}"] for one in ("toes", "big_toe", "arch")]
        x, y, z = (body.pose[one] / 57.3 for one in toes)
        found[f"{side}_toes"] = [(x, y, z)]
    for part, frames in (("trunk", ("pelvis", "thorax1", "thorax2")), ("head", ("neck", "head"))):
        found[part] = [column(body.frames[one], axis) for one in frames for axis in (0, 1, 2)]
    face = [body.pose[INDEX[one]] / 57.3 for one in ("eyes_turn", "eyes_up", "jaw")]
    found["eyes"], found["jaw"] = [(face[0], face[1], 0.0)], [(face[2], 0.0, 0.0)]
    return found


def differing(one: Figure, other: Figure) -> set[str]:
    """Return the parts that are elsewhere in the other figure, at any moment, and *things* and *breath*."""
    found = set()
    for at in MOMENTS:
        mine, others = (directions(body_at(figure, at, 0.5)) for figure in (one, other))
        found |= {
            part
            for part, ways in mine.items()
            if any(dist(a, b) > SAME for a, b in zip(ways, others[part], strict=True))
        }
    things = {"things"} if one.props != other.props else set()
    return found | things | ({"breath"} if one.breath != other.breath else set())


SHARES = {
    r"half|half-way|smaller|Make it smaller": 0.5, r"A quarter": 0.25, r"as far as the knee": 0.5,
}  # fmt: skip
"""Words that ask for less of the same, and how much of it the figure then shows."""
LESS = {
    "band_row": r"half as far", "car_reach_back": r"only to the seat beside", "phone_raise": r"half-way",
    "shelf_reach": r"Only as high as the forehead", "walk_easy": r"smaller steps",
}  # fmt: skip
"""Movements whose easier form is less of the same with frames of its own."""
ARMS, LEGS = {"l_arm", "r_arm"}, {"l_leg", "r_leg"}
DIFFER: dict[str, tuple[str, set[str]]] = {
    "bird_dog": (r"Only the leg", {"l_arm"}),
    "breath_lateral_standing": (r"the arms hang", ARMS),
    "breath_on_back": (r"the arms beside you", ARMS),
    "case_handle": (r"free hand on the thigh", {"l_arm"}),
    "case_walk": (r"Without the case", {"things"}),
    "dead_bug": (r"Only the arm", {"r_leg"}),
    "find_your_seat": (r"both hands on the seat", ARMS),
    "floor_lift": (r"Without the bag", {"things"}),
    "half_kneel_hip": (r"out the reach", {"r_arm"}),
    "half_kneel_lift": (r"One hand pushing on the thigh", {"l_arm"}),
    # Its hand stays on the desk.
    "hip_flexor_stride": (r"A shorter stride", {*LEGS, "l_arm"}),
    "hip_turn_chop": (r"hands on the chest", ARMS),
    "jaw_rest": (r"fingertips on the cheeks", ARMS),
    "knee_hug": (r"other knee bent, with that foot down", {"l_leg"}),
    "log_roll_up": (r"knees up higher", LEGS),
    "neck_rot_eyes": (r"the eyes alone", {"head", "eyes"}),
    "open_book": (r"the hand on the ribs", {"r_arm"}),
    # Hands on the knees, whose arms follow.
    "pelvic_clock_seated": (r"Only from twelve to six", {"trunk", *ARMS}),
    "raised_lift": (r"Without the bag", {"things"}),
    "scap_set": (r"One side", {"l_arm"}),
    # A hand lies on the thigh.
    "seated_march": (r"heel only", {"r_leg", "r_arm"}),
    # The trunk takes arms and thighs along.
    "shoe_tie": (r"out the lean", {"trunk", "head", *ARMS, *LEGS}),
    "short_foot_seated": (r"Only lift the toes", {"r_toes"}),
    "sit_to_stand": (r"both hands on the seat", ARMS),
    "sofa_sit": (r"the hands down the thighs", ARMS),
    "split_hinge": (r"Both hands on the desk", {"r_arm"}),
    "standing_arrive": (r"Leave the knees", LEGS),
    "step_up": (r"a hand on the front thigh", {"r_arm"}),
    "stride_press": (r"Feet as wide as the hips", {*LEGS, "things"}),
    "suitcase_carry": (r"in both hands", ARMS),
    "thor_ext_chair": (r"the hands on the chest", ARMS),
    "toe_yoga": (r"all five toes", {"r_toes"}),
    "wall_rotation": (r"outer hand on the chest", {"r_arm"}),
}
"""What the words of the other movements name, and the parts of the figure that differ because of it."""
OTHER = {"car_entry", "car_exit", "desk_plank", "side_reach_seated", "single_leg_stand", "sts_loaded"}
"""Movements with a test of their own below."""


def share_of(words: str) -> float | None:
    return next(
        (share for pattern, share in SHARES.items() if re.search(pattern, words, re.IGNORECASE)), None
    )


@pytest.mark.parametrize("name", MOVEMENTS)
def test_the_easier_figure_differs_in_just_what_the_words_name(name: str) -> None:
    words, one, other = MOVEMENTS[name].easier, full(name), easier(name)
    assert one.easier is not None, "it has an easier form of its own"
    if name in OTHER:
        return
    if name in DIFFER:
        pattern, parts = DIFFER[name]
        assert re.search(pattern, words), words
        assert differing(one, other) == parts
    elif name in LESS:
        assert re.search(LESS[name], words), words
        assert 0.2 < reach(other) / reach(one) < 0.8
        assert one.props == other.props
    else:
        share = share_of(words)
        assert share is not None, words
        less = reduced(one, share)
        assert (other.keys, other.breath, other.pins, other.props) == (
            less.keys, less.breath, less.pins, less.props
        )  # fmt: skip
        assert other != replace(one, whole=other.whole), "something is smaller"


def reach(figure: Figure) -> float:
    """Return how far the farthest hand or foot goes from its start."""
    bodies = [body_at(figure, at, 0.5) for at in MOMENTS]
    names = [f"{side}_{one}" for side in ("l", "r") for one in ("palm", "ball")]
    return max(dist(bodies[0].points[name], body.points[name]) for name in names for body in bodies)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_it_is_a_sound_figure(name: str) -> None:
    figure = easier(name)
    # Half a range need not be a range.
    figure = replace(figure, lumbar="" if figure.lumbar == "moves" else figure.lumbar)
    assert faults(figure) == []


@pytest.mark.parametrize("name", MOVEMENTS)
def test_it_keeps_the_picture_of_the_full_form(name: str) -> None:
    one, other = full(name), easier(name)
    assert frame(other) == frame(one)
    assert frame(replace(other, close_up="none")) == frame(replace(one, close_up="none"))


@pytest.mark.parametrize("name", ["car_entry", "car_exit"])
def test_one_foot_goes_before_the_other_where_both_went_at_once(name: str) -> None:
    def apart(figure: Figure) -> float:
        """Return how much higher the right foot, which is in the car first and last, is at most."""
        bodies = [body_at(figure, at, 0.5).points for at in MOMENTS]
        return max(one["r_ball"][2] - one["l_ball"][2] for one in bodies)

    assert apart(easier(name)) > apart(full(name)) + 0.03
    ends = [body_at(figure, 1.0, 0.5).points["c7"] for figure in (full(name), easier(name))]
    assert ends[0] == pytest.approx(ends[1], abs=0.01)


def test_who_leans_in_leaves_feet_and_hands_where_they_are() -> None:
    start, end = (body_at(easier("desk_plank"), at, 0.5).points for at in (0.0, 1.0))
    for part in ("heel", "ball", "wrist"):
        for side in ("l", "r"):
            assert dist(start[f"{side}_{part}"], end[f"{side}_{part}"]) < 0.01
    assert end["c7"][0] - start["c7"][0] > 0.08


def test_who_reaches_to_the_side_with_a_hand_on_the_head_bends_as_far() -> None:
    one, other = (directions(body_at(figure("side_reach_seated"), 1.0, 0.5)) for figure in (full, easier))
    assert {part for part in one if dist(one[part][-1], other[part][-1]) > SAME} == {"r_arm"}
    body = body_at(easier("side_reach_seated"), 1.0, 0.5)
    assert dist(body.points["r_palm"], body.points["crown"]) < 0.1


def test_the_toes_of_the_free_foot_stay_down_and_its_heel_rises() -> None:
    start, end = (body_at(easier("single_leg_stand"), at, 0.5).points for at in (0.0, 1.0))
    assert dist(start["r_toe"], end["r_toe"]) < 0.01
    assert end["r_heel"][2] - start["r_heel"][2] > 0.03
    assert dist(start["l_ball"], end["l_ball"]) < 0.01


def test_the_seat_becomes_light_and_is_not_left() -> None:
    one, other = (body_at(figure("sts_loaded"), at, 0.5) for figure, at in ((full, 0.35), (easier, 1.0)))
    start = body_at(easier("sts_loaded"), 0.0, 0.5)
    assert other.points["root"][2] == pytest.approx(start.points["root"][2], abs=0.01)
    assert other.points["c7"] == pytest.approx(one.points["c7"], abs=0.02)


def test_a_figure_without_a_form_of_its_own_goes_a_part_of_the_way() -> None:
    plain = replace(full("glute_bridge"), easier=None)
    assert easier_form(plain).keys == reduced(plain, EASED).keys
    rising = replace(full("sit_to_stand"), easier=None)
    assert easier_form(rising).keys == rising.keys, "half-way to one's feet nobody can stay"


def test_every_part_of_the_body_is_known_once() -> None:
    single = ["head", "trunk", "l_arm", "r_arm", "l_leg", "r_leg"]
    assert sorted(name for part in single for name in PARTS[part]) == sorted(INDEX)
