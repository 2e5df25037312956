"""The shapes that props are made of: boxes, bars, boards and upright panels."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin

from intermezzo.core.figure.vectors import Vec, add

SidePoint = tuple[float, float]
"""A point in an upright plane, as (forward, up)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of a prop: the hull of its corners, ``radius`` thick.

    ``tone`` is ``wall``, ``skirting``, ``sheet``, ``pale`` or ``sky`` for pieces drawn paler, ``seam`` or
    ``tree`` for those drawn darker, and ``rail`` for a piece that may be drawn before the body.
    """

    corners: tuple[Vec, ...]
    radius: float
    tone: str = ""

    def moved(self, by: Vec) -> "Shape":
        """Return the shape at another place."""
        return replace(self, corners=tuple(add(corner, by) for corner in self.corners))


_CORNER, _ROUND = 0.055, 4
"""Radius of a sheet's corners, and the number of their edges."""
_SEAM, _SEAM_RADIUS = 0.022, 0.0016
"""Distance of a seam from the edge, and half its width."""


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
    """Return a level sheet or mattress with rounded corners, from half its length and width."""
    line = _outline(half_long, half_wide)
    return Shape(tuple((x, y, z) for x, y in line for z in (z0, z1)), radius, tone)


def seam(half_long: float, half_wide: float, z: float) -> tuple[Shape, ...]:
    """Return the seam of a rounded sheet, a line a little inside its edge."""
    line = [(x, y, z) for x, y in _outline(half_long - _SEAM, half_wide - _SEAM)]
    return tuple(Shape(ends, _SEAM_RADIUS, "seam") for ends in pairwise([*line, line[0]]))


def _outline(half_long: float, half_wide: float) -> list[tuple[float, float]]:
    """Return the points of a rectangle with rounded corners, around its middle."""
    turns = [pi / 2 * (quarter + step / _ROUND) for quarter in range(4) for step in range(_ROUND + 1)]
    corners = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    middles = [corners[index // (_ROUND + 1)] for index in range(len(turns))]
    return [
        (x * (half_long - _CORNER) + _CORNER * cos(turn), y * (half_wide - _CORNER) + _CORNER * sin(turn))
        for (x, y), turn in zip(middles, turns, strict=True)
    ]


def panel(*outline: SidePoint, y: float = 0.0, radius: float = 0.012, tone: str = "pale") -> Shape:
    """Return a flat piece that stands along the body, ``y`` to its left."""
    return Shape(tuple((x, y, z) for x, z in outline), radius, tone)
