"""The row of a step: its model, its layout with the controls, and its painting."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from intermezzo.core.override import override
from intermezzo.core.practice.editing import MOST_REPS
from intermezzo.presenters import _
from intermezzo.presenters.library.composing import StepView
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import nudged, paint_centred, paint_tick, round_pen
from intermezzo.ui.kit.rows import DraggedRows, Index, RowWords
from intermezzo.ui.library.composer.shelf import INSET, TILE, paint_row_frame, paint_row_words

STEP_FORM = "application/x-intermezzo-step"
"""MIME type of a dragged step; the data is its index from 0."""
ROW, TALL = 66, 104
_TICK = 13
"""Width of the tick in a pill that can be on."""
WIDE = 540
"""Width below which a row's controls are below its words."""


class StepsModel(DraggedRows[StepView]):
    """The steps of the draft."""

    form = STEP_FORM

    @override
    def words(self, row: StepView) -> RowWords:
        return RowWords(row.movement.name, row.spoken)

    @override
    def token(self, index: Index) -> str:
        return str(index.row())


@dataclass(frozen=True, slots=True)
class StepRowGeometry:
    """Rectangles of the parts of a row; ``controls`` by name, from left to right."""

    tile: QRect
    words: QRectF
    number: QRectF
    controls: dict[str, QRectF]


def _pills(step: StepView) -> dict[str, tuple[str, bool]]:
    """Return the labels of the controls that can be on, and whether they are."""
    pills = {}
    if step.eased is not None:
        pills["ease"] = _("easier"), step.eased
    if step.sides:
        pills["side"] = _("both sides"), step.sides == 2
    return pills


def step_row_geometry(area: QRect, step: StepView) -> StepRowGeometry:
    """Lay out a row: thumbnail and words on the left, controls on the right, or below in a narrow row."""
    px, tall = style.px, area.width() < style.px(WIDE)
    size = px(TILE)
    upper = px(ROW)
    tile = QRect(area.left() + INSET, area.top() + (upper - size) // 2, size, size)
    high = px(30)
    middle = area.top() + (px(TALL) - px(22) if tall else upper / 2)
    widths: list[tuple[str, float]] = []
    metrics = QFontMetricsF(style.sans(12.5, 500))
    for name, (label, _on) in _pills(step).items():
        widths.append((name, metrics.horizontalAdvance(label) + 2 * px(10) + px(_TICK)))
    widths += [("less", high), ("number", px(30)), ("more", high), ("remove", px(30))]
    gaps = {"side": px(6), "less": px(10), "remove": px(6)}
    whole = sum(wide for _name, wide in widths) + sum(gaps.get(name, 0) for name, _wide in widths[1:])
    words_left = tile.right() + px(14)
    left = float(words_left - px(2)) if tall else area.right() + 1 - whole
    words_right = area.right() - px(8) if tall else left - px(14)
    words = QRectF(words_left, area.top(), max(0.0, words_right - words_left), upper)
    places: dict[str, QRectF] = {}
    for name, wide in widths:
        left += gaps.get(name, 0) if places else 0
        places[name] = QRectF(left, middle - high / 2, wide, high)
        left += wide
    number = places.pop("number")
    return StepRowGeometry(tile, words, number, places)


class StepDelegate(QStyledItemDelegate):
    """Paint a step."""

    def __init__(self, view: QListView, rows: StepsModel) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        narrow = self._view.viewport().width() < style.px(WIDE)
        return QSize(style.px(200), style.px(TALL if narrow else ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step = self._rows.row(index)
        painter.save()
        active = paint_row_frame(painter, option, "pill")
        places = step_row_geometry(option.rect, step)
        paint_thumbnail(painter, places.tile, step.movement, background="disc", eased=bool(step.eased))
        paint_row_words(painter, places.words, step.movement.name, step.facts)
        controls = places.controls
        for name, (label, on) in _pills(step).items():
            _paint_pill(painter, controls[name], label, on=on)
        _paint_sign(painter, controls["less"], plus=False, can=step.reps > 1)
        _paint_sign(painter, controls["more"], plus=True, can=step.reps < MOST_REPS)
        _centred(painter, places.number, str(step.reps), style.digits(15, 600), "ink")
        _paint_cross(painter, controls["remove"], active=active)
        painter.restore()


def _paint_pill(painter: QPainter, area: QRectF, words: str, *, on: bool) -> None:
    """Paint a pill; one that is on is filled and has a tick."""
    pill = area.adjusted(0.5, 2.5, -0.5, -2.5)
    painter.setPen(Qt.PenStyle.NoPen if on else QPen(style.color("outline"), 1.2))
    painter.setBrush(style.color("green") if on else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    if on:
        tick = QPointF(area.left() + style.px(15), area.center().y())
        paint_tick(painter, tick, style.color("on_green"), 0.85)
        area = area.adjusted(style.px(_TICK), 0, 0, 0)
    _centred(painter, area, words, style.sans(12.5, 500), "on_green" if on else "ink")


def _paint_sign(painter: QPainter, area: QRectF, *, plus: bool, can: bool) -> None:
    painter.setPen(style.color("line"))
    painter.setBrush(nudged(style.color("pill"), 0.3))
    painter.drawEllipse(area.center(), area.width() / 2 - 1, area.width() / 2 - 1)
    arm, middle = 3.4 * style.scale(), area.center()
    painter.setPen(round_pen(style.color("ink" if can else "outline"), 1.5 * style.scale()))
    painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
    if plus:
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


def _paint_cross(painter: QPainter, area: QRectF, *, active: bool) -> None:
    arm, middle = 3.4 * style.scale(), area.center()
    painter.setPen(round_pen(style.color("soft" if active else "outline"), 1.3 * style.scale()))
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


def _centred(painter: QPainter, area: QRectF, words: str, face: QFont, tone: str) -> None:
    left = area.center().x() - QFontMetricsF(face).horizontalAdvance(words) / 2
    paint_centred(painter, face, tone, QPointF(left, area.center().y()), words)
