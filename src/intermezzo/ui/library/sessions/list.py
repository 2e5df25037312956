"""The sessions as a list, in groups."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.library.sessions import SessionRow
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import paint_text
from intermezzo.ui.kit.pointing import PointedRows
from intermezzo.ui.kit.rows import Index, RowsModel, RowWords, lay_on_page
from intermezzo.ui.library.composer.shelf import INSET, ROW, TILE, paint_row_frame, paint_row_words

_HEADING = 44
"""Height of a group's name above its first row."""


class SessionsModel(RowsModel[SessionRow]):
    """The sessions that match the search."""

    @override
    def words(self, row: SessionRow) -> RowWords:
        return RowWords(row.session.title, row.spoken)

    def place(self, session_id: str) -> QModelIndex:
        """Return the index of a session, an invalid one if it is not shown."""
        ids = [one.id for one in self._rows]
        return self.index(ids.index(session_id)) if session_id in ids else QModelIndex()


class _SessionDelegate(QStyledItemDelegate):
    """Paint a session: the first movement's thumbnail, title, facts, and whether it is never offered."""

    def __init__(self, view: "SessionList") -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = style.px(_HEADING) if self._view.rows.row(index).heading else 0
        return QSize(style.px(200), style.px(ROW) + heading)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, area = self._view.rows.row(index), QRect(option.rect)
        painter.save()
        if row.heading:
            below = QPointF(area.left() + INSET, area.top() + style.px(_HEADING - 14))
            paint_text(painter, style.eyebrow(), "soft", below, row.heading)
            area.setTop(area.top() + style.px(_HEADING))
        option.rect = area
        if index.row() == self._view.currentIndex().row():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("pill"))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 2, -1, -2), style.px(12), style.px(12))
        paint_row_frame(painter, option, "pill")
        size = style.px(TILE)
        tile = QRect(area.left() + INSET, area.top() + (area.height() - size) // 2, size, size)
        if row.session.steps:
            paint_thumbnail(painter, tile, row.session.steps[0].movement, background="disc")
        left, right = tile.right() + style.px(14), area.right() - style.px(8)
        if row.obstacles:
            right -= self._paint_barred(painter, right, tile, row.barred)
        words = QRectF(left, tile.top(), right - left, tile.height())
        paint_row_words(painter, words, row.title, row.facts)
        painter.restore()

    def _paint_barred(self, painter: QPainter, right: int, tile: QRect, words: str) -> int:
        """Paint that it is never offered, at the right; return the width that this takes."""
        face = style.sans(12.5)
        wide = round(QFontMetricsF(face).horizontalAdvance(words))
        at = QPointF(right - wide, tile.center().y() - style.px(5))
        paint_text(painter, face, "amber_text", at, words)
        return wide + style.px(12)


class SessionList(PointedRows, QListView):
    """The sessions. ``chosen`` when another one is current; ``asked`` carries what a key asks for.

    These are ``begin`` (Enter), ``edit`` (E), ``copy`` (C), ``delete`` (Delete) and ``new`` (N).
    """

    chosen = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = SessionsModel()
        self.setModel(self.rows)
        self.setItemDelegate(_SessionDelegate(self))
        self.setAccessibleName(_("Sessions"))
        self.setAccessibleDescription(_("Enter begins, E edits, C copies, Delete deletes, N makes a new one"))
        lay_on_page(self)
        self.doubleClicked.connect(lambda: self.asked.emit("edit"))

    def current(self) -> SessionRow | None:
        """Return the current row."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def set_rows(self, rows: Sequence[SessionRow], keep: str | None) -> None:
        """Show rows; the session ``keep`` stays current if it is among them, else the first."""
        self.rows.set_rows(rows)
        index = self.rows.place(keep) if keep is not None else QModelIndex()
        self.setCurrentIndex(index if index.isValid() else self.rows.index(0))
        self.viewport().update()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask by key; leave Esc and / to the window."""
        asked = {
            Qt.Key.Key_Return: "begin", Qt.Key.Key_Enter: "begin", Qt.Key.Key_E: "edit", Qt.Key.Key_C: "copy",
            Qt.Key.Key_Delete: "delete", Qt.Key.Key_Backspace: "delete", Qt.Key.Key_N: "new",
        }.get(Qt.Key(event.key()))  # fmt: skip
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Slash}:
            event.ignore()
        elif asked is not None and plain:
            self.asked.emit(asked)
        else:
            super().keyPressEvent(event)
