"""Where a breath alone goes in the picture: the air to the nose, and the trunk that it widens."""

from functools import lru_cache
from math import hypot

from intermezzo.core.figure import body_at, flesh, view
from intermezzo.core.figure.camera import Way
from intermezzo.core.figure.keyframes import Figure
from intermezzo.core.figure.vectors import add, column, scaled

_THROUGH_SKIN, _BETWEEN_HANDS = (-0.040, 0.070), (-0.070, 0.022)
"""From the skin of a full trunk to the ends of a way outwards, in body heights; shorter between hands."""
_TO_NOSE = ((0.090, 0.0, -0.032), (0.048, 0.0, -0.027), (0.010, 0.0, -0.010))
"""The way of the air, from the tip of the nose in the head's frame."""
_ACROSS, _DOWN = 0.5, -0.5
"""Least length of an outward direction in the picture, and the least height of its end."""


@lru_cache(maxsize=64)
def widening(figure: Figure, side: int) -> tuple[Way, ...]:
    """Return ways outwards through the skin of the trunk, to where a breath goes and the eye sees it."""
    eye, body = view(figure, side), body_at(figure, 0.0, 1.0, side)
    belly, ribs = flesh.torso(body).balls[5:7]
    ends = _BETWEEN_HANDS if figure.held_by_breath else _THROUGH_SKIN
    ways = []
    for (centre, axes, radii), axis, sign in ((ribs, 1, 1.0), (ribs, 1, -1.0), (belly, 0, 1.0)):
        out = scaled(column(axes, axis), sign)
        # The belly moves only with a breath that goes there, and nothing moves into what the body lies on.
        is_still = axis == 0 and figure.region != "diaphragm"
        if not is_still and out[2] > _DOWN and hypot(*eye.flat(out)) >= _ACROSS:
            ways.append(tuple(eye.flat(add(centre, scaled(out, radii[axis] + by))) for by in ends))
    return tuple(ways)


def air(figure: Figure, side: int) -> tuple[Way, ...]:
    """Return the way of the air to a nose that is seen from its side."""
    eye, body = view(figure, side), body_at(figure, 0.0, 1.0, side)
    if hypot(*eye.flat(column(body.frames["head"], 0))) < _ACROSS:
        return ()
    return (tuple(eye.flat(body.place("nose", "head", place)) for place in _TO_NOSE),)
