"""The page of sessions: all of them, one in detail, and the composer in their place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.presenters import _
from intermezzo.presenters.library.movement import sessions_found
from intermezzo.presenters.library.sessions import SessionRow, matching_rows, session_words
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, PageStack, column, row_widget
from intermezzo.ui.kit.plain import add_action, set_tooltip
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER
from intermezzo.ui.kit.text_field import SearchField
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.widgets import PillButton, QuietButton, announce, round_menu
from intermezzo.ui.library.composer.pane import ComposerPane
from intermezzo.ui.library.composer.shelf import INSET
from intermezzo.ui.library.detail_pane import SIDE, ListWithDetail
from intermezzo.ui.library.sessions.detail import SessionDetail
from intermezzo.ui.library.sessions.list import SessionList


class SessionsPage(QWidget):
    """Shows ``SessionRow``s, or the composer.

    Signals: ``command`` (words for the app); ``wanted`` (``edit``, ``copy``, ``delete``, ``new`` or ``undo``,
    and the id of a session); ``allowed`` (an Obstacle to remove); ``take_away`` (whether the page to take
    away is for a phone, else to print).
    """

    command = Signal(tuple)
    wanted = Signal(str, str)
    allowed = Signal(object)
    take_away = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[SessionRow, ...] = ()
        self.composer = ComposerPane()
        self.search = SearchField(name=_("Find a session"))
        self.new = PillButton(_("New session"), key="N")
        self.page_menu = round_menu(self)
        for words, phone in ((_("To print…"), False), (_("For a phone…"), True)):
            add_action(self.page_menu, words).setData(phone)
        self.take_page = PillButton(_("Page for bed and car"), menu=self.page_menu)
        set_tooltip(self.take_page, _("Movements for waking, bed and car, with figures, as a PDF"))
        self.list, self.detail = SessionList(), SessionDetail()
        self._none = BodyText(_("Nothing found. Try another word or area."), size=15)
        self.line, self.undo = BodyText(size=13, tone="ink"), QuietButton(_("Undo"), suggested=True)
        self._stack = PageStack()
        self._lay_out()
        self._connect()
        self.tell("")

    def _lay_out(self) -> None:
        px = style.px
        title = Title(30, _("Sessions"))
        head = FlowLayout(to_right=2).holding(title, self.take_page, self.new)
        right = INSET + SCROLL_GUTTER
        above = column(head, px(14), self.search, px(6), self._none, margins=(INSET, 0, right, 0))
        self._foot = row_widget((self.line, 1), self.undo, gap=px(8), margins=(INSET, px(10), right, 0))
        left = column(above, (self.list, 1), self._foot, margins=(px(SIDE) - INSET, px(28), 0, px(18)))
        self._all = ListWithDetail(left, self.detail)
        column(self._stack, within=self)
        for one in (self._all, self.composer):
            self._stack.addWidget(one)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._focus_list)
        down = QShortcut("Down", self.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._focus_list)
        for key in ("/", "Ctrl+F"):
            QShortcut(QKeySequence(key), self._all).activated.connect(self.search.begin)
        self.list.chosen.connect(self._choose)
        self.list.asked.connect(self._ask)
        self.detail.asked.connect(self._ask)
        self.detail.obstacles.allowed.connect(self.allowed)
        self.composer.command.connect(self.command)
        self.composer.obstacles.allowed.connect(self.allowed)
        self.composer.closed.connect(self.leave)
        self.new.clicked.connect(lambda: self.wanted.emit("new", ""))
        self.page_menu.triggered.connect(lambda action: self.take_away.emit(action.data()))
        self.undo.clicked.connect(lambda: self.wanted.emit("undo", ""))

    # -- what is shown -------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show other sessions; search and selection stay."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._find()

    @property
    def composing(self) -> bool:
        """Whether the composer is shown."""
        return self._stack.currentWidget() is self.composer

    def show_composer(self) -> None:
        """Show the composer in place of the list."""
        self._stack.setCurrentWidget(self.composer)
        self.composer.take_focus()

    def select(self, session_id: str) -> None:
        """Make a session current; a search that hides it is cleared."""
        if not self.list.rows.place(session_id).isValid():
            self.search.clear()
        index = self.list.rows.place(session_id)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def tell(self, text: str, *, undo: bool = False) -> None:
        """Show the result of a command where it was said; ``undo`` offers to take it back."""
        if self.composing:
            self.composer.tell(text)
            return
        self.line.setText(text)
        self.undo.setVisible(undo)
        self._foot.setVisible(bool(text))
        announce(self, text)

    def take_focus(self) -> None:
        """Focus the list, or the composer's search."""
        if self.composing:
            self.composer.take_focus()
        else:
            self._focus_list()

    def leave(self) -> bool:
        """Return from the composer to the list, keeping what is not saved; return whether it was shown."""
        if not self.composing:
            return False
        shown = self.composer.draft.id
        self.composer.hand_over()
        self._stack.setCurrentWidget(self._all)
        self.select(shown)
        self._focus_list()
        return True

    def _search(self) -> None:
        self._find()
        self.search.tell_found(sessions_found(self.list.rows.rowCount()))

    def _find(self) -> None:
        current = self.list.current()
        found = matching_rows(self._rows, self.search.text())
        self.list.set_rows(found, current.id if current is not None else None)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found and bool(self._rows))
        self._choose()

    def _choose(self) -> None:
        current = self.list.current()
        self.detail.show_words(session_words(current) if current is not None else None)

    def _ask(self, what: str) -> None:
        current = self.list.current()
        if what == "new":
            self.wanted.emit("new", "")
        elif current is None or (what in {"copy", "begin"} and current.unsaved):
            return
        elif what == "begin":
            self.command.emit(("now", current.id))
        elif what != "delete" or current.own:
            self.wanted.emit(what, current.id)

    def _focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
