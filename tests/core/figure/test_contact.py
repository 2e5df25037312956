"""Skin meets what bears it: seats, floors and beds are lain upon, neither sunk through nor hovered over."""

from dataclasses import replace
from itertools import product
from math import hypot
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.figure import Figure, body_at, heads
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.feet import trousers
from intermezzo.core.figure.flesh import torso
from intermezzo.core.figure.hands import sleeve
from intermezzo.core.figure.keyframes import BODY_SURFACES, Pin, grips_along
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.props import SEATS, SHAPES, WALL
from intermezzo.core.figure.resting import Ball, Surface, flattened, half_height
from intermezzo.core.figure.vectors import UPRIGHT
from tests.core.figure.touching import LEVEL, gap, lowest, under_palm
from tests.core.figure.whole_flesh import all_pieces, leg

pytestmark = pytest.mark.slow

SESSIONS = Path(__file__).parents[3] / "sessions"
FIGURES = {
    name: one.figure for name, one in library.load([SESSIONS]).movements.items() if one.figure is not None
}
TOUCHES = {"seat", "pelvis", "back", "side", "belly", "head", "knee", "elbow", "hand", "foot", "toe", "heel"}
NEAR, PRESSED = 0.005, 0.010
"""Skin may be so far from what bears it, and a palm pressed so far into skin, in body heights."""
SOFT = 0.032
"""Skin may give way so far: a buttock on a seat."""
MOMENTS = [step / 20 for step in range(21)]


def lain_upon(figure: Figure) -> bool:
    """Whether what bears the body is drawn: a head from near has no seat."""
    return figure.base != "sit" or bool(SEATS.keys() & set(figure.props)) or "wall" in figure.props


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_what_is_pinned_lies_on_its_surface_through_the_whole_repetition(name: str) -> None:
    one = FIGURES[name]
    pins = [pin for pin in one.pins if pin.contact in TOUCHES and pin.surface in LEVEL]
    for at in MOMENTS:
        body, grips = body_at(one, at, 0.5), grips_along(one.keys, at, cycle=one.cycle)
        for pin in pins:
            hidden = pin.contact == "seat" and not lain_upon(one)
            if grips.get((pin.contact, pin.side), 1.0) == 1.0 and not hidden:
                assert gap(pin, body) <= NEAR, (at, pin)


ON_SKIN = sorted(
    name for name, one in FIGURES.items() if any(pin.surface in BODY_SURFACES for pin in one.pins)
)


@pytest.mark.parametrize("name", ON_SKIN)
def test_a_hand_on_the_body_lies_on_its_skin_through_the_whole_repetition(name: str) -> None:
    one = FIGURES[name]
    # A bag is hugged from both sides: no skin is below the palms.
    pins = [pin for pin in one.pins if pin.surface in BODY_SURFACES and not pin.surface.startswith("bag")]
    for at, fill in product(MOMENTS, (0.0, 1.0)):
        body, grips = body_at(one, at, fill), grips_along(one.keys, at, cycle=one.cycle)
        for pin in pins:
            if grips.get((pin.contact, pin.side), 1.0) == 1.0:
                below = (under_palm(body, pin.side, balls) for balls in skin(pin, body))
                assert -PRESSED <= min(below) <= NEAR, (at, pin)


def skin(pin: Pin, body: Body) -> tuple[tuple[Ball, ...], ...]:
    """Return the chains of flesh on which a hand can lie."""
    hip, thigh = trousers(body, pin.side)
    chains: dict[str, tuple[Piece, ...]] = {
        "thighs": (thigh,), "knees": (thigh,), "hips": (torso(body), hip, thigh),
        "head": (heads.hair(body, heads.NAPE),), "nape": (heads.neck(body),), "cheeks": (heads.face(body),),
    }  # fmt: skip
    return tuple(piece.balls for piece in chains.get(pin.surface, (torso(body),)))


