"""The painted parts of the week. Each starts at the top of a box and returns the y at which it ends.

Lengths are logical pixels at 100 % text.
"""

from dataclasses import dataclass, field
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from intermezzo.presenters import _
from intermezzo.presenters.durations import initials
from intermezzo.presenters.views import MapCell, WeekDay, WeekView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen


@dataclass
class Pen:
    """A painter with the palette, and the areas that have a tooltip."""

    painter: QPainter
    palette: style.Palette
    spots: list[tuple[QRectF, str]] = field(default_factory=list)

    def text(
        self, box: QRectF, words: str, font: QFont, tone: str = "ink", align: Qt.AlignmentFlag | None = None
    ) -> float:
        """Paint wrapped text from the top of a box; return its height."""
        flags = (align or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignTop
        whole = int(flags) | int(Qt.TextFlag.TextWordWrap)
        self.painter.setFont(font)
        self.painter.setPen(QColor(getattr(self.palette, tone)))
        return self.painter.drawText(box, whole, words).height()

    def row(
        self, left: float, middle: float, words: str, font: QFont, tone: str = "soft", *, right: bool = False
    ) -> float:
        """Paint one line centred on ``middle``; return its width. With ``right`` it ends at ``left``."""
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(words)
        self.painter.setFont(font)
        self.painter.setPen(QColor(getattr(self.palette, tone)))
        base = middle + (metrics.xHeight() + metrics.capHeight()) / 4
        self.painter.drawText(QPointF(left - width if right else left, base), words)
        return width

    def fill(self, shape: QRectF, radius: float, colour: QColor | str) -> None:
        """Fill a rounded rectangle."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawRoundedRect(shape, radius, radius)

    def outline(self, shape: QRectF, radius: float, width: float, *, dotted: bool = False) -> None:
        """Paint the outline of a rounded rectangle, inside its edge."""
        pen = QPen(QColor(self.palette.outline), width)
        if dotted:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.3, 1.3])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        self.painter.drawRoundedRect(shape.adjusted(inset, inset, -inset, -inset), radius, radius)


def _box(middle_x: float, middle_y: float, width: float, height: float) -> QRectF:
    return QRectF(middle_x - width / 2, middle_y - height / 2, width, height)


def days(pen: Pen, days: tuple[WeekDay, ...], box: QRectF) -> float:
    """Paint a column for each day."""
    unit = style.scale()
    pitch = box.width() / max(1, len(days))
    head = 15 * unit
    bottom = box.top() + head + 82 * unit
    for number, day in enumerate(days):
        column = QRectF(box.left() + number * pitch, box.top(), pitch, head)
        pen.text(column, day.name, style.eyebrow(), "soft", Qt.AlignmentFlag.AlignHCenter)
        end = _marks(pen, day.marks, column.center().x(), box.top() + head + 11.5 * unit)
        if day.note:
            room = QRectF(column.left() + 4 * unit, end + 4 * unit, pitch - 8 * unit, 400 * unit)
            if not day.marks:
                high = _height(day.note, style.sans(12.5), room.width())
                room.moveTop(box.top() + head + max(11.5 * unit, 43 * unit - high / 2))
            end = room.top() + pen.text(
                room, day.note, style.sans(12.5), "soft", Qt.AlignmentFlag.AlignHCenter
            )
        bottom = max(bottom, end)
        pen.spots.append((QRectF(column.left(), box.top(), pitch, bottom - box.top()), day.full_name))
    return bottom


def _height(words: str, font: QFont, width: float) -> float:
    room = QRectF(0, 0, width, 10000)
    return QFontMetricsF(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()


def _marks(pen: Pen, marks: tuple[str, ...], middle: float, top: float) -> float:
    """Paint a day's dots and pills below one another, dots in pairs when there are many; return the end."""
    unit = style.scale()
    abreast = 2 if len(marks) > 5 else 1
    for is_pill, run in groupby(marks, lambda mark: mark.startswith("micro")):
        alike, width = list(run), 1 if is_pill else abreast
        for first in range(0, len(alike), width):
            line = alike[first : first + width]
            for number, mark in enumerate(line):
                x = middle + (number - (len(line) - 1) / 2) * 28 * unit
                _mark(pen, mark, x, top + (9 if is_pill else 11) * unit)
            top += (24 if is_pill else 28) * unit
    return top


def _mark(pen: Pen, mark: str, x: float, y: float, size: float = 1.0) -> None:
    unit = style.scale() * size
    dot, pill = _box(x, y, 22 * unit, 22 * unit), _box(x, y, 38 * unit, 11 * unit)
    if mark == "interlude":
        pen.fill(dot, 11 * unit, pen.palette.green)
    elif mark == "micro":
        pen.fill(pill, 5.5 * unit, pen.palette.amber)
    elif mark in {"micro_open", "micro_ahead"}:
        pen.outline(pill, 4.5 * unit, 2 * style.scale(), dotted=mark == "micro_ahead")
    elif mark in {"interlude_open", "interlude_ahead"}:
        pen.outline(dot, 11 * unit, 2 * style.scale(), dotted=mark == "interlude_ahead")
    else:
        pen.fill(_box(x, y, 12 * unit, 12 * unit), 6 * unit, pen.palette.green)


def legend(pen: Pen, days: tuple[WeekDay, ...], box: QRectF) -> float:
    """Paint the legend of the dots, wrapped."""
    unit = style.scale()
    font = style.sans(13)
    entries = [
        ("interlude", 11.0, _("interlude")),
        ("micro", 18.0, _("micro-session")),
    ]
    marks = {mark for day in days for mark in day.marks}
    for kinds, shown, meaning in (
        ({"interlude_open", "micro_open"}, "interlude_open", _("there was room, not used")),
        ({"interlude_ahead", "micro_ahead"}, "interlude_ahead", _("still to come")),
        ({"extra"}, "extra", _("one more")),
    ):
        if marks & kinds:
            entries.append((shown, 11.0, meaning))
    metrics = QFontMetricsF(font)
    lines: list[list[tuple[str, float, str, float]]] = [[]]
    used = 0.0
    for mark, icon, words in entries:
        width = (icon + 6) * unit + metrics.horizontalAdvance(words)
        if lines[-1] and used + 19 * unit + width > box.width():
            lines.append([])
            used = 0.0
        used += width + (19 * unit if lines[-1] else 0)
        lines[-1].append((mark, icon * unit, words, width))
    top = box.top()
    for entry in lines:
        left = box.left()
        middle = top + 8 * unit
        for mark, icon, words, width in entry:
            size = 18 / 38 if mark == "micro" else 1.0 if mark == "extra" else 0.5
            _mark(pen, mark, left + icon / 2, middle, size)
            pen.row(left + icon + 6 * unit, middle, words, font)
            left += width + 19 * unit
        top += 20 * unit
    return top


def own_words(pen: Pen, standard: tuple[str, str], box: QRectF) -> float:
    """Paint the box with the user's own rule."""
    pad = style.px(20)
    room = QRectF(box.left() + pad, box.top() + pad - 1, box.width() - 2 * pad, 10000)
    words = _("“{words}”").format(words=standard[0])
    high = pad * 2 + 15 * style.scale() + style.px(19)
    high += _height(words, style.serif(19, italic=True), room.width())
    high += _height(standard[1], style.sans(13), room.width())
    area = QRectF(box.left(), box.top(), box.width(), high)
    pen.fill(area, 14, pen.palette.pill)
    room.translate(0, pen.text(room, _("Your own rule"), style.eyebrow(), "soft") + style.px(11))
    room.translate(0, pen.text(room, words, style.serif(19, italic=True)) + style.px(7))
    pen.text(room, standard[1], style.sans(13), "soft")
    return area.bottom()


def weeks_map(pen: Pen, weeks: tuple[tuple[MapCell, ...], ...], box: QRectF) -> float:
    """Paint twelve columns of days with their legend."""
    unit = style.scale()
    pen.text(box.adjusted(0, 0, 0, 100), _("Last twelve weeks"), style.eyebrow(), "soft")
    top = box.top() + 28.5 * unit
    rows = max(map(len, weeks))
    letters = style.sans(11.5)
    first = box.left() + 22 * unit
    for down, letter in enumerate(initials()[:rows]):
        pen.row(box.left(), top + down * 18 * unit + 7.5 * unit, letter, letters)
    for across, week in enumerate(weeks):
        for down, cell in enumerate(week):
            shape = QRectF(first + across * 21 * unit, top + down * 18 * unit, 15 * unit, 15 * unit)
            _cell(pen, cell.state, cell.level, shape)
            pen.spots.append((shape, cell.words))
    bottom = top + rows * 18 * unit - 3 * unit
    return _map_keys(pen, weeks, box, first + len(weeks) * 21 * unit + 15 * unit, bottom)


def _map_keys(
    pen: Pen, weeks: tuple[tuple[MapCell, ...], ...], box: QRectF, beside: float, bottom: float
) -> float:
    """Paint the legend of the map beside it, or below if there is no room."""
    unit, font = style.scale(), style.sans(12.5)
    cells = [cell for week in weeks for cell in week]
    palest = min([cell.level for cell in cells if cell.state == "level" and cell.level > 0] + [0.5])
    keys = [
        ("level", palest, _("some")),
        ("level", 1.0, _("everything that fit")),
        ("none", 0.0, _("no room or away")),
        ("unknown", 0.0, _("no data")),
    ]
    if any(cell.state == "running" for cell in cells):
        keys.insert(2, ("running", 0.0, _("today, not over yet")))

    def wide(words: str) -> float:
        return QFontMetricsF(font).horizontalAdvance(words)

    widest = max(wide(words) for _state, _level, words in keys) + 17 * unit
    pitch = 19.3 * unit
    if beside + widest > box.right():
        beside, start = box.left(), bottom + 20 * unit
        bottom = start + (len(keys) - 1) * pitch + 8 * unit
    else:
        start = bottom - 7 * unit - (len(keys) - 1) * pitch
    for number, (state, level, words) in enumerate(keys):
        middle = start + number * pitch
        _cell(pen, state, level, _box(beside + 5.5 * unit, middle, 11 * unit, 11 * unit))
        pen.row(beside + 17 * unit, middle, words, font)
    return bottom


_PALE = 0.65
"""A paler green has a contrast below 3:1 to the card and gets an outline."""


def _cell(pen: Pen, state: str, level: float, shape: QRectF) -> None:
    radius = shape.width() * 0.27
    if state == "unknown":
        pen.outline(shape, radius, 1.3, dotted=True)
    elif state == "running":
        pen.outline(shape, radius, 1.3)
        dot = shape.width() * 0.3
        pen.fill(_box(shape.center().x(), shape.center().y(), dot, dot), dot / 2, pen.palette.green)
    elif state == "none":
        middle = shape.center()
        half = shape.width() * 0.27
        pen.painter.setPen(QPen(QColor(pen.palette.outline), 1.3 * style.scale()))
        pen.painter.drawLine(QPointF(middle.x() - half, middle.y()), QPointF(middle.x() + half, middle.y()))
    elif level <= 0:
        pen.outline(shape, radius, 1.3)
    else:
        share = 0.12 + 0.88 * min(1.0, level)
        pen.fill(shape, radius, style.mixed(QColor(pen.palette.card), QColor(pen.palette.green), share))
        if share < _PALE:
            pen.outline(shape, radius, 1.3)


def column(pen: Pen, view: WeekView, box: QRectF, until: float = 0.0) -> float:
    """Paint a bar for each area with its number of sessions, spread out down to ``until``."""
    unit = style.scale()
    heading = _("Sessions by body area")
    top = box.top() + pen.text(box.adjusted(0, 0, 0, 1000), heading, style.eyebrow(), "soft")
    label, number = style.sans(14), style.digits(13.5)
    most = max([count for _area, _name, count in view.areas] + [1])
    full = most + 1 if most < 10 else most
    names = max([QFontMetricsF(label).horizontalAdvance(name) for _area, name, _count in view.areas] + [0.0])
    left = box.left() + max(names + 24 * unit, 138 * unit)
    right = box.right() - 30 * unit
    pitch = 27.2 * unit
    if view.areas:
        # The middle of the last bar is eight pixels above the end.
        pitch = min(56 * unit, max(pitch, (until - top - 17 * unit) / (len(view.areas) - 0.6)))
    first = top + 19 * unit + 0.4 * (pitch - 27.2 * unit)
    for row, (_area, name, count) in enumerate(view.areas):
        middle = first + row * pitch
        pen.row(box.left(), middle, name, label, "ink")
        track = QRectF(left, middle - 3.5 * unit, max(8 * unit, right - left), 7 * unit)
        pen.fill(track, 3.5 * unit, pen.palette.rest)
        if count:
            track.setWidth(max(7 * unit, track.width() * count / full))
            pen.fill(track, 3.5 * unit, pen.palette.green)
            pen.row(box.right(), middle, str(count), number, right=True)
    return first + (len(view.areas) - 1) * pitch + 8 * unit


def felt(pen: Pen, felt: tuple[float | None, ...], box: QRectF) -> float:
    """Paint how it felt as a line, interrupted by weeks without an answer."""
    unit = style.scale()
    top = box.top() + pen.text(
        box.adjusted(0, 0, 0, 1000), _("How it felt · eight weeks"), style.eyebrow(), "soft"
    )
    top += 12 * unit
    high, width = 44 * unit, min(280 * unit, box.width() - 90 * unit)
    said = [one for one in felt if one is not None]
    # "Stopped" (0) is rare, so the lower half is shown only if needed.
    low = 0.5 if min(said) >= 0.5 else 0.0
    step = width / max(1, len(felt) - 1)
    line: list[QPointF] = []
    pen.painter.setBrush(Qt.BrushStyle.NoBrush)
    last = QPointF()
    for number, one in enumerate((*felt, None)):
        if one is not None:
            last = QPointF(box.left() + number * step, top + high * (1 - (one - low) / (1 - low)))
            line.append(last)
            continue
        if len(line) == 1:
            pen.fill(_box(line[0].x(), line[0].y(), 5 * unit, 5 * unit), 2.5 * unit, pen.palette.amber)
        elif line:
            pen.painter.setPen(round_pen(QColor(pen.palette.amber), 2 * unit))
            pen.painter.setBrush(Qt.BrushStyle.NoBrush)
            pen.painter.drawPolyline(QPolygonF(line))
        line = []
    pen.fill(_box(last.x(), last.y(), 9 * unit, 9 * unit), 4.5 * unit, pen.palette.amber)
    beside = box.left() + width + 30 * unit
    pen.row(beside, top + 2 * unit, _("smooth"), style.sans(12.5))
    pen.row(beside, top + high - 2 * unit, _("shaky") if low else _("stopped"), style.sans(12.5))
    return top + high + 4 * unit
