"""Where a movement goes: a ghost of its end, and the dotted paths of the points that lead."""

from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, dist, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPolygonF

from intermezzo.core.figure import Figure, body_at, frame, leading, view
from intermezzo.core.figure.camera import Flat, Way
from intermezzo.core.figure.stillness import still_lines
from intermezzo.ui.figure.body_paths import body_paths, trunk_and_ribs
from intermezzo.ui.figure.close_guide import Layer, close_up_layers
from intermezzo.ui.figure.hulls import Fineness, ellipse_path, smooth, strip
from intermezzo.ui.figure.placement import Placement
from intermezzo.ui.kit import style

_SPACING, _FIRST, _LAST, _TIP = 0.030, 0.0045, 0.0075, 0.019
"""Distance of two dots, radius of the first and of the last, and size of the tip, in shares of a picture."""
_LEAST_PICTURE, _LEAST_DOT = 0.75, 1.1
"""Least size of a picture in body heights for its dots, and least radius of a dot in pixels."""
_STILL_WIDTH, _LEAST_STILL = 0.0060, 1.4
"""Width of the line of what stays still in body heights, and its least width in pixels."""
_LEVEL = 0.06
"""Slope up to which a line is seen as level."""
_TURNED = 0.5
"""Up to here a line along the body is seen in profile: how much its normal points to the eye."""
_LAST_OF_CYCLE = 0.86
"""Share of a closed path at which its tip is."""


@lru_cache(maxsize=16)
def ghost_path(figure: Figure, side: int, at: float, fine: Fineness, *, eased: bool) -> QPainterPath:
    """Return the silhouette of a body in body heights, y downwards.

    ``at`` is how far along its keyframes it is, or of a breath alone how full its lungs are; of
    that only the trunk differs, unless the hands lie on it.
    """
    at, fill = (0.0, at) if figure.only_breathes else (at, 0.5)
    body = body_at(figure, at, fill, side, eased=eased)
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for path, _tone in trunk_and_ribs(figure, body, side, fine)[0]:
        whole.addPath(path)
    if figure.only_breathes and not figure.held_by_breath:
        return whole
    paths = body_paths(figure, body, side, fine)
    for path, _tone in (*paths.far, *paths.core, *paths.head, *paths.arms):
        whole.addPath(path)
    return whole


@lru_cache(maxsize=16)
def way_path(figure: Figure, side: int, scale: float, *, eased: bool) -> QPainterPath:
    """Return the dots of the leading points' paths, each with a tip; ``scale`` is a body's pixels."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    left, bottom, right, top = frame(figure, side)
    size = max(_LEAST_PICTURE, min(1.0, max(right - left, top - bottom)))
    closed = figure.cycle and not figure.paths
    for way in leading.paths(figure, side, eased=eased):
        _add_way(path, way, size, scale, closed=closed)
    return path


def _add_way(path: QPainterPath, way: Way, size: float, scale: float, *, closed: bool) -> None:
    """Add the dots of a way and its tip to a path; ``size`` is the picture's."""
    least = _LEAST_DOT / scale
    spots = _spaced(smooth(way), max(_SPACING * size, 3.2 * least))
    tip = len(spots) - 1
    if closed:
        tip = round(tip * _LAST_OF_CYCLE)
    for index, (x, y) in enumerate(spots):
        radius = max(least, size * (_FIRST + (_LAST - _FIRST) * index / max(1, tip)))
        if index == tip and index:
            path.addPolygon(_arrow(spots[index - 1], (x, y), max(3 * least, size * _TIP)))
            path.closeSubpath()
        elif not (closed and index == len(spots) - 1):
            path.addPath(ellipse_path((x, y, radius**2, 0.0, radius**2)))


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


def _arrow(before: Flat, at: Flat, size: float) -> QPolygonF:
    """Return a triangle around a point that points away from another; y downwards."""
    turn = atan2(at[1] - before[1], at[0] - before[0])
    corners = (turn, turn + 0.72 * pi, turn - 0.72 * pi)
    return QPolygonF([QPointF(at[0] + size * cos(one), -at[1] - size * sin(one)) for one in corners])


@lru_cache(maxsize=16)
def still_path(figure: Figure, side: int, scale: float, *, along: bool, eased: bool) -> QPainterPath:
    """Return the lines across a body, or ``along`` it, that mark what stays still.

    A line across it that would be seen slanted, and one along it that is not seen in profile, are left out:
    they would tell the opposite. ``scale`` is a body's pixels.
    """
    eye = view(figure, side)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for line in still_lines(figure, side, eased=eased):
        (x, y), (other_x, other_y) = ends = [eye.flat(end) for end in (line.start, line.end)]
        is_level = abs(y - other_y) < _LEVEL * abs(x - other_x)
        is_shown = is_level if line.behind is None else abs(eye.depth(line.behind)) < _TURNED
        if along is (line.behind is not None) and is_shown:
            path.addPath(strip(ends, max(_STILL_WIDTH, _LEAST_STILL / scale)))
    return path


def still_brush(palette: style.Palette) -> QBrush:
    """Return the brush of the lines that mark what stays still."""
    return QBrush(QColor(palette.far))


@lru_cache(maxsize=4)
def guide_image(
    placement: Placement, pixel_ratio: float, palette: style.Palette, *, eased: bool
) -> tuple[QPointF, QImage] | None:
    """Return the guide over a figure as an image with its position in the placement's area."""
    layers = guide_layers(placement, palette, eased=eased)
    box = QRectF()
    for path, _brush in layers:
        box |= placement.transform.mapRect(path.boundingRect())
    if box.isEmpty():
        return None
    rect = box.toAlignedRect().adjusted(-1, -1, 1, 1)
    image = QImage(rect.size() * pixel_ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(pixel_ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-rect.topLeft())
    painter.setTransform(placement.transform, True)
    for path, brush in layers:
        painter.fillPath(path, brush)
    painter.end()
    return QPointF(rect.topLeft()), image


def guide_layers(placement: Placement, palette: style.Palette, *, eased: bool) -> tuple[Layer, ...]:
    """Return what is painted over a body: what stays still, and where it goes.

    That is an outline and arrows in a close-up, else a dotted path. Paths are in body heights.
    """
    figure, side, scale = placement.figure, placement.side, placement.scale
    still = still_path(figure, side, scale, along=False, eased=eased), still_brush(palette)
    if figure.is_enlarged:
        mirrored = placement.transform.m11() < 0
        return (still, *close_up_layers(figure, side, scale, palette, eased=eased, mirrored=mirrored))
    return still, (way_path(figure, side, scale, eased=eased), QBrush(QColor(palette.amber)))
