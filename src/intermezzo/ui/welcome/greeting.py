"""The animated figure of the first page, in a ring and a disc."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QRegion, QShowEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.drawing import FigurePose
from intermezzo.ui.figure.loop import Loop
from intermezzo.ui.figure.moving import MovingFigure
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen

_SIDE, _RING, _DISC = 388, 190, 166
"""Side of the widget, and radii of ring and disc, in logical pixels at 100 % text."""
_LARGEST = 1.2
"""The largest scale; larger text needs the space."""
_WAY = 120
"""The green part of the ring, in degrees."""


class Greeting(QWidget):
    """Animates a movement by ``clock``, monotonic seconds, while it is visible in the active window.

    It is decoration, so it has no accessible name.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._unit = min(style.scale(), _LARGEST)
        side, reach = round(_SIDE * self._unit), round(_DISC * self._unit) - 1
        self.setFixedSize(side, side)
        self.figure = MovingFigure(self, circle=True, ground="disc")
        self.figure.setGeometry(side // 2 - reach, side // 2 - reach, 2 * reach, 2 * reach)
        self.figure.setMask(QRegion(self.figure.rect(), QRegion.RegionType.Ellipse))
        self.figure.hide()
        self.loop = Loop(clock, self)
        self.loop.posed.connect(self._pose)

    def show_movement(self, movement: Movement | None) -> None:
        """Animate a movement, or show ring and disc alone."""
        drawn = movement is not None and movement.figure is not None
        self.figure.show_movement(movement if drawn else None)
        self.figure.setVisible(drawn)
        self.loop.play(movement if drawn else None)

    def _pose(self, _movement: Movement, pose: FigurePose | None) -> None:
        self.figure.show_pose(pose)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look()

    @override
    def event(self, event: QEvent) -> bool:
        """Stop while the window is inactive; follow a change of look."""
        if event.type() in {
            QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate, QEvent.Type.StyleChange,
        }:  # fmt: skip
            self._look()
        return super().event(event)

    def _look(self) -> None:
        self.loop.set_seen(seen=self.isVisible() and self.isActiveWindow())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, middle = self._unit, QRectF(self.rect()).center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("disc"))
        painter.drawEllipse(middle, _DISC * unit, _DISC * unit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(0, 0, 2 * _RING * unit, 2 * _RING * unit)
        ring.moveCenter(middle)
        painter.setPen(round_pen(style.color("line"), 2 * unit))
        painter.drawEllipse(ring)
        painter.setPen(round_pen(style.color("green"), 4 * unit))
        painter.drawArc(ring, 90 * 16, -_WAY * 16)
