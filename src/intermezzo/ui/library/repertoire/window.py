"""The repertoire window: every movement as a card, and one of them in detail."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters.repertoire import RepertoireView, filtered, movement_words
from intermezzo.ui.figure.movement_loop import VISIBILITY_EVENTS, MovementLoop, is_watched
from intermezzo.ui.figure.poses import FigurePose
from intermezzo.ui.kit import style
from intermezzo.ui.kit.columns import Columns
from intermezzo.ui.kit.drop_target import DropWindow
from intermezzo.ui.kit.flow import flowing
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Title
from intermezzo.ui.kit.widgets import PillButton, announce
from intermezzo.ui.library.repertoire.card_paint import GAP
from intermezzo.ui.library.repertoire.detail import Detail
from intermezzo.ui.library.repertoire.filters import Filters
from intermezzo.ui.library.repertoire.grid import MovementGrid

SIZE = (1250, 850)
"""Size of the window's content, in logical pixels at 100 % text."""
_SIDE = 36
_SHARE = 40
"""Percentage of the width for the detail pane, at most."""
_ABREAST = 620
"""Width below which the two buttons are below the title."""


class RepertoireWindow(DropWindow):
    """Show a ``RepertoireView``. ``clock`` (seconds, never going back) moves the one moving figure."""

    command = Signal(tuple)

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(_("Repertoire"), padding=(0, 0, 0, 0))
        self._view: RepertoireView | None = None
        self._selected_id = ""
        self._detail_id = ""
        """Id of the movement in the detail pane."""
        self._hovered: Movement | None = None
        self._eyebrow = Eyebrow()
        self._title = Title(40, _("Your repertoire"))
        self.compose = PillButton(_("Compose a session"))
        self.prescription = PillButton(_("A physiotherapist’s plan"))
        self.filters = Filters()
        self.grid = MovementGrid()
        self.empty = QWidget()
        self.all = PillButton(_("Show all"))
        self.line = BodyText(size=13, tone="ink")
        self._foot = QWidget()
        self.detail = Detail()
        self.loop = MovementLoop(clock, self)
        self._lay_out()
        self._connect()
        self.tell("")

    def _lay_out(self) -> None:
        px, titled, page = style.px, QWidget(), QWidget()
        column(self._eyebrow, self._title, gap=px(9), within=titled)
        ways, bottom = flowing(self.compose, self.prescription), Qt.AlignmentFlag.AlignBottom
        head = Columns(titled, ways, gap=px(12), stretches=(1, 0), side=bottom, below=_ABREAST)
        nothing = BodyText(_("Nothing matches all of these."), size=15)
        every = (self.all, Qt.AlignmentFlag.AlignLeft)
        column(nothing, px(10), every, None, gap=6, margins=(0, px(12), 0, 0), within=self.empty)
        column(self.line, margins=(0, px(12), 0, 0), within=self._foot)
        # The grid's last gap and its scroll bar are outside the right margin.
        above = column(head, self.filters, gap=px(20), margins=(0, 0, GAP + SCROLL_GUTTER, px(20)))
        shown = ((self.empty, 1), (self.grid, 1), self._foot)
        column(above, *shown, margins=(px(_SIDE), px(36), 0, 0), within=page)
        policy = self.detail.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.detail.setSizePolicy(policy)
        left = column(Scroller(page), margins=(0, 0, 0, px(18)))
        self.body.addLayout(row((left, 100 - _SHARE), (self.detail, _SHARE)))
        self.resize_within_screen(style.px(SIZE[0]), style.px(SIZE[1]))

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.all.clicked.connect(self.filters.clear)
        self.grid.chosen.connect(self._choose)
        self.grid.hovered.connect(self._on_hovered)
        self.grid.toggled.connect(lambda movement: self._toggle(movement.id))
        self.grid.tried.connect(lambda movement: self.command.emit(("now", movement.id)))
        self.detail.linked.connect(self.select)
        self.detail.toggle.clicked.connect(lambda: self._toggle(self._detail_id))
        self.detail.attempt.clicked.connect(lambda: self.command.emit(("now", self._detail_id)))
        self.compose.clicked.connect(lambda: self.command.emit(("show", "composer")))
        self.prescription.clicked.connect(lambda: self.command.emit(("show", "plan")))
        self.loop.posed.connect(self._on_posed)
        for key in ("/", "Ctrl+F"):
            QShortcut(QKeySequence(key), self).activated.connect(self._search)
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

    def select(self, movement_id: str) -> None:
        """Select a movement and focus its card; filters that hide it are cleared."""
        if not self.grid.choose(movement_id):
            self.filters.clear()
            self.grid.choose(movement_id)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- selection and motion ------------------------------------------------------------------------

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
            self.detail.show_words(None, None)
        elif card.movement.id != self._detail_id:
            self._selected_id = self._detail_id = card.movement.id
            self.detail.show_words(card.movement, movement_words(card, view))
        else:
            self.detail.update_words(movement_words(card, view))
        self._play()

    def _on_hovered(self, movement: Movement | None) -> None:
        self._hovered = movement
        self._play()
        self._update_loop()

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

    def _search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _focus_grid(self) -> None:
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- visibility and look -------------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in VISIBILITY_EVENTS and hasattr(self, "loop"):
            self._update_loop()
        return handled

    def _update_loop(self) -> None:
        hovered = self._hovered is not None and self.isVisible() and not self.isMinimized()
        self.loop.set_visible(visible=hovered or is_watched(self))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, edge = QPainter(self), self.detail.x()
        painter.fillRect(self.rect().adjusted(edge, 0, 0, 0), style.color("pill"))
        painter.fillRect(edge, 0, 1, self.height(), style.color("line"))
        painter.end()
        super().paintEvent(event)

    # -- what is dropped on it -----------------------------------------------------------------------

    @override
    def take(self, paths: Sequence[str]) -> None:
        others = [path for path in paths if not path.lower().endswith(".toml")]
        self.tell(
            _("{name} is not a plan file. Plan files end in .toml.").format(name=others[0].rsplit("/", 1)[-1])
            if others
            else ""
        )
        for path in paths:
            if path not in others:
                self.command.emit(("plan", "add", path))
