"""What is entered for each form of calendar: an address, an account, a file or folder, or nothing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from intermezzo.core.calendar_entry import CalendarEntry
from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.calendars.guides import CalendarGuide
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, column, column_widget
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import Text
from intermezzo.ui.kit.widgets import PillButton

_TYPED_MS = 600
"""The delay after the last key, or after pasting, until an address is looked at."""


class EntryForm(QWidget):
    """The base: ``entered`` is emitted with what is complete, ``edited`` as soon as that no longer holds."""

    entered = Signal(object)
    edited = Signal()

    def entry(self) -> CalendarEntry:
        """Return what is entered."""
        raise NotImplementedError

    def enter(self) -> None:
        """Emit what is entered, if it is complete."""
        entry = self.entry()
        if entry.is_complete:
            self.entered.emit(entry)


class HereForm(EntryForm):
    """Nothing to enter."""

    @override
    def entry(self) -> CalendarEntry:
        return CalendarEntry("here")


class AddressForm(EntryForm):
    """One address, looked at as soon as it is pasted."""

    def __init__(self, guide: CalendarGuide) -> None:
        super().__init__()
        self._name = guide.name if guide.link else ""
        self.line = LineEdit(_("Calendar address"), _("https://…"), wide=True)
        self._rest = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._rest.timeout.connect(self.enter)
        self.line.textEdited.connect(self._on_typed)
        self.line.returnPressed.connect(self.enter)
        column(named(_("Calendar address"), self.line), within=self)

    @override
    def entry(self) -> CalendarEntry:
        return CalendarEntry("address", self.line.text(), name=self._name)

    @override
    def enter(self) -> None:
        self._rest.stop()
        super().enter()

    def _on_typed(self, text: str) -> None:
        self.edited.emit()
        self._rest.stop()
        if "." in text:
            self._rest.start()


class AccountForm(EntryForm):
    """Server, user name and password of a CalDAV account."""

    def __init__(self, guide: CalendarGuide) -> None:
        super().__init__()
        self._server = guide.server
        email = bool(guide.server)
        user = _("Email address") if email else _("User name")
        self.server = LineEdit(_("Server"), _("cloud.example.org"), wide=True)
        self.user = LineEdit(user, _("me@example.org") if email else "", wide=True)
        self.password = LineEdit(_("App password"), wide=True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.find_button = PillButton(_("Find calendars"))
        self._server_row = named(_("Server"), self.server)
        self._server_row.setVisible(not guide.server)
        for line in (self.server, self.user, self.password):
            line.textEdited.connect(self._on_typed)
            line.returnPressed.connect(self.enter)
        self.find_button.clicked.connect(self.enter)
        column(
            self._server_row,
            named(user, self.user),
            named(_("App password"), self.password),
            FlowLayout().holding(self.find_button),
            gap=style.px(10),
            within=self,
        )
        self.find_button.setEnabled(False)

    def fill(self, server: str, user: str) -> None:
        """Show an account that is known; its calendar's address is not for the user."""
        self.server.setText(server)
        self._server_row.hide()
        self.user.setText(user)
        self.find_button.set_text(_("Try it"))

    @override
    def entry(self) -> CalendarEntry:
        server = self._server or self.server.text()
        return CalendarEntry("account", server, self.user.text(), self.password.text())

    def _on_typed(self) -> None:
        self.edited.emit()
        self.find_button.setEnabled(self.entry().is_complete)


class FilesForm(EntryForm):
    """A file or a folder."""

    def __init__(self) -> None:
        super().__init__()
        self._path = ""
        self.file = PillButton(_("Choose a file…"))
        self.folder = PillButton(_("Choose a folder…"))
        self.file.clicked.connect(self._on_file)
        self.folder.clicked.connect(self._on_folder)
        column(FlowLayout().holding(self.file, self.folder), within=self)

    @override
    def entry(self) -> CalendarEntry:
        return CalendarEntry("files", self._path)

    def choose(self, path: str) -> None:
        """Enter a path; an empty one changes nothing."""
        if path:
            self._path = path
            self.enter()

    def _on_file(self) -> None:
        self.choose(QFileDialog.getOpenFileName(self, _("Add a calendar"), "", _("Calendars (*.ics)"))[0])

    def _on_folder(self) -> None:
        self.choose(QFileDialog.getExistingDirectory(self, _("Add a folder of calendars")))


def form_of(guide: CalendarGuide) -> EntryForm:
    """Return a new form for a kind of calendar."""
    if guide.form == "account":
        return AccountForm(guide)
    if guide.form == "address":
        return AddressForm(guide)
    return FilesForm() if guide.form == "files" else HereForm()


def named(name: str, line: QWidget) -> QWidget:
    """Return a field with its name above it."""
    return column_widget(Text(name, size=13, weight=500), line, gap=style.px(4))
