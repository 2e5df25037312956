"""The parts of the week's picture. Lengths are logical pixels at 100 % text."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QFont, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from intermezzo.core.override import override
from intermezzo.presenters import _
from intermezzo.presenters.durations import day_names, heard, initials
from intermezzo.presenters.views import MapCell, WeekDay, WeekView
from intermezzo.presenters.week.view import area_announcement, felt_announcement
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, LayoutPart, column, column_widget, row
from intermezzo.ui.kit.marks import by_keyboard, paint_disc, paint_half, round_pen, smooth_painter
from intermezzo.ui.kit.plain import set_tooltip
from intermezzo.ui.kit.pointing import Pointed
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Text, Title, legend_entry
from intermezzo.ui.kit.widgets import CardSurface

_SIZES = {"interlude": (22, 22), "micro": (38, 11), "extra": (12, 12), "partial": (12, 12)}
"""Width and height of a day's marks by their kind."""
_PALE = 0.65
"""A paler green has a contrast below 3:1 to the card and gets an outline."""


class Mark(QWidget):
    """A mark of a day, or a cell of the map, whose ``level`` is 0..1; with ``words`` it is not decoration."""

    def __init__(
        self, kind: str, width: float, height: float, *, level: float | None = None, words: str = ""
    ) -> None:
        super().__init__()
        self.accessible_role = QAccessible.Role.Graphic if words else None
        self._kind = kind
        self._level = level
        self._shape = QRectF(0, 0, width * style.scale(), height * style.scale())
        self.setFixedSize(style.px(width), style.px(height))
        set_tooltip(self, words)
        self.setAccessibleName(heard(words))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, shape, kind, level = smooth_painter(self), self._shape, self._kind, self._level
        shape.moveCenter(QRectF(self.rect()).center())
        pen = QPen(style.color("outline"), (2 if level is None else 1.3) * style.scale())
        painter.setPen(pen)
        if kind == "none":
            half = QPointF(0.27 * shape.width(), 0)
            painter.drawLine(shape.center() - half, shape.center() + half)
            return
        if kind == "partial":
            inset = 0.5 * pen.widthF()
            paint_half(painter, shape.adjusted(inset, inset, -inset, -inset), style.color("green"), 2 * inset)
            return
        share = 1.0 if level is None else 0.12 + 0.88 * min(1.0, level)
        if kind in _SIZES or (kind == "level" and level):
            green = style.mixed(style.color("card"), style.color("green"), share)
            painter.setBrush(style.color("amber") if kind == "micro" else green)
            if share >= _PALE:
                pen.setStyle(Qt.PenStyle.NoPen)
        elif kind == "unknown" or kind.endswith("_ahead"):
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.3, 1.3])
        painter.setPen(pen)
        inset = 0.0 if pen.style() == Qt.PenStyle.NoPen else pen.widthF() / 2
        radius = shape.height() * (0.5 if level is None else 0.27) - inset
        painter.drawRoundedRect(shape.adjusted(inset, inset, -inset, -inset), radius, radius)
        if kind == "running":
            paint_disc(painter, shape.center(), 0.15 * shape.width(), style.color("green"))


def day_mark(kind: str, size: float = 1.0) -> Mark:
    """Return the mark of a session; ``kind`` as in ``WeekDay``."""
    width, height = _SIZES[kind.partition("_")[0]]
    return Mark(kind, width * size, height * size)


