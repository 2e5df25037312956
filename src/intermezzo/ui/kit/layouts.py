"""Rows and columns, written as a list of what stands in them."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

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
