"""The movements side by side: a real list for keyboard and screen reader, drawn as cards."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters.repertoire import MovementCard
from intermezzo.ui.figure.drawing import FigurePose
from intermezzo.ui.figure.moving import MovingFigure
from intermezzo.ui.kit import style
from intermezzo.ui.kit.rows import Index, RowsModel, lay_on_card
from intermezzo.ui.kit.scrolling import Fade, keep_gutter
from intermezzo.ui.library.repertoire.card_paint import GAP, card_height, disc_of, figure_of, paint_card

_NARROWEST = 212
"""Of a card, in logical pixels at 100 % text."""


class CardModel(RowsModel[MovementCard]):
    """The cards that the filters let through."""

    @property
    def cards(self) -> tuple[MovementCard, ...]:
        """All of them, in order."""
        return self._rows

    def place(self, movement_id: str) -> QModelIndex:
        """Return the index of a movement; an invalid one where it is not shown."""
        for row, one in enumerate(self.cards):
            if one.movement.id == movement_id:
                return self.index(row)
        return QModelIndex()

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def words(self, row: MovementCard) -> Mapping[Qt.ItemDataRole, str | None]:
        return {
            Qt.ItemDataRole.DisplayRole: row.movement.name,
            Qt.ItemDataRole.ToolTipRole: f"{row.movement.name}\n{row.where}\n{row.barred}".strip(),
            Qt.ItemDataRole.AccessibleTextRole: row.spoken,
        }

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a card's words, and whether it is in."""
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            return Qt.CheckState.Checked if self.row(index).inside else Qt.CheckState.Unchecked
        return super().data(index, role)


class _CardDelegate(QStyledItemDelegate):
    """Draws the cards of the grid."""

    def __init__(self, grid: "MovementGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = self._grid.rows.cards[index.row()]
        rect: QRect = option.rect
        current = index.row() == self._grid.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(
            painter, card_of(rect), card, current=current,
            hovered=index.row() == self._grid.below, ringed=current and self._grid.ringed(),
        )  # fmt: skip
        painter.restore()

    @override
    def editorEvent(self, *_args: object) -> bool:
        """Change nothing by itself: in or out is a command."""
        return False


class MovementGrid(QListView):
    """Cards in as many columns as there is room for.

    ``chosen`` and ``hovered`` carry a Movement (or None), ``toggled`` and ``tried`` the one that is meant.
    """

    chosen = Signal(object)
    hovered = Signal(object)
    toggled = Signal(object)
    tried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = CardModel()
        self.setModel(self.rows)
        self._delegate = _CardDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Movements"))
        self.setAccessibleDescription(_("Space takes one in or out, Enter tries it"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        lay_on_card(self)
        self.setSelectionRectVisible(False)
        keep_gutter(self)
        Fade(self)
        self.mover = MovingFigure(self.viewport())
        """Lies over the still of the card that moves."""
        self.mover.hide()
        self._pressed = -1
        self.below = -1
        """The row under the pointer; -1 where there is none."""
        self.setMinimumHeight(card_height() + GAP)
        self._fit()

    def current(self) -> MovementCard | None:
        """Return the card that is chosen."""
        index = self.currentIndex()
        return self.rows.cards[index.row()] if index.isValid() else None

    def set_cards(self, cards: Sequence[MovementCard], keep: str) -> None:
        """Show cards, and go on with ``keep`` where it is among them, else with the first."""
        self.below = -1
        self.rows.set_rows(cards)
        index = self.rows.place(keep)
        self.setCurrentIndex(index if index.isValid() else self.rows.index(0))

    def choose(self, movement_id: str) -> bool:
        """Go to a movement; return whether it is shown."""
        index = self.rows.place(movement_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def show_pose(self, movement: Movement | None, pose: FigurePose | None) -> None:
        """Let the figure of one card move, or of none; its still lies below."""
        index = self.rows.place(movement.id) if movement is not None else QModelIndex()
        mover = self.mover
        mover.setVisible(index.isValid())
        if movement is None or not index.isValid():
            return
        place = figure_of(card_of(self.visualRect(index)))
        faint = bool(self.rows.cards[index.row()].barred)
        if (mover.movement, mover.faint) != (movement, faint):
            mover.show_movement(movement, faint=faint)
        mover.setGeometry(place)
        mover.show_pose(pose)

    def ringed(self) -> bool:
        """Say whether the keyboard is here."""
        return self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        card = self.current()
        self.chosen.emit(card.movement if card is not None else None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take in or out by space, try by Enter; leave Esc and / to the window."""
        card = self.current()
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Slash:
                event.ignore()
            case Qt.Key.Key_Space if card is not None:
                self.toggled.emit(card.movement)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if card is not None:
                self.tried.emit(card.movement)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._disc_at(event)
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._disc_at(event)
        if row >= 0 and row == self._pressed and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(self.rows.cards[row].movement)
        self._pressed = -1

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the card under the pointer move, and show that its disc can be pressed."""
        super().mouseMoveEvent(event)
        hand = self._disc_at(event) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row() if index.isValid() else -1)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "below"):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        width = self.viewport().width()
        columns = max(1, width // (style.px(_NARROWEST) + GAP))
        # Qt begins a new line already where a cell ends exactly at the edge.
        size = QSize(max(1, (width - 1) // columns), card_height() + GAP)
        if size != self.gridSize():
            self.setGridSize(size)
            self.scrollTo(self.currentIndex())
            self.verticalScrollBar().setSingleStep(size.height() // 4)

    def _hover(self, row: int) -> None:
        if row != self.below:
            for one in (self.below, row):
                self.viewport().update(self.visualRect(self.rows.index(one)))
            self.below = row
            self.hovered.emit(self.rows.cards[row].movement if row >= 0 else None)

    def _disc_at(self, event: QMouseEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return -1
        around = style.px(8)
        disc = disc_of(card_of(self.visualRect(index))).adjusted(-around, -around, around, around)
        return index.row() if disc.contains(event.position()) else -1


def card_of(cell: QRect) -> QRect:
    """Return the card within a cell; the gap is at its right and below."""
    return cell.adjusted(0, 0, -GAP, -GAP)
