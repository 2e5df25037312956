"""The paths of the points that lead a movement, or of a breath; and the lines that mark what stays still."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import dist, hypot

from intermezzo.core.figure import Body, along_keys, body_at, flesh, frame, view
from intermezzo.core.figure.body import other_side
from intermezzo.core.figure.camera import Way
from intermezzo.core.figure.keyframes import LEADS, Figure, Lead
from intermezzo.core.figure.marks import place
from intermezzo.core.figure.vectors import Vec, add, between, column, dot, scaled, sub, unit

_LEADERS = (
    "r_hand", "l_hand", "r_foot", "l_foot", "r_knee", "l_knee", "r_elbow", "l_elbow", "head", "nose", "chest",
    "hips",
)  # fmt: skip
"""The points of which the farthest leads if the data names none; others are as near and less well known."""
_EDGE = 0.02
"""Body heights by which a path may leave the picture, whose edge is measured at few moments."""
_LEAST_SHARE, _LEAST_NAMED = 0.05, 0.06
"""The least way of a point that leads, as a share of the picture's size; a named one is drawn so long."""
_STAYS = 0.002
"""Body heights up to which a point stays."""
_APART = 0.03
"""How far along the keys the second point of a path that begins on the way is from its beginning at least."""
_STEPS, _NEAR_STEPS = 4, 2
"""Steps in which one step of several is looked at, and in a close-up, where all ways are short."""

_THROUGH_SKIN, _BETWEEN_HANDS = (-0.040, 0.070), (-0.070, 0.022)
"""From the skin of a full trunk to the ends of a way outwards, in body heights; shorter between hands."""
_TO_NOSE = ((0.090, 0.0, -0.032), (0.048, 0.0, -0.027), (0.010, 0.0, -0.010))
"""The way of the air, from the tip of the nose in the head's frame."""
_ACROSS, _DOWN = 0.5, -0.5
"""Least length of an outward direction in the picture, and the least height of its end."""
_LINES_ACROSS: Mapping[str, tuple[str, str, Vec]] = {
    "hips": ("pelvis", "root", (0.032, 0.140, 0.046)),
    "shoulders": ("thorax2", "c7", (0.020, 0.175, -0.012)),
}
"""Segment, point and offset of the left end of a line across the body; its right end is the mirror image."""
_LINES_ALONG: Mapping[str, tuple[str, float, float]] = {
    "back": ("tail", 0.062, 0.06), "heels_to_crown": ("ankle", 0.070, 0.05),
}  # fmt: skip
"""Where a line behind the body begins, how far behind it is, and by how much it is longer at each end."""


@lru_cache(maxsize=256)
def paths(figure: Figure, side: int, begin: float = 0.0) -> tuple[Way, ...]:
    """Return the ways of the leading points in the picture, each from its start or ``begin`` to its end.

    They are those named by the data, in their order, or that of the point which goes farthest; of a breath
    alone those of the air and of the trunk that it widens. Nothing leads a walk, or what is too small to be
    seen. The way of a named point that is too short is drawn longer where no close-up shows it larger.
    """
    if figure.loops > 1 or figure.leads == "none" or figure.close_up == "sole":
        return ()
    if figure.only_breathes:
        breath = (*widening(figure, side), *_air(figure, side))
        return tuple(way for way in breath if _is_inside(figure, side, way))
    left, bottom, right, top = frame(figure, side)
    size = max(right - left, top - bottom)
    named = figure.paths or ((Lead(figure.leads),) if figure.leads else ())
    if named:
        least = _LEAST_NAMED * size if figure.close_up == "none" else 0.0
        found = (_way(figure, one, side, begin=begin) for one in named if one.until > begin)
        return tuple(_lengthened(way, least) for way in found if _reach(way) > _STAYS)
    ways = {lead: _way(figure, lead, side) for lead in map(Lead, _LEADERS)}
    inside = [lead for lead, way in ways.items() if _is_inside(figure, side, way)]
    first = max(inside, key=lambda lead: _reach(ways[lead]), default=None)
    if first is None or _reach(ways[first]) < _LEAST_SHARE * size:
        return ()
    return (_way(figure, first, side, begin=begin),)


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


