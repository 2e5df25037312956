"""The library's window: movements, sessions, and what a physiotherapist wrote, a page each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.drop_target import DropWindow
from intermezzo.ui.kit.fields import Segmented
from intermezzo.ui.kit.keys_sheet import Keys
from intermezzo.ui.kit.layouts import FlowLayout, PageStack, add
from intermezzo.ui.kit.widgets import line
from intermezzo.ui.library.movements.page import MovementsPage
from intermezzo.ui.library.prescription.page import PrescriptionPage
from intermezzo.ui.library.sessions.page import SessionsPage

SIZE = (1250, 880)
"""Size of the window's content, in logical pixels at 100 % text."""
_SIDE = 36


class LibraryWindow(DropWindow):
    """Shows one of three pages. ``turned`` is emitted when another one is shown.

    ``clock`` (seconds, never going back) moves the one moving figure. A prescription can be dropped
    on the window.
    """

    turned = Signal()

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(_("Library"), padding=(0, 0, 0, 0))
        self.movements = MovementsPage(clock)
        self.sessions = SessionsPage()
        self.prescription = PrescriptionPage()
        self._pages: dict[str, MovementsPage | SessionsPage | PrescriptionPage] = {
            "movements": self.movements, "sessions": self.sessions, "prescription": self.prescription,
        }  # fmt: skip
        names = (_("Movements"), _("Sessions"), _("From your physiotherapist"))
        self.tabs = Segmented(zip(self._pages, names, strict=True), _("Page"))
        self._stack = PageStack()
        self._lay_out()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.tabs.set_value("movements")
        self._searches = (self.movements.filters.search, self.sessions.search)
        for one in self._searches:
            one.textChanged.connect(self._on_search)
        self.tabs.edited.connect(lambda page: self._turn_to(str(page)))
        for number, name in enumerate(self._pages, 1):
            turn = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            turn.activated.connect(lambda name=name: self.show_page(name))
        self.resize_within_screen(style.px(SIZE[0]), style.px(SIZE[1]))

    def _on_search(self, text: str) -> None:
        """Search both pages for the same words."""
        for one in self._searches:
            if one.text() != text:
                one.setText(text)

    def _lay_out(self) -> None:
        tabs = QWidget()
        FlowLayout(tabs).holding(self.tabs).setContentsMargins(_SIDE - 4, style.px(14), _SIDE, style.px(14))
        add(self.body, tabs, line(), (self._stack, 1))

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def current(self) -> MovementsPage | SessionsPage | PrescriptionPage:
        """The page that is shown."""
        return self._pages[self.page]

    def show_page(self, name: str) -> None:
        """Show a page, with the focus where one begins there."""
        self.tabs.set_value(name)
        self._turn_to(name)
        self._pages[name].take_focus()

    def _turn_to(self, name: str) -> None:
        if name != self.page:
            self._stack.setCurrentWidget(self._pages[name])
            self.turned.emit()

    @override
    def keys(self) -> Keys:
        of_page: dict[str, Keys] = {
            "movements": (
                (_("Space"), _("adds the movement, or removes it")),
                (_("Enter"), _("tries it")),
            ),
            "sessions": (
                (_("Enter"), _("begins the session")),
                ("N", _("makes a new one")),
                ("E   C", _("edits yours, or copies")),
                (_("Del"), _("deletes yours")),
            ),
            "prescription": (
                (_("Enter"), _("begins today’s exercises")),
                ("E   P   R", _("edits, prints, reports")),
            ),
        }
        if self.page == "sessions" and self.sessions.composing:
            of_page["sessions"] = (
                ("Ctrl+S", _("saves it")),
                (_("Ctrl+Enter"), _("tries it")),
                ("Ctrl+T", _("trims it to fit")),
                ("Ctrl+Z   Ctrl+Y", _("undoes, and does again")),
            )
        find = () if self.page == "prescription" else (("Ctrl+F", _("finds by a word")),)
        return (("Ctrl+1   2   3", _("goes to another page")), *find, *of_page[self.page])

    @override
    def leave(self) -> None:
        if not self.current.leave():
            super().leave()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.sessions.composing:
            self.sessions.composer.hand_over()
        self.prescription.hand_over()
        super().closeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.movements.update_loop()

    @override
    def restyle(self) -> None:
        self.sessions.composer.pane.fit_width()

    # -- what is dropped on it -----------------------------------------------------------------------

    @override
    def take(self, paths: Sequence[str]) -> None:
        self.show_page("prescription")
        others = [path for path in paths if not path.lower().endswith(".toml")]
        if others:
            words = _("{name} is not a prescription. Prescription files end in .toml.")
            self.prescription.tell(words.format(name=others[0].rsplit("/", 1)[-1]), ok=False)
        if prescriptions := [path for path in paths if path not in others]:
            self.prescription.command.emit(("prescription", "add", *prescriptions))
