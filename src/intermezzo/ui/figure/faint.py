"""What is translucent: the floor, shadows and the ghost."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from intermezzo.ui.figure.hulls import one_path
from intermezzo.ui.figure.placement import Placement
from intermezzo.ui.kit.pictures import aligned, painting


@dataclass(frozen=True, slots=True)
class Faint:
    """Outlines with a translucent colour, in body heights, y downwards."""

    layers: tuple[tuple[QPainterPath, ...], ...]
    """Each lies on the one before and within it. The outlines of one layer overlap as if they were one."""
    colour: QColor
    """Of one layer."""

    def bounds(self) -> QRectF:
        """Return the bounding rectangle."""
        # The first layer is the largest.
        return one_path(self.layers[0] if self.layers else ()).controlPointRect()


def paint_faint(painter: QPainter, faint: Faint, placement: Placement, pixel_ratio: float | None) -> None:
    """Paint translucent outlines; ``pixel_ratio`` is None for a vector device.

    Qt is slow with the edges of what is translucent, and with a path of many outlines. Into an image of
    their own the outlines are copied one by one, which takes a fourth of the time.
    """
    if pixel_ratio is None:
        for layer in faint.layers:
            painter.fillPath(placement.transform.map(one_path(layer)), faint.colour)
        return
    device = painter.transform().inverted()[0].mapRect(QRectF(painter.window()))
    box = aligned(placement.transform.mapRect(faint.bounds()) & device, pixel_ratio)
    if box.isEmpty():
        return
    with painting(box, pixel_ratio) as (image, one):
        one.setTransform(placement.transform, True)
        one.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        colour, through = QColor(faint.colour), 1.0
        for layer in faint.layers:
            through *= 1 - faint.colour.alphaF()
            colour.setAlphaF(1 - through)
            for path in layer:
                one.fillPath(path, colour)
    painter.drawImage(box.topLeft(), image)
