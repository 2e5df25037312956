"""Rows and columns, written as a list of what stands in them; lines that wrap, columns that fold, pages."""

from typing import Self, TypeVar

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from intermezzo.core.override import override
from intermezzo.ui.kit import style

Item = QWidget | QLayout
LayoutPart = Item | int | None | tuple[Item, int | Qt.AlignmentFlag]
"""A widget or a layout, alone or with its stretch or alignment; an int is a space, None a stretch."""
Margins = tuple[int, int, int, int]
"""Left, top, right, bottom."""
BoxT = TypeVar("BoxT", bound=QBoxLayout)
_NEARLY = 24
"""The most pixels by which the gaps of flush columns are widened."""


def row(
    *parts: LayoutPart, gap: int = 0, margins: Margins = (0, 0, 0, 0), within: QWidget | None = None
) -> QHBoxLayout:
    """Return a layout from left to right, the layout of ``within`` if given; lengths in logical pixels."""
    return _filled(QHBoxLayout(), parts, gap, margins, within)


def column(
    *parts: LayoutPart, gap: int = 0, margins: Margins = (0, 0, 0, 0), within: QWidget | None = None
) -> QVBoxLayout:
    """Return a layout from top to bottom, the layout of ``within`` if given; lengths in logical pixels."""
    return _filled(QVBoxLayout(), parts, gap, margins, within)


def row_widget(*parts: LayoutPart, gap: int = 0, margins: Margins = (0, 0, 0, 0)) -> QWidget:
    """Return a widget with a row. It has its layout before that is filled: else Qt misses later changes."""
    held = QWidget()
    row(*parts, gap=gap, margins=margins, within=held)
    return held


def column_widget(*parts: LayoutPart, gap: int = 0, margins: Margins = (0, 0, 0, 0)) -> QWidget:
    """Return a widget with a column, made in the same way."""
    held = QWidget()
    column(*parts, gap=gap, margins=margins, within=held)
    return held


def _filled(
    layout: BoxT, parts: tuple[LayoutPart, ...], gap: int, margins: Margins, within: QWidget | None
) -> BoxT:
    if within is not None:
        within.setLayout(layout)
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    add(layout, *parts)
    return layout


def add(layout: QBoxLayout, *parts: LayoutPart) -> None:
    """Add parts at the end of a row or column."""
    for part in parts:
        item, how = part if isinstance(part, tuple) else (part, 0)
        stretch = 0 if isinstance(how, Qt.AlignmentFlag) else how
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item, stretch)
        else:
            layout.addLayout(item, stretch)
        if isinstance(how, Qt.AlignmentFlag) and not isinstance(item, int | None):
            layout.setAlignment(item, how)


class Columns(QWidget):
    """Widgets side by side, or below one another where the width is less than ``below``.

    ``below`` is in logical pixels at 100 % text, ``gap`` in logical pixels.
    """

    def __init__(
        self, *widgets: QWidget, gap: int = 14, stretches: tuple[int, ...] = (),
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop, below: int = 780,
    ) -> None:  # fmt: skip
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._below = below
        for number, widget in enumerate(widgets):
            self._box.addWidget(widget, stretches[number] if stretches else 1, side)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the minimum size of the arrangement below one another."""
        parts = (self._box.itemAt(number) for number in range(self._box.count()))
        width = max(part.minimumSize().width() for part in parts if part is not None)
        return QSize(width, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < style.px(self._below)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )


class PageStack(QStackedWidget):
    """A stack that is as small as the page that is shown can be."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._on_turned)

    def _on_turned(self) -> None:
        """Fit the new page. A method of ours: PySide 6.11 keeps one of Qt's object for ever."""
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()


def clear(layout: QLayout) -> None:
    """Take the widgets out of a layout, hide them at once and delete them."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        shiboken6.delete(item)  # takeAt hands it over, and PySide does not


def show_or_hide(part: QWidget, *, shown: bool) -> None:
    """Show or hide a part of a window, unless it is so already.

    Qt would style it and lay it out again, and then anew for each parent of a window that is being made.
    """
    if part.isHidden() == shown:
        part.setVisible(shown)


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
