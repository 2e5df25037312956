"""The head and the neck: face, jaw, hair, ears and the skin above the collar.

Face, crown and back of the hair are convex and separated by planes, so that painting them from the farthest
to the nearest is right for every camera.
"""

from functools import lru_cache
from math import cos, radians, sin, sqrt

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.pieces import KEPT, Piece, ball, resting, station
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Vec, around_y, between, column

_MIDDLE: Vec = (0.0030, 0.0, 0.0420)
"""The middle of the hair from the skull's condyles."""
_SKULL: Vec = (0.0500, 0.0450, 0.0525)
"""Radii of the hair on the skull: nearly a ball seen from the side, so that it may be cut at any tilt."""
Hairline = tuple[float, float]
"""Its tilt in degrees, and its distance from the middle of the skull."""
CROWN, NAPE = (-12.0, 0.021), (-72.0, 0.007)
"""The hairlines above the face and behind the ears."""
SLICES, FINE_SLICES = 4, 10
"""Number of slices of which the hair is made: their edges are its outline."""
_COLLAR_TILT = 36.0
"""Degrees by which the collar is lower in front."""
JAW_JOINT: Vec = (0.0, 0.0, 0.016)
"""The joint before the ear about which the chin goes down, from the skull's condyles in the head's frame."""


def hinged(body: Body, place: Vec) -> Vec:
    """Return where a place on the closed jaw is while it is open, in the head's frame."""
    opened = radians(body.angle("jaw"))
    c, s = cos(opened), sin(opened)
    x, y, z = place[0] - JAW_JOINT[0], place[1], place[2] - JAW_JOINT[2]
    return JAW_JOINT[0] + c * x + s * z, y, JAW_JOINT[2] - s * x + c * z


@lru_cache(maxsize=KEPT)
def face(body: Body) -> Piece:
    """Return the face from the hairline to the chin."""
    at, frame = body.points["c0"], body.frames["head"]
    chin = hinged(body, (0.0300, 0.0, -0.0100))
    return resting(
        body,
        "head",
        ball(at, frame, (0.0200, 0.0, 0.0560), (0.0335, 0.0370, 0.0115)),
        ball(at, frame, (0.0160, 0.0, 0.0370), (0.0375, 0.0415, 0.0320)),
        ball(at, frame, (0.0200, 0.0, 0.0100), (0.0335, 0.0345, 0.0330)),
        ball(at, frame, chin, (0.0215, 0.0215, 0.0195)),
    )


@lru_cache(maxsize=KEPT)
def nose(body: Body) -> Piece:
    """Return the nose, which shows where the face is turned."""
    at, frame = body.points["c0"], body.frames["head"]
    return Piece(
        "nose",
        (
            ball(at, frame, (0.0460, 0.0, 0.0380), (0.0085, 0.0060, 0.0090)),
            ball(at, frame, (0.0605, 0.0, 0.0125), (0.0062, 0.0070, 0.0052)),
            ball(at, frame, (0.0450, 0.0, 0.0070), (0.0090, 0.0085, 0.0070)),
        ),
    )


@lru_cache(maxsize=KEPT)
def mouth(body: Body) -> Piece:
    """Return the lips."""
    at, frame = body.points["c0"], body.frames["head"]
    lower = hinged(body, (0.0440, 0.0, -0.0090))
    return Piece(
        "nose",
        (
            ball(at, frame, (0.0445, 0.0, -0.0040), (0.0090, 0.0110, 0.0060)),
            # Closed lips go down half as far as the teeth.
            ball(at, frame, between((0.0440, 0.0, -0.0090), lower, 0.5), (0.0085, 0.0100, 0.0050)),
        ),
    )


def skull(body: Body) -> Piece:
    """Return the whole of the hair, for an outline of the head."""
    return resting(body, "hair", ball(body.points["c0"], body.frames["head"], _MIDDLE, _SKULL))


def from_face(body: Body, hairline: Hairline) -> Vec:
    """Return the direction from the face to the hair beyond a hairline."""
    return column(around_y(body.frames["head"], hairline[0]), 2)


@lru_cache(maxsize=KEPT)
def hair(body: Body, hairline: Hairline, count: int = SLICES) -> Piece:
    """Return the part of the skull beyond the plane of a hairline, as slices."""
    tilt, start = hairline
    frame = around_y(body.frames["head"], tilt)
    middle = body.place("c0", "head", _MIDDLE)
    front, side, up = _SKULL
    slices = []
    for number in range(count):
        # Denser towards the end, where the outline is round.
        share = 1 - (1 - number / (count - 1)) ** 2
        height = start + (up * 0.999 - start) * share
        size = sqrt(1 - (height / up) ** 2)
        slices.append(ball(middle, frame, (0.0, 0.0, height), (front * size, side * size, 0.0004)))
    return resting(body, "hair", *slices)


@lru_cache(maxsize=KEPT)
def ear(body: Body, out: float) -> Piece:
    """Return the ear on the left (``out`` = 1) or on the right (-1)."""
    frame = around_y(body.frames["head"], -10.0)
    lobes = (
        ball(body.points["c0"], frame, (-0.0140, 0.0420 * out, 0.0290), (0.0085, 0.0038, 0.0105)),
        ball(body.points["c0"], frame, (-0.0100, 0.0410 * out, 0.0150), (0.0055, 0.0032, 0.0060)),
    )
    return Piece("ear", lobes)


@lru_cache(maxsize=KEPT)
def neck(body: Body) -> Piece:
    """Return the neck from the collar to the skull."""
    return resting(
        body,
        "neck",
        collar(body),
        station(body, "c7", "c0", 0.30, "neck", 0.008, 0.0280, 0.0290),
        station(body, "c7", "c0", 0.70, "neck", 0.009, 0.0275, 0.0275),
        station(body, "c7", "c0", 1.05, "head", 0.008, 0.0290, 0.0280),
    )


def collar(body: Body) -> Ball:
    """Return the disc of skin within the collar, low in front and high behind."""
    frame = around_y(body.frames["thorax2"], _COLLAR_TILT)
    return body.place("c7", "thorax2", (0.0120, 0.0, -0.0100)), frame, (0.0400, 0.0350, 0.0010)
