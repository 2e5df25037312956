"""A figure that stands still, and the moment at which it is shown; without one, a mark of ring and breath."""

from math import acos, pi

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.figure import Figure
from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement, Session
from intermezzo.core.practice.timeline import Moment, Part, Phase, breath_fill_at
from intermezzo.ui.figure.drawing import FigurePose, pose_at
from intermezzo.ui.figure.paint import paint_figure
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen


class FigureView(QWidget):
    """Draws a movement; without a figure, the mark. It is decoration, and silent to screen readers."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._size = QSize(width, height)
        self._movement: Movement | None = None
        self._pose: FigurePose | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def pose(self) -> FigurePose | None:
        """What is drawn; None for the mark."""
        return self._pose

    def show_movement(self, movement: Movement | None) -> None:
        """Show a movement as a still, where it is most itself; None shows the mark."""
        self._movement = movement
        self._pose = telling(movement) if movement is not None else None
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return the place it keeps, which grows with the text."""
        return self._size * style.scale()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pose is None or self._movement is None:
            paint_mark(painter, QRectF(self.rect()))
        else:
            paint_figure(painter, QRectF(self.rect()), self._pose, self._movement.regions[0])


def most_telling(session: Session) -> Movement | None:
    """Choose the movement that stands for a session: the one drawn whole that moves the most."""
    drawn = [step.movement for step in session.steps if step.movement.figure is not None]
    return max(drawn, key=_size, default=None)


def _size(movement: Movement) -> tuple[bool, float]:
    """Say how much there is to see: a whole body rather than a close-up, and how far its joints go."""
    figure = movement.figure
    if figure is None:
        return False, 0.0
    start = figure.keys[0].pose
    ways = [sum(abs(b - a) for a, b in zip(start, key.pose, strict=True)) for key in figure.keys]
    return figure.close_up == "none", max(ways)


def telling(movement: Movement, *, eased: bool = False) -> FigurePose | None:
    """Return the pose that tells most of a movement."""
    if movement.figure is None:
        return None
    fraction = telling_fraction(movement.figure)
    fill = breath_fill_at(movement, Part.MOVE, fraction)
    return pose_at(movement, Part.MOVE, fraction, fill, eased=eased)


def telling_fraction(figure: Figure) -> float:
    """How far into the move it tells most: its end, half of its circle, or the way up or down."""
    if figure.keys[-1].base != figure.base and len(figure.keys) > 2:
        # Only to stand there, or to sit, tells nothing; ``progress`` passes the key before at this fraction.
        return acos(1 - 2 * figure.keys[-2].at) / pi
    return _furthest(figure)


def _furthest(figure: Figure) -> float:
    return 0.5 / figure.loops if figure.cycle else 1.0


def pose_of(movement: Movement, moment: Moment, *, eased: bool) -> FigurePose | None:
    """Return what is drawn at a moment: before a step its start; with reduced motion, one of the two ends."""
    part, fraction, fill = moment.part, moment.part_fraction, moment.breath_fill
    if style.reduced_motion() and movement.figure is not None:
        if moment.phase is Phase.STEP and part in {Part.MOVE, Part.HOLD}:
            part, fraction = Part.MOVE, _furthest(movement.figure)
        else:
            part, fraction = Part.REST, 0.0
        fill = breath_fill_at(movement, part, fraction)
    return pose_at(movement, part, fraction, fill, moment.side, eased=eased)


def paint_mark(painter: QPainter, area: QRectF) -> None:
    """Draw a breath disc in a ring that has just begun, and the amber line of a spine."""
    unit = min(area.width(), area.height()) / 120
    middle = area.center()
    ring = 50 * unit
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.color("rest"))
    painter.drawEllipse(middle, 40 * unit, 40 * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(round_pen(style.color("line"), 1.6 * unit))
    painter.drawEllipse(middle, ring, ring)
    painter.setPen(round_pen(style.color("green"), 3.2 * unit))
    place = QRectF(middle.x() - ring, middle.y() - ring, 2 * ring, 2 * ring)
    painter.drawArc(place, 90 * 16, -100 * 16)
    painter.setPen(round_pen(style.color("amber"), 3.6 * unit))
    spine = QPainterPath(middle + QPointF(1, -18) * unit)
    spine.cubicTo(
        middle + QPointF(7, -6) * unit, middle + QPointF(-7, 6) * unit, middle + QPointF(-1, 18) * unit
    )
    painter.drawPath(spine)
