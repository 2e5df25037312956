"""The tray icon in its states, readable on dark and on light panels.

It is a fermata, the sign in music for a rest that takes the time it needs: an arc with a dot below.
"""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainterPath, QPixmap

from intermezzo.ui.kit.marks import round_pen
from intermezzo.ui.kit.pictures import painting

SIZES = (16, 22, 24, 32, 44, 48, 64)
STATES = ("resting", "due", "held", "moving", "gentle", "paused")
_DOT = QPointF(11, 15.6)
# The brightness of a panel is unknown, so a light shape has a dark rim: one of them contrasts with it.
_RIM, _SHAPE, _AMBER = QColor("#1B2724"), QColor("#F6F2E9"), QColor("#E6A556")


def tray_icon(state: str) -> QIcon:
    """Return the icon of one of ``STATES``."""
    icon = QIcon()
    for size in SIZES:
        with painting(QSize(size, size)) as (image, painter):
            painter.scale(size / 22, size / 22)
            colour = _AMBER if state == "due" else _SHAPE
            shapes = (_arc(), _below(state))
            for shape in shapes:
                painter.strokePath(shape, round_pen(_RIM, 3.0))
            for shape in shapes:
                painter.fillPath(shape, colour)
        icon.addPixmap(QPixmap.fromImage(image))
    return icon


def _arc() -> QPainterPath:
    """Return the arc, thick at the top and thin at its ends."""
    path = QPainterPath(QPointF(1.6, 14.6))
    path.arcTo(QRectF(1.6, 3.8, 18.8, 21.6), 180, -180)
    path.lineTo(18.2, 14.6)
    path.arcTo(QRectF(3.8, 7.4, 14.4, 14.4), 0, 180)
    path.closeSubpath()
    return path


def _below(state: str) -> QPainterPath:
    """Return what stands below the arc, which tells the states apart without colour."""
    path = QPainterPath()
    if state == "paused":
        for x in (-3.3, 1.1):
            path.addRoundedRect(QRectF(_DOT.x() + x, _DOT.y() - 3.4, 2.2, 6.8), 0.8, 0.8)
    elif state == "gentle":
        path.addRoundedRect(QRectF(_DOT.x() - 4, _DOT.y() - 0.6, 8, 2.4), 1.2, 1.2)
    elif state == "held":
        path.addEllipse(_DOT, 3.4, 3.4)
        path.addEllipse(_DOT, 1.4, 1.4)  # a hole
    elif state == "moving":
        path.moveTo(_DOT + QPointF(-2.2, -3.6))
        path.lineTo(_DOT + QPointF(4.0, 0))
        path.lineTo(_DOT + QPointF(-2.2, 3.6))
        path.closeSubpath()
    else:
        radius = 3.8 if state == "due" else 2.6
        path.addEllipse(_DOT, radius, radius)
    return path
