"""The left side of the composer: a search, chips, and the list of movements to add to the session."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Area, Movement
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_name
from intermezzo.presenters.library.composing import ShelfRow, matching, shelf_row
from intermezzo.presenters.library.movement import movements_found
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, add, column, column_widget
from intermezzo.ui.kit.marks import paint_text
from intermezzo.ui.kit.pointing import PointedRows
from intermezzo.ui.kit.rows import DraggedRows, Index, RowWords, lay_on_page
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.text_field import SearchField
from intermezzo.ui.kit.texts import BodyText, Title
from intermezzo.ui.kit.ticks import Chip

MOVEMENT_FORM = "application/x-intermezzo-movement"
"""MIME type of a dragged movement; the data is its id."""
ROW = 64
TILE = 50
_LARGE = 46
"""What a large row and its figure have more."""
_COLUMN = 340
"""Least width of a large row."""
INSET = 8
"""Space between a row's frame and its figure, in logical pixels at any text size, as in the head above."""
_SIDE = 26
_WIDTH = 396
_LEAST = 150
"""Least height of the list; in a lower window the whole side scrolls."""


class ShelfModel(DraggedRows[ShelfRow]):
    """The movements that match the search."""

    form = MOVEMENT_FORM

    @override
    def words(self, row: ShelfRow) -> RowWords:
        return RowWords(row.movement.name, row.spoken, row.movement.purpose)

    @override
    def token(self, index: Index) -> str:
        return self.row(index).movement.id


