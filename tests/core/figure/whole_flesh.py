"""All the flesh of a body, and the box of an ellipsoid: what the app computes only in part."""

from math import sqrt

from intermezzo.core.figure import feet, flesh, hands
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.camera import Box, Camera
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.resting import Ball


def extent(camera: Camera, ball: Ball) -> Box:
    """Return the box of an ellipsoid in the picture."""
    x, y, xx, _xy, yy = camera.ellipse(ball)
    w, h = sqrt(xx), sqrt(yy)
    return (x - w, y - h, x + w, y + h)


def leg(body: Body, side: str) -> tuple[Piece, ...]:
    """Return the trouser leg and the foot."""
    return (*feet.trousers(body, side), *feet.foot(body, side))


def all_pieces(body: Body) -> tuple[Piece, ...]:
    """Return all pieces of the body."""
    limbs = (piece for side in ("l", "r") for piece in (*hands.arm(body, side), *leg(body, side)))
    return (flesh.torso(body), flesh.girdle(body), *flesh.head(body), *limbs)
