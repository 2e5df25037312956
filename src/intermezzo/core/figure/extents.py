"""The box that holds a moving body in the picture."""

from collections.abc import Callable, Sequence
from functools import partial

from intermezzo.core.figure import feet, flesh, hands
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.camera import Box, Camera, around, extent
from intermezzo.core.figure.pieces import Piece

TOLERANCE = 0.0005
"""Body heights by which flesh may reach out of the box on the way."""
_Flesh = Callable[[Body], tuple[Piece, ...]]
_PARTS: tuple[tuple[_Flesh, tuple[str, ...]], ...] = (
    (lambda body: (flesh.torso(body),), ("root", "l3", "t12", "t6", "c7")),
    (flesh.head, ("c7", "c0", "crown", "nose", "head", "l_shoulder", "r_shoulder")),
    *((partial(part, side=side), tuple(f"{side}_{joint}" for joint in joints))
      for part, *joints in (
          (hands.arm, "shoulder", "elbow", "wrist", "hand"), (feet.trousers, "hip", "knee", "ankle"),
          (feet.foot, "ankle", "heel", "ball", "toe"),
      ) for side in ("l", "r")),
)  # fmt: skip
"""The parts of a body: their flesh, and their points."""


def box_of(camera: Camera, ends: tuple[Body, Body], between: Sequence[Body]) -> Box:
    """Return the box of a body at both ends of its movement and on the way.

    Flesh takes long to compute. On the way it is taken to reach as far beyond its points as at the ends, and
    is computed only where it would then be outside the box of the ends.
    """
    at_ends = [_at_ends(camera, ends, pieces, names) for pieces, names in _PARTS]
    boxes = [around([box for part in at_ends for box in part])]
    for (pieces, names), part in zip(_PARTS, at_ends, strict=True):
        beyond = around(
            [_moved(box, _points(camera, body, names), -1.0) for body, box in zip(ends, part, strict=True)]
        )
        for body in between:
            if not _holds(boxes[0], _moved(beyond, _points(camera, body, names), 1.0)):
                boxes.append(_flesh(camera, pieces(body)))
    return around(boxes)


def _at_ends(camera: Camera, ends: tuple[Body, Body], pieces: _Flesh, names: tuple[str, ...]) -> list[Box]:
    """Return the boxes of a part at both ends: the same where it rests."""
    start, end = ends
    box = _flesh(camera, pieces(start))
    rests = all(start.points[name] == end.points[name] for name in names)
    return [box, box if rests else _flesh(camera, pieces(end))]


def _flesh(camera: Camera, pieces: tuple[Piece, ...]) -> Box:
    return around([extent(camera, ball) for piece in pieces for ball in piece.balls])


def _points(camera: Camera, body: Body, names: tuple[str, ...]) -> Box:
    xs, ys = zip(*[camera.flat(body.points[name]) for name in names], strict=True)
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
