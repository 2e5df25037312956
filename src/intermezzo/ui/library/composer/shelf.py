"""The movements that a session can be made of: added by drag, Enter or double click."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.composing import ShelfRow
from intermezzo.ui.figure.thumbnail import paint_thumb
from intermezzo.ui.kit import style
from intermezzo.ui.kit.rows import DraggedRows, Index, lay_on_card
from intermezzo.ui.kit.scrolling import Fade, keep_gutter
from intermezzo.ui.kit.text_paint import paint_text

MOVEMENT_FORM = "application/x-intermezzo-movement"
"""What is dragged: the id of a movement."""
ROW = 64
TILE = 50
INSET = 8
"""From the frame of a row to its figure; the text of any size stands in line with what is above."""


class ShelfModel(DraggedRows[ShelfRow]):
    """The movements that were found."""

    form = MOVEMENT_FORM

    @override
    def words(self, row: ShelfRow) -> Mapping[Qt.ItemDataRole, str | None]:
        """Return a movement's words, and what it is for on its hint."""
        return {
            Qt.ItemDataRole.DisplayRole: row.name,
            Qt.ItemDataRole.ToolTipRole: row.movement.purpose or None,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken,
        }

    @override
    def token(self, index: Index) -> str:
        return self.row(index).movement.id


class _Delegate(QStyledItemDelegate):
    """Draws a movement: its figure, its name, and where it is done."""

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(style.px(200), style.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ShelfModel):
            raise TypeError("a movement's row is drawn from a ShelfModel only")
        row = model.row(index)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(
            painter, area, "card", warm=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )  # fmt: skip
        size = style.px(TILE)
        tile = QRect(area.left() + INSET, area.top() + (area.height() - size) // 2, size, size)
        paint_thumb(painter, tile, row.movement, ground="disc")
        left = tile.right() + style.px(14)
        room = area.right() - style.px(8) - left
        middle = area.center().y()
        _write(painter, "ink", 14, 500, QPointF(left, middle - style.px(5)), row.name, room)
        _write(painter, "soft", 12.5, 400, QPointF(left, middle + style.px(14)), row.facts, room)
        painter.restore()


def paint_frame(painter: QPainter, area: QRect, tone: str, *, warm: bool, focused: bool) -> None:
    """Draw the ground of a row under the pointer, and the ring of one that has the keyboard."""
    frame = QRectF(area).adjusted(1, 2, -1, -2)
    if warm:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(tone))
        painter.drawRoundedRect(frame, style.px(12), style.px(12))
    if focused:
        painter.setPen(QPen(style.color("green"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, style.px(12), style.px(12))


def _write(
    painter: QPainter, tone: str, size: float, weight: int, base: QPointF, words: str, room: int
) -> None:
    paint_text(painter, style.sans(size, weight), tone, base, words, within=room)


class Shelf(QListView):
    """The list of movements. ``chosen`` tells the id of one to be added."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = ShelfModel()
        self.setModel(self.rows)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Movements"))
        lay_on_card(self)
        keep_gutter(self)
        Fade(self, "pill")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._choose)

    def set_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Show what was found; the first is the one that Enter adds."""
        self.rows.set_rows(rows)
        if not self.currentIndex().isValid() and rows:
            self.setCurrentIndex(self.rows.index(0))

    def choose_current(self) -> None:
        """Add the current movement, if there is one."""
        self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.row(index).movement.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose_current()
            return
        super().keyPressEvent(event)
