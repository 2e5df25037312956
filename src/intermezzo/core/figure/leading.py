"""The points that lead a movement, and their paths."""

from functools import lru_cache
from math import dist

from intermezzo.core.figure import STEPS, Body, along_keys, body_at, camera, frame, view
from intermezzo.core.figure.keyframes import LEADS, Figure, Lead
from intermezzo.core.figure.marks import place

_LEADERS = (
    "r_hand", "l_hand", "r_foot", "l_foot", "r_knee", "l_knee", "r_elbow", "l_elbow", "head", "nose", "chest",
    "hips",
)  # fmt: skip
"""The points of which the farthest leads if the data names none; others are as near and less well known."""
_EDGE = 0.02
"""Body heights by which a path may leave the picture, whose edge is measured at few moments."""
_LEAST_SHARE = 0.05
"""The least way of a point that leads a whole body, as a share of the picture's size."""

Way = tuple[camera.Flat, ...]


@lru_cache(maxsize=256)
def paths(figure: Figure, side: int, *, eased: bool) -> tuple[Way, ...]:
    """Return the ways of the leading points in the picture, each from its start to its end.

    They are those named by the data, in their order, or that of the point which goes farthest. Nothing leads
    a breath, a walk, or what is too small to be seen.
    """
    if figure.only_breathes or figure.loops > 1 or figure.leads == "none":
        return ()
    left, bottom, right, top = frame(figure, side)
    named = figure.paths or ((Lead(figure.leads),) if figure.leads else ())
    ways = tuple(_way(figure, lead, side, eased=eased) for lead in named or map(Lead, _LEADERS))
    if not named:
        inside = (
            way
            for way in ways
            if all(left - _EDGE <= x <= right + _EDGE and bottom - _EDGE <= y <= top + _EDGE for x, y in way)
        )
        ways = (max(inside, key=_reach, default=()),)
    # A close-up enlarges what is named.
    least = 0.0 if named and figure.close_up != "none" else _LEAST_SHARE * max(right - left, top - bottom)
    return tuple(way for way in ways if way and _reach(way) >= least)


def _way(figure: Figure, lead: Lead, side: int, *, eased: bool) -> Way:
    eye, point = view(figure, side), _point(lead.point, side)
    return tuple(eye.flat(place(body, point)) for body in _bodies(figure, lead, side, eased=eased))


def _bodies(figure: Figure, lead: Lead, side: int, *, eased: bool) -> tuple[Body, ...]:
    """Return the bodies at equal steps of a lead's part of the keys."""
    if (lead.after, lead.until) == (0.0, 1.0):
        return along_keys(figure, side, eased=eased)
    count = STEPS // 2
    moments = (lead.after + (lead.until - lead.after) * step / count for step in range(count + 1))
    return tuple(body_at(figure, at, 1.0, side, eased=eased) for at in moments)


def _point(name: str, side: int) -> str:
    """Return the body's point of a lead; on side 2 it is that of the other limb."""
    point = LEADS[name]
    if side == 1 or point[:2] not in {"l_", "r_"}:
        return point
    return ("l" if point[0] == "r" else "r") + point[1:]


def _reach(way: Way) -> float:
    """Return how far a way leads from its start."""
    return max(dist(way[0], at) for at in way)


@lru_cache(maxsize=256)
def farthest(figure: Figure) -> float:
    """Return how far along its keys a figure is at its end.

    A cycle is there at the end of its last path, or where it is farthest from its start.
    """
    if not figure.cycle:
        return 1.0
    if figure.paths:
        return figure.paths[-1].until
    start, *others = along_keys(figure)
    apart = [sum(dist(start.points[name], at) for name, at in one.points.items()) for one in others]
    return (1 + apart.index(max(apart))) / STEPS
