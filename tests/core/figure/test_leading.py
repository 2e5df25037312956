"""The points that lead a movement: the one that goes farthest, unless the data names others."""

from dataclasses import replace
from itertools import chain, pairwise
from math import dist
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Body, Figure, body_at, feet, frame, leading, view
from intermezzo.core.figure.easier import easier_form

SESSIONS = Path(__file__).parents[3] / "sessions"
FIGURES = {
    name: one.figure for name, one in library.load([SESSIONS]).movements.items() if one.figure is not None
}


def ends(figure: Figure, point: str, at: float, side: int = 1) -> tuple[float, float]:
    return view(figure, side).flat(body_at(figure, at, 0.5, side).points[point])


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("bird_dog", "l_palm"),
        ("side_reach_seated", "r_palm"),
        ("seated_march", "r_knee"),
        ("dowel_hip_hinge", "crown"),
        ("wall_hip_hinge", "root"),
        ("calf_raise", "r_heel"),
    ],
)
def test_its_path_goes_from_the_start_to_the_end(name: str, point: str) -> None:
    figure = FIGURES[name]
    (path,) = leading.paths(figure, 1)
    assert path[0] == pytest.approx(ends(figure, point, 0.0))
    assert path[-1] == pytest.approx(ends(figure, point, 1.0))


def test_on_side_two_the_other_limb_leads() -> None:
    figure = FIGURES["knee_to_wall"]
    assert figure.leads == "r_knee"
    assert leading.paths(figure, 2)[0][-1] == pytest.approx(ends(figure, "l_knee", 1.0, 2))


def test_easing_off_shortens_it() -> None:
    full = FIGURES["wall_hip_hinge"]
    (whole,), (eased,) = (leading.paths(one, 1) for one in (full, easier_form(full)))
    assert 0.3 < dist(eased[0], eased[-1]) / dist(whole[0], whole[-1]) < 0.7


@pytest.mark.parametrize("name", ["walk_easy", "suitcase_carry"])
def test_a_walk_has_none(name: str) -> None:
    assert leading.paths(FIGURES[name], 1) == ()


@pytest.mark.parametrize("name", ["breath_paced_6", "breath_9090", "legs_elevated", "sidelying_rest"])
def test_of_a_breath_alone_the_trunk_widens_and_the_air_goes_to_the_nose(name: str) -> None:
    figure = FIGURES[name]
    widens, air = leading.paths(figure, 1)
    full = body_at(figure, 0.0, 1.0)
    # Out of the trunk, and no farther from the body than the air comes.
    assert 0.05 < dist(widens[0], widens[-1]) < 0.12
    chest, nose = (view(figure).flat(full.points[point]) for point in ("t12", "nose"))
    assert dist(chest, widens[-1]) > dist(chest, widens[0])
    assert dist(nose, air[-1]) < 0.02 < dist(nose, air[0])


@pytest.mark.parametrize("name", ["breath_lateral_seated", "breath_lateral_standing"])
def test_between_hands_on_the_ribs_a_breath_goes_to_both_sides(name: str) -> None:
    ways = leading.paths(FIGURES[name], 1)
    left, right = sorted(way[-1][0] - way[0][0] for way in ways)
    assert left < -0.05
    assert right > 0.05


@pytest.mark.parametrize(
    ("name", "first", "then", "change"),
    [
        ("knee_ext_neutral", "crown", "r_toe", 0.42),
        ("half_kneel_hip", "tail", "root", 0.42),
        ("hip_flexor_stride", "tail", "root", 0.42),
    ],
)
def test_each_of_two_steps_has_its_path_and_the_first_is_held(
    name: str, first: str, then: str, change: float
) -> None:
    figure = FIGURES[name]
    one, other = leading.paths(figure, 1)
    middle = (one[0][0] + one[-1][0]) / 2, (one[0][1] + one[-1][1]) / 2
    assert dist(middle, ends(figure, first, 0.0)) < 0.02
    assert other[0] == pytest.approx(ends(figure, then, change))
    assert other[-1] == pytest.approx(ends(figure, then, 1.0))
    held = [body_at(figure, at, 0.5).points for at in (change - 0.1, change)]
    assert all(place == pytest.approx(held[1][point], abs=1e-6) for point, place in held[0].items())


