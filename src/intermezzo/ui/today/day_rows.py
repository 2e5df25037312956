"""The rows of the day: their words for screen readers, and how each is painted."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.core.practice.model import Kind
from intermezzo.presenters import _
from intermezzo.presenters.card import kind_name
from intermezzo.presenters.views import TodayRow
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import paint_centred, paint_disc, paint_half, round_pen, two_lines
from intermezzo.ui.kit.rows import ROW, Index, RowsModel, RowWords

BLOCKS = frozenset({"busy", "break", "quiet"})
"""States of calendar entries rather than movements."""
PRESENT = "present"
"""The state of the row that is the line of the present."""
HEADING = "heading"
"""The state of the row that names the day of the rows below it."""
EDGE = 6
"""Space for the focus ring at both ends of a row."""
TIMES = 56
"""Width of the column of times, in logical pixels at 100 % text."""
_FAINT = frozenset({"covered", "declined", "left_out"})
_LINE = 18
"""Height of the second line of a title, in logical pixels at 100 % text."""
_APART, _RADIUS = 5.5, 1.5
"""The three dots: the distance of their centres, and their radius."""


def state_words(state: str) -> str:
    """Return a state in words."""
    return {
        "busy": _("busy"),
        "break": _("a break"),
        "quiet": _("quiet time"),
        "done": _("done"),
        "partial": _("done in part"),
        "now": _("now"),
        "next": _("next"),
        "planned": _("planned"),
        "held": _("waiting"),
        "covered": _("covered"),
        "declined": _("skipped"),
        "left_out": _("left out"),
        PRESENT: _("the time now"),
        HEADING: _("a day to come"),
    }[state]


def spoken(row: TodayRow) -> str:
    """Return a row for screen readers: its day, if another; when; of a slot what it is; then all the rest."""
    if row.slot and row.kind is not None:
        what = _("{kind} at {time}").format(kind=kind_name(row.kind), time=row.at)
        parts = [what, row.label] if row.label != kind_name(row.kind) else [what]
    else:
        parts = [row.day, row.at, row.label]
    if state_words(row.state) not in row.note:
        parts.append(state_words(row.state))
    parts += [row.note, row.why.rstrip(".")]
    return ", ".join(part for part in parts if part)


class DayModel(RowsModel[TodayRow]):
    """The rows of the day."""

    @override
    def words(self, row: TodayRow) -> RowWords:
        """Return the label, the whole row for screen readers, and the reason with the keys as tooltip."""
        keys = _("Enter begins it, T sets its time, S skips it") if row.slot else ""
        return RowWords(row.label or row.at, spoken(row), "\n".join(filter(None, (row.why, keys))))

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return no flags for the line of the present or a heading: the keyboard passes over them."""
        passed = index.isValid() and self.row(index).state in {PRESENT, HEADING}
        return Qt.ItemFlag.ItemNeverHasChildren if passed else super().flags(index)

    def at_slot(self, slot: str) -> Index:
        """Return the index of the row with the slot, an invalid one without."""
        found = (n for n in range(self.rowCount()) if self.row(self.index(n)).slot == slot)
        return self.index(next(found, -1))


