"""List models whose rows are values, and the settings that all our lists share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView

from intermezzo.core.override import override
from intermezzo.presenters.durations import heard
from intermezzo.ui.kit.plain import tooltip
from intermezzo.ui.kit.scrolling import Fade, keep_gutter

Index = QModelIndex | QPersistentModelIndex
RowT = TypeVar("RowT")
ROW = Qt.ItemDataRole.UserRole
"""The role of the value itself."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """The text of a row, what screen readers say of it, and its tooltip."""

    text: str
    spoken: str
    tip: str = ""


class RowsModel(QAbstractListModel, Generic[RowT]):
    """A list model of values; subclasses implement ``words``."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[RowT, ...] = ()

    def words(self, row: RowT) -> RowWords:
        """Return the words of a row."""
        raise NotImplementedError

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Replace the rows; focus and selection stay if their number does."""
        new = tuple(rows)
        if new == self._rows:
            return
        if len(new) == len(self._rows):
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def row(self, index: Index) -> RowT:
        """Return the value at an index."""
        return self._rows[index.row()]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ROW:
            return self.row(index)
        words = self.words(self.row(index))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return heard(words.spoken)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(words.tip) or None
        return None


class DraggedRows(RowsModel[RowT]):
    """Rows that can be dragged one at a time; ``form`` is the MIME type, ``token`` its data."""

    form = ""

    def token(self, index: Index) -> str:
        """Return what identifies a row while it is dragged."""
        raise NotImplementedError

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [self.form]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        for index in indexes[:1]:
            data.setData(self.form, self.token(index).encode())
        return data


def lay_on_card(view: QListView) -> None:
    """Set a list up: no frame, transparent, scrolled by pixels, hovered, never edited."""
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)
    view.viewport().setAutoFillBackground(False)


def lay_on_page(view: QListView, ground: str = "card") -> None:
    """Set a list up that scrolls by itself and is as wide as its place on the ``ground``."""
    lay_on_card(view)
    keep_gutter(view)
    Fade(view, ground)
    view.setResizeMode(QListView.ResizeMode.Adjust)
