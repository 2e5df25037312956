"""The list of calendars, with a button to add one; files and folders can also be dropped on it."""

from collections.abc import Iterable

from PySide6.QtCore import QFileInfo, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from intermezzo.core.settings import Calendar
from intermezzo.presenters import _
from intermezzo.presenters.calendars.status import CalendarState
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import column
from intermezzo.ui.kit.marks import hand_on
from intermezzo.ui.kit.tab_order import put_before
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.settings.calendar_row import CalendarRow


def fitting(paths: Iterable[str]) -> list[str]:
    """Return the paths that can be calendars: folders, and files that end in .ics."""
    files = [QFileInfo(path) for path in paths]
    fit = (one for one in files if one.isDir() or (one.isFile() and one.suffix().lower() == "ics"))
    return [one.absoluteFilePath() for one in fit]


class CalendarsField(QWidget):
    """The calendars. ``adding`` asks for the sheet; other signals name a calendar."""

    accessible_role = QAccessible.Role.Grouping

    edited = Signal(object)
    adding = Signal()
    removed = Signal(object)
    tested = Signal(object)
    entered_again = Signal(object)

    def __init__(self, name: str, *, hint: bool = True) -> None:
        """Without ``hint`` there is no text while there is no calendar."""
        super().__init__()
        self.setAccessibleName(name)
        self._ones: list[CalendarRow] = []
        self._hint = hint
        self._none = BodyText(
            _(
                "None yet. You can also drop files here. Without a calendar your hours are enough: before a "
                "meeting, choose Pause › In a meeting."
            ),
            size=13,
        )
        self._none.setVisible(hint)
        self.line = BodyText(size=12.5, tone="amber")
        self.line.hide()
        self.add_button = PillButton(_("Add a calendar…"))
        self.add_button.clicked.connect(self.adding)
        buttons = FlowLayout().holding(self.add_button)
        self._list = column(gap=style.px(10))
        column(self._none, self._list, self.line, buttons, gap=style.px(10), within=self)

    def value(self) -> object:
        """Return the calendars."""
        return tuple(one.calendar for one in self._ones)

    def set_value(self, value: object) -> None:
        """Show calendars; an unchanged value leaves an invalid address in place."""
        calendars = value if isinstance(value, tuple) else ()
        if calendars == self.value():
            return
        for one in self._ones:
            one.hide()
            one.deleteLater()
        self._ones = []
        for calendar in calendars:
            self._show(calendar)
        self._none.setVisible(self._hint and not self._ones)

    def set_states(self, states: Iterable[CalendarState]) -> None:
        """Show how old each calendar is, and what is wrong with it."""
        known = {_place(one.calendar): one for one in states}
        for row in self._ones:
            if (state := known.get(_place(row.calendar))) is not None:
                row.set_state(state)

    def tell_test(self, calendar: Calendar, fault: str) -> None:
        """Show what came of the test of a calendar; an empty text is success."""
        for row in self._ones:
            if _place(row.calendar) == _place(calendar):
                row.tell_test(fault)

    def add(self, paths: Iterable[str]) -> None:
        """Add files and folders; one line tells if some cannot be calendars."""
        asked = list(paths)
        fit = fitting(asked)
        known = {one.calendar.path for one in self._ones}
        new = [path for path in dict.fromkeys(fit) if path not in known]
        wrong = len(fit) < len(asked)
        self.line.set_or_hide(_("Only .ics files, and folders of them, can be added.") if wrong else "")
        for path in new:
            self._show(Calendar(path))
        if new:
            self._tell()

    def _show(self, calendar: Calendar) -> None:
        one = CalendarRow(calendar)
        one.edited.connect(self._tell)
        one.removed.connect(self._on_removed)
        one.tested.connect(self.tested)
        one.entered_again.connect(self.entered_again)
        self._ones.append(one)
        self._list.addWidget(one)
        put_before(self.add_button, *self._ones)

    def _tell(self) -> None:
        self._none.setVisible(self._hint and not self._ones)
        self.edited.emit(self.value())

    def _on_removed(self, one: CalendarRow) -> None:
        hand_on(self.add_button)
        self._ones.remove(one)
        one.hide()
        one.deleteLater()
        self._tell()
        self.removed.emit(one.calendar)


def _place(calendar: Calendar) -> str:
    """Return what stays the same when a calendar is edited."""
    return calendar.id or calendar.path
