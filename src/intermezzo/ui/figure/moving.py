"""A figure that moves in its own place, and paints nothing but that."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.ui.figure.drawing import Drawing, FigurePose, drawing
from intermezzo.ui.figure.paint import paint_drawing
from intermezzo.ui.figure.thumbnail import place_of
from intermezzo.ui.figure.view import paint_mark, telling
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_path

FAINT = 0.42
"""How strong the figure of a movement is that the settings leave out."""


class MovingFigure(QWidget):
    """On a ground of its own, so that nothing below is painted again; in a circle if wished.

    ``ground`` is the palette's name of its colour.

    It is decoration, and silent to screen readers.
    """

    def __init__(self, parent: QWidget | None = None, *, circle: bool = False, ground: str = "pill") -> None:
        super().__init__(parent)
        self._circle = circle
        self._ground = ground
        self.movement: Movement | None = None
        """Whose figure it is."""
        self.faint = False
        self.pose: FigurePose | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_movement(self, movement: Movement | None, *, faint: bool = False) -> None:
        """Show a movement as a still."""
        self.movement, self.faint = movement, faint
        self.pose = telling(movement) if movement is not None else None
        self.update()

    def show_pose(self, pose: FigurePose | None) -> None:
        """Show it at a moment; only what moved is painted again."""
        before, self.pose = self.pose, pose
        if pose == before:
            return
        if before is None or pose is None or before.side != pose.side:
            self.update()
            return
        self.update(self._found(before).touched.united(self._found(pose).touched))

    def _found(self, pose: FigurePose) -> Drawing:
        """Return how it is drawn: in the whole circle, or as on the tile of its still."""
        area = QRectF(self.rect())
        region = self.movement.regions[0] if self.movement is not None else ""
        place = area if self._circle else place_of(pose, area)
        return drawing(pose, place, region, ratio=self.devicePixelRatioF(), in_circle=self._circle)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), style.color(self._ground))
        area = QRectF(self.rect())
        if self._circle:
            painter.fillPath(round_path(area.width() / 2).translated(area.center()), style.color("disc"))
        if self.movement is None:
            return
        if self.pose is None:
            paint_mark(painter, area)
        else:
            paint_drawing(painter, self._found(self.pose))
        if self.faint:  # laid over it: parts of a body that are each see-through would show one another
            paint_veil(painter, event.rect())


def paint_veil(painter: QPainter, area: QRect) -> None:
    """Make what is drawn there faint."""
    veil = style.color("pill")
    veil.setAlphaF(1 - FAINT)
    painter.fillRect(area, veil)