class _Delegate(QStyledItemDelegate):
    """Paint a movement: thumbnail, name and facts."""

    def __init__(self, view: "Shelf") -> None:
        super().__init__(view)
        self._view = view
        self._rows = view.rows
        self._more = _LARGE if view.large else 0

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        width = style.px(200)
        if self._more:  # in as many columns as fit; Qt wraps a row that ends exactly at the edge
            whole = self._view.viewport().width() - 1
            width = whole // max(1, whole // style.px(_COLUMN))
        return QSize(width, style.px(ROW + self._more))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, area = self._rows.row(index), option.rect
        painter.save()
        paint_row_frame(painter, option, "pill" if self._more else "card")
        size = style.px(TILE + self._more)
        tile = QRect(area.left() + INSET, area.top() + (area.height() - size) // 2, size, size)
        paint_thumbnail(painter, tile, row.movement, background="disc")
        left = tile.right() + style.px(14)
        words = QRectF(left, tile.top(), area.right() - style.px(8) - left, tile.height())
        also = f" · {row.movement.also}" if self._more and row.movement.also else ""
        paint_row_words(painter, words, row.movement.name + also, row.facts)
        painter.restore()


def paint_row_frame(painter: QPainter, option: QStyleOptionViewItem, tone: str) -> bool:
    """Paint the background of a row under the pointer, and the ring of a focused one.

    Return whether it is one of the two.
    """
    state: QStyle.StateFlag = option.state
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    frame = QRectF(option.rect).adjusted(1, 2, -1, -2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(tone))
        painter.drawRoundedRect(frame, style.px(12), style.px(12))
    if focused:
        painter.setPen(QPen(style.color("green"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, style.px(12), style.px(12))
    return hovered or focused


def paint_row_words(painter: QPainter, area: QRectF, name: str, facts: str) -> None:
    """Paint a row's name, and below it the facts."""
    left, middle = area.left(), area.center().y()
    name_base, facts_base = QPointF(left, middle - style.px(5)), QPointF(left, middle + style.px(14))
    paint_text(painter, style.sans(14, 500), "ink", name_base, name, within=area.width())
    paint_text(painter, style.sans(12.5), "soft", facts_base, facts, within=area.width())


class Shelf(PointedRows, QListView):
    """The list of movements. ``chosen`` carries the id of one to add.

    ``ground`` names the colour that it lies on; ``large`` rows show the figure large and other names, in
    columns.
    """

    chosen = Signal(str)

    def __init__(self, ground: str = "pill", *, large: bool = False) -> None:
        super().__init__()
        self.large = large
        self.rows = ShelfModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(_("Movements"))
        self.setAccessibleDescription(_("Enter adds one"))
        lay_on_page(self, ground)
        if large:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.doubleClicked.connect(self.choose_current)

    def set_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Show rows; the first becomes current if none is."""
        self.rows.set_rows(rows)
        if not self.currentIndex().isValid() and rows:
            self.setCurrentIndex(self.rows.index(0))

    def choose_current(self) -> None:
        """Choose the current movement, if any."""
        if self.currentIndex().isValid():
            self.chosen.emit(self.rows.row(self.currentIndex()).movement.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose_current()
            return
        super().keyPressEvent(event)


class ShelfSearch(SearchField):
    """Finds what a shelf shows; where that is nothing, ``nothing`` stands in its place.

    Enter chooses the current movement, Down goes to the list, for ``reason``.
    """

    def __init__(self, tone: str, shelf: Shelf, nothing: QWidget, reason: Qt.FocusReason) -> None:
        super().__init__(tone)
        self._movements: tuple[Movement, ...] = ()
        self._area: Area | None = None
        self._shelf, self._nothing = shelf, nothing
        nothing.hide()
        self.textChanged.connect(self._search)
        self.returnPressed.connect(shelf.choose_current)
        # Else Down would scroll.
        down = QShortcut("Down", self, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(lambda: shelf.setFocus(reason))

    def set_movements(self, movements: Iterable[Movement]) -> None:
        """Find among these movements."""
        self._movements = tuple(movements)
        self._find()

    def set_area(self, area: Area | None) -> None:
        """Find only those of an area, or of all."""
        self._area = area
        self._search()

    def _search(self) -> None:
        self._find()
        self.tell_found(movements_found(self._shelf.rows.rowCount()))

    def _find(self) -> None:
        found = matching(self._movements, self.text(), self._area)
        self._shelf.set_rows([shelf_row(one) for one in found])
        self._shelf.setVisible(bool(found))
        self._nothing.setVisible(not found)


class MovementsPane(QWidget):
    """Find and choose movements. Enter in the search adds the first result."""

    def __init__(self) -> None:
        super().__init__()
        self.chips = {
            area: Chip(area_name(area), name=_("Only {area}").format(area=area_name(area)), tone="card")
            for area in Area
        }
        self.shelf = Shelf()
        self._none = BodyText(_("Nothing found. Try another word or area."), size=13.5)
        # With a shortcut's reason the pane would scroll, and the search go out of sight.
        self.search = ShelfSearch("card", self.shelf, self._none, Qt.FocusReason.TabFocusReason)
        self._lay_out()
        self.search.returnPressed.connect(self.search.begin)
        for chip in self.chips.values():
            chip.clicked.connect(lambda _on, one=chip: self._only(one))

    def _lay_out(self) -> None:
        chips = FlowLayout(gap=style.px(6), line_gap=style.px(6)).holding(*self.chips.values())
        title, keys = Title(24, _("Movements")), BodyText(_("Enter adds at the end · or drag"), size=12)
        inner = (INSET, 0, SCROLL_GUTTER, 0)
        above = column(title, self.search, chips, gap=style.px(12), margins=inner)
        below = column(margins=inner)
        below.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        add(below, style.px(8), keys)
        self.shelf.setMinimumHeight(style.px(_LEAST))
        margins = (_SIDE - INSET, style.px(32), 0, 0)
        page = column_widget(above, style.px(12), (self.shelf, 1), below, margins=margins)
        column(Scroller(page, "pill"), margins=(0, 0, 0, style.px(18)), within=self)
        self.fit_width()

    def fit_width(self) -> None:
        """Set the width's limits for the text size: chips are never cut, rows not too long."""
        chips = max(chip.sizeHint().width() for chip in self.chips.values()) + _SIDE + 2 * SCROLL_GUTTER
        self.setMinimumWidth(chips)
        self.setMaximumWidth(max(chips, style.px(_WIDTH)))

    def _only(self, chip: Chip) -> None:
        """Uncheck the other chips: at most one area is chosen."""
        for other in self.chips.values():
            if other is not chip:
                other.setChecked(False)
        self.search.set_area(next((area for area, one in self.chips.items() if one.isChecked()), None))
