"""What is held, looked at or drawn round a body: where it touches, and what it tells."""

from itertools import pairwise
from math import hypot, sqrt
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.core.figure import Body, Figure, body_at, props, view
from intermezzo.core.figure.flesh import torso
from intermezzo.core.figure.heads import NAPE, hair
from intermezzo.core.figure.resting import Ball
from intermezzo.ui.figure.body_paths import body_paths
from intermezzo.ui.figure.drawing import drawing
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.poses import FigurePose, key_pose
from intermezzo.ui.figure.prop_paths import BELOW, MARK, OVER, UNDER, held_props, prop_paths
from intermezzo.ui.kit import style

MOVEMENTS = library.load([Path(__file__).parents[3] / "sessions"]).movements


def drawn(name: str) -> Figure:
    figure = MOVEMENTS[name].figure
    assert figure is not None
    return figure


def things(figure: Figure, body: Body, layer: str) -> list[QPainterPath]:
    return [path for path, lies in held_props(figure, body, view(figure), 1) if lies == layer]


def gap(path: QPainterPath, balls: tuple[Ball, ...], figure: Figure) -> float:
    """Return how far a thing is from the nearest of some balls, below 0 where it presses into them."""
    camera = view(figure)
    outline_points = [path.elementAt(index) for index in range(path.elementCount())]
    places = [
        (a.x + (b.x - a.x) * share / 40, a.y + (b.y - a.y) * share / 40)
        for a, b in pairwise(outline_points)
        for share in range(41)
    ]
    found = []
    for ball in balls:
        x, y, xx, xy, yy = camera.ellipse(ball)
        for px, py in places:
            dx, dy = px - x, -py - y
            way = hypot(dx, dy)
            across = xx * yy - xy * xy
            reach = sqrt(across / (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy)) * way
            found.append(way - reach)
    return min(found)


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_the_stick_touches_head_mid_back_and_sacrum(at: float) -> None:
    figure = drawn("dowel_hip_hinge")
    body = body_at(figure, at, 0.5)
    (stick,) = things(figure, body, UNDER)
    trunk = torso(body).balls
    for balls in (hair(body, NAPE).balls, trunk[6:9], trunk[:3]):
        assert -0.012 < gap(stick, balls, figure) < 0.004


BAGS = sorted(name for name, one in MOVEMENTS.items() if one.figure is not None and "bag" in one.figure.props)
TAKEN_UP = [name for name in BAGS if drawn(name).carried_from]


@pytest.mark.parametrize("name", BAGS)
def test_a_bag_hangs_from_a_closed_hand_and_never_below_the_floor(name: str) -> None:
    figure = drawn(name)
    for at in (figure.carried_from, 0.75, 1.0):
        body = body_at(figure, at, 0.5)
        assert body.angle("r_curl") >= 70
        paths = [path for path, _layer in held_props(figure, body, view(figure), 1)]
        palm = view(figure).flat(body.points["r_palm"])
        nearest = min(
            hypot(palm[0] - spot.x, palm[1] + spot.y)
            for path in paths
            for spot in (path.elementAt(index) for index in range(path.elementCount()))
        )
        assert nearest < 0.03
        assert max(path.boundingRect().bottom() for path in paths) < 0.004 or figure.camera != (0.0, 0.0)


@pytest.mark.parametrize("name", TAKEN_UP)
def test_a_bag_stands_where_it_is_taken_up_until_then(name: str) -> None:
    figure = drawn(name)
    assert figure.carried_from == 0.5

    def bag(at: float) -> tuple[float, ...]:
        body = body_at(figure, at, 0.5)
        path = next(path for path, _layer in held_props(figure, body, view(figure), 1))
        box = path.boundingRect()
        return box.x(), box.y(), box.width(), box.height()

    assert bag(0.0) == bag(0.4) == pytest.approx(bag(0.5))
    assert bag(1.0)[1] < bag(0.5)[1] - 0.1


def test_a_bag_between_the_feet_is_behind_the_near_leg_and_one_at_the_side_before_it() -> None:
    lifted, carried = drawn("floor_lift"), drawn("suitcase_carry")
    assert things(lifted, body_at(lifted, 0.5, 0.5), BELOW)
    assert not things(carried, body_at(carried, 0.5, 0.5), BELOW)


def test_both_hands_hold_one_band_and_it_pulls_at_right_angles_to_the_press() -> None:
    press, row = drawn("pallof"), drawn("band_row")
    start, end = (body_at(press, at, 0.5).points["r_palm"] for at in (0.0, 1.0))
    way, pull = (end[0] - start[0], end[1] - start[1]), (props.BAND_ANCHOR - end[0], -end[1])
    cosine = (way[0] * pull[0] + way[1] * pull[1]) / hypot(*way) / hypot(*pull)
    assert hypot(*way) > 0.15
    assert abs(cosine) < 0.35
    # The anchor, then a band and a handle for each fist.
    assert [len(things(one, body_at(one, 1.0, 0.5), OVER)) for one in (press, row)] == [3, 5]


def test_the_line_of_sight_goes_from_the_screen_to_what_is_far() -> None:
    figure = drawn("eyes_far")

    def end(at: float) -> QPointF:
        dots = things(figure, body_at(figure, at, 0.5), UNDER)
        return max((dot.boundingRect().center() for dot in dots), key=QPointF.x)

    near, far = end(0.0), end(1.0)
    # On the screen at the start, at the end on the tree in the window.
    assert props.SCREEN[0] - 0.02 < near.x() < props.SCREEN[0] + 0.03
    assert props.SCREEN[1] < -near.y() < props.SCREEN[2]
    tree = next(
        path.boundingRect() for path, tone in reversed(prop_paths(figure, 1, figure.props)) if tone == "tree"
    )
    assert tree.adjusted(-0.01, 0.0, 0.01, 0.0).contains(far)
    # The line of the start stays in sight beside it, and the head stays where it is.
    dots = things(figure, body_at(figure, 1.0, 0.5), UNDER)
    assert any(abs(dot.boundingRect().center().y() - near.y()) < 0.01 for dot in dots)
    start, last = (body_at(figure, at, 0.5).points for at in (0.0, 1.0))
    assert last["nose"] == pytest.approx(start["nose"], abs=0.001)


