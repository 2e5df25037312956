"""The lines that mark what stays still while the rest of a body moves."""

from collections.abc import Mapping
from dataclasses import dataclass

from intermezzo.core.figure import body_at, leading
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.keyframes import Figure
from intermezzo.core.figure.vectors import Vec, add, between, column, dot, scaled, sub, unit

_ACROSS: Mapping[str, tuple[str, str, Vec]] = {
    "hips": ("pelvis", "root", (0.032, 0.140, 0.046)),
    "shoulders": ("thorax2", "c7", (0.020, 0.175, -0.012)),
}
"""Segment, point and offset of the left end of a line across the body; its right end is the mirror image."""
_ALONG: Mapping[str, tuple[str, float, float]] = {
    "back": ("tail", 0.062, 0.06), "heels_to_crown": ("ankle", 0.070, 0.05),
}  # fmt: skip
"""Where a line behind the body begins, how far behind it is, and by how much it is longer at each end."""


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
    body = body_at(figure, leading.farthest(figure), 0.5, side)
    return tuple(still_line(part, body) for part in figure.still)


def still_line(part: str, body: Body) -> StillLine:
    """Return the line of one still part of a body."""
    points = body.points
    if part in _ACROSS:
        segment, point, (x, y, z) = _ACROSS[part]
        left, right = (body.place(point, segment, (x, out * y, z)) for out in (1.0, -1.0))
        return StillLine(left, right, None)
    name, far, more = _ALONG[part]
    low = points["tail"] if name == "tail" else between(points["l_ankle"], points["r_ankle"], 0.5)
    way = unit(sub(points["c0"], low))
    ahead = column(body.frames["thorax1"], 0)
    behind = unit(sub(scaled(way, dot(ahead, way)), ahead))
    start, end = add(low, scaled(way, -more)), add(points["c0"], scaled(way, more))
    return StillLine(add(start, scaled(behind, far)), add(end, scaled(behind, far)), behind)
