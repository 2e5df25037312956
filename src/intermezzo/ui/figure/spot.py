"""Where a figure stands in an area of the screen."""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

from intermezzo.core.figure import Figure, frame
from intermezzo.ui.kit.marks import round_path

MARGIN = 0.05
"""Round the body, in body heights."""
_SMALLEST = 0.80
"""A body that lies low is not blown up beyond this: the frame is at least so wide, in body heights."""


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """The place of a figure that moves: all that stays the same from frame to frame."""

    figure: Figure
    side: int
    area: QRectF
    in_circle: bool
    """Whether it is drawn into the circle within the area, as every close-up is."""
    way: QTransform
    """From body heights (y downwards) into the area."""
    rim: QPainterPath | None
    """The circle within the area in which a close-up ends."""


def spot(figure: Figure, side: int, area: QRectF, *, in_circle: bool) -> Placement:
    """Return the spot of a figure, the same one as long as nothing changes."""
    return _spot(figure, side, area.getRect(), in_circle=in_circle)


@lru_cache(maxsize=32)
def _spot(
    figure: Figure, side: int, place: tuple[float, float, float, float], *, in_circle: bool
) -> Placement:
    area = QRectF(*place)
    rim = None
    if figure.close_up != "none":
        rim = round_path(min(area.width(), area.height()) / 2).translated(area.center())
    return Placement(figure, side, area, in_circle, placing(figure, side, area, in_circle=in_circle), rim)


def placing(figure: Figure, side: int, area: QRectF, *, in_circle: bool) -> QTransform:
    """Return the way from body heights (y downwards) into an area, or into the circle within the area."""
    left, bottom, right, top = frame(figure, side)
    close = figure.close_up != "none"
    if not close:
        left, right, bottom, top = left - MARGIN, right + MARGIN, bottom - MARGIN, top + MARGIN
        lacking = max(0.0, _SMALLEST - max(right - left, top - bottom))
        left, right = left - lacking / 2, right + lacking / 2
    if in_circle and not close:
        size = area.width() / hypot(right - left, top - bottom)
    else:
        size = min(area.width() / (right - left), area.height() / (top - bottom))
    way = QTransform()
    way.translate(area.center().x(), area.center().y())
    way.scale(size, size)
    way.translate(-(left + right) / 2, (bottom + top) / 2)
    return way
