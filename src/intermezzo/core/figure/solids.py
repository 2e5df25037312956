"""The shapes that props are made of: boxes, bars, boards and upright panels."""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from intermezzo.core.figure.vectors import Vec

SidePoint = tuple[float, float]
"""A point in an upright plane, as (forward, up)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of a prop: the hull of its corners, ``radius`` thick.

    ``tone`` is ``wall``, ``skirting``, ``sheet`` or ``pale`` for pieces drawn paler, and ``rail`` for a piece
    that may be drawn before the body.
    """

    corners: tuple[Vec, ...]
    radius: float
    tone: str = ""


_CORNER, _SEAM = 0.055, 0.022
"""Radius of a sheet's corners, and distance of its seam from its edge."""
_QUARTER = tuple(pi / 2 * step / 4 for step in range(5))
"""Turns of a quarter of a circle."""


def box(
    x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, radius: float = 0.006, *,
    tone: str = "",
) -> Shape:  # fmt: skip
    """Return a box from its bounds forwards, to the left and up."""
    return Shape(tuple((x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)), radius, tone)


def bar(a: Vec, b: Vec, radius: float = 0.008) -> Shape:
    """Return a round bar."""
    return Shape((a, b), radius)


def board(low: SidePoint, high: SidePoint, half: float, radius: float) -> Shape:
    """Return a leaning board from two of its edges; ``half`` is half its width."""
    return Shape(tuple((x, y, z) for x, z in (low, high) for y in (-half, half)), radius)


def rounded(
    half_long: float, half_wide: float, z0: float, z1: float, radius: float, *, tone: str = ""
) -> Shape:
    """Return a level sheet or cushion with rounded corners, from half its length and width."""
    corners = (
        (x * (half_long - _CORNER + _CORNER * cos(turn)), y * (half_wide - _CORNER + _CORNER * sin(turn)), z)
        for x in (-1, 1) for y in (-1, 1) for z in (z0, z1) for turn in _QUARTER
    )  # fmt: skip
    return Shape(tuple(corners), radius, tone)


def seam(half_long: float, half_wide: float, z: float) -> tuple[Shape, ...]:
    """Return the seam of a rounded sheet, a line a little inside its edge."""
    long, wide = half_long - _SEAM, half_wide - _SEAM
    turns = [pi / 2 * quarter + turn for quarter in range(4) for turn in _QUARTER]
    middle = {0: (1, 1), 1: (-1, 1), 2: (-1, -1), 3: (1, -1)}
    line = []
    for index, turn in enumerate(turns):
        x, y = middle[index // len(_QUARTER)]
        line.append((x * (long - _CORNER) + _CORNER * cos(turn), y * (wide - _CORNER) + _CORNER * sin(turn), z))
    return tuple(Shape(two, 0.0016, "seam") for two in pairwise([*line, line[0]]))


def panel(*outline: SidePoint, y: float = 0.0, radius: float = 0.012, tone: str = "pale") -> Shape:
    """Return a flat piece that stands along the body, ``y`` to its left."""
    return Shape(tuple((x, y, z) for x, z in outline), radius, tone)
