"""The base of every window: a rounded card without a frame, its shadow soft where the desktop can blend."""

import ctypes
import sys
from functools import cache
from math import erf, sqrt

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard, paint_ring, round_pen

SHADOW = (32, 24, 32, 44)
"""Left, top, right, bottom: how far the shadow reaches, in pixels."""
_BLUR = 15.0
_DROP = 12.0
_EDGE = 7
"""How near to the edge the pointer takes hold of it."""


_ARM = 4.2
"""Of the ×, from its middle to its edge."""


@cache
def compositing() -> bool:
    """Say whether see-through windows are blended: everywhere but on an X11 desktop without a compositor."""
    if QGuiApplication.platformName() != "xcb" or sys.platform != "linux":
        return True
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    try:
        # The convention of EWMH: whoever blends the windows of screen 0 owns this selection.
        return bool(x11.XGetSelectionOwner(display, x11.XInternAtom(display, b"_NET_WM_CM_S0", 0)))
    finally:
        x11.XCloseDisplay(display)


@cache
def _shadow_image(colour: str, strength: float) -> QImage:
    """Make the shadow of a small card: four corners and between them one pixel that stretches."""
    corner = 64
    left, top, right, bottom = SHADOW

    def profile(before: int, after: int, drop: float) -> list[float]:
        first, last = before + drop, before + 2 * corner + 1 + drop
        spread = _BLUR * sqrt(2)
        length = before + 2 * corner + 1 + after
        return [
            0.5 * (erf((t + 0.5 - first) / spread) - erf((t + 0.5 - last) / spread)) for t in range(length)
        ]

    across, down = profile(left, right, 0.0), profile(top, bottom, _DROP)
    image = QImage(len(across), len(down), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(colour))
    mask = QImage(len(across), len(down), QImage.Format.Format_Grayscale8)
    rows = memoryview(mask.bits())
    for y, here in enumerate(down):
        row = bytes(int(255 * strength * here * there + 0.5) for there in across)
        rows[y * mask.bytesPerLine() : y * mask.bytesPerLine() + len(row)] = row
    image.setAlphaChannel(mask)
    return image


def paint_shadow(painter: QPainter, card: QRect) -> None:
    """Draw the shadow that a card of this place throws."""
    palette = style.current()
    image = _shadow_image(palette.shadow, palette.shadow_strength)
    left, top, right, bottom = SHADOW
    whole = card.adjusted(-left, -top, right, bottom)
    corner = 64
    widths = (left + corner, whole.width() - left - right - 2 * corner, right + corner)
    heights = (top + corner, whole.height() - top - bottom - 2 * corner, bottom + corner)
    sources_x = ((0, left + corner), (left + corner, 1), (left + corner + 1, right + corner))
    sources_y = ((0, top + corner), (top + corner, 1), (top + corner + 1, bottom + corner))
    y = whole.top()
    for height, (source_y, source_h) in zip(heights, sources_y, strict=True):
        x = whole.left()
        for width, (source_x, source_w) in zip(widths, sources_x, strict=True):
            if width > 0 and height > 0:
                painter.drawImage(
                    QRect(x, y, width, height), image, QRect(source_x, source_y, source_w, source_h)
                )
            x += width
        y += height


