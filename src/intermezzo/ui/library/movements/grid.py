"""The movements as a grid of cards: a list view, so that keyboard and screen readers work as in any list."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters.library.repertoire import MovementCard
from intermezzo.ui.figure.paint import paint_veil
from intermezzo.ui.figure.poses import FigurePose
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard, paint_centred, paint_disc, paint_tick
from intermezzo.ui.kit.rows import Index, RowsModel, RowWords, lay_on_page

_NARROWEST = 212
"""Least width of a card, in logical pixels at 100 % text."""
GAP = 16
"""Space between two cards, in logical pixels at any text size."""
_PAD = 17
_FIGURE = 138
_WORDS = 74
_PITCH = 18
"""Line height of a name that needs two lines."""


class CardModel(RowsModel[MovementCard]):
    """The cards that match the filters."""

    @property
    def cards(self) -> tuple[MovementCard, ...]:
        """The cards in order."""
        return self._rows

    def place(self, movement_id: str) -> QModelIndex:
        """Return the index of a movement, an invalid one if it is not shown."""
        ids = [one.movement.id for one in self.cards]
        return self.index(ids.index(movement_id)) if movement_id in ids else QModelIndex()

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def words(self, row: MovementCard) -> RowWords:
        tip = f"{row.movement.name}\n{row.where}\n{row.barred}".strip()
        return RowWords(row.movement.name, row.spoken, tip)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            return Qt.CheckState.Checked if self.row(index).inside else Qt.CheckState.Unchecked
        return super().data(index, role)


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, grid: "MovementGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = index.row() == self._grid.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(
            painter, card_rect(option.rect), self._grid.rows.row(index), current=current,
            hovered=index.row() == self._grid.hovered_row, ringed=current and by_keyboard(self._grid),
        )  # fmt: skip
        painter.restore()

    @override
    def editorEvent(self, *_args: object) -> bool:
        """Ignore clicks on the check box: the window sends a command."""
        return False


class MovementGrid(QListView):
    """Show cards in as many columns as fit.

    Signals: ``chosen`` when another card is current, ``stepped`` after a key that may have made it so,
    ``hovered`` (a Movement or None), ``toggled`` and ``tried`` (a Movement).
    """

    chosen = Signal()
    stepped = Signal()
    hovered = Signal(object)
    toggled = Signal(object)
    tried = Signal(object)
    typed = Signal(str)
    """A letter or a digit, with which a search begins."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = CardModel()
        self.setModel(self.rows)
        self.setItemDelegate(_CardDelegate(self))
        self.setAccessibleName(_("Movements"))
        self.setAccessibleDescription(_("Space adds or removes, Enter tries it"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        lay_on_page(self)
        self.setSelectionRectVisible(False)
        self.mover = FigureView(self.viewport(), background="pill")
        """The moving figure, over the thumbnail of its card."""
        self.mover.hide()
        self._pressed = -1
        self.hovered_row = -1
        """The row under the pointer, or -1."""
        self.whole = False
        """Whether it is as high as all its cards, and what it is in scrolls."""
        self._fit()

    def current(self) -> MovementCard | None:
        """Return the current card."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def set_cards(self, cards: Sequence[MovementCard], keep: str) -> None:
        """Show cards; the movement ``keep`` stays current if it is among them, else the first."""
        self.hovered_row = -1
        self.rows.set_rows(cards)
        index = self.rows.place(keep)
        self.setCurrentIndex(index if index.isValid() else self.rows.index(0))
        self._fit()

    def set_whole(self, *, whole: bool) -> None:
        """Be as high as all the cards, or scroll them."""
        self.whole = whole
        self._fit()

    def choose(self, movement_id: str) -> bool:
        """Make a movement current and return whether it is shown."""
        index = self.rows.place(movement_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def show_pose(self, movement: Movement | None, pose: FigurePose | None) -> None:
        """Show a pose on the card of a movement; None shows only thumbnails."""
        index = self.rows.place(movement.id) if movement is not None else QModelIndex()
        mover = self.mover
        mover.setVisible(index.isValid())
        if movement is None or not index.isValid():
            return
        faint = bool(self.rows.row(index).barred)
        if (mover.movement, mover.faint) != (movement, faint):
            mover.show_movement(movement, faint=faint)
        mover.setGeometry(figure_rect(card_rect(self.visualRect(index))))
        mover.show_pose(pose)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle by space, try by Enter; leave Esc and / to the window. A letter begins a search."""
        card = self.current()
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Slash:
                event.ignore()
            case Qt.Key.Key_Space if card is not None:
                self.toggled.emit(card.movement)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if card is not None:
                self.tried.emit(card.movement)
            case _ if event.text().isalnum():
                self.typed.emit(event.text())
            case _:
                super().keyPressEvent(event)
                self.stepped.emit()

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
        super().mouseMoveEvent(event)
        hand = self._disc_at(event) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self._set_hovered(self.indexAt(event.position().toPoint()).row())

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(-1)
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "hovered_row"):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        width = self.viewport().width()
        columns = max(1, width // (style.px(_NARROWEST) + GAP))
        # Qt wraps a cell that ends exactly at the edge.
        size = QSize(max(1, (width - 1) // columns), style.px(_PAD + _FIGURE + _WORDS) + GAP)
        if size != self.gridSize():
            self.setGridSize(size)
            self.scrollTo(self.currentIndex())
            self.verticalScrollBar().setSingleStep(size.height() // 4)
        rows = max(1, -(-self.rows.rowCount() // columns))
        self.setMinimumHeight(size.height() * (rows if self.whole else 1))

    def _set_hovered(self, row: int) -> None:
        if row != self.hovered_row:
            for one in (self.hovered_row, row):
                self.viewport().update(self.visualRect(self.rows.index(one)))
            self.hovered_row = row
            self.hovered.emit(self.rows.cards[row].movement if row >= 0 else None)

    def _disc_at(self, event: QMouseEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return -1
        around = style.px(8)
        disc = disc_rect(card_rect(self.visualRect(index))).adjusted(-around, -around, around, around)
        return index.row() if disc.contains(event.position()) else -1


def card_rect(cell: QRect) -> QRect:
    """Return the card within a cell; the gaps are at its right and bottom."""
    return cell.adjusted(0, 0, -GAP, -GAP)


def tile_rect(card: QRect) -> QRect:
    """Return the tile of the thumbnail within a card."""
    pad = style.px(_PAD)
    return QRect(card.left() + pad, card.top() + pad, card.width() - 2 * pad, style.px(_FIGURE))


def figure_rect(card: QRect) -> QRect:
    """Return the area of the figure within a card."""
    across, down = _inset()
    return tile_rect(card).adjusted(across, down, -across, -down)


def _inset() -> tuple[int, int]:
    return style.px(10), style.px(8)


def disc_rect(card: QRect) -> QRectF:
    """Return the area of the disc that shows whether the movement is in the repertoire."""
    size = style.px(20)
    return QRectF(
        card.right() + 1 - style.px(_PAD) - size, tile_rect(card).bottom() + style.px(13), size, size
    )


def paint_card(
    painter: QPainter, card: QRect, shown: MovementCard, *,
    current: bool, hovered: bool, ringed: bool,
) -> None:  # fmt: skip
    """Paint a card with its thumbnail; ``ringed`` adds the ring of the keyboard focus."""
    tone = "green" if current else "outline" if hovered else "line"
    width = 2.0 if current else 1.4
    shape = QRectF(card).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(QPen(style.color(tone), width))
    painter.setBrush(style.color("card"))
    painter.drawRoundedRect(shape, style.RADIUS, style.RADIUS)
    if ringed:
        painter.setPen(QPen(style.color("green"), 1.6))
        inner = shape.adjusted(4, 4, -4, -4)
        painter.drawRoundedRect(inner, style.RADIUS - 4, style.RADIUS - 4)
    paint_thumbnail(painter, tile_rect(card), shown.movement, background="pill", inset=_inset())
    if shown.barred:
        paint_veil(painter, figure_rect(card))
    disc = disc_rect(card)
    left, middle = card.left() + style.px(_PAD), disc.center().y()
    name = "soft" if shown.barred else "ink"
    face = style.sans(15, 600)
    lines = _two_lines(QFontMetrics(face), shown.movement.name, disc.left() - left - 8)
    if len(lines) > 1:
        middle -= style.px(4)
    for line in lines:
        paint_centred(painter, face, name, QPointF(left, middle), line, within=disc.left() - left - 8)
        middle += style.px(_PITCH)
    under, small = shown.barred or shown.where, style.sans(13)
    below = QPointF(left, middle + style.px(22 - _PITCH))
    paint_centred(painter, small, "soft", below, under, within=card.width() - 2 * style.px(_PAD))
    _paint_disc(painter, disc, inside=shown.inside)


def _paint_disc(painter: QPainter, disc: QRectF, *, inside: bool) -> None:
    if inside:
        paint_disc(painter, disc.center(), disc.width() / 2, style.color("green"))
        paint_tick(painter, disc.center(), style.color("on_green"))
    else:
        painter.setPen(QPen(style.color("outline"), 1.6 * style.scale()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))


def _two_lines(metrics: QFontMetrics, words: str, room: float) -> list[str]:
    """Split a name that is too long for one line so that the longer line is as short as possible."""
    parts = words.split(" ")
    if metrics.horizontalAdvance(words) <= room or len(parts) == 1:
        return [words]
    ways = [[" ".join(parts[:n]), " ".join(parts[n:])] for n in range(1, len(parts))]
    return min(ways, key=lambda way: max(map(metrics.horizontalAdvance, way)))
