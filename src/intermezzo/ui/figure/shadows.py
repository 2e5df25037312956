"""The shadows where a body rests on something, soft at their edges."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import Figure, body_at, view
from intermezzo.core.figure.props import SEATS
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import add, between, column, columns, scaled, unit
from intermezzo.ui.figure.hulls import FINE, ellipse_path

_SHADOWS: Mapping[str, tuple[tuple[str, str], tuple[float, float]]] = {
    "foot": (("{}_toe", "{}_heel"), (0.092, 0.036)), "toe": (("{}_toe", "{}_ball"), (0.040, 0.034)),
    "heel": (("{}_heel", "{}_heel"), (0.034, 0.026)), "hand": (("{}_hand", "{}_wrist"), (0.062, 0.032)),
    "knee": (("{}_ankle", "{}_knee"), (0.140, 0.040)), "elbow": (("{}_wrist", "{}_elbow"), (0.095, 0.032)),
    "seat": (("root", "root"), (0.085, 0.105)), "pelvis": (("root", "l3"), (0.085, 0.105)),
    "back": (("t6", "t12"), (0.110, 0.105)), "head": (("head", "head"), (0.050, 0.048)),
    "side": (("t6", "root"), (0.230, 0.085)),
}  # fmt: skip
"""For each contact the ends of its shadow, and half its length and width in body heights."""
_LEVEL, _UPRIGHT = {"floor", "step", "chair"}, {"wall", "wall_side"}
_ON_WALL, _TO_WALL = (0.064, 0.036, 0.0), 0.020
"""Half the length and width of the shadow of a hand on a wall, and from the palm to the wall."""
_HEIGHT = 0.0035
"""Half the height of a shadow for an eye level with the floor."""
_SIZES = (1.16, 1.0, 0.78)
"""Sizes of its layers, which make its edge soft."""


@lru_cache(maxsize=4)
def contact_shadows(figure: Figure, side: int) -> tuple[tuple[QPainterPath, ...], ...]:
    """Return the shadows where a body always rests on a surface, or a hand on a wall, as flat ellipses.

    They are layers, each with the ellipses of all contacts; the largest ones come first.
    """
    camera = view(figure, side)
    shadows = tuple(_shadows(figure, side))
    return tuple(
        tuple(
            ellipse_path(camera.ellipse((at, frame, scaled(radii, size))), FINE)
            for at, frame, radii in shadows
        )
        for size in _SIZES
    )


def _shadows(figure: Figure, side: int) -> Iterator[Ball]:
    """Yield the flat shapes of all shadows."""
    body = body_at(figure, 0.0, 0.5, side)
    free = {name for key in figure.keys for name in key.free}
    for pin in figure.pins:
        if (pin.contact, pin.side) in free or pin.contact not in _SHADOWS:
            continue
        one = pin.side if side == 1 or not pin.side else {"l": "r", "r": "l"}[pin.side]
        if pin.contact == "hand" and pin.surface in _UPRIGHT:
            into, across, along = (column(body.frames[f"{one}_hand"], axis) for axis in range(3))
            place = add(body.points[f"{one}_palm"], scaled(into, _TO_WALL))
            yield place, columns(along, across, into), _ON_WALL
        if pin.surface not in _LEVEL or (pin.contact == "seat" and not SEATS.keys() & set(figure.props)):
            continue
        points, (front, wide) = _SHADOWS[pin.contact]
        a, b = (body.points[name.format(one)] for name in points)
        x, y, z = between(a, b, 0.5)
        height = next((top.height for top in body.surfaces if top.bears((x, y, z + 0.05))), 0.0)
        ahead = unit((a[0] - b[0], a[1] - b[1], 0.0), (1.0, 0.0, 0.0))
        frame = columns(ahead, (-ahead[1], ahead[0], 0.0), (0.0, 0.0, 1.0))
        yield (x, y, height), frame, (front, wide, _HEIGHT)
