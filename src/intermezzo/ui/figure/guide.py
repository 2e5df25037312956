"""Where a movement goes: a ghost of its end, and the dotted path of the point that leads."""

from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, dist, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainterPath, QPolygonF

from intermezzo.core.figure import Figure, body_at, frame, leading
from intermezzo.core.figure.camera import Flat
from intermezzo.ui.figure.body_paths import outline
from intermezzo.ui.figure.hulls import Fineness, ellipse_path, smooth
from intermezzo.ui.figure.placement import Placement
from intermezzo.ui.kit.pictures import aligned, painting

_SPACING, _FIRST, _LAST, _TIP = 0.030, 0.0045, 0.0075, 0.019
"""Distance of two dots, radius of the first and of the last, and size of the tip, in shares of a picture."""
_LEAST_PICTURE, _LEAST_DOT = 0.75, 1.1
"""Least size of a picture in body heights for its dots, and least radius of a dot in pixels."""
_LAST_OF_CYCLE = 0.86
"""Share of a closed path at which its tip is."""


@lru_cache(maxsize=16)
def ghost_path(figure: Figure, side: int, at: float, fine: Fineness, *, eased: bool) -> QPainterPath:
    """Return the silhouette of a body in body heights, y downwards."""
    return outline(figure, body_at(figure, at, 0.5, side, eased=eased), side, fine)


@lru_cache(maxsize=16)
def way_path(figure: Figure, side: int, scale: float, *, eased: bool) -> QPainterPath:
    """Return the dots of the leading point's path with a tip at its end; ``scale`` is a body's pixels."""
    way = leading.path(figure, side, eased=eased)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if not way:
        return path
    left, bottom, right, top = frame(figure, side)
    size = max(right - left, top - bottom)
    if figure.close_up == "none":
        size = max(_LEAST_PICTURE, min(1.0, size))
    least = _LEAST_DOT / scale
    spots = _spaced(smooth(way), max(_SPACING * size, 3.2 * least))
    tip = len(spots) - 1
    if figure.cycle:
        tip = round(tip * _LAST_OF_CYCLE)
    for index, (x, y) in enumerate(spots):
        radius = max(least, size * (_FIRST + (_LAST - _FIRST) * index / max(1, tip)))
        if index == tip and index:
            path.addPolygon(_arrow(spots[index - 1], (x, y), max(3 * least, size * _TIP)))
            path.closeSubpath()
        elif not (figure.cycle and index == len(spots) - 1):
            path.addPath(ellipse_path((x, y, radius**2, 0.0, radius**2)))
    return path


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


@lru_cache(maxsize=4)
def way_image(
    placement: Placement, pixel_ratio: float, colour: str, *, eased: bool
) -> tuple[QPointF, QImage] | None:
    """Return the path of the leading point as an image with its position in the placement's area."""
    path = placement.transform.map(way_path(placement.figure, placement.side, placement.scale, eased=eased))
    if path.isEmpty():
        return None
    box = aligned(path.boundingRect(), pixel_ratio)
    with painting(box, pixel_ratio) as (image, painter):
        painter.fillPath(path, QColor(colour))
    return box.topLeft(), image