@pytest.mark.parametrize("name", ["breath_9090", "legs_elevated"])
def test_calves_lie_on_their_rest(name: str) -> None:
    body = body_at(FIGURES[name], 0.0, 0.5)
    (rest,) = (SEATS[prop] for prop in FIGURES[name].props if prop in SEATS)
    for side in ("l", "r"):
        calf = trousers(body, side)[1].balls[6:8]
        assert abs(min(map(lowest, calf)) - rest[0]) <= NEAR


def test_a_supported_back_leans_on_its_backrest() -> None:
    balls = torso(body_at(FIGURES["breath_paced_6"], 0.0, 0.5)).balls[5:]
    (board,) = (shape for shape in SHAPES["chair"] if min(corner[2] for corner in shape.corners) > 0.35)
    face = max(corner[0] for corner in board.corners) + board.radius
    heights = [corner[2] for corner in board.corners]
    level = [ball for ball in balls if min(heights) <= ball[0][2] <= max(heights)]
    assert min(map(hindmost, level)) == pytest.approx(face, abs=NEAR)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_nothing_is_drawn_through_what_bears_it_nor_pressed_out_of_shape(name: str) -> None:
    one = FIGURES[name]
    for at in MOMENTS:
        body = body_at(one, at, 0.5)
        free = replace(body, surfaces=())
        for drawn, soft in zip(all_pieces(body), all_pieces(free), strict=True):
            for ball, as_it_was in zip(drawn.balls, soft.balls, strict=True):
                tops = [top.height for top in body.surfaces if top.bears(as_it_was[0])]
                if tops:
                    assert lowest(ball) >= tops[0] - 1e-9, (at, drawn.name)
                    assert lowest(as_it_was) >= tops[0] - SOFT, (at, drawn.name)


def test_a_ball_that_sinks_is_flattened_from_below_and_keeps_its_top() -> None:
    ball = ((0.0, 0.0, 0.03), UPRIGHT, (0.05, 0.04, 0.05))
    (pressed,) = flattened((ball,), (Surface(0.0),))
    assert lowest(pressed) == pytest.approx(0.0)
    assert pressed[0][2] + half_height(pressed) == pytest.approx(0.08)
    assert pressed[0][:2] == ball[0][:2]
    assert flattened((ball,), (Surface(-0.05),)) == (ball,)


def test_what_hangs_below_a_seat_or_beside_it_is_left_alone() -> None:
    seat = Surface(0.2, back=-0.1, front=0.1, half=0.1)
    for place in ((0.0, 0.0, 0.18), (0.2, 0.0, 0.22), (0.0, 0.2, 0.22)):
        ball = (place, UPRIGHT, (0.05, 0.05, 0.05))
        assert flattened((ball,), (seat, Surface(0.0))) == (ball,)


@pytest.mark.parametrize(
    ("name", "at", "leans"),
    [
        ("wall_hip_hinge", 1.0, ("hips",)),
        ("wall_squat", 0.0, ("hips", "back")),
        ("wall_squat", 1.0, ("hips", "back")),
    ],
)
def test_who_leans_on_a_wall_touches_it(name: str, at: float, leans: tuple[str, ...]) -> None:
    balls = torso(body_at(FIGURES[name], at, 0.5)).balls
    for part in leans:
        assert min(map(hindmost, balls[:3] if part == "hips" else balls[5:])) == pytest.approx(WALL, abs=0.01)


def hindmost(ball: Ball) -> float:
    """Return how far back an ellipsoid goes."""
    (x, _y, _z), m, radii = ball
    return x - hypot(*(radius * m[index] for index, radius in enumerate(radii)))


@pytest.mark.parametrize(
    "name", sorted(n for n, one in FIGURES.items() if Pin("side", "", "floor") in one.pins)
)
def test_who_lies_on_the_side_rests_on_shoulder_hip_and_lower_leg(name: str) -> None:
    body = body_at(FIGURES[name], 0.0, 0.5)
    _hip, lower, *_foot = leg(body, "l")
    for balls in (sleeve(body, "l").balls[:1], torso(body).balls[:3], lower.balls[:2], lower.balls[5:7]):
        assert -1e-9 <= min(map(lowest, balls)) <= 0.02
