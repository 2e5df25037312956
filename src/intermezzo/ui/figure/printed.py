"""Figures on paper: the start of a movement and its key pose, side by side."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.timeline import Part
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.figure.poses import FigurePose, key_pose, pose_at
from intermezzo.ui.kit import style
from intermezzo.ui.kit.paper import Paper

_RADIUS = 12.0
_INSIDE = 7.0
"""Space between the edge of a box and the figure in it."""


def print_start_and_key(paper: Paper, movement: Movement, at: QPointF, size: QSizeF, between: float) -> None:
    """Draw both in boxes of this size, the first with its top left corner ``at``."""
    for number, pose in enumerate((pose_at(movement, Part.MOVE, 0.0), key_pose(movement))):
        shift = QPointF(number * (size.width() + between), 0)
        print_pose(paper, movement, pose, QRectF(at + shift, size))


def print_pose(paper: Paper, movement: Movement, pose: FigurePose | None, place: QRectF) -> None:
    """Draw one pose in its box."""
    paper.box(place, style.color("pill"), _RADIUS)
    if pose is None:
        return
    region = movement.regions[0] if movement.regions else ""
    inside = QPainterPath()
    inside.addRoundedRect(place, _RADIUS, _RADIUS)
    paper.painter.save()
    paper.painter.setClipPath(inside)
    paint_figure(paper.painter, place.adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE), pose, region)
    paper.painter.restore()
