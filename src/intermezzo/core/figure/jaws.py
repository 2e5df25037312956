"""The joint of the jaw, about which the chin and the lower teeth go down."""

from math import cos, radians, sin

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.vectors import Vec

JOINT: Vec = (0.0, 0.0, 0.016)
"""The joint before the ear, from the skull's condyles in the head's frame, in body heights."""


def hinged(body: Body, place: Vec) -> Vec:
    """Return where a place on the closed jaw is while it is open, in the head's frame."""
    opened = radians(body.angle("jaw"))
    c, s = cos(opened), sin(opened)
    x, y, z = place[0] - JOINT[0], place[1], place[2] - JOINT[2]
    return JOINT[0] + c * x + s * z, y, JOINT[2] - s * x + c * z
