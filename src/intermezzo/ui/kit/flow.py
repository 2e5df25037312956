"""A layout that wraps its items into lines."""

from typing import Self

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style

_NEARLY = 24
"""The most pixels by which the gaps of flush columns are widened."""


class FlowLayout(QLayout):
    """Lays its items out like the words of a paragraph.

    ``gap`` and ``line_gap`` are in logical pixels, by default 8 at 100 % text. ``to_right`` aligns the last
    items right if all fit into one line. ``even`` makes all as wide as the widest, ``flush`` also widens the
    gaps of these columns to end at the right edge. ``fill`` gives the last item the rest of its line.
    ``middle`` centres each line.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int | None = None, line_gap: int | None = None,
        to_right: int = 0, even: bool = False, fill: bool = False, flush: bool = False, middle: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._middle = middle
        self._fill = fill
        self._even = even
        self._flush = flush
        self._to_right = to_right
        usual = style.px(8)
        self._gap = usual if gap is None else gap
        self._line_gap = usual if line_gap is None else line_gap
        self._items: list[QLayoutItem] = []
        items = self._items
        self.destroyed.connect(lambda: _delete(items))

    def holding(self, *widgets: QWidget) -> Self:
        """Add widgets, and return the layout."""
        for widget in widgets:
            self.addWidget(widget)
        return self

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    @override
    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        right = 0
        widest = max((item.sizeHint().width() for item in self._items if not item.isEmpty()), default=0)
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size(item, widest if self._even else 0, inner.width())
            if lines[-1] and right + self._gap + size.width() > inner.width():
                lines.append([])
            right = size.width() + (right + self._gap if lines[-1] else 0)
            lines[-1].append((item, size))
        y = inner.top()
        pushed = self._items[len(self._items) - self._to_right :] if len(lines) == 1 else []
        gap = self._gap + (self._further(lines[0], inner.width()) if self._flush and len(lines) > 1 else 0)
        for line in lines:
            height = max((size.height() for _item, size in line), default=0)
            x = inner.left()
            spare = inner.width() - sum(size.width() + self._gap for _item, size in line) + self._gap
            if self._fill and line is lines[-1]:
                for _item, size in line[-1:]:
                    size.setWidth(size.width() + spare)
            x += max(0, spare) // 2 if self._middle else 0
            for item, size in line:
                if item in pushed:
                    x, spare = x + spare, 0
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height + self._line_gap
        return y - self._line_gap - rect.top() + self.contentsMargins().bottom()

    def _further(self, line: list[tuple[QLayoutItem, QSize]], width: int) -> int:
        """Return what to add to each gap so that a full line ends at the right edge; 0 if it is too much."""
        spare = width - sum(size.width() + self._gap for _item, size in line) + self._gap
        more = spare // max(1, len(line) - 1)
        return more if more <= _NEARLY else 0


def flowing(*widgets: QWidget) -> QWidget:
    """Return a widget that lays these out in lines and is no wider than they need."""
    held = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    held.setSizePolicy(policy)
    FlowLayout(held).holding(*widgets).setContentsMargins(0, 0, 0, 0)
    return held


def _delete(items: list[QLayoutItem]) -> None:
    """Delete the items of a layout that is gone; each is about 90 bytes, which nobody else would free."""
    while items:
        shiboken6.delete(items.pop())


def _size(item: QLayoutItem, least: int, most: int) -> QSize:
    """Return the preferred size of an item, its width limited to ``least`` and ``most``."""
    size = item.sizeHint()
    size.setWidth(min(max(least, size.width()), most))
    if item.hasHeightForWidth():
        size.setHeight(item.heightForWidth(size.width()))
    return size
