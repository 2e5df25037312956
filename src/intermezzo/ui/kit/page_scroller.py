"""A scroll area that ends after a whole row and says that its page goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QAbstractSlider, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import column, row
from intermezzo.ui.kit.scrolling import Fade, Scroller
from intermezzo.ui.kit.texts import Text
from intermezzo.ui.kit.widgets import QuietButton

_PAGE_DOWN = QAbstractSlider.SliderAction.SliderPageStepAdd
_ROW = 0.3
"""What is higher than this share of the area is no row, but holds rows or lines of text.

So much of the area is always seen, where no line of text is higher.
"""


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
        """Say that there is more, or only end after a whole row."""
        if told != self._told:
            self._told = told
            self._button.setVisible(told)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=not told)
            self._place()

    def _on_scroll(self, action: int) -> None:
        """Scroll a page no further than to what is covered, which would be skipped else."""
        if action == _PAGE_DOWN.value and not self.isHidden():
            bar = self._area.verticalScrollBar()
            bar.setSliderPosition(bar.value() + self.y() - self._area.viewport().y())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The words of a page may change where its height does not; when it is painted it is laid out.
        if event.type() == QEvent.Type.Paint:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def _place(self) -> None:
        bar, viewport = self._area.verticalScrollBar(), self._area.viewport()
        goes_on = bar.value() < bar.maximum()
        if goes_on:
            seen = viewport.geometry()
            room = seen.height() - (self._button.sizeHint().height() if self._told else 0)
            line = _end_of_rows(viewport, room)
            self.setGeometry(seen.left(), seen.top() + line, seen.width(), seen.height() - line)
        self.setVisible(goes_on)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), style.color(self._ground))


@dataclass(frozen=True, slots=True)
class _Row:
    """What is to be seen whole or not at all, by its place in the viewport."""

    place: QRect
    heads: bool = False
    """Whether it says what comes below it."""


def _end_of_rows(viewport: QWidget, line: int) -> int:
    """Return the lowest line of the viewport, ``line`` or above, that cuts no row and is below one.

    A text stays whole where that leaves enough to read, else it ends after one of its lines. What heads
    others is not the last above the line, unless nothing else has room.
    """
    highest = round(viewport.height() * _ROW)
    for least, whole, headed in ((highest, highest, True), (0, 0, True), (0, 0, False)):
        rows = list(_rows(viewport, viewport, highest, whole))
        places = [_with_next(one, rows) if headed and one.heads else one.place for one in rows]
        end = _uncut(places, line)
        if end > least and any(0 <= one.place.bottom() < end for one in rows):
            return end
    return line


def _with_next(one: _Row, rows: Sequence[_Row]) -> QRect:
    """Return the place of a row together with the first one below it."""
    place = one.place
    below = (
        row.place for row in rows
        if row.place.top() > place.bottom()
        and row.place.left() <= place.right() and place.left() <= row.place.right()
    )  # fmt: skip
    return place.united(min(below, key=QRect.bottom, default=place))


def _uncut(rows: Sequence[QRect], line: int) -> int:
    while cut := [one.top() for one in rows if one.top() < line <= one.bottom()]:
        line = min(cut)
    return line


def _rows(inside: QWidget, viewport: QWidget, highest: int, whole: int) -> Iterator[_Row]:
    """Yield what is to be seen whole or not at all.

    Those are widgets up to the height ``highest``, texts up to ``whole`` and the lines of longer ones, the
    rows of lists, and the upper edge of what holds rows with the first of them: no box is seen empty.
    """
    for child in inside.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isVisible():
            continue
        place = QRect(child.mapTo(viewport, QPoint()), child.size())
        heads = isinstance(child, Text) and child.heads
        if child.height() <= (whole if isinstance(child, Text) else highest):
            yield _Row(place, heads)
        elif isinstance(child, Text):
            yield from (_Row(line.translated(place.topLeft()), heads) for line in child.lines())
        elif isinstance(child, QAbstractItemView):
            model = child.model()
            seen = (child.visualRect(model.index(number, 0)) for number in range(model.rowCount()))
            yield from (_Row(row.translated(place.topLeft())) for row in seen)
        elif rows := list(_rows(child, viewport, highest, whole)):
            first = min(one.place.bottom() for one in rows)
            yield _Row(QRect(place.topLeft(), QPoint(place.right(), first)))
            yield from rows


class PageScroller(Scroller):
    """Scroll a page, and show that it goes on where it does."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, fade=_MoreBelow)
        (self._more,) = self.findChildren(_MoreBelow)

    def tell_more(self, *, told: bool) -> None:
        """Say at the lower edge that the page goes on, as at first, or only end after a whole row."""
        self._more.tell(told=told)
