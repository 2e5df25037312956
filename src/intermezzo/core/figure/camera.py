"""A camera at infinite distance: 3-D points → the flat picture (right, up), and boxes in the picture."""

from dataclasses import dataclass, replace
from math import cos, radians, sin

from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Vec, dot, scaled

Flat = tuple[float, float]
Way = tuple[Flat, ...]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in body heights."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Axes of the picture: ``across`` to its right, ``up``, and ``into`` away from the viewer."""

    across: Vec
    up: Vec
    into: Vec

    def flat(self, point: Vec) -> Flat:
        """Return a point's position in the picture."""
        return dot(point, self.across), dot(point, self.up)

    def depth(self, point: Vec) -> float:
        """Return the distance of a point; smaller is nearer."""
        return dot(point, self.into)

    def ellipse(self, ball: Ball) -> tuple[float, float, float, float, float]:
        """Return the outline of an ellipsoid as (x, y) of its centre and its spread (xx, xy, yy)."""
        (x, y, z), (m, n, o, p, q, r, s, t, u), (a, b, c) = ball
        # Written out for speed: an outline needs fifty of them.
        i, j, k = self.across
        d, e, f = a * (m * i + p * j + s * k), b * (n * i + q * j + t * k), c * (o * i + r * j + u * k)
        across = x * i + y * j + z * k
        i, j, k = self.up
        g, h, w = a * (m * i + p * j + s * k), b * (n * i + q * j + t * k), c * (o * i + r * j + u * k)
        up = x * i + y * j + z * k
        return across, up, d * d + e * e + f * f, d * g + e * h + f * w, g * g + h * h + w * w


def camera(yaw: float, pitch: float) -> Camera:
    """Return the camera at ``yaw`` degrees (0 the body's right, 90 its front) and ``pitch`` degrees up."""
    c, s = cos(radians(yaw)), sin(radians(yaw))
    cp, sp = cos(radians(pitch)), sin(radians(pitch))
    level = (-s, c, 0.0)
    return Camera(
        across=(c, s, 0.0),
        up=(level[0] * sp, level[1] * sp, cp),
        into=(level[0] * cp, level[1] * cp, -sp),
    )


def mirrored(one: Camera) -> Camera:
    """Return the camera that shows a mirrored body as the mirrored picture."""
    other = of_mirrored(one)
    return replace(other, across=scaled(other.across, -1.0))


def of_mirrored(one: Camera) -> Camera:
    """Return the camera that shows a body as another shows the mirrored body."""
    x, u, d = one.across, one.up, one.into
    return Camera((x[0], -x[1], x[2]), (u[0], -u[1], u[2]), (d[0], -d[1], d[2]))


def around(boxes: list[Box]) -> Box:
    """Return the box around several boxes. Raise ValueError if there are none."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
