"""How near a body's skin comes to what bears it, contact by contact."""

from math import inf

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.feet import leg
from intermezzo.core.figure.flesh import torso
from intermezzo.core.figure.hands import forearm, hand
from intermezzo.core.figure.heads import face, nape
from intermezzo.core.figure.keyframes import Pin
from intermezzo.core.figure.resting import Ball, half_height

LEVEL = {"floor", "chair"}
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
        return (*face(body).balls, *nape(body).balls)
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
