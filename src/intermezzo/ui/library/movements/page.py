"""The page of movements: every movement as a card, and one of them in detail."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters.library.movement import movements_found
from intermezzo.presenters.library.repertoire import RepertoireView, filtered, movement_words
from intermezzo.ui.figure.movement_loop import VISIBILITY_EVENTS, MovementLoop, is_watched
from intermezzo.ui.figure.poses import FigurePose
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, column_widget
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Title
from intermezzo.ui.kit.widgets import PillButton, announce
from intermezzo.ui.library.detail_pane import SIDE, ListWithDetail
from intermezzo.ui.library.movements.detail import Detail
from intermezzo.ui.library.movements.filters import Filters
from intermezzo.ui.library.movements.grid import GAP, MovementGrid

_ROOMY, _LOW = 560, 450
"""Below these heights, in logical pixels at 100 % text, the filters are folded, and the cards scroll with
what is above them, for there is no room for a whole card below it."""


class MovementsPage(QWidget):
    """Show a ``RepertoireView``. ``clock`` (seconds, never going back) moves the one moving figure."""

    command = Signal(tuple)

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._view: RepertoireView | None = None
        self._selected_id = ""
        self._detail_id = ""
        """Id of the movement in the detail pane."""
        self._hovered: Movement | None = None
        self._eyebrow = Eyebrow()
        self._title = Title(40, _("Your repertoire"))
        self.filters = Filters()
        self.grid = MovementGrid()
        self.all = PillButton(_("Show all"))
        self.line = BodyText(size=13, tone="ink")
        self.detail = Detail()
        self.loop = MovementLoop(clock, self)
        self._lay_out()
        self._connect()
        self.tell("")

    def _lay_out(self) -> None:
        px = style.px
        titled = column(self._eyebrow, self._title, gap=px(9))
        nothing = BodyText(_("Nothing matches all of these."), size=15)
        every = (self.all, Qt.AlignmentFlag.AlignLeft)
        self.empty = column_widget(nothing, px(10), every, None, gap=6, margins=(0, px(12), 0, 0))
        self._foot = column_widget(self.line, margins=(0, px(12), 0, 0))
        # The grid's last gap and its scroll bar are outside the right margin.
        above = column(titled, self.filters, gap=px(20), margins=(0, 0, GAP + SCROLL_GUTTER, px(20)))
        shown = ((self.empty, 1), (self.grid, 1), self._foot)
        self._page = column_widget(above, *shown, margins=(px(SIDE), px(28), 0, 0))
        self._scroller = Scroller(self._page)
        left = column(self._scroller, margins=(0, 0, 0, px(18)))
        column(ListWithDetail(left, self.detail), within=self)

    def _connect(self) -> None:
        self.filters.changed.connect(self._search)
        self.filters.changed.connect(self._show_grid)
        self.all.clicked.connect(self.filters.clear)
        self.grid.chosen.connect(self._choose)
        self.grid.stepped.connect(self._show_grid)
        self.grid.hovered.connect(self._on_hovered)
        self.grid.typed.connect(self._search_for)
        self.grid.toggled.connect(lambda movement: self._toggle(movement.id))
        self.grid.tried.connect(lambda movement: self.command.emit(("now", movement.id)))
        self.detail.linked.connect(self.select)
        self.detail.toggle.clicked.connect(lambda: self._toggle(self._detail_id))
        self.detail.attempt.clicked.connect(lambda: self.command.emit(("now", self._detail_id)))
        self.loop.posed.connect(self._on_posed)
        for key in ("/", "Ctrl+F"):
            QShortcut(QKeySequence(key), self).activated.connect(self.filters.search.begin)
        down = QShortcut("Down", self.filters.search, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._focus_grid)
        self.filters.search.returnPressed.connect(self._focus_grid)

    # -- what is shown -------------------------------------------------------------------------------

    def set_view(self, view: RepertoireView) -> None:
        """Show another view; filters, scroll position and selection stay."""
        if view == self._view:
            return
        first = self._view is None
        self._view = view
        self._eyebrow.setText(view.eyebrow)
        if first:
            self._selected_id = next((one.movement.id for one in view.cards if one.inside), "")
        self._filter()
        if first:
            self.grid.choose(self._selected_id)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, line: str) -> None:
        """Show the result of a command; an empty text hides the line."""
        self.line.setText(line)
        self._foot.setVisible(bool(line))
        announce(self, line)

    def take_focus(self) -> None:
        """Focus the cards."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Return that nothing is open within the page."""
        return False

    def select(self, movement_id: str) -> None:
        """Select a movement and focus its card; filters that hide it are cleared."""
        if not self.grid.choose(movement_id):
            self.filters.clear()
            self.grid.choose(movement_id)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- selection and motion ------------------------------------------------------------------------

    def _search(self) -> None:
        self._filter()
        self.filters.search.tell_found(movements_found(self.grid.rows.rowCount()))

    def _filter(self) -> None:
        view = self._view
        if view is None:
            return
        cards = filtered(view.cards, self.filters.wanted())
        self._on_hovered(None)
        self.grid.set_cards(cards, self._selected_id)
        self.empty.setVisible(not cards)
        self.grid.setVisible(bool(cards))
        self._choose()

    def _choose(self) -> None:
        card, view = self.grid.current(), self._view
        if view is None or card is None:
            self._detail_id = ""
            self.detail.show_words(None)
        elif card.movement.id != self._detail_id:
            self._selected_id = self._detail_id = card.movement.id
            self.detail.show_words(movement_words(card, view))
        else:
            self.detail.update_words(movement_words(card, view))
        self._play()

    def _on_hovered(self, movement: Movement | None) -> None:
        self._hovered = movement
        self._play()
        self.update_loop()

    def _play(self) -> None:
        """Move the figure under the pointer, or else the selected one."""
        card = self.grid.current()
        chosen = card.movement if card is not None else None
        moving = self._hovered or chosen
        if moving is not self.loop.movement:
            self.grid.show_pose(None, None)
            if chosen is not None and moving is not chosen:
                self.detail.figure.show_movement(chosen)
        self.loop.play(moving)

    def _on_posed(self, movement: Movement, pose: FigurePose | None) -> None:
        self.grid.show_pose(movement, pose)
        if movement.id == self._selected_id:
            self.detail.figure.show_pose(pose)

    def _toggle(self, movement_id: str) -> None:
        view = self._view
        inside = view is not None and any(one.inside for one in view.cards if one.movement.id == movement_id)
        self.command.emit(("repertoire", "out" if inside else "in", movement_id))

    def _search_for(self, text: str) -> None:
        self.filters.search.begin()
        self.filters.search.setText(text)

    def _focus_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_grid()

    def _show_grid(self) -> None:
        """Scroll to the whole of the current card, where large text leaves no room for the title above."""
        card = self.grid.visualRect(self.grid.currentIndex())
        middle = self.grid.viewport().mapTo(self._page, card.center())
        self._scroller.ensureVisible(middle.x(), middle.y(), 0, card.height() // 2)

    # -- visibility and look -------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = self.height() / style.scale()
        self._title.set_size(40 if high >= _ROOMY else 28)
        self.filters.fold(folded=high < _ROOMY)
        self.grid.set_whole(whole=high < _LOW)

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in VISIBILITY_EVENTS and hasattr(self, "loop"):
            self.update_loop()
        return handled

    def update_loop(self) -> None:
        """Move the figure only while it can be seen."""
        hovered = self._hovered is not None and self.isVisible() and not self.window().isMinimized()
        self.loop.set_visible(visible=hovered or is_watched(self))
