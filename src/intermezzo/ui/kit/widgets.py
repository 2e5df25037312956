"""The small parts that every window is built of: texts, buttons, a surface, a line."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.compositor import compositing
from intermezzo.ui.kit.marks import by_keyboard, nudged, paint_arrow, paint_box, paint_chevron, paint_ring
from intermezzo.ui.kit.screen import available_geometry

_BOX, _BOX_ROOM = 18, 27
"""The box before the words of a quiet button that stays on, and its room with the gap after it."""
QUIET_EDGE = 6
"""Between the words of a quiet button and its edge: windows lay it out so that the words stand in line."""


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say the text politely; without one this is nothing."""
    if QAccessible.isActive() and text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class _Button(QPushButton):
    """What all our buttons share: own painting, a hand over them, a ring when the keyboard came.

    With a ``menu`` a press opens it. ``split`` leaves the words their own press: the menu then opens at the
    triangle and by the Down key.
    """

    def __init__(self, text: str, *, menu: QMenu | None = None, split: bool = False, name: str = "") -> None:
        super().__init__(text)
        self.choices = menu
        self._split = split
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        if menu is not None and split:
            self.setAccessibleDescription(_("Down opens more choices"))
        elif menu is not None:
            self.setMenu(menu)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._split and event.position().x() > self.width() - style.px(32):
            self.open_choices()
            return
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu by the Down key; press by Enter as by space."""
        if self.choices is not None and event.key() == Qt.Key.Key_Down:
            self.open_choices()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def open_choices(self) -> None:
        """Open the menu below the button, or above where there is no room."""
        if self.choices is None:
            return
        if not self._split:
            self.showMenu()
            return
        below = self.mapToGlobal(QPoint(0, self.height() + 4))
        height = self.choices.sizeHint().height()
        room = available_geometry(self)
        if room is not None and below.y() + height > room.bottom():
            below = self.mapToGlobal(QPoint(0, -4 - height))
        self.choices.popup(below)

    def set_text(self, text: str) -> None:
        """Show other words, and say them."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least size: words may be elided, never cut."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), style.px(72)), whole.height())

    def ringed(self) -> bool:
        """Say whether the focus ring shows: the keyboard brought the focus here."""
        return by_keyboard(self)


