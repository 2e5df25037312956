"""Paint a figure with its floor and props, the placeholder of a movement without one, and the veil."""

import sys
from dataclasses import replace
from functools import lru_cache
from math import isclose

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QTransform
from PySide6.QtWidgets import QWidget

from intermezzo.ui.figure.drawing import Drawing, drawing
from intermezzo.ui.figure.guide import Ghost
from intermezzo.ui.figure.inset import lens_path
from intermezzo.ui.figure.placement import LENS_LINE
from intermezzo.ui.figure.poses import FigurePose
from intermezzo.ui.figure.scenery import background_image, paint_background
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import paint_disc, round_path, round_pen
from intermezzo.ui.kit.pictures import aligned, painting

_OF_FIGURES = ("intermezzo.core.figure", "intermezzo.ui.figure")
_VEILED = 0.42
"""Opacity of the figure below a veil."""


def paint_figure(painter: QPainter, area: QRectF, pose: FigurePose, region: str) -> None:
    """Paint a figure into an area; a close-up is a circle."""
    device, pixel_ratio = painter.device(), painter.deviceTransform().m11()
    vector = not isinstance(device, QWidget | QImage) or not isclose(pixel_ratio, device.devicePixelRatioF())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    one = drawing(pose, area, region, pixel_ratio=pixel_ratio, vector=vector, still=True)
    paint_drawing(painter, one)
    painter.restore()


def paint_drawing(painter: QPainter, drawing: Drawing) -> None:
    """Paint a drawing, its close-up over it. The painter must have antialiasing on."""
    _paint_one(painter, drawing)
    one = drawing.close_up
    if one is None:
        return
    if one.placement.figure.close_up_camera is None:
        painter.fillPath(lens_path(drawing.placement, one.placement, LENS_LINE), style.color("outline"))
    paint_close_up(painter, one)


def paint_close_up(painter: QPainter, drawing: Drawing) -> None:
    """Paint a close-up in its circle."""
    if drawing.pixel_ratio is None:
        painter.save()
        painter.setClipPath(drawing.placement.circle, Qt.ClipOperation.IntersectClip)
        painter.fillPath(drawing.placement.circle, style.color("disc"))
        _paint_one(painter, drawing)
        painter.restore()
        _paint_rim(painter, drawing)
    elif drawing.keeps_images:
        body = drawing.unguided or drawing
        painter.drawImage(*_kept_close_up(body, drawing.ghost, drawing.pixel_ratio, style.current()))
        if drawing.guide is not None:
            painter.drawImage(*drawing.guide)
    else:
        _paint_disc(painter, drawing, drawing.pixel_ratio)


def forget_drawings() -> None:
    """Empty all caches of figures: those of a few sessions take megabytes, and are soon filled again."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(_OF_FIGURES):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


@lru_cache(maxsize=48)
def _kept_close_up(
    body: Drawing, ghost: Ghost | None, pixel_ratio: float, _palette: style.Palette
) -> tuple[QPointF, QImage]:
    """Return a close-up without its guide, with which the same body is seen on its way there and back."""
    box = aligned(body.placement.area.adjusted(-1, -1, 1, 1), pixel_ratio)
    with painting(box, pixel_ratio) as (image, painter):
        _paint_disc(painter, replace(body, ghost=ghost), pixel_ratio)
    return box.topLeft(), image


def _paint_disc(painter: QPainter, drawing: Drawing, pixel_ratio: float) -> None:
    """Paint a close-up as a circle of an image: to clip all of it to the circle takes most of the time."""
    box = aligned(drawing.placement.area, pixel_ratio)
    with painting(box, pixel_ratio, ground=style.color("disc")) as (image, near):
        _paint_one(near, drawing)
    image.setDevicePixelRatio(1.0)
    disc = QBrush(image)
    disc.setTransform(QTransform(1 / pixel_ratio, 0, 0, 1 / pixel_ratio, box.x(), box.y()))
    painter.fillPath(drawing.placement.circle, disc)
    _paint_rim(painter, drawing)


def _paint_rim(painter: QPainter, drawing: Drawing) -> None:
    """Paint the rim of a close-up, inside its circle: the area may end with the widget."""
    placement = drawing.placement
    rim = round_path(placement.radius, hole=placement.radius - LENS_LINE)
    painter.fillPath(rim.translated(placement.area.center()), style.color("outline"))


def _paint_one(painter: QPainter, drawing: Drawing) -> None:
    placement, device_transform = drawing.placement, painter.transform()
    body_transform = placement.transform * device_transform
    if drawing.pixel_ratio is None or not drawing.keeps_images:
        paint_background(painter, placement, drawing.ghost, drawing.pixel_ratio)
    else:
        image = background_image(placement, drawing.pixel_ratio, drawing.ghost, style.current())
        if image is not None:
            painter.drawImage(*image)
    painter.setTransform(body_transform)
    for path, brush in drawing.lower_layers:
        painter.fillPath(path, brush)
    if drawing.glows:
        painter.setTransform(device_transform)
        for glow in drawing.glows:
            painter.drawImage(*glow)
        painter.setTransform(body_transform)
    for path, brush in drawing.upper_layers:
        painter.fillPath(path, brush)
    painter.setTransform(device_transform)
    if drawing.guide is not None:
        painter.drawImage(*drawing.guide)


def paint_placeholder(painter: QPainter, area: QRectF) -> None:
    """Paint the app's mark: a disc, a ring that has begun, and a spine."""
    unit = min(area.width(), area.height()) / 120
    middle = area.center()
    ring = 50 * unit
    paint_disc(painter, middle, 40 * unit, style.color("disc"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(round_pen(style.color("line"), 1.6 * unit))
    painter.drawEllipse(middle, ring, ring)
    painter.setPen(round_pen(style.color("green"), 3.2 * unit))
    rect = QRectF(middle.x() - ring, middle.y() - ring, 2 * ring, 2 * ring)
    painter.drawArc(rect, 90 * 16, -100 * 16)
    painter.setPen(round_pen(style.color("amber"), 3.6 * unit))
    spine = QPainterPath(middle + QPointF(1, -18) * unit)
    spine.cubicTo(
        middle + QPointF(7, -6) * unit, middle + QPointF(-7, 6) * unit, middle + QPointF(-1, 18) * unit
    )
    painter.drawPath(spine)


def paint_veil(painter: QPainter, rect: QRect) -> None:
    """Make what is painted in a rectangle faint.

    A veil is needed because translucent limbs would show one another.
    """
    veil = style.color("pill")
    veil.setAlphaF(1 - _VEILED)
    painter.fillRect(rect, veil)
