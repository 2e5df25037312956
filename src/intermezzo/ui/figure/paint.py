"""Paints a figure: the drawing that was found, with the floor and the props round it."""

from math import isclose

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from intermezzo.ui.figure.drawing import Drawing, FigurePose, drawing
from intermezzo.ui.figure.scenery import behind, paint_behind
from intermezzo.ui.kit import style


def paint_figure(
    painter: QPainter, area: QRectF, pose: FigurePose, region: str, *, in_circle: bool = False
) -> None:
    """Paint floor, props and body into the area, or into the circle within it, as every close-up."""
    device, ratio = painter.device(), painter.deviceTransform().m11()
    paper = not isinstance(device, QWidget | QImage) or not isclose(ratio, device.devicePixelRatioF())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    found = drawing(pose, area, region, ratio=ratio, in_circle=in_circle, paper=paper)
    if found.here.rim is not None and not in_circle:
        painter.fillPath(found.here.rim, style.color("disc"))
    paint_drawing(painter, found)
    painter.restore()


def paint_drawing(painter: QPainter, found: Drawing) -> None:
    """Paint a drawing, floor and props included; the painter smooths edges already.

    It is left with the rim of a close-up as its clip.
    """
    fill, here, plain = painter.fillPath, found.here, painter.transform()
    scaled = here.way * plain
    laid = behind(here, found.ratio, style.current()) if found.ratio is not None else None
    if laid is None:
        paint_behind(painter, here)
    else:
        painter.drawImage(*laid)
    if here.rim is not None:
        painter.setClipPath(here.rim, Qt.ClipOperation.IntersectClip)
    painter.setTransform(scaled)
    for path, colour in found.trunk:
        fill(path, colour)
    if found.light is not None:
        painter.setTransform(plain)
        painter.drawImage(*found.light)
        painter.setTransform(scaled)
    for path, colour in found.upon:
        fill(path, colour)
    painter.setTransform(plain)
