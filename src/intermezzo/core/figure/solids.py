"""The shapes that props are made of: boxes, bars, boards and upright panels."""

from dataclasses import dataclass

from intermezzo.core.figure.vectors import Vec

SidePoint = tuple[float, float]
"""A point in an upright plane, as (forward, up)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of a prop: the hull of its corners, ``radius`` thick.

    ``tone`` is ``wall``, ``skirting``, ``sheet``, ``pale`` or ``sky`` for pieces drawn paler, ``tree`` for
    those drawn darker, and ``rail`` for a piece that may be drawn before the body.
    """

    corners: tuple[Vec, ...]
    radius: float
    tone: str = ""


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


def panel(*outline: SidePoint, y: float = 0.0, radius: float = 0.012, tone: str = "pale") -> Shape:
    """Return a flat piece that stands along the body, ``y`` to its left."""
    return Shape(tuple((x, y, z) for x, z in outline), radius, tone)
