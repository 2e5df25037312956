"""Where a movement goes: a ghost of its end, and the dotted path of the point that leads."""

from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, dist, hypot, sin

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QImage, QPainterPath

from intermezzo.core.figure import Figure, body_at, frame, leading
from intermezzo.core.figure.camera import Flat
from intermezzo.ui.figure.body_paths import outline
from intermezzo.ui.figure.hulls import DOT, Fineness, Polygon, ellipse_polygon, path_of, smooth
from intermezzo.ui.figure.placement import Layer, Placement
from intermezzo.ui.kit import style
from intermezzo.ui.kit.pictures import aligned, painting

_SPACING, _FIRST, _LAST, _TIP, _RIM = 0.030, 0.0045, 0.0075, 0.044, 0.0040
"""Distance of two dots, radius of the first and of the last, length of the tip, rim: shares of a picture."""
_LEAST_PICTURE, _LEAST_DOT = 0.75, 1.1
"""Least size of a picture in body heights for its dots, and least radius of a dot in pixels."""
_LEAST_TIP, _LEAST_RIM = 7.0, 0.5
"""Least length of the tip, and least rim, in least radii of a dot."""
_SHORT_TIP, _MOST_TIP = 0.028, 0.45
"""Length of the tip of a short path, as a share of a picture; of others at most, as a share of the path."""
_ASIDE = 0.045
"""How far beside its point a path in a close-up is, as a share of the picture."""
_LAST_OF_CYCLE = 0.86
"""Share of a closed path at which its tip is."""


@lru_cache(maxsize=16)
def ghost_path(figure: Figure, side: int, at: float, fine: Fineness, *, eased: bool) -> QPainterPath:
    """Return the silhouette of a body in body heights, y downwards."""
    return outline(figure, body_at(figure, at, 0.5, side, eased=eased), side, fine)


@lru_cache(maxsize=16)
def way_paths(
    figure: Figure, side: int, scale: float, begin: float, *, eased: bool
) -> tuple[QPainterPath, QPainterPath] | None:
    """Return the dots of the leading point's path with an arrow head at its end, and before them their rim.

    It begins at ``begin`` 0..1 of the way; ``scale`` is a body's pixels.
    """
    way = leading.path(figure, side, eased=eased, begin=begin)
    if not way:
        return None
    left, bottom, right, top = frame(figure, side)
    size = max(right - left, top - bottom)
    if figure.close_up == "none":
        size = max(_LEAST_PICTURE, min(1.0, size))
    else:
        way = _beside(way, ((left + right) / 2, (bottom + top) / 2), _ASIDE * size)
    least = _LEAST_DOT / scale
    spots = _spaced(smooth(way), max(_SPACING * size, 3.2 * least))
    if figure.cycle:
        del spots[round(len(spots) * _LAST_OF_CYCLE) :]
    *others, end = spots
    whole = sum(dist(a, b) for a, b in pairwise(spots))
    long = max(_LEAST_TIP * least, min(_TIP * size, max(_SHORT_TIP * size, _MOST_TIP * whole)))
    rim = max(_LEAST_RIM * least, _RIM * size)
    before = next((at for at in reversed(others) if dist(at, end) > long / 2), others[0])
    tips = [_arrow_head(before, end, long, rim)], [_arrow_head(before, end, long, 0.0)]
    for index, (x, y) in enumerate(others):
        radius = max(least, size * (_FIRST + (_LAST - _FIRST) * index / len(others)))
        if dist((x, y), end) > long + radius:
            for polygons, beyond in zip(tips, (rim, 0.0), strict=True):
                spread = (radius + beyond) ** 2
                polygons.append(ellipse_polygon((x, y, spread, 0.0, spread), DOT))
    return path_of(tips[0]), path_of(tips[1])


def _beside(way: tuple[Flat, ...], middle: Flat, by: float) -> tuple[Flat, ...]:
    """Return a way moved outwards, so that in a close-up the part itself does not hide it."""
    x, y = ((a + b) / 2 - c for a, b, c in zip(way[0], way[-1], middle, strict=True))
    share = by / (hypot(x, y) or 1.0)
    return tuple((px + x * share, py + y * share) for px, py in way)


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


def _arrow_head(before: Flat, at: Flat, long: float, rim: float) -> Polygon:
    """Return an arrow head with its point at ``at``, away from another point; y downwards.

    It is larger by about ``rim`` on all sides.
    """
    turn = atan2(at[1] - before[1], at[0] - before[0])
    corners = ((2.2 * rim, 0.0), (-long - rim, 0.52 * long + 1.6 * rim), (-0.72 * long - rim, 0.0),
               (-long - rim, -0.52 * long - 1.6 * rim))  # fmt: skip
    return [
        (at[0] + x * cos(turn) - y * sin(turn), -at[1] - x * sin(turn) - y * cos(turn)) for x, y in corners
    ]


@lru_cache(maxsize=4)
def way_image(
    placement: Placement, pixel_ratio: float, begin: float, palette: style.Palette, *, eased: bool
) -> tuple[QPointF, QImage] | None:
    """Return the path of the leading point as an image with its position in the placement's area."""
    layers = way_layers(placement, begin, palette, eased=eased)
    if not layers:
        return None
    box = aligned(placement.transform.mapRect(layers[0][0].controlPointRect()), pixel_ratio)
    with painting(box, pixel_ratio) as (image, painter):
        painter.setTransform(placement.transform, True)
        for path, brush in layers:
            painter.fillPath(path, brush)
    return box.topLeft(), image


def way_layers(
    placement: Placement, begin: float, palette: style.Palette, *, eased: bool
) -> tuple[Layer, ...]:
    """Return the path of the leading point, if there is one, with a pale rim that shows on the body."""
    paths = way_paths(placement.figure, placement.side, placement.scale, begin, eased=eased)
    if paths is None:
        return ()
    rim, dots = paths
    return (rim, QBrush(QColor(palette.pill))), (dots, QBrush(QColor(palette.amber)))