class DayDelegate(QStyledItemDelegate):
    """What is over is dimmed; a slot under the pointer or with the focus shows its actions."""

    can_begin = True
    """Whether a slot can be begun."""
    expected = 0
    """The width of the rows once the list is shown; until then it has not been laid out."""

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; there is a gap between two blocks."""
        row: TodayRow = index.data(ROW)
        if row.state == PRESENT:
            return QSize(style.px(320), style.px(18))
        if row.state == HEADING:
            return QSize(style.px(320), style.px(44 if index.row() else 26))
        height = style.px(40)
        if row.state not in BLOCKS and title_lines(row, self._width())[1]:
            height += style.px(_LINE)
        if _is_explained(row):
            height += style.px(16)
        if _apart(index):
            height += style.px(6)
        return QSize(style.px(320), height)

    def _width(self) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) and view.isVisible() else self.expected

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TodayRow = index.data(ROW)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if _apart(index):
            area = area.adjusted(0, style.px(6), 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.state in {PRESENT, HEADING}:
            (_paint_present if row.state == PRESENT else _paint_heading)(painter, row, area)
            painter.restore()
            return
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if focused:
            painter.setPen(QPen(style.color("green"), 1.6))
            painter.drawRoundedRect(QRectF(area).adjusted(0.8, 1.5, -0.8, -1.5), style.px(9), style.px(9))
        middle = area.top() + style.px(20) + (style.px(1) if _is_explained(row) else 0)
        tone = "soft" if row.past or row.state in BLOCKS | _FAINT else "ink"
        paint_centred(painter, style.digits(13), tone, QPointF(area.left() + EDGE, middle), row.at)
        active = bool(row.slot) and (hovered or focused)
        note_left = self._paint_note(painter, row, area, middle, active=active)
        self._paint_what(painter, row, area, middle, note_left)
        painter.restore()

    def _paint_note(
        self, painter: QPainter, row: TodayRow, area: QRect, middle: int, *, active: bool
    ) -> float:
        right = float(area.right() + 1 - EDGE)
        if active:
            begin, more = action_areas(area, middle)
            if self.can_begin:
                at = QPointF(begin.left(), middle)
                paint_centred(painter, style.sans(13, 600), "green", at, _("Begin"))
            for place in (-_APART, 0.0, _APART):
                centre = more.center() + QPointF(place, 0) * style.scale()
                paint_disc(painter, centre, _RADIUS * style.scale(), style.color("soft"))
            return begin.left()
        face = style.digits(13)
        left = right - QFontMetrics(face).horizontalAdvance(row.note)
        paint_centred(painter, face, "soft", QPointF(left, middle), row.note)
        return left

    def _paint_what(self, painter: QPainter, row: TodayRow, area: QRect, middle: int, right: float) -> None:
        left = area.left() + EDGE + style.px(TIMES)
        if row.state in BLOCKS:
            # All have one width, except for longer labels.
            needed = QFontMetrics(style.sans(14)).horizontalAdvance(row.label) + 2 * style.px(12) + 1
            width = max((area.width() - 2 * EDGE) * 0.545, needed)
            block = QRectF(left, middle - style.px(16), min(width, right - left - 12), style.px(32))
            if row.state == "quiet":
                painter.setPen(QPen(style.color("outline"), 1, Qt.PenStyle.DotLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                rest = style.color("rest")
                painter.setBrush(style.mixed(style.color("card"), rest, 0.5) if row.past else rest)
            painter.drawRoundedRect(block.adjusted(0.5, 0.5, -0.5, -0.5), style.px(8), style.px(8))
            inner = block.width() - 2 * style.px(12)
            paint_centred(
                painter, style.sans(14), "soft", QPointF(left + style.px(12), middle), row.label, within=inner
            )
            return
        paint_dot(painter, QPointF(left + style.px(6), middle), row)
        left += style.px(26)
        tone = "soft" if row.past or row.state in _FAINT else "ink"
        first, second = title_lines(row, area.width())
        below = QPointF(left, middle + style.px(18))
        paint_centred(painter, title_face(row), tone, QPointF(left, middle), first, within=right - left - 10)
        if second:
            within = area.right() - EDGE - left
            paint_centred(painter, style.sans(14), tone, below, second, within=within)
            below += QPointF(0, style.px(_LINE))
        if _is_explained(row):
            paint_centred(painter, style.sans(12), "soft", below, row.why, within=area.right() - EDGE - left)


def title_lines(row: TodayRow, width: int) -> tuple[str, str]:
    """Return the title of a session in one line or two, in a row of this width."""
    return two_lines(row.label, title_face(row), title_room(row, width))


def title_room(row: TodayRow, width: int) -> int:
    """Return the width of the first line of a title: beside the note, and the actions in its place."""
    note = QFontMetrics(style.digits(13)).horizontalAdvance(row.note)
    if row.slot:
        area = QRect(0, 0, width, style.px(40))
        note = max(note, area.right() + 1 - EDGE - round(action_areas(area, 0)[0].left()))
    return width - 2 * EDGE - style.px(TIMES) - style.px(26) - note - 10


def title_face(row: TodayRow) -> QFont:
    """Return the font of a session's title."""
    if row.past or row.state in _FAINT:
        return style.sans(14)
    return style.sans(14, 600 if row.state in {"now", "next"} else 500)


