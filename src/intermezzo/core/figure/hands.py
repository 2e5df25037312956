"""The arms: a sleeve, a forearm, and a hand with a thumb, flat, relaxed or closed as its fingers curl."""

from functools import lru_cache, partial
from math import cos, radians, sin

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.pieces import KEPT, Piece, ball, limb, resting
from intermezzo.core.figure.vectors import Vec, add

_KNUCKLES = 0.056
"""Distance of the knuckles from the wrist. Lengths are in body heights."""
_FINGER, _FINGER_TIP = 0.024, 0.021
_CLOSED = 60.0
"""Curl of the fingers in degrees from which the thumb lies across them."""


def arm(body: Body, side: str) -> tuple[Piece, ...]:
    """Return sleeve, forearm and hand."""
    return (sleeve(body, side), forearm(body, side), *hand(body, side))


@lru_cache(maxsize=KEPT)
def sleeve(body: Body, side: str) -> Piece:
    """Return the upper arm in its sleeve, from the shoulder to above the elbow."""
    s = partial(limb, body, side, "shoulder", "elbow")
    return resting(
        body,
        "sleeve",
        s(0.02, "upper_arm", 0.0, 0.0330, 0.0315),
        s(0.36, "upper_arm", 0.0, 0.0290, 0.0275),
        s(0.80, "upper_arm", 0.0, 0.0250, 0.0245, 0.0010),
    )


@lru_cache(maxsize=KEPT)
def forearm(body: Body, side: str) -> Piece:
    """Return the skin from above the elbow to the wrist."""
    s = partial(limb, body, side)
    return resting(
        body,
        "arm",
        s("shoulder", "elbow", 0.76, "upper_arm", 0.0, 0.0225, 0.0220),
        s("shoulder", "elbow", 1.00, "upper_arm", 0.0, 0.0205, 0.0205),
        s("elbow", "wrist", 0.22, "forearm", 0.0, 0.0222, 0.0230),
        s("elbow", "wrist", 0.55, "forearm", 0.0, 0.0185, 0.0195),
        s("elbow", "wrist", 1.00, "forearm", 0.0, 0.0118, 0.0138),
    )


@lru_cache(maxsize=KEPT)
def hand(body: Body, side: str) -> tuple[Piece, Piece]:
    """Return palm with fingers, and the thumb."""
    wrist, frame = body.points[f"{side}_wrist"], body.frames[f"{side}_hand"]
    curl = 0.0 if side in body.flat_hands else body.angle(f"{side}_curl")
    at = partial(ball, wrist, frame)
    first, second = radians(curl * 0.85), radians(curl * 1.75)
    knuckles: Vec = (0.0, 0.0, -_KNUCKLES)
    middle = add(knuckles, (_FINGER * sin(first), 0.0, -_FINGER * cos(first)))
    tip = add(middle, (_FINGER_TIP * sin(second), 0.0, -_FINGER_TIP * cos(second)))
    palm = resting(
        body,
        "hand",
        at((0.0, 0.0, -0.002), (0.0115, 0.0140, 0.0120)),
        at((0.0, 0.0, -0.026), (0.0118, 0.0195, 0.0130)),
        at(knuckles, (0.0100, 0.0205, 0.0110)),
        at(middle, (0.0088, 0.0180, 0.0088)),
        at(tip, (0.0072, 0.0125, 0.0072)),
    )
    # The thumb is on the outer side of a hand whose palm faces forwards.
    out = SIGN[side]
    closed = min(1.0, max(0.0, (curl - 20) / (_CLOSED - 20)))
    spread = 1.0 - min(1.0, curl / 30)
    bend = (0.008 + 0.012 * closed, out * (0.0275 + 0.0030 * spread - 0.0060 * closed), -0.038)
    end = (
        0.010 + 0.022 * closed,
        out * (0.0290 + 0.0090 * spread - 0.0200 * closed),
        -0.061 + 0.006 * spread + 0.008 * closed,
    )
    thumb = resting(
        body,
        "thumb",
        at((0.003, out * 0.0120, -0.014), (0.0100, 0.0095, 0.0110)),
        at(bend, (0.0084, 0.0080, 0.0084)),
        at(end, (0.0062, 0.0062, 0.0062)),
    )
    return palm, thumb