class PillButton(_Button):
    """A round-ended button; ``primary`` is filled green, ``key`` is printed small after the words.

    ``grave`` has an amber edge and amber words: what it does cannot be undone. ``tone`` is the palette's name
    of its colour, where it stands on ``pill`` itself.
    """

    def __init__(
        self, text: str, *, primary: bool = False, menu: QMenu | None = None, split: bool = False,
        key: str = "", name: str = "", grave: bool = False, tone: str = "pill",
    ) -> None:  # fmt: skip
        super().__init__(text, menu=menu, split=split, name=name)
        self._primary = primary
        self._grave = grave
        self._tone = tone
        self._key = key
        if key:
            self.setAccessibleDescription(key)

    def set_primary(self, *, primary: bool) -> None:
        """Take or give away the first place."""
        self._primary = primary
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the words, the key and the triangle."""
        width = 2 * style.px(18) + QFontMetrics(style.sans(14, 500)).horizontalAdvance(self.text()) + 1
        if self._key:
            width += style.px(8) + QFontMetrics(style.sans(11.5)).horizontalAdvance(self._key)
        if self.choices is not None:
            width += style.px(11)
        return QSize(max(width, style.px(42)), style.px(40))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        round_end = shape.height() / 2
        fill = style.color("green" if self._primary and self.isEnabled() else self._tone)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            fill = nudged(fill, 1.5 if self.isDown() else 1.0)
        edge = QColor(palette.amber_text if self._grave else palette.line)
        painter.setPen(Qt.PenStyle.NoPen if self._primary and self.isEnabled() else edge)
        painter.setBrush(fill)
        painter.drawRoundedRect(shape, round_end, round_end)
        if self.ringed():
            paint_ring(painter, shape, on_green=self._primary)
        self._paint_words(painter, shape)

    def _paint_words(self, painter: QPainter, shape: QRectF) -> None:
        palette = style.current()
        plain = palette.amber_text if self._grave else palette.ink
        ink = QColor(palette.on_green if self._primary else plain)
        faint = QColor(ink) if self._primary else QColor(palette.soft)
        faint.setAlphaF(0.82 if self._primary else 1.0)
        if not self.isEnabled():
            ink = faint = QColor(palette.soft)
        face, small = style.sans(14, 500), style.sans(11.5)
        extra = style.px(8) + QFontMetrics(small).horizontalAdvance(self._key) if self._key else 0
        extra += style.px(11) if self.choices is not None else 0
        room = int(shape.width()) - 2 * style.px(10) - extra
        metrics = QFontMetrics(face)
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        left = (self.width() - metrics.horizontalAdvance(words) - extra) / 2
        base = (self.height() + metrics.capHeight()) / 2
        painter.setFont(face)
        painter.setPen(ink)
        painter.drawText(QPointF(left, base), words)
        left += metrics.horizontalAdvance(words)
        if self._key:
            painter.setFont(small)
            painter.setPen(faint)
            painter.drawText(QPointF(left + style.px(8), base), self._key)
        if self.choices is not None:
            paint_chevron(painter, QPointF(left + style.px(7.5), base - metrics.capHeight() / 2), ink)


class ArrowButton(PillButton):
    """A small pill with ‹ or ›; ``name`` says what it does."""

    def __init__(self, *, forward: bool, name: str) -> None:
        super().__init__("", name=name)
        self._forward = forward
        self.setToolTip(name)

    @override
    def _paint_words(self, painter: QPainter, shape: QRectF) -> None:
        ink = QColor(style.current().ink if self.isEnabled() else style.current().outline)
        paint_arrow(painter, shape.center(), ink, forward=self._forward)


class QuietButton(_Button):
    """Words that can be pressed, without a shape; underlined under the pointer.

    ``key`` is printed small after the words.
    """

    def __init__(
        self, text: str, *, menu: QMenu | None = None, split: bool = False, size: float = 13,
        weight: int = 400, name: str = "", key: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text, menu=menu, split=split, name=name)
        self._size = size
        self._weight = weight
        self._key = key
        if key:
            self.setAccessibleDescription(key)

    def _key_room(self) -> int:
        width = QFontMetrics(style.sans(11.5)).horizontalAdvance(self._key)
        return style.px(6) + width if self._key else 0

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the words, with room for the ring."""
        metrics = QFontMetrics(style.sans(self._size, self._weight))
        width = metrics.horizontalAdvance(self.text()) + 2 * style.px(QUIET_EDGE) + 1 + self._key_room()
        if self.choices is not None:
            width += style.px(11)
        if self.isCheckable():
            width += style.px(_BOX_ROOM)
        return QSize(width, style.px(28))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warm = self.isEnabled() and (self.underMouse() or self.isDown())
        ink = QColor(palette.ink if warm else palette.soft if self.isEnabled() else palette.outline)
        face = style.sans(self._size, self._weight)
        face.setUnderline(warm)
        metrics = QFontMetrics(face)
        left = float(style.px(QUIET_EDGE))
        base = (self.height() + metrics.capHeight()) / 2
        middle = base - metrics.capHeight() / 2
        if self.isCheckable():
            size = style.px(_BOX)
            paint_box(painter, QRectF(left, middle - size / 2, size, size), checked=self.isChecked())
            left += style.px(_BOX_ROOM)
        room = (
            self.width()
            - int(left)
            - style.px(QUIET_EDGE)
            - (style.px(11) if self.choices is not None else 0)
            - self._key_room()
        )
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(face)
        painter.setPen(ink)
        painter.drawText(QPointF(left, base), words)
        if self._key:
            painter.setFont(style.sans(11.5))
            painter.setPen(QColor(palette.soft))
            painter.drawText(QPointF(left + metrics.horizontalAdvance(words) + style.px(6), base), self._key)
        if self.choices is not None:
            paint_chevron(
                painter, QPointF(left + metrics.horizontalAdvance(words) + style.px(7), middle), ink
            )
        if self.ringed():
            paint_ring(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), on_green=False)


class CardSurface(QWidget):
    """A rounded area in a colour of the palette (``pill``, ``rest``, ``card``) to lay things on."""

    def __init__(self, tone: str = "pill", *, radius: float = 10) -> None:
        super().__init__()
        self._tone = tone
        self._radius = radius

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(self._tone))
        radius = style.px(self._radius)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


class _Hairline(QFrame):
    """A hairline."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), style.color("line"))


def line() -> QWidget:
    """Make a hairline that parts what is above from what is below."""
    return _Hairline()


def round_menu(parent: QWidget | None = None, title: str = "") -> QMenu:
    """Make an empty menu in our look; it lives as long as its parent."""
    menu = QMenu(title, parent)
    if compositing():
        menu.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        menu.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        menu.setProperty("round", "true")
    return menu
