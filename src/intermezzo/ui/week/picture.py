"""The body of the week: days, map, areas and how it went, or one day; and the whole week as an image."""

import html
import re
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QRegion
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from intermezzo.core.practice.model import Kind, Movement
from intermezzo.presenters import _
from intermezzo.presenters.durations import heard
from intermezzo.presenters.views import TodayRow, WeekDayView, WeekView
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import Columns, LayoutPart, clear, column, row
from intermezzo.ui.kit.pictures import painting
from intermezzo.ui.kit.shadow import paint_shadow
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Text, Title
from intermezzo.ui.kit.widgets import CardSurface, PillButton, announce, line
from intermezzo.ui.week import parts

WIDTH = 956
"""Width of the body in the image and in a new window, in logical pixels at 100 % text."""
_LEFT, _GAP = 470, 40
_FRAME = (50, 46)
"""Margins around the card of the image."""


def foot_markup(foot: str) -> str:
    """Return the foot sentence as rich text with bold times."""
    return re.sub(r"\b(\d{1,2}:\d{2})\b", r'<span style="font-weight:600">\1</span>', html.escape(foot))


class WeekPicture(QWidget):
    """The body of the week, on the left the days and the user's own rule, on the right what was long ago.

    Without an own rule the map goes below the days, so that both sides are filled. Once it has a movement, a
    week in which nothing was done yet invites with its figure.
    """

    accessible_role = QAccessible.Role.Grouping

    day_pressed = Signal(str)
    """The day (ISO 8601) whose column was pressed."""
    begin_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = column(within=self)
        self.days: list[parts.DayColumn] = []
        self.movement: Movement | None = None
        self.setAccessibleName(_("The week as a picture; press T for a table"))

    def set_view(self, view: WeekView) -> None:
        """Show a week, in the present look."""
        clear(self._box)
        px = style.px
        self.days = [parts.DayColumn(day) for day in view.days]
        for one in self.days:
            one.clicked.connect(partial(self.day_pressed.emit, one.day.date))
        columns = row(*((one, 1) for one in self.days))
        left: list[LayoutPart] = [columns, px(30), parts.legend(view.days), px(27)]
        right: list[LayoutPart] = []
        if view.map:
            (right if view.standards else left).append(parts.weeks_map(view.map))
        if view.standards:
            left.append(parts.own_rules(view.standards))
            right.append(px(24))
        left.append(None)
        if view.invites and self.movement is not None:
            right.append((self._invitation(self.movement), 1))
        else:
            right.append((parts.areas(view), 1))
        if any(one is not None for one in view.felt):
            right += [px(19), parts.felt(view.felt)]
        sides = [QWidget(), QWidget()]
        for side, held in zip(sides, (left, right), strict=True):
            side.setMinimumWidth(px(300))
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column(*held, within=side)
        shares, fill = (_LEFT, WIDTH - _LEFT - _GAP), Qt.AlignmentFlag(0)
        self._box.addWidget(Columns(*sides, gap=px(_GAP), stretches=shares, side=fill, below=800))
        self.updateGeometry()

    def _invitation(self, movement: Movement) -> QWidget:
        """Return the figure of a movement with *Begin one now*."""
        held, figure = CardSurface("pill", radius=14), FigureView(size=QSize(190, 190))
        figure.show_movement(movement)
        begin, middle = PillButton(_("Begin one now"), primary=True), Qt.AlignmentFlag.AlignHCenter
        begin.clicked.connect(self.begin_pressed)
        words = BodyText(_("Two minutes, wherever you sit."), size=15)
        words.setAlignment(middle)
        gap = style.px(14)
        parts_ = (None, (figure, middle), gap, words, gap, (begin, middle), None)
        column(*parts_, margins=(gap, gap, gap, gap), within=held)
        return held


def render(view: WeekView, scale: float = 1.0) -> QImage:
    """Return the week in the present look; ``scale`` is the device pixel ratio."""
    sheet = _sheet(view)
    size = sheet.size() + QSize(2 * _FRAME[0], 2 * _FRAME[1])
    with painting(size, scale, style.color("ground")) as (image, painter):
        card = sheet.rect().translated(*_FRAME)
        paint_shadow(painter, card)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("card"))
        painter.drawRoundedRect(QRectF(card), style.RADIUS, style.RADIUS)
        sheet.render(painter, QPoint(*_FRAME), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def _sheet(view: WeekView) -> QWidget:
    """Return title, body and foot in a widget of the width of a new window."""
    px, sheet, picture = style.px, QWidget(), WeekPicture()
    picture.set_view(view)
    foot = BodyText(foot_markup(view.foot), size=15, tone="ink")
    foot.setTextFormat(Qt.TextFormat.RichText)
    rows = column(
        Eyebrow(view.eyebrow), px(8), Title(40, view.title), px(10), BodyText(view.line, size=16), px(32),
        picture, px(30), line(), px(19), foot,
        margins=(px(42), px(36), px(42), px(48)), within=sheet,
    )  # fmt: skip
    width = px(WIDTH) + 2 * px(42)
    sheet.resize(width, rows.totalHeightForWidth(width))
    return sheet


class DayPanel(QWidget):
    """What was done on a day, with its times; *Back to the week* leads back."""

    accessible_role = QAccessible.Role.Grouping

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = PillButton(_("Back to the week"))
        self.back.clicked.connect(self.left)
        self.title = Title(28)
        self._line = BodyText(size=15)
        self._felt = BodyText(size=13)
        self._box = column()
        px = style.px
        column(
            row((self.title, 1), (self.back, Qt.AlignmentFlag.AlignTop), gap=px(16)),
            px(8), self._line, px(22), self._box, px(18), self._felt, None, within=self,
        )  # fmt: skip

    def set_view(self, view: WeekDayView) -> None:
        """Show a day."""
        self.title.setText(view.title)
        self._line.setText(view.line)
        clear(self._box)
        self._box.addWidget(_day_rows(view.rows))
        self._felt.set_or_hide(view.felt)
        self.setAccessibleName(heard(f"{view.title}. {view.line}"))
        announce(self, f"{view.title}. {view.line}")


def _day_rows(rows: tuple[TodayRow, ...]) -> QWidget:
    """Return time, mark, title and note of each row."""
    held, px = QWidget(), style.px
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(14))
    grid.setVerticalSpacing(px(12))
    grid.setColumnStretch(2, 1)
    for number, one in enumerate(rows):
        label, note = Text(one.label, weight=500), Text(one.note, size=13, tone="soft")
        note.setWordWrap(False)
        cells = (Text(one.at, size=13, tone="soft"), _mark(one), label, note)
        for place, cell in enumerate(cells):
            side = Qt.AlignmentFlag.AlignRight if cell is note else Qt.AlignmentFlag(0)
            grid.addWidget(cell, number, place, Qt.AlignmentFlag.AlignVCenter | side)
    return held


def _mark(one: TodayRow) -> QWidget:
    if one.state == "partial":
        return parts.day_mark("partial")
    kind = "micro" if one.kind is Kind.MICRO else "interlude"
    return parts.day_mark(kind if one.state == "done" else f"{kind}_open", 0.5)
