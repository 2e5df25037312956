"""A veil that darkens the card late in the evening, on any desktop and whatever is behind it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import smooth_painter

_DARKNESS = 0.28


class Veil(QWidget):
    """Lies over its parent and takes no clicks; hidden until it is drawn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def draw(self, *, drawn: bool) -> None:
        """Cover what is there now, or uncover it."""
        self.raise_()
        self.setVisible(drawn)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, path = smooth_painter(self), QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), style.RADIUS, style.RADIUS)
        painter.fillPath(path, QColor.fromRgbF(0.0, 0.0, 0.0, _DARKNESS))
