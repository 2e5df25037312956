"""The left half of the player: breath disc, ring of the step, and the words of the breath below them."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.figure import pace
from intermezzo.ui import style
from intermezzo.ui.figure_paint import Pose, bounds, paint_figure, placing
from intermezzo.ui.marks import round_path, round_pen

_RING = 196.0
"""Radius of the ring at its full size, in logical pixels."""
_USUAL = 470.0
"""What it measures in the player's usual size, in logical pixels at 100 % text."""
_LARGEST = 2.2
"""How much larger it becomes at most."""
_FIGURE = 0.955
"""Of the ring's radius: the circle that the figure keeps within."""
_EMPTY, _FULL = 0.66, 0.92
"""Radius of the disc with empty and full lungs, as shares of the ring's."""
_SEEN = 1.0
"""Logical pixels by which disc or figure have to move to be painted again: less than that nobody sees."""
_STRIDE = 3.0
"""Logical pixels by which the ring grows where nothing else moves."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Where the ring ends, how large the disc is and how far the figure has come, on the screen."""

    ring: float = 0.0
    fill: float = 0.0
    pose: Pose | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything stands in the place there is."""

    zoom: float
    """How much larger than in a window of its usual size everything is: more on a whole screen."""
    radius: float
    """Of the ring."""
    centre: QPointF
    """The middle of ring and disc: a little above the middle, to balance the words below."""
    room: QRectF
    """The square round the circle that the figure keeps within."""
    ring_area: QRect
    """What moves with every frame."""
    label_area: QRect
    """Where the words stand."""


def _laid_out(width: int, height: int) -> Place:
    zoom = min(_LARGEST, max(1.0, min(width, height - style.px(100)) / (style.scale() * _USUAL)))
    free = min(width / 2 - 24, (height - style.px(84) * zoom) / 2 - 14)
    radius = max(24.0, min(_RING * style.scale() * zoom, free))
    centre = QPointF(width / 2, (height - style.px(47) * zoom) / 2)
    reach, inside = radius + 4 * style.scale(), radius * _FIGURE
    below = height - centre.y() - radius
    high = min(style.px(48) * zoom, below - 4)
    top = centre.y() + radius + min(style.px(18) * zoom, max(2.0, below - high - 4))
    return Place(
        zoom, radius, centre, _square(centre, inside), _square(centre, reach).toAlignedRect(),
        QRect(0, round(top), width, round(high)),
    )  # fmt: skip


def _square(centre: QPointF, reach: float) -> QRectF:
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


class Stage(QWidget):
    """Shows one moment, and repaints only what changed; the figure stands inside the ring."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.ring = 0.0
        """How much of the step is done, 0..1."""
        self.fill = 0.0
        """How full the lungs are, 0..1."""
        self.label = ""
        self.count = ""
        """Stands large inside the disc where there is no figure."""
        self.pose: Pose | None = None
        self.region = ""
        """Where the figure is lit."""
        self._drawn = _Drawn()
        self.place = _laid_out(self.width(), self.height())

    def minimumSizeHint(self) -> QSize:
        """Give the least size at which one still sees what to do."""
        return QSize(style.px(150), style.px(150))

    def show_moment(
        self, *, ring: float, fill: float, label: str, count: str, pose: Pose | None = None, region: str = ""
    ) -> None:
        """Show a moment."""
        if style.reduced_motion():
            fill = 1.0
        drawn = self._in_steps(ring, fill, pose)
        changed = self._changed(drawn, count)
        self.ring, self.fill, self.count, self.pose, self.region = ring, fill, count, pose, region
        self._drawn = drawn
        if not changed.isEmpty():
            self.update(changed)
        if label != self.label:
            self.label = label
            self.update(self.place.label_area)

    def _in_steps(self, ring: float, fill: float, pose: Pose | None) -> "_Drawn":
        """Give what is to be drawn in steps of a pixel or two.

        What nobody would see is not painted, and the next repetition finds its outlines as they were.
        """
        fill = _stepped(fill, (_FULL - _EMPTY) * self.place.radius / _SEEN)
        if pose is not None:
            size = placing(pose.figure, pose.side, self.place.room, in_circle=True).m11()
            pose = replace(pose, at=_stepped(pose.at, pace(pose.figure) * size / _SEEN), fill=fill)
        before = self._drawn
        grown = ring - before.ring
        if (fill, pose) == (before.fill, before.pose) and 0 <= grown < _STRIDE / (2 * pi * self.place.radius):
            return before
        return _Drawn(ring, fill, pose)

    def _changed(self, drawn: "_Drawn", count: str) -> QRegion:
        """Give what must be painted again: the figure, the disc's edge, the end of the ring, or all of it."""
        if not self.isVisible():
            # Not even its outlines are drawn: when it is shown, all of it is painted anyway.
            return QRegion()
        before, pose = self._drawn.pose, drawn.pose
        other = (pose is None) != (before is None) or (
            pose is not None
            and before is not None
            and (pose.figure != before.figure or pose.side != before.side)
        )
        if other or count != self.count or drawn.ring < self._drawn.ring:
            return QRegion(self.place.ring_area)
        region = QRegion()
        if drawn.ring != self._drawn.ring:
            region += self._arc_area(self._drawn.ring, drawn.ring)
        if drawn.fill != self._drawn.fill:
            region += self.place.room.toAlignedRect().adjusted(-2, -2, 2, 2)
        elif pose is not None and before is not None and pose != before:
            for one in (before, pose):
                around = bounds(one, self.place.room, in_circle=True).toAlignedRect()
                region += around.adjusted(-2, -2, 2, 2)
        return region

    def _arc_area(self, before: float, after: float) -> QRect:
        """Give the place of the part by which the ring has grown."""
        if after - before > 0.125:
            return self.place.ring_area
        middle, radius = self.place.centre, self.place.radius
        ends = [
            middle + QPointF(sin(2 * pi * at), -cos(2 * pi * at)) * radius
            for at in (before, (before + after) / 2, after)
        ]
        wide = 6 * style.scale()
        area = QPolygonF(ends).boundingRect().adjusted(-wide, -wide, wide, wide)
        return area.toAlignedRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out for the new size, once and not in every frame."""
        super().resizeEvent(event)
        self.place = _laid_out(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what was asked for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if event.rect().intersects(self.place.ring_area):
            self._paint_ring(painter, event.region())
        if event.rect().intersects(self.place.label_area):
            painter.setFont(style.serif(24 * self.place.zoom, italic=True))
            painter.setPen(style.color("green"))
            painter.drawText(self.place.label_area, Qt.AlignmentFlag.AlignCenter, self.label)

    def _paint_ring(self, painter: QPainter, asked: QRegion) -> None:
        middle, radius = self.place.centre, self.place.radius
        disc = radius * (_EMPTY + (_FULL - _EMPTY) * self._drawn.fill)
        painter.fillPath(round_path(disc).translated(middle), style.color("disc"))
        if self._drawn.pose is not None and asked.intersects(_circle(self.place.room.toAlignedRect())):
            paint_figure(painter, self.place.room, self._drawn.pose, self.region, in_circle=True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ratio = self.devicePixelRatioF()
        track = _track(radius, style.scale(), style.color("track").name(), ratio)
        reach = track.width() / ratio / 2
        painter.drawImage(middle - QPointF(reach, reach), track)
        if self._drawn.ring > 0:
            painter.setPen(round_pen(style.color("green"), 4 * style.scale()))
            place = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            painter.drawArc(place, 90 * 16, -round(self._drawn.ring * 360 * 16))
        if self.count and self.pose is None:
            face = style.serif(84)
            painter.setFont(face)
            painter.setPen(style.color("soft"))
            metrics = QFontMetrics(face)
            left = middle.x() - metrics.horizontalAdvance(self.count) / 2
            painter.drawText(QPointF(left, middle.y() + metrics.capHeight() / 2), self.count)


def _stepped(value: float, steps: float) -> float:
    """Round 0..1 to whole steps; both ends are among them."""
    whole = max(1, ceil(steps))
    return round(value * whole) / whole


@lru_cache(maxsize=1)
def _circle(room: QRect) -> QRegion:
    """Give the circle that a figure never leaves; the ring is painted without it."""
    return QRegion(room.adjusted(-2, -2, 2, 2), QRegion.RegionType.Ellipse)


@lru_cache(maxsize=2)
def _track(radius: float, half: float, colour: str, ratio: float) -> QImage:
    """Draw the ring's track once: as an image it costs a tenth of its path in every frame."""
    side = ceil((radius + half + 1) * ratio) * 2
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(side, side) / ratio / 2
    painter.fillPath(round_path(radius + half, hole=radius - half).translated(middle), QColor(colour))
    painter.end()
    return image
