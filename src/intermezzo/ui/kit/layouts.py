"""Rows and columns, written as a list of what stands in them; columns that fold, pages in one place."""

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style

Item = QWidget | QLayout
LayoutPart = Item | int | None | tuple[Item, int | Qt.AlignmentFlag]
"""A widget or a layout, alone or with its stretch or alignment; an int is a space, None a stretch."""
Margins = tuple[int, int, int, int]
"""Left, top, right, bottom."""
BoxT = TypeVar("BoxT", bound=QBoxLayout)


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


def show_or_hide(part: QWidget, *, shown: bool) -> None:
    """Show or hide a part of a window, unless it is so already.

    Qt would style it and lay it out again, and then anew for each parent of a window that is being made.
    """
    if part.isHidden() == shown:
        part.setVisible(shown)
