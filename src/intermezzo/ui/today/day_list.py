"""The rows of the day: a list model with texts for screen readers, and the delegate that paints it."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.core.practice.model import Kind
from intermezzo.presenters import _
from intermezzo.presenters.views import TodayRow
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen
from intermezzo.ui.kit.plain import tooltip
from intermezzo.ui.kit.rows import ROW, Index, RowsModel
from intermezzo.ui.kit.text_paint import baseline, paint_text

BLOCKS = frozenset({"busy", "break", "quiet"})
"""States of calendar entries rather than movements."""
_FAINT = frozenset({"away", "covered", "declined", "dropped"})
_EXPLAINED = frozenset({"held", "owed"})
"""States whose reason is shown below the label."""


def state_words(state: str) -> str:
    """Return a state in words."""
    return {
        "busy": _("busy"),
        "break": _("a break"),
        "quiet": _("quiet time"),
        "away": _("away"),
        "done": _("done"),
        "partial": _("done in part"),
        "now": _("now"),
        "next": _("next"),
        "planned": _("planned"),
        "held": _("waiting"),
        "owed": _("still to come"),
        "covered": _("covered"),
        "declined": _("skipped"),
        "dropped": _("ended early"),
    }[state]


def spoken(row: TodayRow) -> str:
    """Return a row for screen readers: time, label, state, note, reason and keys."""
    parts = [row.at, row.label]
    if state_words(row.state) not in row.note:
        parts.append(state_words(row.state))
    parts += [row.note, row.why.rstrip(".")]
    if row.slot:
        parts.append(_("Enter starts it, Delete skips it"))
    return ", ".join(part for part in parts if part)


class DayModel(RowsModel[TodayRow]):
    """The rows of the day."""

    @override
    def words(self, row: TodayRow) -> Mapping[Qt.ItemDataRole, str | None]:
        """Return the label, and the reason as tooltip."""
        return {
            Qt.ItemDataRole.DisplayRole: row.label,
            Qt.ItemDataRole.ToolTipRole: tooltip(row.why) or None,
            Qt.ItemDataRole.AccessibleTextRole: spoken(row),
        }


class DayDelegate(QStyledItemDelegate):
    """Paints a row: time, a block or a dot with its label, then a note or the actions."""

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; there is a gap between two blocks."""
        row: TodayRow = index.data(ROW)
        height = style.px(40)
        if row.why and row.state in _EXPLAINED:
            height += style.px(16)
        if _apart(index):
            height += style.px(6)
        return QSize(style.px(320), height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TodayRow = index.data(ROW)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if _apart(index):
            area = area.adjusted(0, style.px(6), 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if focused:
            painter.setPen(QPen(style.color("green"), 1.6))
            painter.drawRoundedRect(QRectF(area).adjusted(0.8, 1.5, -0.8, -1.5), style.px(9), style.px(9))
        explained = bool(row.why) and row.state in _EXPLAINED
        middle = area.top() + style.px(20) + (style.px(1) if explained else 0)
        tone = "soft" if row.state in BLOCKS | _FAINT else "ink"
        _text(painter, style.digits(13), tone, QPointF(area.left() + EDGE, middle), row.at)
        active = bool(row.slot) and (hovered or focused)
        note_left = self._paint_note(painter, row, area, middle, active=active)
        self._paint_what(painter, row, area, middle, note_left)
        painter.restore()

    def _paint_note(
        self, painter: QPainter, row: TodayRow, area: QRect, middle: int, *, active: bool
    ) -> float:
        right = float(area.right() + 1 - EDGE)
        if active:
            begin, skip = action_areas(area, middle)
            _text(painter, style.sans(13, 600), "green", QPointF(begin.left(), middle), _("Begin"))
            _text(painter, style.sans(13), "soft", QPointF(skip.left(), middle), _("Skip"))
            return begin.left()
        face = style.digits(13)
        left = right - QFontMetrics(face).horizontalAdvance(row.note)
        _text(painter, face, "soft", QPointF(left, middle), row.note)
        return left

    def _paint_what(self, painter: QPainter, row: TodayRow, area: QRect, middle: int, right: float) -> None:
        left = area.left() + EDGE + style.px(56)
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
                painter.setBrush(style.color("rest"))
            painter.drawRoundedRect(block.adjusted(0.5, 0.5, -0.5, -0.5), style.px(8), style.px(8))
            inner = block.width() - 2 * style.px(12)
            _text(
                painter, style.sans(14), "soft", QPointF(left + style.px(12), middle), row.label, within=inner
            )
            return
        paint_dot(painter, QPointF(left + style.px(6), middle), row)
        left += style.px(26)
        weight = 600 if row.state in {"now", "next"} else 500
        face = style.sans(14, 400 if row.state in _FAINT else weight)
        tone = "soft" if row.state in _FAINT else "ink"
        _text(painter, face, tone, QPointF(left, middle), row.label, within=right - left - 10)
        if row.why and row.state in _EXPLAINED:
            below = QPointF(left, middle + style.px(18))
            _text(painter, style.sans(12), "soft", below, row.why, within=area.right() - EDGE - left)


EDGE = 6
"""Space for the focus ring at both ends of a row."""


def action_areas(area: QRect, middle: int) -> tuple[QRectF, QRectF]:
    """Return the areas of *Begin* and *Skip* in a row."""
    gap, height = style.px(14), style.px(28)
    skip = QFontMetrics(style.sans(13)).horizontalAdvance(_("Skip"))
    begin = QFontMetrics(style.sans(13, 600)).horizontalAdvance(_("Begin"))
    right = area.right() + 1 - EDGE
    top = middle - height / 2
    return (
        QRectF(right - skip - gap - begin, top, begin, height),
        QRectF(right - skip, top, skip, height),
    )


def paint_dot(painter: QPainter, centre: QPointF, row: TodayRow) -> None:
    """Paint a movement's state: filled if done, half if partial, a halo now, a ring if to come."""
    radius = 5.0 * style.scale()
    colour = style.color("amber" if row.kind is Kind.MICRO else "green")
    faint = style.color("outline")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if row.state == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius + 1.1 * style.scale(), radius + 1.1 * style.scale())
    elif row.state in {"away", "covered"}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint)
        painter.drawEllipse(centre, radius - 1.4, radius - 1.4)
    elif row.state in {"declined", "dropped"}:
        painter.setPen(round_pen(faint, 2 * style.scale()))
        painter.drawLine(centre - QPointF(radius - 1, 0), centre + QPointF(radius - 1, 0))
    else:
        pen = QPen(colour, 2.2 * style.scale())
        if row.state == "owed":
            pen = QPen(faint, 1.6 * style.scale(), Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawEllipse(centre, radius, radius)
        _paint_inside(painter, centre, radius, row.state, colour)


def _paint_inside(painter: QPainter, centre: QPointF, radius: float, state: str, colour: QColor) -> None:
    if state == "partial":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(
            QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 0, -180 * 16
        )
    elif state == "now":
        unit = style.scale()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, 2.4 * unit, 2.4 * unit)
        colour.setAlphaF(0.16)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius + 4.5 * unit, radius + 4.5 * unit)
    elif state == "held":
        unit = style.scale()
        painter.setPen(round_pen(colour, 1.4 * unit))
        for x in (-1.5, 1.5):
            painter.drawLine(centre + QPointF(x, -1.6) * unit, centre + QPointF(x, 1.6) * unit)


def _text(
    painter: QPainter, face: QFont, tone: str, at: QPointF, words: str, *, within: float | None = None
) -> None:
    """Paint a line whose capitals stand around the height of ``at``."""
    paint_text(painter, face, tone, QPointF(at.x(), baseline(face, at.y())), words, within=within)


def _apart(index: Index) -> bool:
    both = (index, index.model().index(index.row() - 1, 0))
    return all(one.isValid() and one.data(ROW).state in BLOCKS for one in both)
