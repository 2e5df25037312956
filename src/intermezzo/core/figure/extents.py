"""The box that holds a body in the picture."""

from collections.abc import Callable, Iterable
from functools import partial

from intermezzo.core.figure import feet, flesh, hands
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.camera import Box, Camera, extent
from intermezzo.core.figure.pieces import Piece

_SIDES = ("l", "r")
_PARTS: tuple[tuple[tuple[str, ...], float, Callable[[Body], tuple[Piece, ...]]], ...] = (
    (("root", "l3", "t6", "c7"), 0.14, lambda body: (flesh.torso(body),)),
    (("c7", "c0", "crown", "nose", "l_shoulder", "r_shoulder"), 0.08, flesh.head),
    *((tuple(f"{side}_{joint}" for joint in ("shoulder", "elbow", "wrist", "hand")), 0.07,
       partial(hands.arm, side=side)) for side in _SIDES),
    *((tuple(f"{side}_{joint}" for joint in ("hip", "knee", "ankle")), 0.10,
       partial(feet.trousers, side=side)) for side in _SIDES),
    *((tuple(f"{side}_{joint}" for joint in ("ankle", "heel", "ball", "toe")), 0.06,
       partial(feet.foot, side=side)) for side in _SIDES),
)  # fmt: skip
"""For each part of a body its points, how far its flesh reaches beyond their box, and its pieces."""


def box_of(camera: Camera, bodies: Iterable[Body]) -> Box:
    """Return the box of the flesh of all bodies, of which there is at least one.

    Flesh takes long to compute, so a part is left out whose points are well inside the box so far.
    """
    box: Box | None = None
    for body in bodies:
        for names, beyond, pieces in _PARTS:
            if box is None or not _holds(box, camera, body, names, beyond):
                box = _grown(box, camera, pieces(body))
    if box is None:
        raise ValueError("no body, no box")
    return box


def _holds(box: Box, camera: Camera, body: Body, names: tuple[str, ...], beyond: float) -> bool:
    left, bottom, right, top = box[0] + beyond, box[1] + beyond, box[2] - beyond, box[3] - beyond
    for name in names:
        x, y = camera.flat(body.points[name])
        if not (left < x < right and bottom < y < top):
            return False
    return True


def _grown(box: Box | None, camera: Camera, pieces: tuple[Piece, ...]) -> Box:
    """Return a box that holds pieces too."""
    left, bottom, right, top = extent(camera, pieces[0].balls[0]) if box is None else box
    for piece in pieces:
        for ball in piece.balls:
            x, y = camera.flat(ball[0])
            most = max(ball[2])
            if x - most < left or x + most > right or y - most < bottom or y + most > top:
                a, b, c, d = extent(camera, ball)
                left, bottom, right, top = min(left, a), min(bottom, b), max(right, c), max(top, d)
    return left, bottom, right, top
