"""Pins that let go and take hold again, what carries a body, and which side the eye stays on."""

from itertools import pairwise
from math import dist
from typing import Any

import pytest

from intermezzo.adapters.library.figure_form import FigureForm, figure_of, figure_problems
from intermezzo.core.figure import Figure, body_at, mirrors, stays, view
from intermezzo.core.figure.body import centre_of_mass
from intermezzo.core.figure.keyframes import grips_along
from intermezzo.core.figure.props import BED_FLOOR, ground
from tests.core.figure.checks import faults


def figure(**values: Any) -> Figure:
    form = FigureForm(**values)
    assert list(figure_problems(form)) == []
    return figure_of(form)


MARCH = figure(
    base="stand",
    pins=["feet"],
    frames=[{"at": 0.5, "r_hip": 50, "r_knee": 70, "free": ["r_foot"]}, {"knee": 2}],
)


def test_a_foot_lets_go_and_comes_back_to_its_place() -> None:
    start, middle, end = (body_at(MARCH, at, 0.5) for at in (0.0, 0.5, 1.0))
    assert dist(start.points["r_ball"], middle.points["r_ball"]) > 0.1
    assert dist(start.points["l_ball"], middle.points["l_ball"]) < 0.002
    assert dist(start.points["r_ball"], end.points["r_ball"]) < 0.002
    assert faults(MARCH, samples=24) == []


def test_the_mass_goes_over_the_foot_that_stands() -> None:
    start, middle = (centre_of_mass(body_at(MARCH, at, 0.5).points) for at in (0.0, 0.5))
    assert start[1] == pytest.approx(0.0, abs=0.01)
    assert middle[1] == pytest.approx(body_at(MARCH, 0.5, 0.5).points["l_ankle"][1], abs=0.02)


def test_the_hold_goes_over_smoothly() -> None:
    name = ("foot", "r")
    held = [grips_along(MARCH.keys, step / 40, cycle=False)[name] for step in range(41)]
    assert held[0] == held[-1] == 1.0
    assert held[20] == 0.0
    assert max(abs(b - a) for a, b in pairwise(held)) < 0.09
    assert grips_along(MARCH.keys[:1], 0.5, cycle=False) == {}


def test_in_a_circle_the_last_frame_leads_back_to_the_hold() -> None:
    circle = figure(
        base="stand", pins=["l_foot", "r_foot"], cycle=True, frames=[{"r_hip": 30, "free": ["r_foot"]}]
    )
    assert grips_along(circle.keys, 0.5, cycle=True) == {("foot", "r"): 0.0}
    assert grips_along(circle.keys, 1.0, cycle=True)["foot", "r"] == pytest.approx(1.0)


@pytest.mark.parametrize("free", [["l_hand"], ["knees"], ["nose"], "r_foot"])
def test_only_what_is_pinned_can_let_go(free: Any) -> None:
    pins = ["feet", "knees"]
    form = FigureForm(base="stand", pins=pins, frames=[{"knee": 5, "free": free}])
    problems = list(figure_problems(form))
    assert len(problems) == 1
    assert problems[0].at[:4] == ("figure", "frames", 0, "free")


def test_beside_a_bed_the_floor_is_as_low_as_a_seat_is_high() -> None:
    assert ground(("bed",), (0.0, 0.1, 0.0)) == 0.0
    assert ground(("bed",), (0.0, -0.4, 0.0)) == BED_FLOOR
    assert ground(("mat",), (0.0, -0.4, 0.0)) == 0.0


def test_one_who_sits_keeps_the_seat_on_side_two() -> None:
    sitting = figure(base="sit", pins=["seat", "l_foot"], frames=[{"r_knee": -60}])
    standing = figure(base="stand", props=["desk"], pins=["l_foot", "l_hand:desk"])
    assert stays(sitting)
    assert view(sitting, 1) == view(sitting, 2)
    assert not stays(standing)
    assert view(standing, 1) != view(standing, 2)
    assert (
        body_at(sitting, 1.0, 0.5, 2).points["l_ankle"][2]
        > body_at(sitting, 1.0, 0.5, 2).points["r_ankle"][2]
    )


def test_a_seat_looks_the_same_from_the_front_mirrored() -> None:
    cameras = ((90.0, 0.0), (90.0, 31.0), (-90.0, 0.0), (0.0, 0.0), (62.0, 18.0))
    seen = [mirrors(figure(base="sit", pins=["seat"], camera=camera)) for camera in cameras]
    assert seen == [True, True, True, False, False]
    assert mirrors(figure(base="stand"))


def test_the_big_toe_goes_its_own_way() -> None:
    feet = figure(base="sit", pins=["seat", "r_foot"], frames=[{"r_big_toe": 40}])
    end = body_at(feet, 1.0, 0.5).points
    assert end["r_big_toe"][2] > end["r_toe"][2] + 0.015


def test_a_foot_pivots_on_its_ball_and_the_other_way_on_the_other_side() -> None:
    chop = figure(base="stand", pins=["l_foot", "r_toe"], frames=[{"r_heel_lift": 40, "r_pivot": -50}])
    start, end = (body_at(chop, at, 0.5).points for at in (0.0, 1.0))
    assert dist(start["r_ball"], end["r_ball"]) < 0.002
    # Inwards: the heel goes out.
    assert end["r_heel"][1] < start["r_heel"][1] - 0.05
    other = body_at(chop, 1.0, 0.5, 2).points
    assert other["l_heel"] == pytest.approx((end["r_heel"][0], -end["r_heel"][1], end["r_heel"][2]))
    assert faults(chop) == []
