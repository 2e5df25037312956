"""Where a figure stands in a rectangle of the screen."""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QPainterPath, QTransform

from intermezzo.core.figure import Figure, frame, mirrors
from intermezzo.core.figure.camera import Box, around
from intermezzo.ui.kit.marks import round_path

MARGIN = 0.05
"""Space around the body, in body heights."""
_CORNERS = 0.94
"""Share of a box's diagonal that has to be inside a circle."""
_LEAST_EXTENT = 0.80
"""Least extent that fills the rectangle, in body heights: a lying body is not enlarged further."""

LENS_LINE = 1.2
"""Width of the lines around a close-up in logical pixels."""

Layer = tuple[QPainterPath, QBrush]
"""A path in body heights, y downwards, and its colour."""
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """Everything about a figure's place that is the same in all frames; compared by identity."""

    figure: Figure
    side: int
    """The side to draw: 1 also for a side 2 that is the mirror image."""
    area: QRectF
    within: QRectF
    """The part of the area for the body."""
    in_circle: bool
    """Whether the figure keeps within the circle inscribed in the area."""
    fades: bool
    """Whether the scenery fades out towards the edges of the area, which has no ground of its own."""
    transform: QTransform
    """From body heights (y downwards) to the area; it mirrors where side 2 is the mirror image."""
    scale: float
    """Logical pixels of one body height."""
    circle: QPainterPath
    """The circle inscribed in the area, to which a close-up is clipped."""

    @property
    def radius(self) -> float:
        """The circle's radius."""
        return min(self.area.width(), self.area.height()) / 2


def place(
    figure: Figure,
    side: int,
    area: QRectF,
    *,
    in_circle: bool,
    fades: bool = False,
    within: QRectF | None = None,
    holds: Box | None = None,
) -> Placement:
    """Return the placement of a figure: the same object for the same arguments.

    The scenery fills the area, the body and the box that it ``holds`` the part ``within`` it.
    """
    body = (area if within is None else within).getRect()
    return _place(figure, side, area.getRect(), body, in_circle=in_circle, fades=fades, holds=holds)


@lru_cache(maxsize=32)
def _place(
    figure: Figure, side: int, rect: Rect, body: Rect, *, in_circle: bool, fades: bool, holds: Box | None
) -> Placement:
    area = QRectF(*rect)
    circle = round_path(min(area.width(), area.height()) / 2).translated(area.center())
    transform = fit(figure, side, QRectF(*body), in_circle=in_circle and rect == body, holds=holds)
    scale = transform.m11()
    if side == 2 and mirrors(figure):
        side, transform = 1, QTransform.fromScale(-1.0, 1.0) * transform
    return Placement(figure, side, area, QRectF(*body), in_circle, fades, transform, scale, circle)


def fit(figure: Figure, side: int, area: QRectF, *, in_circle: bool, holds: Box | None = None) -> QTransform:
    """Return the transform from body heights (y downwards) that fits a figure into an area.

    With ``in_circle`` it fits into the circle inscribed in the area. ``holds`` is a box that fits in as well.
    """
    left, bottom, right, top = frame(figure, side)
    close = figure.close_up != "none"
    if not close:
        left, right, bottom, top = left - MARGIN, right + MARGIN, bottom - MARGIN, top + MARGIN
        missing = max(0.0, _LEAST_EXTENT - max(right - left, top - bottom))
        left, right = left - missing / 2, right + missing / 2
    if holds is not None:
        left, bottom, right, top = around([(left, bottom, right, top), holds])
    if in_circle and not close:
        # A body has nothing in the corners of its box, so they may be outside.
        size = area.width() / max(right - left, top - bottom, _CORNERS * hypot(right - left, top - bottom))
    else:
        size = min(area.width() / (right - left), area.height() / (top - bottom))
    transform = QTransform()
    transform.translate(area.center().x(), area.center().y())
    transform.scale(size, size)
    transform.translate(-(left + right) / 2, (bottom + top) / 2)
    return transform
