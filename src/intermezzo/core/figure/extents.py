"""The box that holds a moving body in the picture."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf, sqrt

from intermezzo.core.figure import feet, flesh, hands
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.camera import Box, Camera, around
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Vec

TOLERANCE = 0.0005
"""Body heights by which flesh may reach out of the box on the way."""
_Axes = tuple[Collection[Vec], Collection[Vec]]
"""The axes of some pictures, to the right and upwards."""
_NOWHERE: Box = (inf, inf, -inf, -inf)
_Flesh = Callable[[Body], tuple[Piece, ...]]
PARTS: tuple[tuple[_Flesh, tuple[str, ...], float], ...] = (
    (flesh.head, ("c7", "c0", "crown", "nose", "head"), 0.060),
    *((partial(part, side=side), tuple(f"{side}_{joint}" for joint in joints), beyond)
      for part, beyond, *joints in (
          (feet.foot, 0.060, "ankle", "heel", "ball", "toe"),
          (hands.arm, 0.049, "shoulder", "elbow", "wrist", "hand"),
          (feet.trousers, 0.083, "hip", "knee", "ankle"),
      ) for side in ("l", "r")),
    (lambda body: (flesh.torso(replace(body, fill=1.0)),), ("root", "l3", "t12", "t6", "c7"), 0.110),
    (lambda body: (flesh.girdle(body),), ("t6", "c7", "l_shoulder", "r_shoulder"), 0.077),
)  # fmt: skip
"""The parts of a body: their flesh, their points, and how far flesh reaches beyond its points at most.

The ends of the limbs come first: much of the rest is within the box around them.
"""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a body that may be at the edge of its box."""

    pieces: _Flesh
    names: tuple[str, ...]
    whole_way: Box
    """The box of its points at all moments."""
    reach: Box
    """How far its flesh reaches beyond its points at both ends."""


def box_of(cameras: Collection[Camera], bodies: Sequence[Body]) -> Box:
    """Return the box of a body in the pictures of all cameras, at the moments of its movement.

    Flesh takes long to compute. That of a part is left out which cannot reach beyond the other parts. Between
    the first moment and the last, or the middle of a cycle, it is taken to reach as far beyond its points as
    then, and is computed only where it would be outside the box, first where it is farthest outside.
    """
    # Level views of a body and of its mirror image have the same axis upwards.
    axes = {one.across for one in cameras}, {one.up for one in cameras}
    start = bodies[0]
    # A cycle ends as it begins.
    end = bodies[-1] if bodies[-1].points != start.points else bodies[len(bodies) // 2]
    box = _NOWHERE
    parts: list[_Part] = []
    for pieces, names, beyond in PARTS:
        whole_way = _points(axes, bodies, names)
        if _beyond(box, _moved(whole_way, (-beyond, -beyond, beyond, beyond), 1.0)) < TOLERANCE:
            continue
        ends = [_points(axes, (body,), names) for body in (start, end)]
        first = box_of_flesh(axes, pieces(start))
        found = [first, first if ends[0] == ends[1] else box_of_flesh(axes, pieces(end))]
        box = around([box, *found])
        reach = around([_moved(flesh, place, -1.0) for flesh, place in zip(found, ends, strict=True)])
        parts.append(_Part(pieces, names, whole_way, reach))
    both_ends = box
    for part in parts:
        # What reaches out of the box of both ends is looked at once at least: it tells how far it reaches.
        if _beyond(both_ends, _moved(part.whole_way, part.reach, 1.0)) >= TOLERANCE:
            box = _grown(box, both_ends, part, bodies[1:-1], axes)
    return box


def _grown(box: Box, both_ends: Box, part: _Part, bodies: Sequence[Body], axes: _Axes) -> Box:
    """Return a box, larger if a part of a body reaches out of that of ``both_ends`` at other moments."""
    within, reach = both_ends, part.reach
    left = [(_points(axes, (body,), part.names), body) for body in bodies]
    while left:
        out, index = max(
            (_beyond(within, _moved(at, reach, 1.0)), index) for index, (at, _) in enumerate(left)
        )
        if out < TOLERANCE:
            break
        at, body = left.pop(index)
        found = box_of_flesh(axes, part.pieces(body))
        within = box = around([box, found])
        reach = around([reach, _moved(found, at, -1.0)])
    return box


def box_of_flesh(axes: _Axes, pieces: tuple[Piece, ...]) -> Box:
    """Return the box of some flesh in the pictures that have these axes."""
    balls = [ball for piece in pieces for ball in piece.balls]
    return _boxed(*([reach for axis in some for reach in _along(axis, balls)] for some in axes))


def _along(axis: Vec, balls: Collection[Ball]) -> tuple[float, float]:
    """Return from where to where ellipsoids reach along an axis of the picture."""
    i, j, k = axis
    lows, highs = [], []
    # Written out for speed, as in ``Camera.ellipse``.
    for (x, y, z), (m, n, o, p, q, r, s, t, u), (a, b, c) in balls:
        d, e, f = a * (m * i + p * j + s * k), b * (n * i + q * j + t * k), c * (o * i + r * j + u * k)
        at, reach = x * i + y * j + z * k, sqrt(d * d + e * e + f * f)
        lows.append(at - reach)
        highs.append(at + reach)
    return min(lows), max(highs)


def _points(axes: _Axes, bodies: Sequence[Body], names: tuple[str, ...]) -> Box:
    """Return the box of some points of bodies along all axes."""
    places = [body.points[name] for body in bodies for name in names]
    return _boxed(*([a * x + b * y + c * z for a, b, c in some for x, y, z in places] for some in axes))


def _boxed(xs: list[float], ys: list[float]) -> Box:
    return min(xs), min(ys), max(xs), max(ys)


def _moved(box: Box, by: Box, sign: float) -> Box:
    """Return a box with each of its sides moved by that of another."""
    return box[0] + sign * by[0], box[1] + sign * by[1], box[2] + sign * by[2], box[3] + sign * by[3]


def _beyond(box: Box, other: Box) -> float:
    """Return how far another box reaches out of a box; negative if it is within it."""
    return max(box[0] - other[0], box[1] - other[1], other[2] - box[2], other[3] - box[3])
