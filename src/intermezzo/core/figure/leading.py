"""The point that leads a movement, and its path."""

from functools import lru_cache
from math import dist, floor

from intermezzo.core.figure import along_keys, body_at, camera, frame, view
from intermezzo.core.figure.keyframes import LEADS, Figure

_NAMED = {"big_toe", "r_heel", "l_heel", "r_shoulder", "l_shoulder"}
"""Points that lead only where the data says so: others are as near and are better known by eye."""
_EDGE = 0.02
"""Body heights by which a path may leave the picture, whose edge is measured at few moments."""
_APART = 0.25
"""Steps from the beginning of a path within which it has no other point."""
_LEAST_SHARE = 0.05
"""The least way of a point that leads, as a share of the picture's size."""


@lru_cache(maxsize=256)
def path(figure: Figure, side: int, *, eased: bool, begin: float = 0.0) -> tuple[camera.Flat, ...]:
    """Return the way of the leading point in the picture from ``begin`` to the end, or nothing.

    It is the point named by the data, or the one that goes farthest. Nothing leads a breath, a walk, or what
    is too small to be seen.
    """
    if figure.only_breathes or figure.loops > 1 or figure.leads == "none":
        return ()
    eye = view(figure, side)
    bodies = along_keys(figure, side, eased=eased)
    names = [figure.leads] if figure.leads else [name for name in LEADS if name not in _NAMED]
    ways = {name: tuple(eye.flat(body.points[_point(name, side)]) for body in bodies) for name in names}
    left, bottom, right, top = frame(figure, side)
    size = max(right - left, top - bottom)
    if not figure.leads:
        ways = {
            name: way
            for name, way in ways.items()
            if all(left - _EDGE <= x <= right + _EDGE and bottom - _EDGE <= y <= top + _EDGE for x, y in way)
        }
    name = max(ways, key=lambda name: _reach(ways[name]), default="")
    if not name or _reach(ways[name]) < _LEAST_SHARE * size:
        return ()
    way = ways[name]
    if begin:
        here = body_at(figure, begin, 1.0, side, eased=eased).points[_point(name, side)]
        way = (eye.flat(here), *way[floor(begin * (len(way) - 1) + _APART) + 1 :])
    return way


def _point(name: str, side: int) -> str:
    """Return the body's point of a lead; on side 2 it is that of the other limb."""
    point = LEADS[name]
    if side == 1 or point[:2] not in {"l_", "r_"}:
        return point
    return ("l" if point[0] == "r" else "r") + point[1:]


def _reach(way: tuple[camera.Flat, ...]) -> float:
    """Return how far a way leads from its start."""
    return max(dist(way[0], at) for at in way)


@lru_cache(maxsize=256)
def farthest(figure: Figure) -> float:
    """Return how far along its keys a figure is at its end: a cycle where it is farthest from its start."""
    if not figure.cycle:
        return 1.0
    start, *others = along_keys(figure)
    apart = [sum(dist(start.points[name], at) for name, at in one.points.items()) for one in others]
    return (1 + apart.index(max(apart))) / len(apart)
