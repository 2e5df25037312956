"""A scroll area that ends after a whole row and says that its page goes on."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.scrolling import Fade, Scroller
from intermezzo.ui.kit.widgets import QuietButton

_PAGE_DOWN = QAbstractSlider.SliderAction.SliderPageStepAdd
_ROW = 0.3
"""What is higher than this share of the area is no row, but holds rows, or is cut as text is."""


class _MoreBelow(Fade):
    """Covers each row that the lower edge would cut, and has the button that scrolls to it."""

    def __init__(self, area: QAbstractScrollArea, ground: str) -> None:
        super().__init__(area, ground)
        self._told = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        self._button = QuietButton(_("More below"), suggested=True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys that scroll do the same
        bar = area.verticalScrollBar()
        bar.actionTriggered.connect(self._on_scroll)
        self._button.clicked.connect(lambda: bar.triggerAction(_PAGE_DOWN))
        column(None, row(None, self._button, None), within=self)

    def tell(self, *, told: bool) -> None:
        """Say that there is more, or only fade the edge."""
        if told != self._told:
            self._told = told
            self._button.setVisible(told)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=not told)
            self._place()
            self.update()

    def _on_scroll(self, action: int) -> None:
        """Scroll a page no further than to what is covered, which would be skipped else."""
        if action == _PAGE_DOWN.value and self._told and not self.isHidden():
            bar = self._area.verticalScrollBar()
            bar.setSliderPosition(bar.value() + self.y() - self._area.viewport().y())

    @override
    def _place(self) -> None:
        if not self._told:
            super()._place()
            return
        bar, viewport = self._area.verticalScrollBar(), self._area.viewport()
        seen = viewport.geometry()
        line = _end_of_rows(viewport, seen.height() - self._button.sizeHint().height())
        self.setGeometry(seen.left(), seen.top() + line, seen.width(), seen.height() - line)
        self.setVisible(bar.value() < bar.maximum())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._told:
            super().paintEvent(event)
            return
        QPainter(self).fillRect(event.rect(), style.color(self._ground))


def _end_of_rows(viewport: QWidget, line: int) -> int:
    """Return the lowest line of the viewport, ``line`` or above, that cuts no row."""
    highest = round(viewport.height() * _ROW)
    rows = list(_rows(viewport, viewport, highest))
    while line > highest:
        cut = [one.top() for one in rows if one.top() < line <= one.bottom()]
        if not cut:
            return line
        line = min(cut)
    return line


def _rows(inside: QWidget, viewport: QWidget, highest: int) -> Iterator[QRect]:
    """Yield the places in the viewport of what is to be seen whole or not at all."""
    for child in inside.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and child.height() <= highest:
            yield QRect(child.mapTo(viewport, QPoint()), child.size())
        elif child.isVisible():
            yield from _rows(child, viewport, highest)


class PageScroller(Scroller):
    """Scroll a page, and show that it goes on where it does."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, fade=_MoreBelow)
        (self._more,) = self.findChildren(_MoreBelow)

    def tell_more(self, *, told: bool) -> None:
        """Say at the lower edge that the page goes on, as at first, or only fade it."""
        self._more.tell(told=told)
