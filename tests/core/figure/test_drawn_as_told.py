"""Figures that were misread once: what their words tell is what the body does."""

from dataclasses import replace
from math import acos, degrees, dist, hypot
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Body, body_at
from intermezzo.core.figure.bases import base_pose
from intermezzo.core.figure.channels import CHANNELS
from intermezzo.core.figure.flesh import torso
from intermezzo.core.figure.hands import hand
from intermezzo.core.figure.props import SEATS, SHAPES, WALL_FRONT, desk
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import column, dot, sub, unit
from tests.core.figure.touching import lowest
from tests.core.figure.whole_flesh import leg

FIGURES = {
    name: one.figure
    for name, one in library.load([Path(__file__).parents[3] / "sessions"]).movements.items()
    if one.figure is not None
}
MOMENTS = [step / 10 for step in range(11)]


def at(name: str, moment: float) -> Body:
    return body_at(FIGURES[name], moment, 0.5)


def opened(body: Body, start: str, joint: str, end: str) -> float:
    """Return the angle between two bones in degrees: 180 where they are in line."""
    a, b, c = (body.points[one] for one in (start, joint, end))
    return degrees(acos(dot(unit(sub(a, b)), unit(sub(c, b)))))


def test_pressing_on_armrests_straightens_the_elbows_and_the_seat_keeps_light_contact() -> None:
    start, end = at("chair_unload", 0.0), at("chair_unload", 1.0)
    elbows = [opened(body, "r_shoulder", "r_elbow", "r_wrist") for body in (start, end)]
    assert elbows[0] == pytest.approx(92, abs=4)
    assert elbows[1] > elbows[0] + 22
    # The flesh of the seat is less pressed, and not lifted off.
    pressed = [
        SEATS["armchair"][0] - min(map(lowest, torso(replace(one, surfaces=())).balls[:3]))
        for one in (start, end)
    ]
    assert pressed[0] > 0.02
    assert 0.0 < pressed[1] < 0.008
    rise = {one: end.points[one][2] - start.points[one][2] for one in ("r_shoulder", "c0")}
    assert rise["r_shoulder"] < rise["c0"] - 0.01


@pytest.mark.parametrize("name", ["chair_unload", "standing_arrive", "knee_ext_neutral"])
def test_the_start_is_an_ordinary_pose(name: str) -> None:
    figure = FIGURES[name]
    start = dict(zip(CHANNELS, figure.keys[0].pose, strict=True))
    usual = dict(zip(CHANNELS, base_pose(figure.base), strict=True))
    for channel in ("trunk_tilt", "pelvis_tilt", "lumbar", "thoracic", "neck", "head", "l_shrug", "r_shrug"):
        assert abs(start[channel] - usual[channel]) <= 5, channel


@pytest.mark.parametrize(("name", "when"), [("standing_arrive", 1.0), ("knee_ext_neutral", 0.3)])
def test_who_grows_tall_rises_straight_up(name: str, when: float) -> None:
    start, tall = (at(name, moment).points["crown"] for moment in (0.0, when))
    assert tall[2] - start[2] > 0.018
    assert abs(tall[0] - start[0]) < 0.5 * (tall[2] - start[2])


def test_standing_the_knees_soften_and_do_not_bend() -> None:
    bent = [
        180 - opened(at("standing_arrive", moment), "r_hip", "r_knee", "r_ankle") for moment in (0.0, 1.0)
    ]
    assert 2 <= bent[0] < bent[1] - 4 < 8


def test_the_toes_of_a_leg_that_straightens_are_easy() -> None:
    end = at("knee_ext_neutral", 1.0)
    assert opened(end, "r_knee", "r_ankle", "r_ball") > 125


def test_both_heels_stay_down_while_the_knee_goes_to_the_wall() -> None:
    for moment in MOMENTS:
        body = at("knee_to_wall", moment)
        assert max(body.points[f"{side}_heel"][2] for side in "lr") < 0.001
    knee = leg(body, "r")[1].balls[4]
    assert knee[0][0] + knee[2][0] == pytest.approx(WALL_FRONT, abs=0.012)


def test_the_elbow_of_the_arm_with_the_phone_stays_on_the_desk() -> None:
    places = [at("phone_raise", moment).points["r_elbow"] for moment in MOMENTS]
    assert max(dist(places[0], place) for place in places) < 0.002
    assert places[0][2] == pytest.approx(desk("sit").height + 0.026, abs=0.010)
    assert places[0][0] > desk("sit").edge + 0.02