def _is_explained(row: TodayRow) -> bool:
    """Return whether the reason is shown below the label."""
    return bool(row.why) and row.state == "held"


def action_areas(area: QRect, middle: int) -> tuple[QRectF, QRectF]:
    """Return the areas of *Begin* and of the three dots in a row."""
    gap, height, dots = style.px(8), style.px(28), style.px(24)
    begin = QFontMetrics(style.sans(13, 600)).horizontalAdvance(_("Begin"))
    right = area.right() + 1 - EDGE
    top = middle - height / 2
    return (
        QRectF(right - dots - gap - begin, top, begin, height),
        QRectF(right - dots, top, dots, height),
    )


def _paint_present(painter: QPainter, row: TodayRow, area: QRect) -> None:
    """Paint the time that it is, and a line from it to the right end."""
    middle = QRectF(area).center().y()
    paint_centred(painter, style.digits(11.5, 600), "green", QPointF(area.left() + EDGE, middle), row.at)
    left = area.left() + EDGE + style.px(TIMES)
    painter.setPen(round_pen(style.color("green"), 1.4 * style.scale()))
    painter.drawLine(QPointF(left, middle), QPointF(area.right() + 1 - EDGE, middle))


def _paint_heading(painter: QPainter, row: TodayRow, area: QRect) -> None:
    """Paint the name of the day at the foot of the row, and a line above it."""
    if area.height() > style.px(26):
        painter.setPen(QPen(style.color("line"), 1))
        top = area.top() + style.px(9)
        painter.drawLine(area.left() + EDGE, top, area.right() + 1 - EDGE, top)
    at = QPointF(area.left() + EDGE, area.bottom() - style.px(11))
    paint_centred(painter, style.eyebrow(), "soft", at, row.label)


def paint_dot(painter: QPainter, centre: QPointF, row: TodayRow) -> None:
    """Paint a movement's state: filled if done, half if partial, a halo now, a ring if to come."""
    radius = 5.0 * style.scale()
    colour = style.color("amber" if row.kind is Kind.MICRO else "green")
    faint = style.color("outline")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if row.state == "done":
        paint_disc(painter, centre, radius + 1.1 * style.scale(), colour)
    elif row.state == "covered":
        paint_disc(painter, centre, radius - 1.4, faint)
    elif row.state in {"declined", "left_out"}:
        painter.setPen(round_pen(faint, 2 * style.scale()))
        painter.drawLine(centre - QPointF(radius - 1, 0), centre + QPointF(radius - 1, 0))
    elif row.state == "partial":
        around = QPointF(radius, radius)
        paint_half(painter, QRectF(centre - around, centre + around), colour, 2.2 * style.scale())
    else:
        painter.setPen(QPen(colour, 2.2 * style.scale()))
        painter.drawEllipse(centre, radius, radius)
        _paint_inside(painter, centre, radius, row.state, colour)


def _paint_inside(painter: QPainter, centre: QPointF, radius: float, state: str, colour: QColor) -> None:
    if state == "now":
        unit = style.scale()
        paint_disc(painter, centre, 2.4 * unit, colour)
        colour.setAlphaF(0.16)
        paint_disc(painter, centre, radius + 4.5 * unit, colour)
    elif state == "held":
        unit = style.scale()
        painter.setPen(round_pen(colour, 1.4 * unit))
        for x in (-1.5, 1.5):
            painter.drawLine(centre + QPointF(x, -1.6) * unit, centre + QPointF(x, 1.6) * unit)


def _apart(index: Index) -> bool:
    both = (index, index.model().index(index.row() - 1, 0))
    return all(one.isValid() and one.data(ROW).state in BLOCKS for one in both)