def _air(figure: Figure, side: int) -> tuple[Way, ...]:
    """Return the way of the air to a nose that is seen from its side."""
    eye, body = view(figure, side), body_at(figure, 0.0, 1.0, side)
    if hypot(*eye.flat(column(body.frames["head"], 0))) < _ACROSS:
        return ()
    return (tuple(eye.flat(body.place("nose", "head", place)) for place in _TO_NOSE),)


def headed(ways: tuple[Way, ...], heading: int) -> tuple[Way, ...]:
    """Return ways as they are for a heading of 1, back and the last one first for -1, none for 0."""
    if heading < 0:
        return tuple(way[::-1] for way in reversed(ways))
    return ways if heading else ()


def _is_inside(figure: Figure, side: int, way: Way) -> bool:
    """Return whether a way is in the picture, which is a circle in a close-up."""
    left, bottom, right, top = frame(figure, side)
    if figure.close_up != "none":
        middle = (left + right) / 2, (bottom + top) / 2
        return all(dist(middle, at) <= (right - left) / 2 for at in way)
    return all(left - _EDGE <= x <= right + _EDGE and bottom - _EDGE <= y <= top + _EDGE for x, y in way)


def _way(figure: Figure, lead: Lead, side: int, begin: float = 0.0) -> Way:
    eye, point = view(figure, side), LEADS[lead.point]
    if side == 2:
        point = other_side(point)
    bodies = _bodies(figure, lead, side, begin=begin)
    return tuple(eye.flat(place(body, point)) for body in bodies)


def _bodies(figure: Figure, lead: Lead, side: int, begin: float) -> tuple[Body, ...]:
    """Return the bodies along a lead's part of the keys, from ``begin`` on."""

    def body(at: float) -> Body:
        return body_at(figure, at, 1.0, side)

    if (lead.after, lead.until) == (0.0, 1.0):
        bodies = along_keys(figure, side)
        return (body(begin), *(one for one in bodies if one.at > begin + _APART)) if begin else bodies
    after = max(lead.after, begin)
    steps = _NEAR_STEPS if figure.is_enlarged else _STEPS
    return tuple(body(after + (lead.until - after) * step / steps) for step in range(steps + 1))


def _lengthened(way: Way, least: float) -> Way:
    """Return a way, or if it is shorter than ``least`` a straight one of that length about its middle."""
    reach = _reach(way)
    if reach >= least:
        return way
    (ax, ay), (bx, by) = way[0], max(way, key=lambda at: dist(way[0], at))
    more = (least / reach - 1) / 2
    dx, dy = (bx - ax) * more, (by - ay) * more
    return (ax - dx, ay - dy), (bx + dx, by + dy)


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
    start, *others = along_keys(figure, 1)
    names = [LEADS[lead] for lead in _LEADERS]
    apart = [sum(dist(start.points[name], one.points[name]) for name in names) for one in others]
    return others[apart.index(max(apart))].at


@dataclass(frozen=True, slots=True)
class StillLine:
    """The line that marks one still part."""

    start: Vec
    end: Vec
    behind: Vec | None
    """For a line along the body, the direction from the body to it; None for a level line across it."""


def still_lines(figure: Figure, side: int = 1) -> tuple[StillLine, ...]:
    """Return the line of each still part, where the part is at the end of the movement."""
    if not figure.still:
        return ()
    body = body_at(figure, farthest(figure), 0.5, side)
    return tuple(still_line(part, body) for part in figure.still)


def still_line(part: str, body: Body) -> StillLine:
    """Return the line of one still part of a body."""
    points = body.points
    if part in _LINES_ACROSS:
        segment, point, (x, y, z) = _LINES_ACROSS[part]
        left, right = (body.place(point, segment, (x, out * y, z)) for out in (1.0, -1.0))
        return StillLine(left, right, None)
    name, far, more = _LINES_ALONG[part]
    low = points["tail"] if name == "tail" else between(points["l_ankle"], points["r_ankle"], 0.5)
    way = unit(sub(points["c0"], low))
    ahead = column(body.frames["thorax1"], 0)
    behind = unit(sub(scaled(way, dot(ahead, way)), ahead))
    start, end = add(low, scaled(way, -more)), add(points["c0"], scaled(way, more))
    return StillLine(add(start, scaled(behind, far)), add(end, scaled(behind, far)), behind)
