"""How near a body's skin comes to what bears it, contact by contact."""

from itertools import pairwise
from math import inf, sqrt

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.flesh import torso
from intermezzo.core.figure.hands import forearm, hand
from intermezzo.core.figure.heads import NAPE, face, hair
from intermezzo.core.figure.keyframes import Pin
from intermezzo.core.figure.resting import Ball, half_height
from intermezzo.core.figure.vectors import Vec, between, column, dot, sub
from tests.core.figure.whole_flesh import leg

LEVEL = {"floor", "step", "chair"}
"""Surfaces that bear a body from below."""
_TRUNK = {
    "seat": slice(0, 3), "pelvis": slice(0, 4), "belly": slice(1, 6), "back": slice(5, 10),
    "side": slice(0, 10),
}  # fmt: skip
"""Which balls of the torso touch."""


def lowest(ball: Ball) -> float:
    """Return the height of an ellipsoid's lowest point."""
    return ball[0][2] - half_height(ball)


def gap(pin: Pin, body: Body) -> float:
    """Return how far above what bears it the skin of a contact is, in body heights; below it less than 0.

    Raises ValueError when the pin's contact is one that the body does not lie on.
    """
    return min(lowest(ball) - _height(ball, body) for ball in _touching(pin, body))


def _touching(pin: Pin, body: Body) -> tuple[Ball, ...]:
    if pin.contact in _TRUNK:
        return torso(body).balls[_TRUNK[pin.contact]]
    if pin.contact == "head":
        return (*face(body).balls, *hair(body, NAPE).balls)
    if pin.contact in {"elbow", "hand"}:
        if pin.contact == "elbow":
            return forearm(body, pin.side).balls[1:4]
        return tuple(one for piece in hand(body, pin.side) for one in piece.balls)
    _hip, shank, heel, foot = leg(body, pin.side)
    if pin.contact == "knee":
        return shank.balls[4:6]
    if pin.contact in {"foot", "toe", "heel"}:
        return (*heel.balls, *foot.balls)
    raise ValueError(pin.contact)


def _height(ball: Ball, body: Body) -> float:
    return next((one.height for one in body.surfaces if one.bears(ball[0])), -inf)


def under_palm(body: Body, side: str, balls: tuple[Ball, ...]) -> float:
    """Return how far skin is below a palm, in body heights; below 0 where the palm is in it.

    The balls are a chain; between two of them the skin is interpolated.
    """
    frame = body.frames[f"{side}_hand"]
    into = column(frame, 0)
    palm = hand(body, side)[0].balls[1:3]
    start = between(palm[0][0], palm[1][0], 0.75)
    thick = palm[0][2][0]
    found = [inf]
    for one, other in pairwise(balls):
        for step in range(13):
            met = _met(start, into, _between_balls(one, other, step / 12))
            if met is not None:
                found.append(met)
    return min(found) - thick


def _between_balls(one: Ball, other: Ball, share: float) -> Ball:
    (a, m, r), (b, n, s) = one, other
    radii = between(r, s, share)
    return between(a, b, share), m if share < 0.5 else n, radii


def _met(start: Vec, way: Vec, ball: Ball) -> float | None:
    """Return the distance from a point along a direction to an ellipsoid, from inside a negative one."""
    centre, m, radii = ball
    offset = sub(start, centre)
    a = [dot((m[i], m[i + 3], m[i + 6]), offset) / radii[i] for i in range(3)]
    b = [dot((m[i], m[i + 3], m[i + 6]), way) / radii[i] for i in range(3)]
    bb, ab = sum(x * x for x in b), sum(x * y for x, y in zip(a, b, strict=True))
    root = ab * ab - bb * (sum(x * x for x in a) - 1)
    return None if root < 0 else (-ab - sqrt(root)) / bb
