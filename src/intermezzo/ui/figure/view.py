"""The widget that shows a figure."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.model import Movement
from intermezzo.presenters.library.movement import figure_name
from intermezzo.ui.figure.drawing import Drawing, changed, drawing
from intermezzo.ui.figure.paint import paint_drawing, paint_placeholder, paint_veil
from intermezzo.ui.figure.poses import FigurePose, is_other_figure, key_pose
from intermezzo.ui.figure.thumbnail import tile_area
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_path, smooth_painter


class FigureView(QWidget):
    """Show a movement's figure in a pose, or the placeholder of a movement without a figure.

    With a ``background`` (a colour name of the palette) the widget is opaque, so that a frame repaints
    nothing below it, and the figure has the size that it has on a thumbnail; without one the figure fills
    the widget, and a wall fades out towards its edges. ``circle`` fits it into a disc.
    """

    accessible_role = QAccessible.Role.Graphic

    def __init__(
        self, parent: QWidget | None = None, *, background: str = "", circle: bool = False,
        size: QSize | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._background = background
        self._circle = circle
        self._size = size
        self.movement: Movement | None = None
        self.pose: FigurePose | None = None
        """The pose that is shown; None shows the placeholder."""
        self.faint = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, bool(background))
        if size is not None:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._size is None else self._size * style.scale()

    def show_movement(self, movement: Movement | None, *, faint: bool = False) -> None:
        """Show the key pose of a movement."""
        self.movement, self.faint = movement, faint
        self.pose = key_pose(movement) if movement is not None else None
        self.setAccessibleName(figure_name(movement.name) if movement is not None else "")
        self.update()

    def show_pose(self, pose: FigurePose | None) -> None:
        """Show another pose of the movement and repaint what differs."""
        old, self.pose = self.pose, pose
        if pose == old:
            return
        if old is None or pose is None or is_other_figure(old, pose):
            self.update()
            return
        self.update(changed(self._drawing(old), self._drawing(pose)))

    def _drawing(self, pose: FigurePose) -> Drawing:
        area = QRectF(self.rect())
        region = self.movement.regions[0] if self.movement is not None else ""
        return drawing(
            pose, area, region, pixel_ratio=self.devicePixelRatioF(), in_circle=self._circle,
            fades=not (self._background or self._circle),
            within=tile_area(pose, area) if self._background and not self._circle else None,
        )  # fmt: skip

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        area = QRectF(self.rect())
        if self._background:
            painter.fillRect(event.rect(), style.color(self._background))
        if self._circle:
            painter.fillPath(round_path(area.width() / 2).translated(area.center()), style.color("disc"))
        if self.pose is not None:
            paint_drawing(painter, self._drawing(self.pose))
        elif self.movement is not None or not self._background:
            paint_placeholder(painter, area)
        if self.faint:
            paint_veil(painter, event.rect())
