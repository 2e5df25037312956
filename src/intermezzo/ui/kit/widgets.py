"""Buttons, surfaces, lines and menus that every window uses."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import (
    by_keyboard,
    nudged,
    paint_arrow,
    paint_box,
    paint_chevron,
    paint_ring,
    smooth_painter,
)
from intermezzo.ui.kit.plain import remove_mnemonic, set_tooltip
from intermezzo.ui.kit.pointing import Pointed
from intermezzo.ui.kit.screen import compositing, place_below
from intermezzo.ui.kit.spoken import describe_key

_BOX, _BOX_ROOM = 18, 27
"""The check box of a checkable quiet button, without and with the gap after it."""
_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
QUIET_EDGE = 6
"""From the edge of a quiet button to its text; layouts subtract it to align the texts."""


def announce(widget: QWidget, text: str) -> None:
    """Announce a text to screen readers, if one is active."""
    if QAccessible.isActive() and text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, heard(text)))


class _Button(Pointed, QPushButton):
    """The base of the painted buttons: text, then ``key`` in small letters, then a triangle for a menu.

    With a ``menu`` a press opens it. With ``split`` the button keeps its own press, and the menu opens at the
    triangle and by the Down key. A focus ring shows when the keyboard brought the focus.
    """

    text_size, text_weight = 14.0, 500
    """Size and weight of the font, the size in pixels at 100 % text."""
    key_gap = 8
    """Space between text and key."""

    def __init__(
        self, text: str, *, menu: QMenu | None = None, split: bool = False, name: str = "", key: str = ""
    ) -> None:
        super().__init__(text)
        remove_mnemonic(self)
        self.choices = menu
        self._split = split
        self._by_key = False
        """Whether a key is being handled."""
        self._key = key
        self._key_printed = True
        self._key_acts = True
        self.setAccessibleName(name or text)
        if key:
            describe_key(self, key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        if menu is not None and split:
            self.setAccessibleDescription(_("Press Down for more choices"))
        elif menu is not None:
            self.setMenu(menu)
        if menu is not None:
            menu.aboutToShow.connect(self._on_opening)

    def _on_opening(self) -> None:
        if self._by_key and self.choices is not None:
            choose_first(self.choices)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._split and event.position().x() > self.width() - style.px(32):
            self.open_choices()
            return
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_key = True
        try:
            self._press(event)
        finally:
            self._by_key = False

    def _press(self, event: QKeyEvent) -> None:
        """Open the menu by Down; click by Enter; leave the other arrows to the window."""
        if self.choices is not None and event.key() == Qt.Key.Key_Down:
            self.open_choices()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def open_choices(self) -> None:
        """Open the menu below the button, or above if there is no room."""
        if self.choices is None or not self._split:
            self.showMenu()
        else:
            self.choices.popup(place_below(self, self.choices.sizeHint()))

    def face(self) -> QFont:
        """Return the text's font at the present size of text."""
        return style.sans(self.text_size, self.text_weight)

    def _after(self) -> int:
        """Return the width of the key and the triangle after the text."""
        menu = style.px(11) if self.choices is not None else 0
        return (self.key_width() if self._key_printed and self._key_acts else 0) + menu

    def key_width(self) -> int:
        """Return the width of the key with the gap before it, printed or not; 0 if there is none."""
        key = QFontMetrics(style.sans(11.5)).horizontalAdvance(self._key)
        return style.px(self.key_gap) + key if self._key else 0

    def print_key(self, *, printed: bool) -> None:
        """Print the key after the text, or tell it by the tooltip where there is no room for it."""
        if printed != self._key_printed:
            self._key_printed = printed
            self._tell_key()
            self.updateGeometry()
            self.update()

    def set_key_acts(self, *, acts: bool) -> None:
        """Set whether the key presses this button now; while another has it, its room is kept."""
        if acts != self._key_acts:
            self._key_acts = acts
            if acts:
                describe_key(self, self._key)
            else:
                self.setAccessibleDescription("")
            self._tell_key()
            self.update()

    def _tell_key(self) -> None:
        hidden = self._key and self._key_acts and not self._key_printed
        set_tooltip(self, _("{button} · {key}").format(button=self.text(), key=self._key) if hidden else "")

    def _label_width(self) -> int:
        return QFontMetrics(self.face()).horizontalAdvance(self.text()) + 1 + self._after()

    def _paint_label(
        self, painter: QPainter, area: QRectF, face: QFont, ink: QColor, faint: QColor, *, centred: bool
    ) -> None:
        """Paint text, key and triangle in one line; the text is elided where the area is too narrow."""
        metrics = QFontMetrics(face)
        room = int(area.width()) - self._after()
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        spare = room - metrics.horizontalAdvance(words)
        at = QPointF(area.left() + (spare / 2 if centred else 0), (self.height() + metrics.capHeight()) / 2)
        painter.setFont(face)
        painter.setPen(ink)
        painter.drawText(at, words)
        at += QPointF(metrics.horizontalAdvance(words), 0)
        if self._key and self._key_printed and self._key_acts:
            painter.setFont(style.sans(11.5))
            painter.setPen(faint)
            painter.drawText(at + QPointF(style.px(self.key_gap), 0), self._key)
        if self.choices is not None:
            middle = QPointF(at.x() + self._after() - style.px(3.5), at.y() - metrics.capHeight() / 2)
            paint_chevron(painter, middle, ink)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        remove_mnemonic(self)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(heard(name))

    @override
    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(heard(description))

    def set_text(self, text: str) -> None:
        """Show another text, and give it to screen readers."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            if not self._key_printed:
                self._tell_key()
            self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return a narrower size: the text may be elided."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), style.px(72)), whole.height())


class PillButton(_Button):
    """A round-ended button; ``primary`` fills it with green. One that is checked has a green edge.

    ``grave`` makes border and text amber, for what cannot be undone. ``tone`` names its colour in the
    palette, for a button on ``pill`` itself.
    """

    def __init__(
        self, text: str, *, primary: bool = False, menu: QMenu | None = None, split: bool = False,
        key: str = "", name: str = "", grave: bool = False, tone: str = "pill",
    ) -> None:  # fmt: skip
        super().__init__(text, menu=menu, split=split, name=name, key=key)
        self._primary = primary
        self._grave = grave
        self._tone = tone
        self._room_for: tuple[str, ...] = ()

    def keep_room_for(self, *words: str) -> None:
        """Be wide enough for each of these texts, so that nothing moves when another one is shown."""
        self._room_for = words
        self.updateGeometry()

    def set_primary(self, *, primary: bool) -> None:
        """Set whether it is filled with green."""
        if primary != self._primary:
            self._primary = primary
            self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.face())
        widest = max(metrics.horizontalAdvance(one) for one in (self.text(), *self._room_for))
        whole = self._label_width() - metrics.horizontalAdvance(self.text()) + widest
        whole += self.key_width() if self._key_printed and not self._key_acts else 0
        return QSize(max(whole + 2 * style.px(18), style.px(42)), style.px(40))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        round_end = shape.height() / 2
        fill = style.color("green" if self._primary and self.isEnabled() else self._tone)
        if self.isEnabled() and (self.isDown() or self.is_pointed_at()):
            fill = nudged(fill, 1.5 if self.isDown() else 1.0)
        pen = QPen(style.color("amber_text" if self._grave else "line"))
        if self.isChecked() and not self._primary:
            pen = QPen(style.color("green"), 2)
            shape.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen if self._primary and self.isEnabled() else pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(shape, round_end, round_end)
        if by_keyboard(self):
            paint_ring(painter, shape, on_green=self._primary)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        ink = style.color("on_green" if self._primary else "amber_text" if self._grave else "ink")
        faint = QColor(ink) if self._primary else style.color("soft")
        faint.setAlphaF(0.82 if self._primary else 1.0)
        if not self.isEnabled():
            ink = faint = style.color("soft")
        inner = QRectF(self.rect()).adjusted(style.px(10), 0, -style.px(10), 0)
        self._paint_label(painter, inner, self.face(), ink, faint, centred=True)


class ArrowButton(PillButton):
    """A small pill with ‹ or ›; ``name`` is its accessible name and tooltip."""

    def __init__(self, *, forward: bool, name: str) -> None:
        super().__init__("", name=name)
        self._forward = forward
        set_tooltip(self, name)

    @override
    def _paint_words(self, painter: QPainter) -> None:
        ink = style.color("ink" if self.isEnabled() else "outline")
        paint_arrow(painter, QRectF(self.rect()).center(), ink, forward=self._forward)


class QuietButton(_Button):
    """A button of text alone, underlined under the pointer; with a box before it when it is checkable.

    ``suggested`` makes it bold and green, for the answer to a sentence beside it.
    """

    key_gap = 6

    def __init__(
        self, text: str, *, menu: QMenu | None = None, size: float = 13, suggested: bool = False,
        name: str = "", key: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text, menu=menu, name=name, key=key)
        self.text_size, self.text_weight = size, 600 if suggested else 400
        self._tone = "green" if suggested else "soft"

    @override
    def sizeHint(self) -> QSize:
        box = style.px(_BOX_ROOM) if self.isCheckable() else 0
        return QSize(self._label_width() + 2 * style.px(QUIET_EDGE) + box, style.px(28))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        warm = self.isEnabled() and (self.is_pointed_at() or self.isDown())
        ink = style.color("outline" if not self.isEnabled() else "ink" if warm else self._tone)
        face = self.face()
        face.setUnderline(warm)
        area = QRectF(self.rect()).adjusted(style.px(QUIET_EDGE), 0, -style.px(QUIET_EDGE), 0)
        if self.isCheckable():
            size = style.px(_BOX)
            box = QRectF(area.left(), (self.height() - size) / 2, size, size)
            paint_box(painter, box, checked=self.isChecked())
            area.adjust(style.px(_BOX_ROOM), 0, 0, 0)
        self._paint_label(painter, area, face, ink, style.color("soft"), centred=False)
        if by_keyboard(self):
            paint_ring(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), on_green=False)


class CardSurface(QWidget):
    """A rounded background in a colour of the palette."""

    def __init__(self, tone: str = "pill", *, radius: float = 10) -> None:
        super().__init__()
        self._tone = tone
        self._radius = radius

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(self._tone))
        radius = style.px(self._radius)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


def line() -> QFrame:
    """Return a horizontal line, one pixel high."""
    made = QFrame()
    made.setObjectName("line")
    made.setFixedHeight(1)
    return made


def round_menu(parent: QWidget | None = None, title: str = "") -> QMenu:
    """Return an empty menu with round corners where the desktop can blend them."""
    menu = QMenu(title, parent)
    if blend_corners(menu):
        menu.setProperty("round", "true")
    return menu


def blend_corners(popup: QWidget) -> bool:
    """Let the desktop blend what a popup leaves free of its corners; return whether it can."""
    if not compositing():
        return False
    popup.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    popup.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    return True


def choose_first(menu: QMenu) -> None:
    """Choose the first row of a menu that a key opens, so that the arrow keys go on from it."""
    rows = (one for one in menu.actions() if one.isEnabled() and one.isVisible() and not one.isSeparator())
    first = next(rows, None)
    if first is not None:
        menu.setActiveAction(first)