def test_the_roll_lies_between_the_lower_back_and_the_seat_and_stays_there() -> None:
    figure = drawn("lumbar_roll")
    rolls = [things(figure, body_at(figure, at, 0.5), BELOW) for at in (0.0, 0.5, 1.0)]
    assert [len(one) for one in rolls] == [1, 1, 1]
    (start,), (half,), (roll,) = rolls
    assert start == half == roll
    assert -0.012 < gap(roll, torso(body_at(figure, 1.0, 0.5)).balls[2:5], figure) < 0.004
    assert gap(roll, torso(body_at(figure, 0.0, 0.5)).balls[2:5], figure) > 0.01
    assert any(path.intersects(roll) for path, _tone in prop_paths(figure, 1, figure.props))


def test_the_floor_of_the_pelvis_rises_as_the_breath_leaves() -> None:
    figure = drawn("pelvic_floor_breath")

    def height(fill: float) -> float:
        floor = things(figure, body_at(figure, 0.0, fill), OVER)
        return -floor[3].boundingRect().center().y()

    assert height(0.0) > height(0.5) + 0.01 > height(1.0) + 0.02


def test_air_leaves_the_lips_as_the_lungs_empty() -> None:
    figure = drawn("soft_exhale")

    def reach(at: float, fill: float) -> float:
        body = body_at(figure, at, fill)
        nose = view(figure).flat(body.points["nose"])[0]
        return max((path.boundingRect().right() - nose for path in things(figure, body, OVER)), default=0.0)

    assert reach(0.0, 1.0) == 0.0
    assert 0.0 < reach(0.5, 0.5) < reach(1.0, 0.0)


@pytest.mark.parametrize(
    ("name", "anew"), [("pelvic_floor_breath", True), ("soft_exhale", True), ("sit_to_stand", False)]
)
def test_what_a_breath_moves_is_drawn_anew_with_it(dressed: QApplication, name: str, *, anew: bool) -> None:
    figure, area = drawn(name), QRectF(0, 0, 300, 300)
    full, empty = (
        [path for path, _brush in drawing(FigurePose(figure, 0.0, fill), area, "").upper_layers]
        for fill in (1.0, 0.0)
    )
    assert (full != empty) is anew


def test_the_mark_goes_once_round_the_clock_that_lies_on_the_seat() -> None:
    figure = drawn("pelvic_clock_seated")
    camera = view(figure)
    for hour, way in enumerate(((1.0, 0.0, 0.0), (0.0, -1.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 1.0, 0.0))):
        body = body_at(figure, hour / 4, 0.5)
        (mark,) = things(figure, body, OVER)
        ring = things(figure, body, BELOW)[0].boundingRect().center()
        seen = mark.boundingRect().center() - ring
        x, y = camera.flat(way)
        assert seen.x() * x - seen.y() * y > 0.9 * hypot(x, y) * hypot(seen.x(), seen.y())


def picture(name: str, size: int, region: str) -> QImage:
    pose = key_pose(MOVEMENTS[name])
    assert pose is not None
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(style.color("pill"))
    painter = QPainter(image)
    paint_figure(painter, QRectF(image.rect()), pose, region)
    painter.end()
    return image


@pytest.mark.parametrize("name", ["bird_dog", "sit_to_stand", "chin_nod_seated"])
def test_a_small_picture_has_no_light_and_a_thin_spine(dressed: QApplication, name: str) -> None:
    region = MOVEMENTS[name].regions[0]
    assert picture(name, 60, region) == picture(name, 60, "")
    assert picture(name, 200, region) != picture(name, 200, "")


def test_what_is_light_on_the_chair_has_air_below_it() -> None:
    figure = drawn("chair_unload")
    seat = max(corner[2] + shape.radius for shape in props.shapes("stool", "sit") for corner in shape.corners)
    camera = view(figure)
    lows = []
    for at in (0.0, 1.0):
        shapes = body_paths(figure, body_at(figure, at, 0.5), 1)
        x = camera.flat(body_at(figure, at, 0.5).points["r_hip"])[0]
        column = [QPointF(x, -height / 1000) for height in range(150, 330)]
        lows.append(
            min(-spot.y() for spot in column if any(path.contains(spot) for path, _tone in shapes.core))
        )
    assert lows[0] <= seat + 0.002
    assert lows[1] > seat + 0.004


def test_the_weight_goes_from_the_seat_to_the_hands() -> None:
    figure = drawn("chair_unload")
    long = []
    for at in (0.0, 1.0):
        hand, hand_head, seat, seat_head = (
            path.boundingRect() for path in things(figure, body_at(figure, at, 0.5), MARK)
        )
        # Both point down: the wide head is the lower end, y downwards.
        assert hand_head.bottom() > hand.bottom()
        assert seat_head.bottom() > seat.bottom()
        long.append((hand_head.bottom() - hand.top(), seat_head.bottom() - seat.top()))
    (hand_before, seat_before), (hand_after, seat_after) = long
    assert hand_after > 2 * hand_before
    assert seat_after < 0.6 * seat_before
