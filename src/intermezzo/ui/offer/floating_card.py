"""The surface of the offer card: frameless and rounded, with a shadow where it can be, and a veil."""

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import smooth_painter
from intermezzo.ui.kit.screen import compositing
from intermezzo.ui.kit.shadow import SHADOW, paint_shadow

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


class FloatingCard(QWidget):
    """A small frameless window above all others that takes no focus.

    Children go into ``body``; ``padding`` (left, top, right, bottom) lies between them and the card's edge.
    ``veil`` can darken all of it.
    """

    accessible_role = QAccessible.Role.Window

    def __init__(self, padding: tuple[int, int, int, int]) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._blended = compositing()
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._blended)
        self.veil = Veil(self)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(0)
        self.body.setContentsMargins(self.shadow_margins() + QMargins(*(style.px(one) for one in padding)))

    def shadow_margins(self) -> QMargins:
        """Return the width of the shadow on each side; 0 where the desktop cannot blend it."""
        return QMargins(*SHADOW) if self._blended else QMargins()

    def card_rect(self) -> QRect:
        """Return the card's rectangle inside the window."""
        return self.rect().marginsRemoved(self.shadow_margins())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        card = self.card_rect()
        if self._blended:
            paint_shadow(painter, card)
        else:
            painter.fillRect(card, style.color("line"))
        painter.setPen(QPen(style.color("line"), 1))
        painter.setBrush(style.color("card"))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), style.RADIUS, style.RADIUS)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.veil.setGeometry(self.card_rect())
        self._cut()

    def _cut(self) -> None:
        """Cut the window to the shape of the card, where the desktop cannot blend it."""
        if not self._blended:
            self.clearMask()  # the same region again would be ignored, though the scale has changed
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.card_rect()), style.RADIUS, style.RADIUS)
            self.setMask(QRegion(shape.toFillPolygon().toPolygon()))
