"""The body of the week, painted: days, map, areas and how it felt.

Lengths are logical pixels at 100 % text.
"""

import html
import re

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.views import WeekView
from intermezzo.ui.kit import style
from intermezzo.ui.week import parts

WIDTH = 956
"""Width of the body in the image and in a new window."""
STACKED_BELOW = 800
"""Below this width the right column goes below the left one."""
_LEFT_SHARE = 470 / 956
_GAP = 40
_FELT = 94
"""Height of the chart of how it felt, with the gap above it."""


def paint_body(pen: parts.Pen, view: WeekView, width: float) -> float:
    """Paint everything between the title and the foot from (0, 0); return the height it takes.

    On the left are the days and the user's own rule, on the right the map, the areas and how it felt. Without
    an own rule the map goes below the days, so that both sides are filled.
    """
    pen.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if width < STACKED_BELOW * style.scale():
        top = _left(pen, view, QRectF(0, 0, width, 0)) + style.px(34)
        return _right(pen, view, QRectF(0, top, width, 0))
    left = (width * _LEFT_SHARE) if width < style.px(WIDTH) else style.px(WIDTH) * _LEFT_SHARE
    start = left + style.px(_GAP)
    end = _left(pen, view, QRectF(0, 0, left, 0))
    return max(end, _right(pen, view, QRectF(start, 0, width - start, 0), end))


def _left(pen: parts.Pen, view: WeekView, box: QRectF) -> float:
    bottom = parts.days(pen, view.days, box)
    bottom = parts.legend(pen, view.days, QRectF(box.left(), bottom + style.px(36), box.width(), 0))
    below = QRectF(box.left(), bottom + style.px(27), box.width(), 0)
    if view.standard[0]:
        return parts.own_words(pen, view.standard, below)
    return parts.weeks_map(pen, view.map, below) if view.map else bottom


def _right(pen: parts.Pen, view: WeekView, box: QRectF, until: float = 0.0) -> float:
    bottom = box.top()
    if view.map and view.standard[0]:
        bottom = parts.weeks_map(pen, view.map, box) + style.px(24)
    felt = any(one is not None for one in view.felt)
    bottom = parts.column(
        pen, view, QRectF(box.left(), bottom, box.width(), 0), until - style.px(_FELT if felt else 0)
    )
    if felt:
        bottom = parts.felt(pen, view.felt, QRectF(box.left(), bottom + style.px(19), box.width(), 0))
    return bottom


def foot_markup(foot: str) -> str:
    """Return the foot sentence as rich text with bold times."""
    return re.sub(r"\b(\d{1,2}:\d{2})\b", r'<span style="font-weight:600">\1</span>', html.escape(foot))


class WeekPicture(QWidget):
    """The painted body of the week."""

    def __init__(self) -> None:
        super().__init__()
        self._view: WeekView | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.spots: list[tuple[QRectF, str]] = []

    def set_view(self, view: WeekView) -> None:
        """Show a week."""
        self._view = view
        self.setAccessibleName(_("The week as a picture; press T for a table"))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the size with two columns."""
        width = style.px(WIDTH)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the minimum width; the height follows from the width."""
        return QSize(style.px(300), 1)

    @override
    def heightForWidth(self, width: int) -> int:
        if self._view is None:
            return 0
        blank = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(blank)
        high = paint_body(parts.Pen(painter, style.current()), self._view, float(width))
        painter.end()
        return round(high) + 1

    @override
    def event(self, event: QEvent) -> bool:
        """Show the tooltip of a day or a cell of the map."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = next((words for area, words in self.spots if area.contains(QPointF(event.pos()))), "")
            QToolTip.showText(event.globalPos(), words, self, QRect())
            return True
        return super().event(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._view is not None:
            painter = QPainter(self)
            pen = parts.Pen(painter, style.current())
            paint_body(pen, self._view, float(self.width()))
            painter.end()
            self.spots = pen.spots
