"""Where a movement goes: a ghost of its end, the paths of the points that lead, and what stays still."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, dist, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainterPath

from intermezzo.core.figure import Figure, body_at, frame, leading, view
from intermezzo.core.figure.camera import Flat, Way
from intermezzo.ui.figure.body_paths import outline
from intermezzo.ui.figure.close_guide import close_up_layers
from intermezzo.ui.figure.hulls import (
    Dot,
    Fineness,
    dots_path,
    one_path,
    path_of,
    smooth,
    strip,
)
from intermezzo.ui.figure.placement import LENS_LINE, Layer, Placement
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_path
from intermezzo.ui.kit.pictures import aligned, painting

_SPACING, _FIRST, _LAST, _TIP, _RIM = 0.030, 0.0045, 0.0075, 0.044, 0.0040
"""Distance of two dots, radius of the first and of the last, length of the tip, rim: shares of a picture."""
_LEAST_PICTURE, _LEAST_DOT = 0.75, 1.1
"""Least size of a picture in body heights for its dots, and least radius of a dot in pixels."""
_LEAST_TIP, _LEAST_RIM = 7.0, 0.5
"""Least length of the tip, and least rim, in least radii of a dot."""
_SHORT_TIP, _MOST_TIP = 0.028, 0.45
"""Length of the tip of a short path, as a share of a picture; of others at most, as a share of the path."""
_STILL_WIDTH, _LEAST_STILL = 0.0060, 1.4
"""Width of the line of what stays still in body heights, and its least width in pixels."""
_LEVEL = 0.06
"""Slope up to which a line is seen as level."""
_TURNED = 0.5
"""Up to here a line along the body is seen in profile: how much its normal points to the eye."""
_LAST_OF_CYCLE = 0.86
"""Share of a closed path at which its tip is."""
_Head = tuple[Flat, Flat, float]
"""Of an arrow head a place behind it, its point and its length."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """How far along its keyframes a ghost is, or of a breath alone how full its lungs; and how fine it is."""

    at: float
    fine: Fineness
    body_is_at: float | None = None
    """How far along them the body before it is, if it stays there; what that hides is left out."""


@lru_cache(maxsize=16)
def ghost_paths(figure: Figure, side: int, ghost: Ghost) -> tuple[QPainterPath, ...]:
    """Return the silhouette of a body as outlines that overlap, in body heights, y downwards."""
    if figure.only_breathes:
        return outline(figure, body_at(figure, 0.0, ghost.at, side), side, ghost.fine)
    # The fill of drawn limbs, whose flesh is kept.
    fill = 0.5 if figure.held_by_breath else 0.0
    before = None if ghost.body_is_at is None else body_at(figure, ghost.body_is_at, fill, side)
    return outline(figure, body_at(figure, ghost.at, fill, side), side, ghost.fine, before)


@lru_cache(maxsize=16)
def way_paths(
    figure: Figure, side: int, scale: float, begin: float, heading: int
) -> tuple[QPainterPath, QPainterPath]:
    """Return the dots of the leading points' paths, each with an arrow head at its end, and their rim before.

    They begin at ``begin`` 0..1 of the way; ``scale`` is a body's pixels. For the ``heading`` see
    ``FigurePose``.
    """
    left, bottom, right, top = frame(figure, side)
    size = max(_LEAST_PICTURE, min(1.0, max(right - left, top - bottom)))
    least = _LEAST_DOT / scale
    dots, heads = list[Dot](), list[_Head]()
    for way in leading.headed(leading.paths(figure, side, begin=begin), heading):
        heads.append(_add_dots(dots, way, size, least, closed=figure.cycle and not figure.paths))

    def larger_by(rim: float) -> QPainterPath:
        path = dots_path((x, y, radius + rim) for x, y, radius in dots)
        for head in heads:
            path.addPath(_arrow_head(*head, rim))
        return path

    return larger_by(max(_LEAST_RIM * least, _RIM * size)), larger_by(0.0)


def _add_dots(dots: list[Dot], way: Way, size: float, least: float, *, closed: bool) -> _Head:
    """Add the dots of a way and return its arrow head; ``size`` is the picture's."""
    spots = _spaced(smooth(way), max(_SPACING * size, 3.2 * least))
    if closed:
        del spots[round(len(spots) * _LAST_OF_CYCLE) :]
    *others, end = spots
    whole = sum(dist(a, b) for a, b in pairwise(spots))
    long = max(_LEAST_TIP * least, min(_TIP * size, max(_SHORT_TIP * size, _MOST_TIP * whole)))
    for index, (x, y) in enumerate(others):
        radius = max(least, size * (_FIRST + (_LAST - _FIRST) * index / len(others)))
        if dist((x, y), end) > long + radius:
            dots.append((x, y, radius))
    return next((at for at in reversed(others) if dist(at, end) > long / 2), others[0]), end, long


