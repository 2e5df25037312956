"""The side of a car around its seat: roof, pillars, wheels and the open door."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, pi, sin

from intermezzo.core.figure.solids import Shape, SidePoint, bar, board, box, panel

_SIDE = 0.17
"""How far the car's side is left of the seat's middle. The car faces forwards and has one side only."""
_ROOF: tuple[SidePoint, ...] = (
    (-0.86, 0.53), (-0.66, 0.83), (-0.40, 0.93), (0.00, 0.955), (0.20, 0.93), (0.50, 0.56),
)  # fmt: skip
_REAR: tuple[SidePoint, ...] = ((-0.29, 0.52), (-0.88, 0.52), (-0.95, 0.40), (-0.94, 0.09), (-0.27, 0.07))
_BONNET: tuple[SidePoint, ...] = (
    (0.46, 0.56), (0.50, 0.56), (0.86, 0.49), (0.94, 0.40), (0.95, 0.11), (0.40, 0.07),
)  # fmt: skip
_WHEELS, _AXLE = (-0.62, 0.68), 0.145
"""Positions of the wheels and the height of their middle."""
_STEERING = (0.325, 0.0, 0.455)


def _wheel(x: float, size: float, tone: str) -> Shape:
    turns = (2 * pi * step / 24 for step in range(24))
    rim = ((x + size * cos(turn), _AXLE + size * sin(turn)) for turn in turns)
    return panel(*rim, y=_SIDE, tone=tone)


def _steering_wheel() -> Iterator[Shape]:
    """Yield the bars of the ring, leaning towards the driver, and of the column."""
    x, y, z = _STEERING
    turns = (2 * pi * step / 16 for step in range(17))
    ring = [(x - 0.045 * sin(turn), y + 0.105 * cos(turn), z + 0.095 * sin(turn)) for turn in turns]
    yield from (bar(a, b, 0.0075) for a, b in pairwise(ring))
    yield bar(_STEERING, (x + 0.105, y, z - 0.055), 0.009)


_OTHER = -0.41
"""How far the other front seat is left of the one that is sat on: the middle of the car is between them."""

SEAT_BACK = (
    board((-0.13, 0.22), (-0.215, 0.58), 0.105, 0.022),
    board((-0.225, 0.66), (-0.215, 0.72), 0.05, 0.018),
)

CABIN = (
    box(-0.11, 0.15, _OTHER - 0.12, _OTHER + 0.12, 0.19, 0.225, 0.014),
    *(one.moved((0.0, _OTHER, 0.0)) for one in SEAT_BACK),
    panel((-0.24, 0.10), (-0.24, 0.40), (0.44, 0.40), (0.44, 0.10), y=_SIDE + 0.02),
    *_steering_wheel(),
)
"""In body heights, beside a ``car_seat``, for a view from before the windscreen."""

CAR = (
    *(panel(*two, y=_SIDE) for two in pairwise(_ROOF)),
    panel((-0.27, 0.94), (-0.29, 0.50), y=_SIDE),
    panel(*_REAR, y=_SIDE),
    panel((-0.29, 0.07), (0.42, 0.07), y=_SIDE, radius=0.022),
    *_steering_wheel(),
    panel(*_BONNET, y=_SIDE),
    *(_wheel(x, 0.135, "") for x in _WHEELS),
    *(_wheel(x, 0.055, "pale") for x in _WHEELS),
)
"""The side of a car, for a view through the open door."""
