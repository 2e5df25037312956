"""Paints a figure: the drawing that was found, with the floor and the props round it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from intermezzo.ui import style
from intermezzo.ui.figure_drawing import Drawing, Pose, drawing
from intermezzo.ui.figure_scenery import before, paint_behind


def paint_figure(
    painter: QPainter, area: QRectF, pose: Pose, region: str, *, in_circle: bool = False
) -> None:
    """Paint floor, props and body into the area, or into the circle within it, as every close-up."""
    ratio = painter.deviceTransform().m11()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if pose.figure.close_up != "none" and not in_circle:
        painter.fillPath(_circle(area), style.color("disc"))
    paint_drawing(painter, drawing(pose, area, region, ratio=ratio, in_circle=in_circle))
    painter.restore()


def paint_drawing(painter: QPainter, found: Drawing) -> None:
    """Paint a drawing, floor and props included; the painter smooths edges already."""
    fill, here, plain = painter.fillPath, found.here, painter.transform()
    scaled = here.way * plain
    paint_behind(painter, here)
    painter.setTransform(scaled)
    for path, colour in found.trunk:
        fill(path, colour)
    if found.light is not None:
        painter.setTransform(plain)
        painter.drawImage(*found.light)
        painter.setTransform(scaled)
    for path, colour in found.upon:
        fill(path, colour)
    for path, colour in before(here, style.current()):
        fill(path, colour)
    for path, colour in found.arms:
        fill(path, colour)
    painter.setTransform(plain)


def _circle(area: QRectF) -> QPainterPath:
    side = min(area.width(), area.height())
    place = QRectF(0, 0, side, side)
    place.moveCenter(area.center())
    path = QPainterPath()
    path.addEllipse(place)
    return path
