"""The menus that tray, card and Today share, each action with its command; the button of three dots."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QMenu

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard, paint_disc, paint_ring, smooth_painter
from intermezzo.ui.kit.plain import add_action, set_tooltip
from intermezzo.ui.kit.widgets import QuietButton, round_menu

_WIDTH, _HEIGHT = 36, 28
_APART, _RADIUS = 6.5, 1.7


def add(into: QMenu, words: str, *command: str) -> QAction:
    """Add an action with a command as its data, which ``command_of`` returns."""
    action = add_action(into, words)
    action.setData(list(command))
    return action


def command_of(action: QAction) -> tuple[str, ...]:
    """Return the command of an action, or () if it has none."""
    data = action.data()
    return tuple(data) if data else ()


def submenu(into: QMenu, words: str) -> QMenu:
    """Add a menu inside another."""
    menu = round_menu(into, words)
    into.addMenu(menu)
    return menu


def add_begin(into: QMenu, sessions: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """Add what can be begun besides the session that fits best; ``sessions`` are (words, command)."""
    add(into, _("Only 90 seconds"), "now", "--short")
    add(into, _("One nobody will notice"), "now", "--quiet")
    into.addSeparator()
    for words, command in sessions:
        add(into, words, *command)


def add_pause(into: QMenu) -> QMenu:
    """Add the lengths of a pause, and a menu with those of a meeting that is in no calendar; return it."""
    add(into, _("30 minutes"), "pause", "30m")
    add(into, _("1 hour"), "pause", "1h")
    add(into, _("Until my next meeting ends"), "pause", "meeting")
    add(into, _("For today"), "pause", "today")
    into.addSeparator()
    meeting = submenu(into, _("In a meeting"))
    for minutes in (15, 30, 45, 60, 90):
        words = {60: _("For 1 hour"), 90: _("For 1 hour 30")}.get(minutes, _("For {minutes} minutes"))
        add(meeting, words.format(minutes=minutes), "meeting", "for", str(minutes))
    return meeting


def add_snooze(into: QMenu, *, usual: int, meeting_later: bool) -> None:
    """Add the lengths of a snooze, ``usual`` minutes among them."""
    for minutes in sorted({5, 10, 20, usual}):
        add(into, _("{minutes} minutes").format(minutes=minutes), "answer", "snooze", str(minutes))
    if meeting_later:
        add(into, _("After my next meeting"), "answer", "snooze", "meeting")


def add_refusals(into: QMenu) -> None:
    """Add the answers that turn an offer down."""
    add(into, _("Skip this one"), "answer", "skip")
    add(into, _("Bad time of day"), "answer", "bad-time")
    add(into, _("No more today"), "answer", "no-more-today")


class MoreButton(QuietButton):
    """Three dots; a press opens the menu."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__("", menu=menu, name=_("More actions"))
        set_tooltip(self, self.accessibleName())

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(_WIDTH), style.px(_HEIGHT))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        warm = self.isEnabled() and (self.is_pointed_at() or self.isDown())
        if warm:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("pill"))
            painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        ink = style.color("ink" if warm else "soft" if self.isEnabled() else "outline")
        apart, radius = style.scale() * _APART, style.scale() * _RADIUS
        for place in (-apart, 0.0, apart):
            paint_disc(painter, shape.center() + QPointF(place, 0), radius, ink)
        if by_keyboard(self):
            paint_ring(painter, shape, on_green=False)
