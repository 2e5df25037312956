"""The button that shows the figure of an exercise, and opens the movements to pick from."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard, paint_ring, smooth_painter
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.pointing import Pointed

_SIZE = QSize(112, 96)


class FigureButton(Pointed, QPushButton):
    """A press asks for the movement. Without a figure it says what the press does."""

    def __init__(self) -> None:
        super().__init__()
        self._movement: Movement | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.set_movement(None)

    def set_movement(self, movement: Movement | None) -> None:
        """Show a movement of the library; None for an exercise in words."""
        self._movement = movement
        pick = _("Pick a movement")
        self.setAccessibleName(f"{pick}: {movement.name}" if movement is not None else pick)
        set_tooltip(self, pick)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return _SIZE * style.scale()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._movement is not None:
            paint_thumbnail(painter, self.rect(), self._movement, background="pill", inset=(8, 6))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("pill"))
            painter.drawRoundedRect(shape, style.px(10), style.px(10))
            painter.setPen(style.color("ink"))
            painter.setFont(style.sans(13, 500))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(shape.adjusted(6, 4, -6, -4), flags, _("Pick a movement"))
        if self.is_pointed_at():
            painter.setPen(QPen(style.color("outline"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape, style.px(10), style.px(10))
        if by_keyboard(self):
            paint_ring(painter, shape, on_green=False)