class CloseButton(QPushButton):
    """A quiet × in the corner."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Close"))
        self.setToolTip(_("Close"))
        self.setFixedSize(style.px(28), style.px(28))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, with a round ground under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        warm = self.underMouse() or self.isDown()
        if warm:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("pill"))
            painter.drawEllipse(area)
        painter.setPen(round_pen(style.color("ink" if warm else "soft"), 1.4 * style.scale()))
        middle, arm = area.center(), _ARM * style.scale()
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))
        if by_keyboard(self):
            paint_ring(painter, area, on_green=False)


class CardWindow(QWidget):
    """A window that is a card: moved by its ground, sized at its edges, left by Esc.

    Children go into ``body``, which already keeps ``padding`` (left, top, right, bottom) inside the card.
    ``edge`` is how far from the card's right side its words and controls end, else 26 px of text: the × ends
    there too.
    """

    def __init__(
        self,
        title: str,
        *,
        padding: tuple[int, int, int, int] = (26, 24, 26, 26),
        flags: Qt.WindowType = Qt.WindowType.Window,
        resizable: bool = True,
        closable: bool = True,
        edge: int = 0,
    ) -> None:
        super().__init__(None, flags | Qt.WindowType.FramelessWindowHint)
        self.set_title(title)
        self._resizable = resizable
        self._edge = edge
        self._grip: tuple[QPoint, Qt.Edge] | None = None
        """Where the button went down on the screen, and on which edges; none of them is the ground."""
        self._blended = compositing()
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._blended)
        self.setMouseTracking(True)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(0)
        self.made_for = style.scale()
        """The size of text that it was laid out for."""
        self._padding = padding
        self._keep_padding()
        self._close = CloseButton(self) if closable else None
        if self._close is not None:
            self._close.clicked.connect(self.leave)

    def set_title(self, title: str) -> None:
        """Call it so where windows are listed, the program's name last."""
        self.setWindowTitle(_("{title} · Intermezzo").format(title=title))

    def _keep_padding(self) -> None:
        left, top, right, bottom = self.shadow_margins()
        inner = [style.px(one) for one in self._padding]
        self.body.setContentsMargins(left + inner[0], top + inner[1], right + inner[2], bottom + inner[3])

    def shadow_margins(self) -> tuple[int, int, int, int]:
        """Return what the shadow takes on each side; nothing where it is not blended, or fills the screen."""
        return SHADOW if self._blended and not self.isFullScreen() else (0, 0, 0, 0)

    def toggle_full_screen(self) -> None:
        """Take the whole screen, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Fill the whole screen to its corners, and come back from there."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._keep_padding()
            self.update()

    def card_rect(self) -> QRect:
        """Return the card's place inside the window."""
        left, top, right, bottom = self.shadow_margins()
        return self.rect().adjusted(left, top, -right, -bottom)

    def resize_card(self, width: int, height: int) -> None:
        """Make the card this large, at most as large as the screen allows, and keep it on the screen."""
        left, top, right, bottom = self.shadow_margins()
        room = room_of(self)
        if room is not None:
            width, height = min(width, room.width() - 16), min(height, room.height() - 16)
        self.resize(width + left + right, height + top + bottom)

    def leave(self) -> None:
        """Close, as the × and Esc do."""
        self.close()

    def paint_card(self, painter: QPainter, card: QRectF) -> None:
        """Draw what lies on the card under its children; already clipped to its round corners."""
        painter.fillRect(card, style.color("card"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shadow, card and edge; only what is asked for."""
        painter = QPainter(self)
        card = self.card_rect()
        if self.isFullScreen():
            self.paint_card(painter, QRectF(card))
            return
        inner = card.adjusted(style.RADIUS, style.RADIUS, -style.RADIUS, -style.RADIUS)
        if inner.contains(event.rect()):
            self.paint_card(painter, QRectF(card))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._blended:
            paint_shadow(painter, card)
        else:
            painter.fillRect(card, style.color("line"))
        shape = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(shape, style.RADIUS, style.RADIUS)
        painter.save()
        painter.setClipPath(path)
        self.paint_card(painter, QRectF(card))
        painter.restore()
        painter.setPen(QPen(style.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the × in its corner; without blending, cut the corners off."""
        super().resizeEvent(event)
        card = self.card_rect()
        if self._close is not None:
            arm = (self._close.width() + 2 * _ARM * style.scale()) / 2
            right = card.right() + 1 - (self._edge or style.px(26))
            self._close.move(round(right - arm), card.top() + style.px(12))
            self._close.raise_()
        if self.isFullScreen():
            self.clearMask()
        elif not self._blended:
            path = QPainterPath()
            path.addRoundedRect(QRectF(card), style.RADIUS, style.RADIUS)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Come back onto the screen when the place kept lies outside of it."""
        super().showEvent(event)
        self.keep_on_screen()

    def keep_on_screen(self) -> None:
        """Move so that the card lies inside the screen's free area."""
        room = room_of(self)
        if room is None or self.isFullScreen():
            return
        left, top, _right, _bottom = self.shadow_margins()
        here = self.card_rect().translated(self.pos())
        there = clamped(here, room)
        if there != here.topLeft():
            self.move(there - QPoint(left, top))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (control and event.key() == Qt.Key.Key_W):
            self.leave()
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where an edge or the ground was taken hold of."""
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        edges = self._edges(point)
        if edges or self.card_rect().contains(point):
            self._grip = (event.globalPosition().toPoint(), edges)

    @override
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def _drag(self, event: QMouseEvent) -> None:
        """Hand over to the desktop once it is a drag.

        After a mere click it would go on moving the window, with pointer and keyboard in its hands, until
        the next one.
        """
        handle = self.windowHandle()
        if self._grip is None or handle is None:
            return
        start, edges = self._grip
        way = (event.globalPosition().toPoint() - start).manhattanLength()
        if way < QGuiApplication.styleHints().startDragDistance():
            return
        self._grip = None
        if edges:
            handle.startSystemResize(edges)
        else:
            handle.startSystemMove()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show at the edges that they can be taken hold of; with the button down, drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)
            return
        edges = self._edges(event.position().toPoint())
        across = Qt.Edge.LeftEdge | Qt.Edge.RightEdge
        if not edges:
            self.unsetCursor()
        elif edges in (Qt.Edge.LeftEdge | Qt.Edge.TopEdge, Qt.Edge.RightEdge | Qt.Edge.BottomEdge):
            self.setCursor(Qt.CursorShape.SizeFDiagCursor)
        elif edges in (Qt.Edge.RightEdge | Qt.Edge.TopEdge, Qt.Edge.LeftEdge | Qt.Edge.BottomEdge):
            self.setCursor(Qt.CursorShape.SizeBDiagCursor)
        else:
            sideways = bool(edges & across)
            self.setCursor(Qt.CursorShape.SizeHorCursor if sideways else Qt.CursorShape.SizeVerCursor)

    def _edges(self, point: QPoint) -> Qt.Edge:
        card = self.card_rect()
        edges = Qt.Edge(0)
        if (
            not self._resizable
            or self.isFullScreen()
            or not card.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE).contains(point)
        ):
            return edges
        if point.x() < card.left() + _EDGE:
            edges |= Qt.Edge.LeftEdge
        elif point.x() > card.right() - _EDGE:
            edges |= Qt.Edge.RightEdge
        if point.y() < card.top() + _EDGE:
            edges |= Qt.Edge.TopEdge
        elif point.y() > card.bottom() - _EDGE:
            edges |= Qt.Edge.BottomEdge
        return edges


def clamped(card: QRect, room: QRect, margin: int = 0) -> QPoint:
    """Return the top left corner nearest to where the card is at which it lies inside ``room``."""
    inner = room.adjusted(margin, margin, -margin, -margin)
    x = max(inner.left(), min(card.left(), inner.right() + 1 - card.width()))
    y = max(inner.top(), min(card.top(), inner.bottom() + 1 - card.height()))
    return QPoint(x, y)


def room_of(widget: QWidget) -> QRect | None:
    """Return the free area of the widget's screen, or None while no screen is there at all."""
    screens = QGuiApplication.screens()
    if not screens:
        return None
    own: QScreen | None = widget.screen()
    return (own if own in screens else screens[0]).availableGeometry()