def _spaced(way: list[Flat], spacing: float) -> list[Flat]:
    """Return points along a way at equal distances, from its start to its end."""
    steps = [dist(a, b) for a, b in pairwise(way)]
    long = sum(steps)
    count = max(2, round(long / spacing))
    spots, gone, index = [], 0.0, 0
    for number in range(count + 1):
        wanted = long * number / count
        while index < len(steps) - 1 and gone + steps[index] < wanted:
            gone += steps[index]
            index += 1
        share = min(1.0, (wanted - gone) / steps[index]) if steps[index] else 0.0
        (ax, ay), (bx, by) = way[index], way[index + 1]
        spots.append((ax + (bx - ax) * share, ay + (by - ay) * share))
    return spots


def _arrow_head(before: Flat, at: Flat, long: float, rim: float) -> QPainterPath:
    """Return an arrow head with its point at ``at``, away from another point; y downwards.

    It is larger by about ``rim`` on all sides.
    """
    turn = atan2(at[1] - before[1], at[0] - before[0])
    corners = ((2.2 * rim, 0.0), (-long - rim, 0.52 * long + 1.6 * rim), (-0.72 * long - rim, 0.0),
               (-long - rim, -0.52 * long - 1.6 * rim))  # fmt: skip
    return path_of(
        (at[0] + x * cos(turn) - y * sin(turn), -at[1] - x * sin(turn) - y * cos(turn)) for x, y in corners
    )


@lru_cache(maxsize=16)
def still_path(figure: Figure, side: int, scale: float, *, along: bool) -> QPainterPath:
    """Return the lines across a body, or ``along`` it, that mark what stays still.

    A line across it that would be seen slanted, and one along it that is not seen in profile, are left out:
    they would tell the opposite. ``scale`` is a body's pixels.
    """
    eye = view(figure, side)
    strips = []
    for line in leading.still_lines(figure, side):
        (x, y), (other_x, other_y) = ends = [eye.flat(end) for end in (line.start, line.end)]
        is_level = abs(y - other_y) < _LEVEL * abs(x - other_x)
        is_shown = is_level if line.behind is None else abs(eye.depth(line.behind)) < _TURNED
        if along is (line.behind is not None) and is_shown:
            strips.append(strip(ends, max(_STILL_WIDTH, _LEAST_STILL / scale)))
    return one_path(strips)


@lru_cache(maxsize=6)
def guide_image(
    placement: Placement, pixel_ratio: float, begin: float, heading: int, palette: style.Palette
) -> tuple[QPointF, QImage] | None:
    """Return the guide over a figure as an image with its position in the placement's area."""
    layers = guide_layers(placement, begin, heading, palette)
    bounds = QRectF()
    for path, _brush in layers:
        bounds |= placement.transform.mapRect(path.controlPointRect())
    if bounds.isEmpty():
        return None
    if placement.figure.close_up != "none":
        bounds &= placement.area
    box = aligned(bounds, pixel_ratio)
    with painting(box, pixel_ratio) as (image, painter):
        if placement.figure.close_up != "none":
            # Within the rim.
            inside = round_path(placement.radius - LENS_LINE)
            painter.setClipPath(inside.translated(placement.area.center()))
        painter.setTransform(placement.transform, True)
        for path, brush in layers:
            painter.fillPath(path, brush)
    return box.topLeft(), image


def guide_layers(
    placement: Placement, begin: float, heading: int, palette: style.Palette
) -> tuple[Layer, ...]:
    """Return what is painted over a body: what stays still, and where it goes.

    That is an outline and arrows in a close-up, else a dotted path from ``begin`` 0..1 of the way on, with a
    pale rim that shows on the body. Paths are in body heights.
    """
    figure, side, scale = placement.figure, placement.side, placement.scale
    still = still_path(figure, side, scale, along=False), QBrush(QColor(palette.far))
    if figure.is_enlarged:
        mirrored = placement.transform.m11() < 0
        return (still, *close_up_layers(figure, side, scale, heading, palette, mirrored=mirrored))
    rim, dots = way_paths(figure, side, scale, begin, heading)
    ground = palette.pill if figure.close_up == "none" else palette.disc
    return still, (rim, QBrush(QColor(ground))), (dots, QBrush(QColor(palette.amber)))