def test_both_hands_are_pressed_straight_ahead_by_who_stands_on_a_line() -> None:
    bodies = [at("stride_press", moment) for moment in MOMENTS]
    for body in bodies:
        assert sum(body.points[f"{side}_palm"][1] for side in "lr") == pytest.approx(0.0, abs=1e-6)
        assert dist(body.points["l_palm"], body.points["r_palm"]) < 0.05
        assert dist(body.points["c7"], bodies[0].points["c7"]) < 0.002
    heights = [body.points["r_palm"][2] for body in bodies]
    assert max(heights) - min(heights) < 0.03
    assert bodies[-1].points["r_palm"][0] - bodies[0].points["r_palm"][0] > 0.2
    (line,) = SHAPES["line"]
    half = max(y for _x, y, _z in line.corners) + line.radius
    feet = [bodies[0].points[f"{side}_{part}"] for side in "lr" for part in ("heel", "ball")]
    assert all(abs(y) < half + 0.012 for _x, y, _z in feet)
    assert feet[2][0] > feet[1][0]


def test_the_near_hand_stays_on_the_wall_while_the_outer_one_opens() -> None:
    bodies = [at("wall_rotation", moment) for moment in MOMENTS]
    wall = min(y for shape in SHAPES["wall_side"] for _x, y, _z in shape.corners)
    near, outer = ([body.points[f"{side}_palm"] for body in bodies] for side in "lr")
    assert dist(near[0], outer[0]) < 0.13
    assert all(dist(near[0], one) < 0.003 for one in near)
    assert dist(outer[0], outer[-1]) > 0.5
    for body in bodies:
        balls = [ball for piece in hand(body, "l") for ball in piece.balls]
        assert wall - max(map(leftmost, balls)) == pytest.approx(0.0, abs=0.005)


def leftmost(ball: Ball) -> float:
    """Return how far to the left an ellipsoid goes."""
    (_x, y, _z), m, radii = ball
    return y + hypot(*(radius * m[index + 3] for index, radius in enumerate(radii)))


def test_only_the_shoulders_and_the_jaw_let_go_with_a_soft_breath_out() -> None:
    start, end = at("soft_exhale", 0.0), at("soft_exhale", 1.0)
    assert end.points["crown"] == pytest.approx(start.points["crown"])
    for side in "lr":
        assert start.points[f"{side}_shoulder"][2] - end.points[f"{side}_shoulder"][2] > 0.03


@pytest.mark.parametrize("side", ["l", "r"])
def test_the_hands_of_a_row_go_straight_along_the_band_and_the_trunk_is_still(side: str) -> None:
    bodies = [at("band_row", moment) for moment in MOMENTS]
    heights = [body.points[f"{side}_wrist"][2] for body in bodies]
    assert max(heights) - min(heights) < 0.012
    assert bodies[0].points[f"{side}_wrist"][0] - bodies[-1].points[f"{side}_wrist"][0] > 0.2
    assert dist(bodies[0].points["c7"], bodies[-1].points["c7"]) < 0.002


def test_the_knee_that_is_hugged_comes_near_and_both_hands_stay_behind_the_thigh() -> None:
    start, end = at("knee_hug", 0.0), at("knee_hug", 1.0)
    assert dist(start.points["r_knee"], end.points["r_knee"]) > 0.12
    for moment in MOMENTS:
        body = at("knee_hug", moment)
        thigh = sub(body.points["r_knee"], body.points["r_hip"])
        for side in ("l", "r"):
            along = dot(sub(body.points[f"{side}_palm"], body.points["r_hip"]), unit(thigh))
            assert 0.10 < along < 0.22, (moment, side)


def test_the_head_stays_while_the_pelvis_rolls_on_the_seat() -> None:
    crowns = [at("pelvic_tilt_seated", moment).points["crown"] for moment in MOMENTS]
    assert max(abs(crown[0] - crowns[0][0]) for crown in crowns) < 0.006


def test_a_heel_that_slides_stays_on_the_floor() -> None:
    heels = [at("heel_slide", moment).points["r_heel"] for moment in MOMENTS]
    assert max(heel[2] for heel in heels) < 0.007
    assert heels[-1][0] - heels[0][0] > 0.2


def test_who_gets_up_from_bed_rests_on_the_side_and_propped_up() -> None:
    figure = FIGURES["log_roll_up"]
    held = [
        (one.at, other.at)
        for one, other in zip(figure.keys, figure.keys[1:], strict=False)
        if one.pose == other.pose
    ]
    assert len(held) == 1
    propped = at("log_roll_up", held[0][0])
    assert propped.points["crown"][2] > at("log_roll_up", 0.38).points["crown"][2] + 0.15


@pytest.mark.parametrize(("name", "when"), [("car_entry", 0.2), ("car_exit", 0.68)])
def test_the_head_ducks_under_the_frame_of_a_car(name: str, when: float) -> None:
    face = column(at(name, when).frames["head"], 0)
    assert face[2] < -0.4
