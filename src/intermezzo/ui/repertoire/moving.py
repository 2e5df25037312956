"""A figure that moves in its own place, and paints nothing but that."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from intermezzo.core.model import Movement
from intermezzo.ui import style
from intermezzo.ui.figure_paint import Pose, bounds, paint_figure
from intermezzo.ui.figure_view import paint_mark, telling
from intermezzo.ui.marks import round_path
from intermezzo.ui.thumb import place_of

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
        self.pose: Pose | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_movement(self, movement: Movement | None, *, faint: bool = False) -> None:
        """Show a movement as a still."""
        self.movement, self.faint = movement, faint
        self.pose = telling(movement) if movement is not None else None
        self.update()

    def show_pose(self, pose: Pose | None) -> None:
        """Show it at a moment; only what moved is painted again."""
        before, self.pose = self.pose, pose
        if pose == before:
            return
        if before is None or pose is None or before.side != pose.side:
            self.update()
            return
        old, new = (bounds(one, self._place(one), in_circle=self._circle) for one in (before, pose))
        self.update(old.united(new).toAlignedRect().adjusted(-2, -2, 2, 2))

    def _place(self, pose: Pose) -> QRectF:
        """Give where it is drawn: the whole circle, or as on the tile of its still."""
        area = QRectF(self.rect())
        return area if self._circle else place_of(pose, area)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the figure on it."""
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
            place = self._place(self.pose)
            paint_figure(painter, place, self.pose, self.movement.regions[0], in_circle=self._circle)
        if self.faint:  # laid over it: parts of a body that are each see-through would show one another
            paint_veil(painter, event.rect())


def paint_veil(painter: QPainter, area: QRect) -> None:
    """Make what is drawn there faint."""
    veil = style.color("pill")
    veil.setAlphaF(1 - FAINT)
    painter.fillRect(area, veil)
