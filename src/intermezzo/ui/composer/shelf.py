"""The movements that a session can be made of: added by drag, Enter or double click."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.ui import style
from intermezzo.ui.composer.thumb import paint_thumb
from intermezzo.ui.scrolling import keep_gutter
from intermezzo.words import _
from intermezzo.words.composing import ShelfRow

_Index = QModelIndex | QPersistentModelIndex
MOVEMENT_FORM = "application/x-intermezzo-movement"
"""What is dragged: the id of a movement."""
ROW = 64
TILE = 50
INSET = 8
"""From the frame of a row to its figure; the text of any size stands in line with what is above."""


class ShelfModel(QAbstractListModel):
    """The movements that were found."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ShelfRow, ...] = ()

    def set_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Show others."""
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: _Index) -> ShelfRow:
        """Give the row at an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row's words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        return {
            int(Qt.ItemDataRole.DisplayRole): row.name,
            int(Qt.ItemDataRole.ToolTipRole): row.movement.purpose or None,
            int(Qt.ItemDataRole.AccessibleTextRole): row.spoken,
        }.get(int(role))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let every row be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Name what is dragged."""
        return [MOVEMENT_FORM]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Give the id of the movement that is dragged."""
        data = QMimeData()
        for index in indexes[:1]:
            data.setData(MOVEMENT_FORM, self.row(index).movement.id.encode())
        return data


class _Delegate(QStyledItemDelegate):
    """Draws a movement: its figure, its name, and where it is done."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Give the height of a row."""
        return QSize(style.px(200), style.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        model = index.model()
        if not isinstance(model, ShelfModel):
            raise TypeError("a movement's row is drawn from a ShelfModel only")
        row = model.row(index)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(area).adjusted(1, 2, -1, -2)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("card"))
            painter.drawRoundedRect(frame, style.px(12), style.px(12))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(style.color("green"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, style.px(12), style.px(12))
        size = style.px(TILE)
        tile = QRect(area.left() + INSET, area.top() + (area.height() - size) // 2, size, size)
        paint_thumb(painter, tile, row.movement, ground="disc")
        left = tile.right() + style.px(14)
        room = area.right() - style.px(8) - left
        middle = area.center().y()
        _write(painter, "ink", 14, 500, QPointF(left, middle - style.px(5)), row.name, room)
        _write(painter, "soft", 12.5, 400, QPointF(left, middle + style.px(14)), row.facts, room)
        painter.restore()


def _write(
    painter: QPainter, tone: str, size: float, weight: int, base: QPointF, words: str, room: int
) -> None:
    face = style.sans(size, weight)
    painter.setFont(face)
    painter.setPen(style.color(tone))
    painter.drawText(base, QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, max(0, room)))


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
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_gutter(self)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add by Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose_current()
            return
        super().keyPressEvent(event)
