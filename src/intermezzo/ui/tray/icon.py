"""The tray icon in its four states, readable on dark and on light panels."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from intermezzo.ui.kit.marks import round_pen

SIZES = (16, 22, 24, 32, 44, 48, 64)
# The brightness of a panel is unknown, so a light shape has a dark rim: one of them contrasts with it.
_RIM, _SHAPE, _AMBER = QColor("#1B2724"), QColor("#F6F2E9"), QColor("#E6A556")


def tray_icon(state: str) -> QIcon:
    """Return the icon of a state: resting, due, held or paused."""
    icon = QIcon()
    for size in SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / 22, size / 22)
        _paint(painter, state)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _paint(painter: QPainter, state: str) -> None:
    middle = QPointF(11, 11)
    ring = QRectF(4, 4, 14, 14)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(round_pen(_RIM, 5.0))
    painter.drawEllipse(ring)
    if state == "held":
        # An open ring: due, but held back.
        painter.setPen(round_pen(_SHAPE, 2.6))
        painter.drawArc(ring, 120 * 16, 300 * 16)
    else:
        painter.setPen(round_pen(_AMBER if state == "due" else _SHAPE, 2.6))
        painter.drawEllipse(ring)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_RIM)
    painter.drawEllipse(middle, 5.6, 5.6)
    if state == "due":
        painter.setBrush(_AMBER)
        painter.drawEllipse(middle, 4.3, 4.3)
    elif state == "paused":
        painter.setPen(round_pen(_SHAPE, 2.0))
        for x in (-1.9, 1.9):
            painter.drawLine(middle + QPointF(x, -2.4), middle + QPointF(x, 2.4))
    else:
        painter.setBrush(_SHAPE)
        painter.drawEllipse(middle, 2.4, 2.4)
