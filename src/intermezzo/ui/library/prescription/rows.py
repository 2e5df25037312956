"""One exercise of a prescription as a row: figure, dose, instructions, and the week so far."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard, initials
from intermezzo.presenters.library.prescription import PrescriptionRow
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import layouts, style
from intermezzo.ui.kit.marks import paint_disc, paint_tick, round_pen, smooth_painter
from intermezzo.ui.kit.texts import BodyText, Text
from intermezzo.ui.kit.widgets import line

_FIGURE = QSize(112, 96)
_STEP = 22
"""Distance between two days' marks, in logical pixels at 100 % text."""


class Still(QWidget):
    """A movement's thumbnail; for an exercise that is not in the library, a quotation mark."""

    def __init__(self, movement: Movement | None) -> None:
        super().__init__()
        self._movement = movement
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return _FIGURE * style.scale()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        if self._movement is not None:
            paint_thumbnail(painter, self.rect(), self._movement, background="pill", inset=(8, 6))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("pill"))
        painter.drawRoundedRect(QRectF(self.rect()), style.px(10), style.px(10))
        # There are only the physiotherapist's words.
        mark = QPainterPath()
        mark.addText(0, 0, style.serif(72), _("“"))
        mark.translate(QRectF(self.rect()).center() - mark.boundingRect().center())
        painter.fillPath(mark, style.color("outline"))


class WeekMarks(QWidget):
    """Seven marks, one a day, that differ in shape as well as in colour.

    Done: a tick on a disc. Today: a ring with a dot. Not done: a dash. To come: a dotted ring. Nothing due:
    a small dot.
    """

    def __init__(self, marks: Sequence[str], initials: Sequence[str]) -> None:
        super().__init__()
        self._marks = tuple(marks)
        self._initials = tuple(initials)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(style.px(_STEP * 7), style.px(38))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        unit = style.scale()
        for number, (mark, name) in enumerate(zip(self._marks, self._initials, strict=True)):
            middle = QPointF((number + 0.5) * _STEP * unit, 10 * unit)
            _paint_mark(painter, middle, mark)
            painter.setFont(style.sans(11))
            painter.setPen(style.color("soft"))
            place = QRectF(number * _STEP * unit, 22 * unit, _STEP * unit, 15 * unit)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)


def _paint_mark(painter: QPainter, middle: QPointF, mark: str) -> None:
    unit = style.scale()
    radius = 7.5 * unit
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark == "none":
        paint_disc(painter, middle, 1.6 * unit, style.color("outline"))
    elif mark == "free":
        painter.setPen(round_pen(style.color("soft"), 1.8 * unit))
        painter.drawLine(middle - QPointF(4.5, 0) * unit, middle + QPointF(4.5, 0) * unit)
    elif mark == "ahead":
        dotted = QPen(style.color("outline"), 1.3 * unit)
        dotted.setDashPattern([1.4, 1.9])
        painter.setPen(dotted)
        painter.drawEllipse(middle, radius - 0.6 * unit, radius - 0.6 * unit)
    elif mark == "done":
        paint_disc(painter, middle, radius, style.color("green"))
        paint_tick(painter, middle, style.color("on_green"), 0.8)
    else:
        painter.setPen(QPen(style.color("green"), 1.8 * unit))
        painter.drawEllipse(middle, radius - 0.9 * unit, radius - 0.9 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("green"))
        if mark == "part":
            painter.drawPie(
                QRectF(middle.x() - 4 * unit, middle.y() - 4 * unit, 8 * unit, 8 * unit), 90 * 16, -180 * 16
            )
        else:
            painter.drawEllipse(middle, 2.2 * unit, 2.2 * unit)


class ExerciseRow(QWidget):
    """A row. Its accessible name is one sentence."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, row: PrescriptionRow) -> None:
        super().__init__()
        self.row = row
        self.setAccessibleName(heard(row.said))
        name, dose = Text(row.name, size=16, weight=600), BodyText(f"{row.dose} · {row.when}", size=13.5)
        words = layouts.column(None, name, dose, gap=style.px(3))
        if row.how:
            words.addWidget(BodyText(row.how, size=13.5, tone="ink"))
        words.addStretch(1)
        week = layouts.column(None, WeekMarks(row.marks, initials()), gap=style.px(4))
        if row.week:
            told = Text(row.week, size=12.5, tone="soft")
            told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            week.addWidget(told)
        week.addStretch(1)
        margins = (0, style.px(14), 0, style.px(14))
        across = layouts.row(Still(row.movement), (words, 1), week, gap=style.px(20), margins=margins)
        layouts.column(across, line(), within=self)
