"""A contact sheet: every movement that has a figure, in three phases."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage

from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.timeline import Part
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.poses import pose_at
from intermezzo.ui.kit import style
from intermezzo.ui.kit.pictures import painting

CELL = 230
_HEAD = 34


def sheet(movements: Sequence[Movement], columns: int = 2) -> QImage:
    """Draw start, half-way and end of each, ``columns`` movements abreast."""
    rows = -(-len(movements) // columns)
    width, height = 3 * CELL + 24, CELL + _HEAD
    size = QSize(columns * width, max(1, rows) * height)
    with painting(size, ground=style.color("card")) as (image, painter):
        for index, movement in enumerate(movements):
            left, top = index % columns * width + 12, index // columns * height
            painter.setFont(style.sans(14, 600))
            painter.setPen(style.color("ink"))
            painter.drawText(QRectF(left, top, 3 * CELL, _HEAD), Qt.AlignmentFlag.AlignVCenter, movement.name)
            for phase, (part, fraction) in enumerate(phases(movement)):
                cell = QRectF(left + phase * CELL, top + _HEAD, CELL - 8, CELL - 8)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(style.color("pill"))
                painter.drawRoundedRect(cell, 10, 10)
                pose = pose_at(movement, part, fraction)
                if pose is not None:
                    painter.setClipRect(cell)
                    inset = 0 if pose.figure.close_up == "none" else 6
                    paint_figure(
                        painter, cell.adjusted(inset, inset, -inset, -inset), pose, movement.regions[0]
                    )
                    painter.setClipping(False)
    return image


def phases(movement: Movement) -> tuple[tuple[Part, float], ...]:
    """The three moments that tell a movement: start, on the way, and its end; a cycle's thirds."""
    figure = movement.figure
    if figure is not None and figure.cycle:
        return ((Part.MOVE, 0.0), (Part.MOVE, 1 / 3 / figure.loops), (Part.MOVE, 2 / 3 / figure.loops))
    return ((Part.MOVE, 0.0), (Part.MOVE, 0.5), (Part.MOVE, 1.0))
