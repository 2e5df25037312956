"""Props that the breath moves: the floor of the pelvis, and the air at the lips."""

from itertools import pairwise
from math import cos, sin

from intermezzo.core.figure import Body
from intermezzo.core.figure.vectors import Vec, add, scaled, turned

Solid = tuple[list[Vec], float]
"""Corners, and the radius around them. Lengths are in body heights."""
_FRONT, _LONG, _RIM = 0.052, 0.094, -0.022
"""Front end of the pelvic floor before the hips, its length, and the height of its ends above the hips."""
_FULL, _EMPTY = -0.026, 0.014
"""Height of its middle above its ends, lungs full and empty: more than in a body, so that it can be seen."""
_LIPS, _AIR, _AIR_TURNS = (0.084, 0.0, -0.016), 0.042, (-0.50, -0.22, 0.06)
"""Place just before the lips, length of a whole breath out, and the radians upwards of its lines."""


def pelvic_floor(body: Body) -> tuple[Solid, ...]:
    """Return the floor of the pelvis, which rises as the lungs empty, and dots where it is then."""
    floor = _floor(body, _EMPTY + (_FULL - _EMPTY) * body.fill)
    dots = _floor(body, _EMPTY)[1:-1]
    return (*((list(pair), 0.0065) for pair in pairwise(floor)), *(([at], 0.0026) for at in dots))


def _floor(body: Body, middle: float) -> list[Vec]:
    """Return points along the floor of the pelvis, from its front to the tailbone."""
    ways = [step / 8 for step in range(9)]
    places = [(_FRONT - _LONG * way, 0.0, _RIM + middle * 4 * way * (1 - way)) for way in ways]
    return [body.place("root", "pelvis", place) for place in places]


def air(body: Body) -> tuple[Solid, ...]:
    """Return the breath that has left the lips, longer as the lungs empty."""
    size, lips = _AIR * (1 - body.fill), body.place("c0", "head", _LIPS)
    ways = (turned(body.frames["head"], (cos(turn), 0.0, sin(turn))) for turn in _AIR_TURNS)
    return tuple(([lips, add(lips, scaled(way, size))], 0.0030) for way in ways if size)
