"""What moves in the player: the disc of the breath, the figure on it, and the ring of the step round both."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, cos, floor, pi, sin

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from intermezzo.core.figure import Figure, pace
from intermezzo.core.override import override
from intermezzo.ui.figure.drawing import Drawing, FigurePose, drawing
from intermezzo.ui.figure.paint import paint_drawing
from intermezzo.ui.figure.spot import placing
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_path, round_pen

_FIGURE = 0.955
"""Of the ring's radius: the circle that the figure keeps within."""
_EMPTY, _FULL = 0.66, 0.92
"""Radius of the disc with empty and full lungs, as shares of the ring's."""
_RIM = 4
"""Beyond the ring's radius, in logical pixels at 100 % text."""
_FIGURE_STEP, _CLOSE_STEP, _DISC_STEP, _RING_STEP = 1.5, 2.0, 2.0, 4.0
"""Logical pixels by which each has to move until it is painted again: less than that nobody sees.

What is seen from near is larger, the disc's edge is pale, and the ring goes on by its own width.
"""
_BREATHS, _BREATHS_ALONE = 10, 25
"""Steps in which the figure's chest fills: it moves by a few pixels, and further where nothing else does."""
_DISCS = 64
"""Sizes of the disc."""
_SMOOTH = QPainter.RenderHint.Antialiasing
_BITS = 16
"""In which the ring is laid on the ground."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a moment looks like: how much of the step is done, how full the lungs are (0..1), the figure."""

    ring: float = 0.0
    fill: float = 0.0
    pose: FigurePose | None = None


