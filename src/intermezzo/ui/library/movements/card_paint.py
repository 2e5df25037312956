"""Layout and painting of a card of the grid."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from intermezzo.presenters.library.repertoire import MovementCard
from intermezzo.ui.figure.paint import paint_veil
from intermezzo.ui.figure.thumbnail import paint_thumbnail
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import baseline, paint_disc, paint_text, paint_tick

GAP = 16
"""Space between two cards, in logical pixels at any text size."""
_PAD = 17
_FIGURE = 138
_WORDS = 74
_PITCH = 18
"""Line height of a name that needs two lines."""


def card_height() -> int:
    """Return the height of a card."""
    return style.px(_PAD + _FIGURE + _WORDS)


def tile_rect(card: QRect) -> QRect:
    """Return the tile of the thumbnail within a card."""
    pad = style.px(_PAD)
    return QRect(card.left() + pad, card.top() + pad, card.width() - 2 * pad, style.px(_FIGURE))


def figure_rect(card: QRect) -> QRect:
    """Return the area of the figure within a card."""
    across, down = _inset()
    return tile_rect(card).adjusted(across, down, -across, -down)


def _inset() -> tuple[int, int]:
    return style.px(10), style.px(8)


def disc_rect(card: QRect) -> QRectF:
    """Return the area of the disc that shows whether the movement is in the repertoire."""
    size = style.px(20)
    return QRectF(
        card.right() + 1 - style.px(_PAD) - size, tile_rect(card).bottom() + style.px(13), size, size
    )


def paint_card(
    painter: QPainter, card: QRect, shown: MovementCard, *,
    current: bool, hovered: bool, ringed: bool,
) -> None:  # fmt: skip
    """Paint a card with its thumbnail; ``ringed`` adds the ring of the keyboard focus."""
    tone = "green" if current else "outline" if hovered else "line"
    width = 2.0 if current else 1.4
    shape = QRectF(card).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(QPen(style.color(tone), width))
    painter.setBrush(style.color("card"))
    painter.drawRoundedRect(shape, style.RADIUS, style.RADIUS)
    if ringed:
        painter.setPen(QPen(style.color("green"), 1.6))
        inner = shape.adjusted(4, 4, -4, -4)
        painter.drawRoundedRect(inner, style.RADIUS - 4, style.RADIUS - 4)
    paint_thumbnail(painter, tile_rect(card), shown.movement, background="pill", inset=_inset())
    if shown.barred:
        paint_veil(painter, figure_rect(card))
    disc = disc_rect(card)
    left, middle = card.left() + style.px(_PAD), disc.center().y()
    name = "soft" if shown.barred else "ink"
    face = style.sans(15, 600)
    lines = _two_lines(QFontMetrics(face), shown.movement.name, disc.left() - left - 8)
    if len(lines) > 1:
        middle -= style.px(4)
    for line in lines:
        base = QPointF(left, baseline(face, middle))
        paint_text(painter, face, name, base, line, within=disc.left() - left - 8)
        middle += style.px(_PITCH)
    under, small = shown.barred or shown.where, style.sans(13)
    base = QPointF(left, baseline(small, middle + style.px(22 - _PITCH)))
    paint_text(painter, small, "soft", base, under, within=card.width() - 2 * style.px(_PAD))
    _paint_disc(painter, disc, inside=shown.inside)


def _paint_disc(painter: QPainter, disc: QRectF, *, inside: bool) -> None:
    if inside:
        paint_disc(painter, disc.center(), disc.width() / 2, style.color("green"))
        paint_tick(painter, disc.center(), style.color("on_green"))
    else:
        painter.setPen(QPen(style.color("outline"), 1.6 * style.scale()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))


def _two_lines(metrics: QFontMetrics, words: str, room: float) -> list[str]:
    """Split a name that is too long for one line so that the longer line is as short as possible."""
    parts = words.split(" ")
    if metrics.horizontalAdvance(words) <= room or len(parts) == 1:
        return [words]
    ways = [[" ".join(parts[:n]), " ".join(parts[n:])] for n in range(1, len(parts))]
    return min(ways, key=lambda way: max(map(metrics.horizontalAdvance, way)))
