"""The box that holds a moving body in the picture."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from math import sqrt

from intermezzo.core.figure import feet, flesh, hands
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.camera import Box, Camera, around
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Vec

TOLERANCE = 0.0005
"""Body heights by which flesh may reach out of the box on the way."""
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


def box_of(cameras: Collection[Camera], bodies: Sequence[Body]) -> Box:
    """Return the box of a body in the pictures of all cameras, at the moments of its movement.

    Flesh takes long to compute. That of a part is left out which cannot reach beyond the other parts. Between
    the first moment and the last, or the middle of a cycle, it is taken to reach as far beyond its points as
    then, and is computed only where it would be outside the box.
    """
    start = bodies[0]
    # A cycle ends as it begins.
    end = bodies[-1] if bodies[-1].points != start.points else bodies[len(bodies) // 2]
    box: Box | None = None
    on_way: list[tuple[_Flesh, tuple[str, ...], Box, Box]] = []
    for pieces, names, beyond in PARTS:
        whole_way = _points(cameras, bodies, names)
        if box is not None and _holds(box, _moved(whole_way, (-beyond, -beyond, beyond, beyond), 1.0)):
            continue
        ends = [_points(cameras, (body,), names) for body in (start, end)]
        first = _flesh(cameras, pieces(start))
        found = [first, first if ends[0] == ends[1] else _flesh(cameras, pieces(end))]
        box = around(found if box is None else [box, *found])
        reach = around([_moved(flesh, place, -1.0) for flesh, place in zip(found, ends, strict=True)])
        on_way.append((pieces, names, _moved(whole_way, reach, 1.0), reach))
    boxes = [] if box is None else [box]
    for pieces, names, most, reach in on_way:
        for body in () if _holds(boxes[0], most) else bodies[1:-1]:
            if not _holds(boxes[0], _moved(_points(cameras, (body,), names), reach, 1.0)):
                boxes.append(_flesh(cameras, pieces(body)))
    return around(boxes)


def _flesh(cameras: Collection[Camera], pieces: tuple[Piece, ...]) -> Box:
    balls = [ball for piece in pieces for ball in piece.balls]
    return around([box_of_balls(camera, balls) for camera in cameras])


def box_of_balls(camera: Camera, balls: Collection[Ball]) -> Box:
    """Return the box of ellipsoids in the picture."""
    left, right = _along(camera.across, balls)
    bottom, top = _along(camera.up, balls)
    return left, bottom, right, top


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


def _points(cameras: Collection[Camera], bodies: Sequence[Body], names: tuple[str, ...]) -> Box:
    """Return the box of some points of bodies in the pictures of all cameras."""
    places = [body.points[name] for body in bodies for name in names]
    xs, ys = list[float](), list[float]()
    for camera in cameras:
        a, b, c = camera.across
        xs += [a * x + b * y + c * z for x, y, z in places]
        a, b, c = camera.up
        ys += [a * x + b * y + c * z for x, y, z in places]
    return min(xs), min(ys), max(xs), max(ys)


def _moved(box: Box, by: Box, sign: float) -> Box:
    """Return a box with each of its sides moved by that of another."""
    return box[0] + sign * by[0], box[1] + sign * by[1], box[2] + sign * by[2], box[3] + sign * by[3]


def _holds(box: Box, other: Box) -> bool:
    left, bottom, right, top = other
    return (
        left > box[0] - TOLERANCE and bottom > box[1] - TOLERANCE
        and right < box[2] + TOLERANCE and top < box[3] + TOLERANCE
    )  # fmt: skip
