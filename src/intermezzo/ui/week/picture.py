"""The week as a picture; the window and ``week --png`` paint with the same functions.

Lengths are logical pixels at 100 % text.
"""

import html
import re
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QImage, QPainter, QPalette, QTextDocument

from intermezzo.presenters.views import WeekView
from intermezzo.ui.kit import style
from intermezzo.ui.week import parts

WIDTH = 956
"""Of the body in the picture and in a window as it first opens."""
STACKED_BELOW = 800
"""Narrower than this the right column goes below the left one."""
_LEFT_SHARE = 470 / 956
_GAP = 40
_FRAME = (50, 46)
"""Paper around the card in the exported picture."""
_PAD = (42, 36, 38)
"""Card to content: sides, above, below."""
_FELT = 94
"""How high the line of how it felt is, with what parts it from the areas."""


def paint_body(pen: parts.Pen, view: WeekView, width: float) -> float:
    """Paint everything between the title and the foot from (0, 0); return the height it takes.

    Left are the days and the user's own words, right the map, the areas and how it felt. Without words of the
    user's own the map stands below the days, so that neither side is left empty.
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
    """Return the foot sentence as rich text: clock times stand out."""
    return re.sub(r"\b(\d{1,2}:\d{2})\b", r'<span style="font-weight:600">\1</span>', html.escape(foot))


def render(view: WeekView, palette: style.Palette, scale: float = 1.0) -> QImage:
    """Paint the whole week as a card on paper; ``scale`` is device pixels to one logical pixel."""
    unit = style.scale()
    content = WIDTH * unit
    card = QSize(round(content + 2 * _PAD[0] * unit), 0)
    blank = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    high = _on(blank, palette, lambda pen: _sheet(pen, view, content, 0.0))
    card.setHeight(round(high))
    size = card + QSize(2 * _FRAME[0], 2 * _FRAME[1])
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(palette.ground))

    def whole(pen: parts.Pen) -> float:
        area = QRectF(_FRAME[0], _FRAME[1], card.width(), card.height())
        _shadow(pen, area)
        pen.fill(area, style.RADIUS, palette.card)
        pen.painter.translate(area.topLeft())
        return _sheet(pen, view, content, float(card.height()))

    _on(image, palette, whole)
    return image


def _on(image: QImage, palette: style.Palette, paint: Callable[[parts.Pen], float]) -> float:
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return paint(parts.Pen(painter, palette))
    finally:
        painter.end()


def _shadow(pen: parts.Pen, area: QRectF) -> None:
    """Lay a soft shadow below the card, darkest near it."""
    for spread in range(48, -22, -2):
        colour = QColor(pen.palette.shadow)
        colour.setAlphaF(pen.palette.shadow_strength / 28)
        pen.fill(
            area.translated(0, 18).adjusted(-spread, -spread, spread, spread),
            max(4, style.RADIUS + spread),
            colour,
        )


def _sheet(pen: parts.Pen, view: WeekView, width: float, card: float) -> float:
    """Paint header, body and foot; the foot stands at the card's lower edge when there is room."""
    unit = style.scale()
    side, above, below = (one * unit for one in _PAD)
    room = QRectF(side, above, width, 10000)
    room.translate(0, pen.text(room, view.eyebrow, style.eyebrow(), "soft") + 8 * unit)
    room.translate(0, pen.text(room, view.title, style.serif(40)) + 10 * unit)
    room.translate(0, pen.text(room, view.line, style.sans(16), "soft") + 32 * unit)
    pen.painter.save()
    pen.painter.translate(room.topLeft())
    body = paint_body(pen, view, width)
    pen.painter.restore()
    foot = QTextDocument()
    foot.setDefaultFont(style.sans(15))
    foot.setDocumentMargin(0)
    foot.setHtml(foot_markup(view.foot))
    foot.setTextWidth(width)
    high = foot.size().height() + 19 * unit + below + 10 * unit
    top = max(room.top() + body + 30 * unit, card - high)
    pen.painter.fillRect(QRectF(side, top, width, 1), QColor(pen.palette.line))
    pen.painter.translate(side, top + 19 * unit)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(pen.palette.ink))
    foot.documentLayout().draw(pen.painter, context)
    return top + high
