"""What several widgets paint: small shapes such as triangle, arrow and tick, a text, the focus ring."""

from functools import cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from intermezzo.ui.kit import style

_SIDES = 120


def smooth_painter(widget: QWidget) -> QPainter:
    """Return a painter for a paint event, with antialiasing."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def round_pen(colour: QColor, width: float) -> QPen:
    """Return a pen with round caps and joins."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def round_path(radius: float, *, hole: float = 0.0) -> QPainterPath:
    """Return a disc around the origin, or a ring, as a polygon, which paints much faster than an ellipse.

    The error is below 0.1 pixels at a radius of 250.
    """
    unit = _unit()
    path = QTransform.fromScale(radius, radius).map(unit)
    if hole:
        path.addPath(QTransform.fromScale(hole, hole).map(unit))
    return path


@cache
def _unit() -> QPainterPath:
    path = QPainterPath()
    turns = (2 * pi * side / _SIDES for side in range(_SIDES))
    path.addPolygon(QPolygonF([QPointF(cos(turn), sin(turn)) for turn in turns]))
    path.closeSubpath()
    return path


def paint_chevron(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """Paint the triangle of a button that opens a menu."""
    unit = style.scale()
    points = [QPointF(-3.6, -2.9), QPointF(3.6, -2.9), QPointF(0, 3.3)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([centre + point * unit for point in points]))


def paint_arrow(painter: QPainter, centre: QPointF, colour: QColor, *, forward: bool) -> None:
    """Paint ‹ or ›."""
    unit = style.scale() * (1 if forward else -1)
    painter.setPen(round_pen(colour, 1.7 * style.scale()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF([centre + QPointF(x, y) * unit for x, y in ((-1.6, -4.0), (1.9, 0.0), (-1.6, 4.0))])
    )


def paint_tick(painter: QPainter, centre: QPointF, colour: QColor, size: float = 1.0) -> None:
    """Paint a check mark, about eight pixels wide at size 1."""
    unit = style.scale() * size
    painter.setPen(round_pen(colour, 1.6 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = ((-4.2, 0.3), (-1.4, 3.1), (4.4, -3.1))
    painter.drawPolyline(QPolygonF([centre + QPointF(x, y) * unit for x, y in points]))


def paint_checkable(
    painter: QPainter, shape: QRectF, radius: float, *, checked: bool, warm: bool = False
) -> None:
    """Paint the ground of a check box or a switch; ``warm`` is its state under the pointer."""
    ground = style.color("green" if checked else "pill")
    painter.setPen(Qt.PenStyle.NoPen if checked else QPen(style.color("outline"), 1.5))
    painter.setBrush(nudged(ground, 1.0) if warm else ground)
    # The border lies inside, so that both states have one size.
    inside = 0.0 if checked else 0.75
    painter.drawRoundedRect(
        shape.adjusted(inside, inside, -inside, -inside), radius - inside, radius - inside
    )


def paint_box(painter: QPainter, box: QRectF, *, checked: bool, warm: bool = False) -> None:
    """Paint a check box; ``warm`` is its state under the pointer."""
    paint_checkable(painter, box, box.width() * 0.3, checked=checked, warm=warm)
    if checked:
        size = 1.15 * box.width() / (20 * style.scale())
        paint_tick(painter, box.center() + QPointF(0, 0.3), style.color("on_green"), size)


def paint_disc(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """Paint a filled circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)


def paint_half(painter: QPainter, circle: QRectF, colour: QColor, width: float) -> None:
    """Paint the mark of what was done in part: a ring, its lower half filled."""
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(circle, 0, -180 * 16)


def paint_text(
    painter: QPainter, face: QFont, tone: str, base: QPointF, text: str, *, within: float | None = None
) -> None:
    """Paint in the palette's colour ``tone``; ``base`` is the left end of the baseline.

    Text wider than ``within`` is elided.
    """
    if within is not None:
        metrics = QFontMetrics(face)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(within)))
    painter.setFont(face)
    painter.setPen(style.color(tone))
    painter.drawText(base, text)


def paint_centred(
    painter: QPainter, face: QFont, tone: str, at: QPointF, text: str, *, within: float | None = None
) -> None:
    """Paint as ``paint_text`` does, with the capitals around the height of ``at``, the left end."""
    base = at + QPointF(0, QFontMetrics(face).capHeight() / 2)
    paint_text(painter, face, tone, base, text, within=within)


def two_lines(text: str, face: QFont, room: float) -> tuple[str, str]:
    """Return the text in one line, or in two where it is wider than ``room``: after a dot, or between words.

    A second line that is too wide as well is left so.
    """
    metrics = QFontMetrics(face)
    if metrics.horizontalAdvance(text) <= room:
        return text, ""
    name, dot, rest = text.partition(" · ")
    if dot and metrics.horizontalAdvance(name) <= room:
        return name, rest
    words = text.split(" ")
    fit = [n for n in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:n])) <= room]
    return (" ".join(words[: fit[-1]]), " ".join(words[fit[-1] :])) if fit else (text, "")


def by_keyboard(widget: QWidget) -> bool:
    """Return whether the focus ring shows: the keyboard moved the focus here."""
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def hand_on(widget: QWidget) -> None:
    """Give a control the focus, with its ring if the keyboard is in use."""
    keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason if keyboard else Qt.FocusReason.OtherFocusReason)


def paint_ring(painter: QPainter, shape: QRectF, *, on_green: bool) -> None:
    """Paint the focus ring of a round-ended control, just inside its edge."""
    inset = 3.0 if on_green else 0.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.color("on_green" if on_green else "green"), 2))
    inner = shape.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)


def nudged(colour: QColor, amount: float) -> QColor:
    """Return the colour mixed with a little ink, for the hovered and pressed states."""
    return style.mixed(colour, style.color("ink"), 0.055 * amount)