class DayColumn(Pointed, QAbstractButton):
    """A day's name, its marks below one another, dots in pairs if they are many, and its note."""

    def __init__(self, day: WeekDay) -> None:
        super().__init__()
        px, middle = style.px, Qt.AlignmentFlag.AlignHCenter
        self.day = day
        set_tooltip(self, day.full_name)
        self.setAccessibleName(heard(day.words) or day.full_name)
        self.setAccessibleDescription(_("shows this day"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(px(97))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name, note = Eyebrow(day.name), BodyText(day.note, size=12.5)
        name.setAlignment(middle)
        note.setAlignment(middle)
        lines = []
        abreast = 2 if len(day.marks) > 5 else 1
        for is_pill, run in groupby(day.marks, lambda mark: mark.startswith("micro")):
            alike, width = list(run), 1 if is_pill else abreast
            for first in range(0, len(alike), width):
                marks = [day_mark(kind) for kind in alike[first : first + width]]
                for mark in marks:
                    mark.setFixedHeight(px(18 if is_pill else 22))
                lines.append(row(None, *marks, None, gap=px(6)))
        above = () if lines else (None,)
        said = (note,) if day.note else ()
        margins = (px(3), px(6), px(3), px(6))
        column(name, px(5), *above, *lines, *said, None, gap=px(6), margins=margins, within=self)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the pointer and the focus ring; the parts paint themselves."""
        painter, shape = smooth_painter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.is_pointed_at() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("pill"))
            painter.drawRoundedRect(shape, style.px(12), style.px(12))
        if by_keyboard(self):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.color("green"), 1.6))
            painter.drawRoundedRect(shape, style.px(12), style.px(12))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it by Enter too; the arrows are those of the window."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)


def legend(days: tuple[WeekDay, ...]) -> FlowLayout:
    """Return the legend of the dots."""
    marks = {mark for day in days for mark in day.marks}
    entries = [
        legend_entry(day_mark("interlude", 0.5), _("interlude"), 13),
        legend_entry(day_mark("micro", 18 / 38), _("micro-session"), 13),
    ]
    for kinds, shown, size, meaning in (
        ({"interlude_open", "micro_open"}, "interlude_open", 0.5, _("not used")),
        ({"interlude_ahead", "micro_ahead"}, "interlude_ahead", 0.5, _("still to come")),
        ({"extra"}, "extra", 1.0, _("extra")),
        ({"partial"}, "partial", 1.0, _("partly done")),
    ):
        if marks & kinds:
            entries.append(legend_entry(day_mark(shown, size), meaning, 13))
    return FlowLayout(gap=style.px(19), line_gap=style.px(4)).holding(*entries)


def own_rules(standards: Sequence[tuple[str, str]]) -> CardSurface:
    """Return the box with the user's own rules, each with how often it was kept."""
    box, px = CardSurface("pill", radius=14), style.px
    said: list[LayoutPart] = [Eyebrow(_("Your own rule") if len(standards) == 1 else _("Your own rules"))]
    for words, kept in standards:
        said += [px(11), _Quotation(19, _("“{words}”").format(words=words)), px(7), BodyText(kept, size=13)]
    column(*said, margins=(px(20), px(19), px(20), px(20)), within=box)
    return box


class _Quotation(Title):
    @override
    def face(self) -> QFont:
        return style.serif(self._size, italic=True)


def weeks_map(weeks: tuple[tuple[MapCell, ...], ...]) -> QVBoxLayout:
    """Return twelve columns of days, with their legend beside them, or below if there is no room."""
    px, map_ = style.px, QWidget()
    grid = QGridLayout(map_)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(6))
    grid.setVerticalSpacing(px(3))
    shown = max(map(len, weeks))
    for down, (initial, name) in enumerate(zip(initials()[:shown], day_names()[:shown], strict=True)):
        letter = Text(initial, size=11.5, tone="soft")
        letter.setAccessibleName(name)
        grid.addWidget(letter, down, 0)
    for across, week in enumerate(weeks, 1):
        for down, cell in enumerate(week):
            grid.addWidget(Mark(cell.state, 15, 15, level=cell.level, words=cell.words), down, across)
    entries = (
        legend_entry(Mark(state, 11, 11, level=level), words, 12.5)
        for state, level, words in _map_legend([cell for week in weeks for cell in week])
    )
    keys = column_widget(*entries, gap=px(4))
    both = FlowLayout(gap=px(15), line_gap=px(12)).holding(map_, keys)
    return column(Eyebrow(_("Last twelve weeks")), px(13), both)


def _map_legend(cells: Sequence[MapCell]) -> Iterator[tuple[str, float, str]]:
    """Yield state, level and meaning of the marks that are there; today is where it is, and needs none."""
    states = {cell.state for cell in cells}
    levels = [cell.level for cell in cells if cell.state == "level" and cell.level > 0]
    if any(level < 1.0 for level in levels):
        yield "level", min(levels), _("some")
    if 1.0 in levels:
        yield "level", 1.0, _("everything that fit")
    if "none" in states:
        yield "none", 0.0, _("no room or away")
    if "unknown" in states:
        yield "unknown", 0.0, _("no data")


class _Bar(QProgressBar):
    """A bar that is no progress: its percentage means nothing."""

    accessible_role = QAccessible.Role.Graphic


def areas(view: WeekView) -> QVBoxLayout:
    """Return a bar for each area, its number of sessions of all that there were, spread over the height."""
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(style.px(24))
    for number, (_area, name, count) in enumerate(view.areas):
        label, bar, said = Text(name), _Bar(), Text(str(count or ""), size=13.5, tone="soft")
        label.setWordWrap(False)
        bar.setAccessibleName(area_announcement(name, count))
        bar.setRange(0, max(1, view.sessions))
        bar.setValue(count)
        bar.setTextVisible(False)
        bar.setFixedHeight(style.px(7))
        said.setAlignment(Qt.AlignmentFlag.AlignRight)
        if number:
            grid.setRowMinimumHeight(2 * number - 1, style.px(10))
            grid.setRowStretch(2 * number - 1, 1)
        for at, widget in enumerate((label, bar, said)):
            grid.addWidget(widget, 2 * number, at, Qt.AlignmentFlag.AlignVCenter)
    heading, px = Eyebrow(_("Sessions by body area")), style.px
    if not view.sessions:
        return column(heading, px(15), (grid, 1))
    meaning = BodyText(_("A session counts for each area it moves."), size=12.5)
    return column(heading, px(3), meaning, px(13), (grid, 1))


class _Line(QWidget):
    """How it went as a line, interrupted by weeks without an answer; ``low`` is its lower edge."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, felt: tuple[float | None, ...], low: float) -> None:
        super().__init__()
        self._felt = felt
        self._low = low
        self.setAccessibleName(felt_announcement(felt))
        self.setFixedHeight(style.px(54))
        self.setMaximumWidth(style.px(290))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, unit = smooth_painter(self), style.scale()
        area = QRectF(self.rect()).adjusted(unit, 5 * unit, -5 * unit, -5 * unit)
        step = area.width() / max(1, len(self._felt) - 1)
        line: list[QPointF] = []
        last = QPointF()
        for number, one in enumerate((*self._felt, None)):
            if one is not None:
                share = (one - self._low) / (1 - self._low)
                last = QPointF(area.left() + number * step, area.bottom() - area.height() * share)
                line.append(last)
                continue
            painter.setPen(round_pen(style.color("amber"), (5 if len(line) == 1 else 2) * unit))
            painter.drawPoints(line) if len(line) == 1 else painter.drawPolyline(line)
            line = []
        painter.setPen(round_pen(style.color("amber"), 9 * unit))
        painter.drawPoint(last)


def felt(felt: tuple[float | None, ...]) -> QVBoxLayout:
    """Return how it went, at least one week of which was told."""
    # "Stopped" (0) is rare, so the lower half is shown only if needed.
    low = 0.5 if min(one for one in felt if one is not None) >= 0.5 else 0.0
    lowest = Text(_("shaky") if low else _("stopped"), size=12.5, tone="soft")
    ends = column(Text(_("smooth"), size=12.5, tone="soft"), None, lowest)
    chart = row((_Line(felt, low), 1), ends, gap=style.px(25))
    return column(Eyebrow(_("How it went · eight weeks")), style.px(7), chart)
