"""The figure on the welcome's first page: one movement that repeats, in a disc with a ring."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.movement_loop import VISIBILITY_EVENTS, MovementLoop, is_watched
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import paint_disc, round_pen, smooth_painter

_SIDE, _RING, _DISC = 388, 190, 166
"""Side of the widget and radii of ring and disc, in logical pixels at 100 % text."""
_MAX_SCALE = 1.2
"""Limit of the text scale for the figure, which leaves room for the words."""
_ARC = 120
"""Degrees of the ring that are green, as in the app's mark."""


class Greeting(QWidget):
    """Repeat one movement by ``clock`` (seconds, never going back) while it is watched.

    It is decoration and has no accessible name.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._unit = min(style.scale(), _MAX_SCALE)
        side, radius = round(_SIDE * self._unit), round(_DISC * self._unit) - 1
        self.setFixedSize(side, side)
        self.figure = FigureView(self, background="disc", circle=True)
        self.figure.setGeometry(side // 2 - radius, side // 2 - radius, 2 * radius, 2 * radius)
        self.figure.setMask(QRegion(self.figure.rect(), QRegion.RegionType.Ellipse))
        self.figure.hide()
        self.loop = MovementLoop(clock, self)
        self.loop.posed.connect(lambda _movement, pose: self.figure.show_pose(pose))

    def show_movement(self, movement: Movement | None) -> None:
        """Show a movement; without a figure there are only the ring and the disc."""
        if movement is not None and movement.figure is None:
            movement = None
        self.figure.show_movement(movement)
        self.figure.setVisible(movement is not None)
        self.loop.play(movement)

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in VISIBILITY_EVENTS:
            self.loop.set_visible(visible=is_watched(self))
        return handled

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        unit, middle = self._unit, QRectF(self.rect()).center()
        paint_disc(painter, middle, _DISC * unit, style.color("disc"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(0, 0, 2 * _RING * unit, 2 * _RING * unit)
        ring.moveCenter(middle)
        painter.setPen(round_pen(style.color("line"), 2 * unit))
        painter.drawEllipse(ring)
        painter.setPen(round_pen(style.color("green"), 4 * unit))
        painter.drawArc(ring, 90 * 16, -_ARC * 16)
