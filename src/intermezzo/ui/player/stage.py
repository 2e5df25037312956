"""The left half of the player: the dial, and the label of the breath below it."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.player.dial import Dial, Frame

_RING = 208.0
"""Radius of the ring at zoom 1, in logical pixels at 100 % text."""
_USUAL_SIDE = 470.0
"""Shorter side of the stage at zoom 1, in logical pixels at 100 % text."""
_MAX_ZOOM = 2.2


class Stage(QWidget):
    """Show one moment of a session."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.dial = Dial(self)
        self.label = ""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.width(), self.height()
        zoom = min(_MAX_ZOOM, max(1.0, min(width, height - style.px(100)) / (style.scale() * _USUAL_SIDE)))
        available = min(width / 2 - 24, (height - style.px(84) * zoom) / 2 - 14)
        radius = max(24.0, min(_RING * style.scale() * zoom, available))
        # A little above the middle, to balance the label.
        centre = QPointF(width / 2, (height - style.px(47) * zoom) / 2)
        below = height - centre.y() - radius
        label_height = min(style.px(48) * zoom, below - 4)
        top = centre.y() + radius + min(style.px(18) * zoom, max(2.0, below - label_height - 4))
        self._zoom = zoom
        self.label_area = QRect(0, round(top), width, round(label_height))
        self.dial.place(centre, radius)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(150), style.px(150))

    def show_moment(self, frame: Frame, *, label: str, count: str = "", region: str = "") -> None:
        """Show a moment; ``region`` is the one with the glow."""
        self.dial.show_frame(frame, count, region)
        if label != self.label:
            self.label = label
            self.update(self.label_area)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not event.rect().intersects(self.label_area):
            return
        painter = QPainter(self)
        painter.setFont(style.serif(24 * self._zoom, italic=True))
        painter.setPen(style.color("green"))
        painter.drawText(self.label_area, Qt.AlignmentFlag.AlignCenter, self.label)
