"""The left half of the player: breath disc, ring of the step, and the words of the breath below them."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPolygonF, QRegion
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
            self.update(self.label_area())

    def _in_steps(self, ring: float, fill: float, pose: Pose | None) -> "_Drawn":
        """Give what is to be drawn in steps of a pixel or two.

        What nobody would see is not painted, and the next repetition finds its outlines as they were.
        """
        fill = _stepped(fill, (_FULL - _EMPTY) * self.radius() / _SEEN)
        if pose is not None:
            size = placing(pose.figure, pose.side, self._room(), in_circle=True).m11()
            pose = replace(pose, at=_stepped(pose.at, pace(pose.figure) * size / _SEEN), fill=fill)
        before = self._drawn
        grown = ring - before.ring
        if (fill, pose) == (before.fill, before.pose) and 0 <= grown < _STRIDE / (2 * pi * self.radius()):
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
            return QRegion(self.ring_area())
        region = QRegion()
        if drawn.ring != self._drawn.ring:
            region += self._arc_area(self._drawn.ring, drawn.ring)
        if drawn.fill != self._drawn.fill:
            region += self._room().toAlignedRect().adjusted(-2, -2, 2, 2)
        elif pose is not None and before is not None and pose != before:
            for one in (before, pose):
                around = bounds(one, self._room(), in_circle=True).toAlignedRect()
                region += around.adjusted(-2, -2, 2, 2)
        return region

    def _arc_area(self, before: float, after: float) -> QRect:
        """Give the place of the part by which the ring has grown."""
        if after - before > 0.125:
            return self.ring_area()
        middle, radius = self.centre(), self.radius()
        ends = [
            middle + QPointF(sin(2 * pi * at), -cos(2 * pi * at)) * radius
            for at in (before, (before + after) / 2, after)
        ]
        wide = 6 * style.scale()
        area = QPolygonF(ends).boundingRect().adjusted(-wide, -wide, wide, wide)
        return area.toAlignedRect()

    def _room(self) -> QRectF:
        """Give the square round the circle that the figure keeps within."""
        side = 2 * self.radius() * _FIGURE
        room = QRectF(0, 0, side, side)
        room.moveCenter(self.centre())
        return room

    def zoom(self) -> float:
        """Give how much larger than in a window of its usual size everything is: more on a whole screen."""
        usual = style.scale() * _USUAL
        return min(_LARGEST, max(1.0, min(self.width(), self.height() - style.px(100)) / usual))

    def radius(self) -> float:
        """Give the ring's radius in the place there is."""
        large, below = self.zoom(), style.px(84) * self.zoom()
        room = min(self.width() / 2 - 24, (self.height() - below) / 2 - 14)
        return max(24.0, min(_RING * style.scale() * large, room))

    def centre(self) -> QPointF:
        """Give the middle of ring and disc: a little above the middle, to balance the words below."""
        return QPointF(self.width() / 2, (self.height() - style.px(47) * self.zoom()) / 2)

    def ring_area(self) -> QRect:
        """Give the part that moves with every frame."""
        reach = self.radius() + 4 * style.scale()
        middle = self.centre()
        return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    def label_area(self) -> QRect:
        """Give the place of the words."""
        free = self.height() - self.centre().y() - self.radius()
        high = min(style.px(48) * self.zoom(), free - 4)
        top = self.centre().y() + self.radius() + min(style.px(18) * self.zoom(), max(2.0, free - high - 4))
        return QRect(0, round(top), self.width(), round(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what was asked for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if event.rect().intersects(self.ring_area()):
            self._paint_ring(painter, event.region())
        if event.rect().intersects(self.label_area()):
            painter.setFont(style.serif(24 * self.zoom(), italic=True))
            painter.setPen(style.color("green"))
            painter.drawText(self.label_area(), Qt.AlignmentFlag.AlignCenter, self.label)

    def _paint_ring(self, painter: QPainter, asked: QRegion) -> None:
        middle, radius = self.centre(), self.radius()
        disc = radius * (_EMPTY + (_FULL - _EMPTY) * self._drawn.fill)
        painter.fillPath(round_path(disc).translated(middle), style.color("disc"))
        if self._drawn.pose is not None and asked.intersects(_circle(self._room().toAlignedRect())):
            paint_figure(painter, self._room(), self._drawn.pose, self.region, in_circle=True)
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