def test_the_path_of_a_named_point_is_long_enough_to_be_seen() -> None:
    figure = FIGURES["pec_doorway_active"]
    left, bottom, right, top = frame(figure)
    (chest,) = leading.paths(figure, 1)
    moved = dist(ends(figure, "t6", 0.0), ends(figure, "t6", 1.0))
    assert moved < 0.06 * max(right - left, top - bottom) == pytest.approx(dist(chest[0], chest[-1]))
    assert chest[-1][0] > chest[0][0]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_path_is_in_the_picture_on_both_sides(name: str) -> None:
    figure = FIGURES[name]
    for side in (1, 2):
        left, bottom, right, top = frame(figure, side)
        for x, y in chain.from_iterable(leading.paths(figure, side)):
            assert left - 0.02 <= x <= right + 0.02
            assert bottom - 0.02 <= y <= top + 0.02


def test_a_cycle_is_farthest_from_its_start_before_it_comes_back() -> None:
    assert leading.farthest(FIGURES["glute_bridge"]) == 1.0
    assert 0.3 < leading.farthest(FIGURES["hip_circle_supported"]) < 0.7
    assert leading.paths(replace(FIGURES["hip_circle_supported"], leads="none"), 1) == ()


STEPS = sorted(name for name, figure in FIGURES.items() if figure.paths)


@pytest.mark.parametrize("name", STEPS)
def test_each_step_has_a_path_of_its_own(name: str) -> None:
    figure = FIGURES[name]
    if figure.close_up == "sole":
        # Nothing moves in it: the paths are those of the whole body.
        figure = replace(figure, close_up="none")
    ways = leading.paths(figure, 1)
    assert len(ways) == len(figure.paths) > 1
    assert all(dist(way[0], way[-1]) > 0.008 for way in ways)


@pytest.mark.parametrize(
    ("name", "first", "second"), [("neck_rot_eyes", 0.2, 0.45), ("toe_yoga", 0.11, 0.30)]
)
def test_the_first_of_two_steps_is_held_for_a_moment(name: str, first: float, second: float) -> None:
    """Nothing moves between the moments in which a step has ended and the next begins."""
    figure = FIGURES[name]
    bodies = [body_at(figure, first + (second - first) * step / 8, 0.5) for step in range(9)]
    for one, other in pairwise(bodies):
        assert one.pose == pytest.approx(other.pose)
    assert bodies[0].pose != figure.keys[0].pose


def test_the_head_waits_for_the_eyes() -> None:
    start, looking, turned = (body_at(FIGURES["neck_rot_eyes"], at, 0.5) for at in (0.0, 0.3, 1.0))
    assert looking.frames["head"] == start.frames["head"]
    assert looking.angle("eyes_turn") > 30
    assert dist(turned.points["nose"], start.points["nose"]) > 0.04


def test_the_big_toe_lifts_alone_and_then_the_others_do() -> None:
    figure = FIGURES["toe_yoga"]
    start, first, second = (body_at(figure, at, 0.5) for at in (0.0, 0.2, 0.8))

    def heights(body: Body) -> list[float]:
        return [feet.tip(body, "r", number)[2] for number in range(feet.TOES)]

    low, big, others = map(heights, (start, first, second))
    assert big[0] > low[0] + 0.02
    assert big[1:] == pytest.approx(low[1:])
    assert others[0] == pytest.approx(low[0])
    assert all(up > down + 0.01 for up, down in zip(others[1:], low[1:], strict=True))


@pytest.mark.parametrize("name", ["sit_to_stand", "sofa_sit", "sts_loaded"])
def test_a_path_from_the_middle_begins_there_and_goes_to_the_same_end(name: str) -> None:
    figure = FIGURES[name]
    (whole,), (rest,) = (leading.paths(figure, 1, begin=begin) for begin in (0.0, 0.4))
    assert rest[0] == pytest.approx(ends(figure, "crown", 0.4))
    assert rest[-1] == whole[-1] == pytest.approx(ends(figure, "crown", 1.0))
    assert 2 < len(rest) < len(whole)
