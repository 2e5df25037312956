"""The bad times of day, in words; each can be dropped, and the last one dropped comes back by *Undo*."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters import settings as words
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import clear, column, row
from intermezzo.ui.kit.marks import hand_on
from intermezzo.ui.kit.tab_order import put_before
from intermezzo.ui.kit.texts import BodyText, Text
from intermezzo.ui.kit.widgets import CardSurface, QuietButton, announce

_WIDTH = 320
"""That of the fields above and below it, in logical pixels at 100 % text."""


class BadTimeRow(CardSurface):
    """One of them, with × to drop it."""

    def __init__(self, time: str) -> None:
        super().__init__("pill", radius=12)
        self.time = time
        said = words.bad_time(time)
        self.drop = QuietButton("×", size=17, name=_("Drop: {rule}").format(rule=said))
        row((Text(said, size=14), 1), self.drop, margins=(14, 4, 8, 4), within=self)


class BadTimesField(QWidget):
    """Shows the times; ``edited`` carries those that are left."""

    accessible_role = QAccessible.Role.Grouping

    edited = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows: list[BadTimeRow] = []
        self._dropped = ""
        self._none = BodyText(_("None yet."), size=13)
        self.undo = QuietButton(_("Undo"))
        self.undo.clicked.connect(self._on_undo)
        self.undo.hide()
        self._list = column(gap=style.px(6))
        none, back = row(self._none, margins=(14, 0, 0, 0)), row(self.undo, None, margins=(8, 0, 0, 0))
        column(none, self._list, back, gap=style.px(4), within=self)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(_WIDTH), super().sizeHint().height())

    def value(self) -> object:
        """Return the times."""
        return tuple(one.time for one in self.rows)

    def set_value(self, value: object) -> None:
        """Show times; what can be undone stays so unless they change."""
        times = value if isinstance(value, tuple) else ()
        if times == self.value():
            return
        self._show(times)
        self._offer_undo("")

    def _show(self, times: tuple[str, ...]) -> None:
        clear(self._list)
        self.rows = [BadTimeRow(time) for time in times]
        for one in self.rows:
            one.drop.clicked.connect(lambda _on=False, time=one.time: self._on_drop(time))
            self._list.addWidget(one)
        put_before(self.undo, *(one.drop for one in self.rows))
        self._none.setVisible(not self.rows)

    def _on_drop(self, dropped: str) -> None:
        self._show(tuple(one.time for one in self.rows if one.time != dropped))
        self._offer_undo(dropped)
        hand_on(self.undo)
        announce(self, self.undo.accessibleName())
        self.edited.emit(self.value())

    def _on_undo(self) -> None:
        back = self._dropped
        self._show(tuple(sorted({*(one.time for one in self.rows), back})))
        self._offer_undo("")
        hand_on(next(one.drop for one in self.rows if one.time == back))
        self.edited.emit(self.value())

    def _offer_undo(self, dropped: str) -> None:
        self._dropped = dropped
        if dropped:
            self.undo.setAccessibleName(_("Undo: {rule}").format(rule=words.bad_time(dropped)))
        self.undo.setVisible(bool(dropped))
