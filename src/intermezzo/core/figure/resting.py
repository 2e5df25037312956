"""Level surfaces that support a body, and the flattening of its flesh on them."""

from dataclasses import dataclass
from math import inf, sqrt

from intermezzo.core.figure.vectors import Mat, Vec

Ball = tuple[Vec, Mat, tuple[float, float, float]]
"""An ellipsoid: centre, axes, and radii to the front, to the side and along; skew axes if flattened."""
_BEYOND = 0.02
"""How far flesh may hang over an edge and still be supported."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A level surface at a height, from ``back`` to ``front``, ``half`` wide to both sides."""

    height: float
    back: float = -inf
    front: float = inf
    half: float = inf

    def bears(self, place: Vec) -> bool:
        """Return whether a point is above it."""
        x, y, z = place
        return (
            z > self.height
            and self.back - _BEYOND <= x <= self.front + _BEYOND
            and abs(y) <= self.half + _BEYOND
        )


def half_height(ball: Ball) -> float:
    """Return half the height of an ellipsoid."""
    _centre, m, (a, b, c) = ball
    x, y, z = a * m[6], b * m[7], c * m[8]
    return sqrt(x * x + y * y + z * z)


def flattened(balls: tuple[Ball, ...], surfaces: tuple[Surface, ...]) -> tuple[Ball, ...]:
    """Return balls, flattened where they would sink into a supporting surface; their tops stay."""
    height = surfaces[0].height if surfaces else -inf
    return tuple([
        one if one[0][2] - max(one[2]) >= height else _flattened(one, surfaces) for one in balls
    ])  # fmt: skip


def _flattened(ball: Ball, surfaces: tuple[Surface, ...]) -> Ball:
    (x, y, z), m, radii = ball
    half = half_height(ball)
    height = next((one.height for one in surfaces if one.bears(ball[0])), -inf)
    if z - half >= height:
        return ball
    flat = (z + half - height) / 2
    share = flat / half
    return (x, y, height + flat), (*m[:6], m[6] * share, m[7] * share, m[8] * share), radii
