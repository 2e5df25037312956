"""The right side of a page: what is chosen on its left side, in words that scroll above buttons."""

from collections.abc import Iterable

from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from intermezzo.core.override import override
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, LayoutPart, column, column_widget, row
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller, scroll_by_key

_WIDTH, _LEAST = 422, 276
"""Greatest and least width, in logical pixels at 100 % text; below the least, words would be cut."""
SIDE = 36
_INSET = 4
"""Space between the scroll bar and the edge of the card."""
_SHARE = 40
"""Percentage of the page's width for the pane, at most."""


class DetailPane(QWidget):
    """The base of the panes; the place of one that is hidden stays empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(style.px(_LEAST))
        self.setMaximumWidth(style.px(_WIDTH))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def hold(self, *words: LayoutPart, buttons: Iterable[QWidget], above: int, below: int) -> None:
        """Lay out the words, with so much space above and below them, and the buttons."""
        px, side = style.px, style.px(SIDE)
        margins = (side, px(above), side - SCROLL_GUTTER - _INSET, px(below))
        self.area = Scroller(column_widget(*words, margins=margins), "pill")
        flow = FlowLayout().holding(*buttons)
        flow.setContentsMargins(side, px(14), side, px(30))
        column((row(self.area, margins=(0, px(12), _INSET, 0)), 1), flow, within=self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that the buttons ignore."""
        if not scroll_by_key(self.area, event.key()):
            super().keyPressEvent(event)


class ListWithDetail(QWidget):
    """A page with a list, and at its right a pane on a ground of its own."""

    def __init__(self, left: QLayout, pane: DetailPane) -> None:
        super().__init__()
        self._pane = pane
        row((left, 100 - _SHARE), (pane, _SHARE), within=self)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, edge = QPainter(self), self._pane.x()
        painter.fillRect(self.rect().adjusted(edge, 0, 0, 0), style.color("pill"))
        painter.fillRect(edge, 0, 1, self.height(), style.color("line"))