class Dial(QWidget):
    """Shows one moment, and repaints only what changed.

    It paints its own ground, which is the stage's, so that with a frame nothing below is painted again.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.look = Look()
        """The moment as it is."""
        self.count = ""
        """Stands large inside the disc where there is no figure."""
        self.region = ""
        """Where the figure is lit."""
        self.drawn = Look()
        """What of it is on the screen: in steps that can be seen."""
        self._radius = 0.0
        self._centre = QPointF()
        self._room = QRectF()
        """The square round the circle that the figure keeps within."""
        self._within = QRect()
        """The whole pixels of that."""
        self._ground: QImage | None = None
        """Ground, track and ring, which seldom change."""
        self._ground_is = (0.0, 0.0)
        """Its device's ratio, and how much of the ring is on it."""
        self._way = QRectF()
        """The square that the ring goes round in."""
        self._pen = QPen()
        """The ring's."""
        self._found: Drawing | None = None
        """How the figure is drawn; None while it is not seen, or has to be found again."""
        self._discs: dict[float, QPainterPath] = {}
        """By how full the lungs are."""
        self._growing = QRect()
        """Where the rest of the ring lies."""

    def place(self, centre: QPointF, radius: float) -> None:
        """Take the place round a centre in the parent; ``radius`` is the ring's, in logical pixels."""
        area = _square(centre, radius + _RIM * style.scale()).toAlignedRect()
        self._radius = radius
        self._centre = centre - QPointF(area.topLeft())
        self._way = _square(self._centre, radius)
        self._room = _square(self._centre, radius * _FIGURE)
        self._within = self._room.toAlignedRect()
        self._ground = None
        self._discs.clear()
        self.setGeometry(area)
        self._found = None

    def show_look(self, look: Look, count: str, region: str) -> None:
        """Show a moment."""
        counted = look.pose is None and count != self.count
        self.look, self.count, self.region = look, count, region
        changed = self.rect() if counted else QRect()
        self.update(self._turn(self.seen(self.drawn, look)).united(changed))

    def draw(self, drawn: Look, found: Drawing | None = None) -> None:
        """Go on to what ``seen`` gave, at once; ``found`` is its drawing, where that is known."""
        self.repaint(self._turn(drawn, found))

    def seen(self, before: Look, look: Look) -> Look:
        """Return what is drawn after ``before``: each part changes only once the change can be seen.

        A figure goes on in whole steps: the next repetition finds its outlines as they were.
        """
        if _other(before.pose, look.pose):
            return Look(look.ring, _stepped(look.fill, _DISCS), self._in_steps(look.pose))
        grown = (look.ring - before.ring) * 2 * pi * self._radius / _RING_STEP
        filled = (look.fill - before.fill) * (_FULL - _EMPTY) * self._radius / _DISC_STEP
        ring = before.ring if abs(grown) < 1 else look.ring
        fill = before.fill if abs(filled) < 1 else _stepped(look.fill, _DISCS)
        pose = before.pose
        if pose is not None and look.pose is not None:
            moved = (look.pose.at - pose.at) * self._steps(pose)
            if abs(moved) >= 1 or fill != before.fill:
                pose = self._in_steps(look.pose)
        if (ring, fill, pose) == (before.ring, before.fill, before.pose):
            return before
        return Look(ring, fill, pose)

    def _steps(self, pose: FigurePose) -> float:
        return _steps(pose.figure, pose.side, self._room.width())

    def _in_steps(self, pose: FigurePose | None) -> FigurePose | None:
        if pose is None:
            return None
        way = self._steps(pose)
        breaths = _BREATHS if way else _BREATHS_ALONE
        return replace(pose, at=_stepped(pose.at, way), fill=_stepped(pose.fill, breaths))

    def _turn(self, drawn: Look, found: Drawing | None = None) -> QRect:
        """Turn to something else, and give what must be painted again: the ring's end, the figure, or all."""
        before, pose, self.drawn = self.drawn, drawn.pose, drawn
        if not self.isVisible():
            # Not even its outlines are found: when it is shown, all of it is painted anyway.
            self._found = None
            return QRect()
        old = now = self._found
        if old is None or pose != before.pose:
            self._found = now = found or self.drawing_of(pose)
        if drawn.fill != before.fill or _other(before.pose, pose):
            return self.rect()
        area = self._arc_area(_laid(before.ring), drawn.ring) if drawn.ring != before.ring else QRect()
        if old is now:
            return area
        return area | old.touched | now.touched if old is not None and now is not None else self.rect()

    def drawing_of(self, pose: FigurePose | None) -> Drawing | None:
        """Find how a body is drawn."""
        if pose is None:
            return None
        return drawing(pose, self._room, self.region, ratio=self.devicePixelRatioF(), in_circle=True)

    def _arc_area(self, before: float, after: float) -> QRect:
        """Return the place of the part by which the ring has grown, or shrunk."""
        if not 0 <= after - before <= 0.125:
            return self.rect()
        ends = [self._centre + _at(self._radius, turn) for turn in (before, (before + after) / 2, after)]
        wide = 6 * style.scale()
        area = QPolygonF(ends).boundingRect().adjusted(-wide, -wide, wide, wide)
        return area.toAlignedRect().intersected(self.rect())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Take the ground's colours anew when the look changes."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._ground = self._found = None
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, drawn, area = QPainter(self), self.drawn, event.rect()
        painter.drawImage(QPointF(), self._laid())
        painter.setRenderHint(_SMOOTH)
        if area.intersects(self._growing):
            self._paint_ring(painter, self._ground_is[1], drawn.ring)
        if not area.intersects(self._within):
            return
        painter.fillPath(self._disc(drawn.fill), style.color("disc"))
        if self._found is None:
            self._found = self.drawing_of(drawn.pose)
        if self._found is not None:
            paint_drawing(painter, self._found)
        elif self.count:
            face = style.serif(84)
            painter.setFont(face)
            painter.setPen(style.color("soft"))
            metrics = QFontMetrics(face)
            left = self._centre.x() - metrics.horizontalAdvance(self.count) / 2
            painter.drawText(QPointF(left, self._centre.y() + metrics.capHeight() / 2), self.count)

    def _disc(self, fill: float) -> QPainterPath:
        path = self._discs.get(fill)
        if path is None:
            path = round_path(self._radius * (_EMPTY + (_FULL - _EMPTY) * fill)).translated(self._centre)
            self._discs[fill] = path
        return path

    def _laid(self) -> QImage:
        """Return ground, track and most of the ring as an image: with a frame only its last bit is drawn."""
        ratio, laid = self.devicePixelRatioF(), _laid(self.drawn.ring)
        if self._ground is None or self._ground_is != (ratio, laid):
            if ratio != self._ground_is[0]:
                self._found = None
            image = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            image.fill(style.color("pill"))
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            half = style.scale()
            track = round_path(self._radius + half, hole=self._radius - half)
            painter.fillPath(track.translated(self._centre), style.color("track"))
            self._pen = round_pen(style.color("green"), 4 * style.scale())
            self._paint_ring(painter, 0.0, laid)
            painter.end()
            self._ground, self._ground_is = image, (ratio, laid)
            self._growing = self._arc_area(laid, laid + 1 / _BITS)
        return self._ground

    def _paint_ring(self, painter: QPainter, start: float, end: float) -> None:
        """Draw a part of the ring, from ``start`` to ``end`` of the step."""
        if end > start:
            painter.setPen(self._pen)
            turn = 360 * 16
            painter.drawArc(self._way, turn // 4 - round(start * turn), -round((end - start) * turn))


def _at(radius: float, turn: float) -> QPointF:
    return QPointF(radius * sin(2 * pi * turn), -radius * cos(2 * pi * turn))


def _laid(ring: float) -> float:
    """Return how much of a ring is laid on the ground."""
    return floor(ring * _BITS) / _BITS


@lru_cache(maxsize=4)
def _steps(figure: Figure, side: int, wide: float) -> float:
    """Say in how many steps that can be seen a figure goes its way, in a square so wide."""
    size: float = placing(figure, side, QRectF(0, 0, wide, wide), in_circle=True).m11()
    return pace(figure) * size / (_FIGURE_STEP if figure.close_up == "none" else _CLOSE_STEP)


def _other(before: FigurePose | None, pose: FigurePose | None) -> bool:
    """Whether another body is drawn, or none where there was one."""
    if pose is None or before is None:
        return pose is not before
    return (pose.figure, pose.side, pose.eased) != (before.figure, before.side, before.eased)


def _square(centre: QPointF, reach: float) -> QRectF:
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


def _stepped(value: float, steps: float) -> float:
    """Round 0..1 to whole steps; both ends are among them."""
    whole = max(1, ceil(steps))
    return round(value * whole) / whole
