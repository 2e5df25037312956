"""The list of calendars: files and folders, with the user's addresses in each."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QFileInfo, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from intermezzo.core.settings import Calendar
from intermezzo.presenters import _
from intermezzo.presenters import settings as words
from intermezzo.ui.kit import style
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.marks import hand_on
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Elided
from intermezzo.ui.kit.widgets import CardSurface, PillButton, QuietButton


def fitting(paths: Iterable[str]) -> list[str]:
    """Return the paths that can be calendars: folders, and files that end in .ics."""
    files = [QFileInfo(path) for path in paths]
    fit = (one for one in files if one.isDir() or (one.isFile() and one.suffix().lower() == "ics"))
    return [one.absoluteFilePath() for one in fit]


class _One(CardSurface):
    """One calendar: its name, its folder, the user's addresses, and *Remove*."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("pill", radius=12)
        self.calendar = calendar
        file = QFileInfo(calendar.path)
        name = Elided(file.fileName() or calendar.path, weight=500, tone="ink")
        folder = Elided(file.absolutePath(), size=12.5)
        self.me = TextField(
            words.read_addresses,
            ", ".join,
            _("Your email address in {calendar}").format(calendar=file.fileName()),
            hint=_("your email address in this calendar (so declined meetings count as free)"),
        )
        self.me.set_value(calendar.me)
        self.remove = QuietButton(_("Remove"), name=_("Remove {calendar}").format(calendar=file.fileName()))
        self.me.edited.connect(self._on_me)
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        head = row((name, 1), self.remove, gap=style.px(2))
        column(head, folder, 8, self.me, gap=style.px(2), margins=(16, 10, 12, 14), within=self)

    def _on_me(self, value: tuple[str, ...]) -> None:
        self.calendar = replace(self.calendar, me=value)
        self.edited.emit()


class CalendarsField(QWidget):
    """The calendars, with buttons to add a file or a folder."""

    edited = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._ones: list[_One] = []
        self._none = BodyText(
            _(
                "None yet. You can also drop files here. Without a calendar, your hours and “In a "
                "meeting until …” in the tray work too."
            ),
            size=13,
        )
        self.line = BodyText(size=12.5, tone="amber")
        self.line.hide()
        self.add_file = PillButton(_("Add a file"))
        self.add_folder = PillButton(_("Add a folder"))
        self.add_file.clicked.connect(self._on_add_file)
        self.add_folder.clicked.connect(self._on_add_folder)
        buttons = FlowLayout().holding(self.add_file, self.add_folder)
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
            self._list.removeWidget(one)
            one.deleteLater()
        self._ones = []
        for calendar in calendars:
            self._show(calendar)
        self._none.setVisible(not self._ones)

    def add(self, paths: Iterable[str]) -> None:
        """Add files and folders; one line tells if some cannot be calendars."""
        asked = list(paths)
        fit = fitting(asked)
        known = {one.calendar.path for one in self._ones}
        new = [path for path in dict.fromkeys(fit) if path not in known]
        wrong = len(fit) < len(asked)
        self.line.setText(_("Only .ics files, and folders of them, can be added.") if wrong else "")
        self.line.setVisible(wrong)
        for path in new:
            self._show(Calendar(path))
        if new:
            self._tell()

    def _show(self, calendar: Calendar) -> None:
        one = _One(calendar)
        one.edited.connect(self._tell)
        one.removed.connect(self._on_removed)
        self._ones.append(one)
        self._list.addWidget(one)

    def _tell(self) -> None:
        self._none.setVisible(not self._ones)
        self.edited.emit(self.value())

    def _on_removed(self, one: _One) -> None:
        hand_on(self.add_file)
        self._ones.remove(one)
        self._list.removeWidget(one)
        one.hide()
        one.deleteLater()
        self._tell()

    def _on_add_file(self) -> None:
        self.add(QFileDialog.getOpenFileNames(self, _("Add calendars"), "", _("Calendars (*.ics)"))[0])

    def _on_add_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Add a folder of calendars"))
        self.add([folder] if folder else [])
