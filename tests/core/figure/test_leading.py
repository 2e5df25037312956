"""The point that leads a movement: the one that goes farthest, unless the data names another."""

from dataclasses import replace
from math import dist
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Figure, body_at, frame, leading, view

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
        ("knee_ext_neutral", "r_toe"),
        ("dowel_hip_hinge", "crown"),
        ("wall_hip_hinge", "root"),
        ("calf_raise", "r_heel"),
    ],
)
def test_its_path_goes_from_the_start_to_the_end(name: str, point: str) -> None:
    figure = FIGURES[name]
    path = leading.path(figure, 1, eased=False)
    assert path[0] == pytest.approx(ends(figure, point, 0.0))
    assert path[-1] == pytest.approx(ends(figure, point, 1.0))


def test_on_side_two_the_other_limb_leads() -> None:
    figure = FIGURES["knee_to_wall"]
    assert figure.leads == "r_knee"
    assert leading.path(figure, 2, eased=False)[-1] == pytest.approx(ends(figure, "l_knee", 1.0, 2))


def test_easing_off_shortens_it() -> None:
    whole, eased = (leading.path(FIGURES["seated_march"], 1, eased=wish) for wish in (False, True))
    assert 0.4 < dist(eased[0], eased[-1]) / dist(whole[0], whole[-1]) < 0.8


@pytest.mark.parametrize("name", ["breath_paced_6", "walk_easy", "suitcase_carry", "jaw_rest"])
def test_a_breath_a_walk_and_what_the_data_excepts_have_none(name: str) -> None:
    assert leading.path(FIGURES[name], 1, eased=False) == ()


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_path_is_in_the_picture_on_both_sides(name: str) -> None:
    figure = FIGURES[name]
    for side in (1, 2):
        left, bottom, right, top = frame(figure, side)
        for x, y in leading.path(figure, side, eased=False):
            assert left - 0.02 <= x <= right + 0.02
            assert bottom - 0.02 <= y <= top + 0.02


def test_a_cycle_is_farthest_from_its_start_before_it_comes_back() -> None:
    assert leading.farthest(FIGURES["glute_bridge"]) == 1.0
    assert 0.3 < leading.farthest(FIGURES["hip_circle_supported"]) < 0.7
    assert leading.path(replace(FIGURES["hip_circle_supported"], leads="none"), 1, eased=False) == ()


@pytest.mark.parametrize("name", ["sit_to_stand", "sofa_sit", "sts_loaded"])
def test_a_path_from_the_middle_begins_there_and_goes_to_the_same_end(name: str) -> None:
    figure = FIGURES[name]
    whole, rest = (leading.path(figure, 1, eased=False, begin=begin) for begin in (0.0, 0.4))
    assert rest[0] == pytest.approx(ends(figure, "crown", 0.4))
    assert rest[-1] == whole[-1] == pytest.approx(ends(figure, "crown", 1.0))
    assert 2 < len(rest) < len(whole)
