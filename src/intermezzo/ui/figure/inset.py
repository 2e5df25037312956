"""The close-up beside a whole body: where both are, and the ring that tells what the close-up shows."""

from dataclasses import replace
from functools import lru_cache
from math import hypot

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from intermezzo.core.figure import Figure, body_at, close_up_place, frame, view
from intermezzo.core.figure.camera import Box
from intermezzo.ui.figure.placement import Placement
from intermezzo.ui.kit.marks import round_path

_WIDE = 1.25
"""Ratio of width to height from which a close-up is beside the body instead of in the corner above it."""
_CORNER, _BESIDE = 0.48, 0.86
"""Diameter of a close-up: share of the shorter side in a corner, and of the height beside the body."""
_BODY = 0.62
"""Share of the width for a body with a close-up in the corner."""
_RIM = 0.026
"""Space around the ring, in body heights."""
_MIDDLE = 0.03
"""Body heights by which a head must be beside the middle to be on that side."""
_CIRCLE_BODY = (-0.86, -0.60, 0.30, 0.77)
_CIRCLE_INSET = (0.41, -0.38, 0.41)
"""In a circle of radius 1: left, top, right and bottom of the body; middle and radius of the close-up."""


@lru_cache(maxsize=64)
def whole_figure(figure: Figure) -> Figure:
    """Return the figure of the whole body.

    The paths that its data names are shown in the close-up alone, unless nothing moves there.
    """
    moved = (figure.leads or figure.paths) and figure.close_up != "sole"
    whole = replace(figure, close_up="none")
    return replace(whole, leads="none", paths=()) if moved else whole


@lru_cache(maxsize=64)
def head_right(figure: Figure, side: int) -> bool:
    """Return whether the head is in the right half of the picture of a whole body."""
    whole = whole_figure(figure)
    left, _bottom, right, _top = frame(whole, side)
    x, _y = view(whole, side).flat(body_at(whole, 0.0, 0.5, side).points["head"])
    return x > (left + right) / 2 + _MIDDLE


def split(area: QRectF, *, in_circle: bool, head_right: bool) -> tuple[QRectF, QRectF]:
    """Return the part of an area for a whole body and that for its close-up, on the side without the head."""
    body, close_up = _split_in_circle(area) if in_circle else _split(area)
    if head_right:
        for one in (body, close_up):
            one.moveLeft(area.left() + area.right() - one.right())
    return body, close_up


def _split_in_circle(area: QRectF) -> tuple[QRectF, QRectF]:
    middle, radius = area.center(), min(area.width(), area.height()) / 2
    left, top, right, bottom = (share * radius for share in _CIRCLE_BODY)
    x, y, size = (share * radius for share in _CIRCLE_INSET)
    body = QRectF(middle.x() + left, middle.y() + top, right - left, bottom - top)
    return body, QRectF(middle.x() + x - size, middle.y() + y - size, 2 * size, 2 * size)


def _split(area: QRectF) -> tuple[QRectF, QRectF]:
    if area.width() > _WIDE * area.height():
        size = area.height() * _BESIDE
        both = min(area.width(), size + area.height())
        left = area.center().x() - both / 2
        body = QRectF(left, area.top(), both - size, area.height())
        return body, QRectF(body.right(), area.center().y() - size / 2, size, size)
    square = min(area.width(), area.height())
    size = square * _CORNER
    left, top = area.center().x() - square / 2, area.center().y() - square / 2
    return QRectF(left, top, square * _BODY, square), QRectF(left + square - size, top, size, size)


@lru_cache(maxsize=64)
def lens_box(figure: Figure, side: int) -> Box | None:
    """Return the box of the ring on a whole body, in body heights, if its close-up has one."""
    if figure.close_up_camera is not None:
        return None
    size, place = close_up_place(figure, side)
    x, y = view(whole_figure(figure), side).flat(place)
    size += _RIM
    return x - size, y - size, x + size, y + size


@lru_cache(maxsize=16)
def lens_path(whole: Placement, close_up: Placement, width: float) -> QPainterPath:
    """Return the ring on a whole body around what its close-up shows, and the line to it."""
    # Of one who sits, the whole body is not mirrored on side 2, and a foot is.
    size, place = close_up_place(close_up.figure, whole.side)
    x, y = view(whole.figure, whole.side).flat(place)
    centre, half = whole.transform.map(QPointF(x, -y)), size * whole.scale
    path = round_path(half + width / 2, hole=half - width / 2).translated(centre)
    target = close_up.area.center()
    way = target - centre
    size = hypot(way.x(), way.y()) or 1.0
    radius = min(close_up.area.width(), close_up.area.height()) / 2
    start, end = centre + way * (half / size), target - way * (radius / size)
    if size > half + radius:
        across = QPointF(-way.y(), way.x()) * (width / 2 / size)
        path.addPolygon(QPolygonF([start + across, end + across, end - across, start - across]))
        path.closeSubpath()
    return path
