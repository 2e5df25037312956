"""Figures for journeys: what hands reach is there, and what carries the body touches it."""

from dataclasses import replace
from math import dist
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF

from intermezzo.adapters import library
from intermezzo.core.figure import Body, Figure, body_at, props, stays, view
from intermezzo.core.figure.easier import easier_form
from intermezzo.core.figure.hands import hand
from intermezzo.ui.figure.body_paths import body_paths
from intermezzo.ui.figure.inset import whole_figure
from intermezzo.ui.figure.prop_paths import held_props
from tests.core.figure.touching import lowest

MOVEMENTS = library.load([Path(__file__).parents[3] / "sessions"]).movements


def drawn(name: str) -> Figure:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    return figure


def boxes(figure: Figure, body: Body) -> list[QRectF]:
    """Return the boxes of what lies about, the largest first; y downwards."""
    found = [path.boundingRect() for path, _layer in held_props(figure, body, view(figure), 1)]
    return sorted(found, key=lambda box: -box.width() * box.height())


def palm(figure: Figure, body: Body) -> QPointF:
    x, y = view(figure).flat(body.points["r_palm"])
    return QPointF(x, -y)


def test_a_case_stays_on_its_wheels_while_the_hand_draws_the_handle_out() -> None:
    figure = drawn("case_handle")
    took = figure.carried_from
    bodies = {at: body_at(figure, at, 0.5) for at in (0.0, 0.3, took, 0.8, 1.0)}
    cases = [boxes(figure, body)[0] for body in bodies.values()]
    assert all(case == cases[0] for case in cases)
    lowest_wheel = max(box.bottom() for box in boxes(figure, bodies[1.0]))
    assert lowest_wheel == pytest.approx(0.0, abs=0.003)
    # The handle waits where it is taken, and goes with the hand from there on.
    highest = {at: min(box.top() for box in boxes(figure, body)) for at, body in bodies.items()}
    assert highest[0.0] == highest[0.3] == pytest.approx(highest[took])
    assert highest[1.0] < highest[0.8] < highest[took] - 0.02 < cases[0].top() - 0.02
    eased = body_at(easier_form(figure), took, 0.5)
    assert eased.points["r_palm"] == pytest.approx(bodies[took].points["r_palm"], abs=0.004)
    for at in (took, 0.8, 1.0):
        assert bodies[at].angle("r_curl") >= 70
        assert abs(palm(figure, bodies[at]).y() - highest[at]) < 0.03


@pytest.mark.parametrize("at", [0.0, 0.25, 0.5, 0.75])
def test_who_walks_beside_a_case_keeps_hold_of_its_handle(at: float) -> None:
    figure = drawn("case_walk")
    body = body_at(figure, at, 0.5)
    case, *others = boxes(figure, body)
    assert case == boxes(figure, body_at(figure, 0.0, 0.5))[0]
    handle = min(others, key=lambda box: box.top())
    assert abs(palm(figure, body).x() - handle.center().x()) < 0.03
    assert abs(palm(figure, body).y() - handle.top()) < 0.03
    assert body.angle("r_curl") >= 70


def test_the_hand_meets_the_bag_that_stands_on_the_back_seat() -> None:
    figure = replace(drawn("car_reach_back"), camera=(0.0, 0.0))
    start, end = (body_at(figure, at, 0.5) for at in (0.0, 1.0))
    bag, *_handle = boxes(figure, end)
    assert boxes(figure, start)[0] == bag
    top = max(
        z + shape.radius for shape in props.shapes("back_seat", "sit")[:1] for _x, _y, z in shape.corners
    )
    seat = view(figure).flat((-0.475, -0.12, top))
    assert bag.bottom() == pytest.approx(-seat[1], abs=0.02)
    handle = min(boxes(figure, end), key=lambda box: box.top())
    assert abs(palm(figure, end).x() - handle.center().x()) < 0.04
    assert abs(palm(figure, end).y() - handle.top()) < 0.04
    assert stays(figure) is False, "mirrored with its cabin, the bag is beside the other hand"
    # Hips and knees come along, so that the chest turns no further than it can.
    assert end.angle("trunk_turn") > end.angle("thoracic_turn")
    assert end.points["r_knee"][1] < start.points["r_knee"][1] - 0.1


def test_both_hands_arrive_on_the_shelf_and_go_round_its_edge() -> None:
    figure = drawn("shelf_reach")
    (board,) = props.shapes("shelf", figure.base)
    edge = min(x for x, _y, _z in board.corners) - board.radius
    low, top = (
        end(z for _x, _y, z in board.corners) + way * board.radius for end, way in ((min, -1), (max, 1))
    )
    for step in range(21):
        body = body_at(figure, step / 20, 0.5)
        balls = [ball for side in ("l", "r") for piece in hand(body, side) for ball in piece.balls]
        assert all(lowest(ball) > top - 0.01 or ball[0][2] < low for ball in balls if ball[0][0] > edge), step
    for side in ("l", "r"):
        x, _y, z = body.points[f"{side}_palm"]
        assert x > edge
        assert top < z < top + 0.1


def test_who_steps_up_ends_with_both_feet_on_the_step_and_its_edge_is_cleared() -> None:
    figure = drawn("step_up")
    (block,) = props.shapes("step", figure.base)
    edge = min(x for x, _y, _z in block.corners) - block.radius
    top = max(z for _x, _y, z in block.corners) + block.radius
    for step in range(21):
        points = body_at(figure, step / 20, 0.5).points
        assert all(points[f"r_{one}"][2] == pytest.approx(top, abs=0.004) for one in ("heel", "ball", "toe"))
        for one in ("heel", "ball", "toe"):
            x, _y, z = points[f"l_{one}"]
            assert x < edge or z > top - 0.012, (step, one)
    assert points["l_heel"][2] == pytest.approx(top, abs=0.004)
    assert body_at(easier_form(figure), 1.0, 0.5).points["l_heel"] == pytest.approx(points["l_heel"])
    assert dist(points["l_toe"], points["r_toe"]) < 0.13


@pytest.mark.parametrize("name", ["shoe_tie", "fig4_hinge"])
@pytest.mark.parametrize("side", [1, 2])
def test_a_foot_that_lies_on_the_other_knee_is_drawn_over_it(name: str, side: int) -> None:
    figure = whole_figure(drawn(name))
    body = body_at(figure, 1.0, 0.5, side)
    *_others, foot, leg, _girdle = body_paths(figure, body, side).core
    x, y = view(figure, side).flat(body.points[f"{body.working}_ankle"])
    assert (foot[1], leg[1]) == ("skin", "trousers")
    assert foot[0].boundingRect().contains(QPointF(x, -y))
