"""What bears a body: level surfaces on which its flesh yields, as a buttock does on a seat."""

from dataclasses import dataclass
from math import inf, sqrt

from intermezzo.core.figure.vectors import Mat, Vec

Ball = tuple[Vec, Mat, tuple[float, float, float]]
"""Centre, axes, and radii to the front, to the side and along; of one pressed flat the axes are skew."""
_BEYOND = 0.02
"""Flesh hangs so far over an edge and is borne all the same."""


@dataclass(frozen=True, slots=True)
class Surface:
    """Something level at a height, from ``back`` to ``front`` and as far to both sides as ``half``."""

    height: float
    back: float = -inf
    front: float = inf
    half: float = inf

    def bears(self, place: Vec) -> bool:
        """Whether a place is above it."""
        x, y, z = place
        return (
            z > self.height
            and self.back - _BEYOND <= x <= self.front + _BEYOND
            and abs(y) <= self.half + _BEYOND
        )


def half_height(ball: Ball) -> float:
    """Return how far an ellipsoid goes up and down from its centre."""
    _centre, m, (a, b, c) = ball
    return sqrt((a * m[6]) ** 2 + (b * m[7]) ** 2 + (c * m[8]) ** 2)


def lowest(ball: Ball) -> float:
    """Return the height of an ellipsoid's lowest point."""
    return ball[0][2] - half_height(ball)


def yielding(ball: Ball, surfaces: tuple[Surface, ...]) -> Ball:
    """Press a ball flat where it would sink into what bears it; its top stays."""
    (x, y, z), m, radii = ball
    if not surfaces or z - max(radii) >= surfaces[0].height:
        return ball
    half = half_height(ball)
    height = next((one.height for one in surfaces if one.bears(ball[0])), -inf)
    if z - half >= height:
        return ball
    flat = (z + half - height) / 2
    share = flat / half
    return (x, y, height + flat), (*m[:6], m[6] * share, m[7] * share, m[8] * share), radii
