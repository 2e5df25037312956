"""Paints a figure's outlines in the palette in use."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QRadialGradient, QTransform

from intermezzo.core.figure import Body, Figure, body_at, frame, stays, view
from intermezzo.core.figure.keyframes import progress
from intermezzo.core.figure.vectors import add, turned
from intermezzo.core.model import Movement
from intermezzo.core.walkthrough import Part
from intermezzo.ui import style
from intermezzo.ui.figure_hulls import oval
from intermezzo.ui.figure_scenery import (
    DARK,
    mixed,
    paint_before,
    paint_behind,
    thing_colour,
)
from intermezzo.ui.figure_shapes import SPINE_WIDTH, Chest, Outline, chest, flipped, flipped_chest, outline
from intermezzo.ui.marks import round_pen

_MARGIN = 0.05
"""Round the body, in body heights."""
_SMALLEST = 0.80
"""A body that lies low is not blown up beyond this: the frame is at least so wide, in body heights."""
_SIDEWAYS = 0.86
"""So much of the way into the picture goes across the body where the spine is drawn over the near arm."""
STEPS, BREATHS = 160, 50
"""How finely a way and a breath are told apart, so that one repetition uses the drawings of the last."""
LIT = {
    "hip": ("{}_hip", 0.062), "glutes": ("root", 0.066), "thoracic": ("t6", 0.064),
    "shoulder girdle": ("c7", 0.040),
    "rib cage": ("t6", 0.068), "diaphragm": ("t12", 0.060), "deep core": ("l3", 0.048),
    "lumbar control": ("l3", 0.048), "foot/ankle": ("{}_ankle", 0.028), "neck": ("c0", 0.028),
    "jaw": ("jaw", 0.030), "eyes": ("head", 0.034), "arch": ("{}_heel", 0.030), "toes": ("{}_ball", 0.032),
}  # fmt: skip
"""Where a region's light stands, and how far it reaches in body heights: it stays inside the body."""
_BEFORE = {
    "l3": ("lumbar1", 0.022, 0.0), "t6": ("thorax2", 0.022, 0.0), "t12": ("lumbar2", 0.022, 0.0),
    "{}_heel": ("{}_foot", 0.066, 0.022), "{}_ball": ("{}_foot", 0.004, 0.012),
}  # fmt: skip
"""Points of the spine lie near the back; their light stands a little before them. The foot's is within it."""
_SMALL = 64.0
"""Pixels of a figure below which its light would be a blot, and a wide spine half of the body."""
_THIN = 2.2
"""A spine's line is at least so many pixels wide, unless the picture is small."""


@dataclass(frozen=True, slots=True)
class Pose:
    """What is drawn: a figure at a moment."""

    figure: Figure
    at: float
    fill: float
    side: int = 1
    eased: bool = False


@lru_cache(maxsize=400)
def _still(
    figure: Figure, at: float, fill: float, side: int, *, eased: bool, fine: bool
) -> tuple[Outline, Body]:
    """Draw what the breath leaves alone: on the way back it is what it was on the way there.

    ``fill`` counts only where hands lie on the ribs and the breath moves the arms.
    """
    body = body_at(figure, at, fill, side, eased=eased)
    if side == 2 and not stays(figure):
        return flipped(_still(figure, at, fill, 1, eased=eased, fine=fine)[0]), body
    return outline(figure, body, side, fine=fine), body


def _outline(pose: Pose, *, fine: bool) -> tuple[Outline, Body]:
    fill = pose.fill if pose.figure.held_by_breath else 0.0
    return _still(pose.figure, pose.at, fill, pose.side, eased=pose.eased, fine=fine)


@lru_cache(maxsize=400)
def _chest(pose: Pose, *, fine: bool) -> Chest:
    if pose.side == 2 and not stays(pose.figure):
        return flipped_chest(_chest(replace(pose, side=1), fine=fine))
    body = replace(_outline(pose, fine=fine)[1], fill=pose.fill)
    return chest(pose.figure, body, pose.side, fine=fine)


_FINE = 520.0
"""Pixels of a body's height from which its roundings are drawn finely."""


def placing(figure: Figure, side: int, area: QRectF, *, in_circle: bool) -> QTransform:
    """Give the way from body heights (y downwards) into an area, or into the circle within the area."""
    left, bottom, right, top = frame(figure, side)
    close = figure.close_up != "none"
    if not close:
        left, right, bottom, top = left - _MARGIN, right + _MARGIN, bottom - _MARGIN, top + _MARGIN
        lacking = max(0.0, _SMALLEST - max(right - left, top - bottom))
        left, right = left - lacking / 2, right + lacking / 2
    if in_circle and not close:
        size = area.width() / hypot(right - left, top - bottom)
    else:
        size = min(area.width() / (right - left), area.height() / (top - bottom))
    way = QTransform()
    way.translate(area.center().x(), area.center().y())
    way.scale(size, size)
    way.translate(-(left + right) / 2, (bottom + top) / 2)
    return way


def paint_figure(
    painter: QPainter, area: QRectF, pose: Pose, region: str, *, in_circle: bool = False
) -> None:
    """Paint floor, props and body into the area, or into the circle within it, as every close-up."""
    figure = pose.figure
    way = placing(figure, pose.side, area, in_circle=in_circle)
    size = way.m11()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if figure.close_up != "none" and not in_circle:
        painter.fillPath(_circle(area), style.color("disc"))
    painter.setTransform(way, True)
    fine = painter.deviceTransform().m11() > _FINE
    painter.setPen(Qt.PenStyle.NoPen)
    paint_behind(painter, figure, pose.side, area, way, in_circle=in_circle)
    _paint_trunk(painter, way, pose, region, fine=fine)
    paint_before(painter, figure, pose.side, area, way, in_circle=in_circle)
    _paint_arms(painter, pose, size, fine=fine)
    painter.restore()


def _paint_trunk(painter: QPainter, way: QTransform, pose: Pose, region: str, *, fine: bool) -> None:
    """Paint all but the near arms, and the spine where it lies below them."""
    (shapes, body), breathing = _outline(pose, fine=fine), _chest(pose, fine=fine)
    main = style.color("figure")
    if not shapes.far.isEmpty():
        painter.fillPath(shapes.far, style.color("far"))
    if not shapes.behind.isEmpty():
        painter.fillPath(shapes.behind, mixed(main, style.color("far"), 0.35))
    for path in shapes.below:
        painter.fillPath(path, _amber())
    if not shapes.toe_before:
        painter.fillPath(shapes.toe, style.color("near_arm"))
    painter.fillPath(breathing.trunk, main)
    painter.fillPath(shapes.core, main)
    # How full the chest is: a lighter oval that grows with the breath.
    painter.fillPath(breathing.lungs, mixed(main, style.color("near_arm"), 0.35 + 0.50 * pose.fill))
    _paint_light(painter, way, pose, body, region)
    _paint_eyes(painter, shapes)
    if not _sideways(pose):
        _paint_spine(painter, shapes, way.m11())


def _paint_arms(painter: QPainter, pose: Pose, size: float, *, fine: bool) -> None:
    """Paint the near arms, with what lies under them and what they hold."""
    shapes, _body = _outline(pose, fine=fine)
    for path in shapes.carried:
        painter.fillPath(path, _amber())
    painter.fillPath(shapes.arms, style.color("near_arm"))
    if shapes.toe_before:
        painter.fillPath(shapes.toe, style.color("near_arm"))
    if _sideways(pose):
        _paint_spine(painter, shapes, size)
    for path in shapes.held:
        painter.fillPath(path, _amber())


def _amber() -> QColor:
    return mixed(thing_colour(DARK), style.color("amber"), 0.5)


def _sideways(pose: Pose) -> bool:
    return abs(view(pose.figure, pose.side).into[1]) > _SIDEWAYS


def _circle(area: QRectF) -> QPainterPath:
    side = min(area.width(), area.height())
    place = QRectF(0, 0, side, side)
    place.moveCenter(area.center())
    path = QPainterPath()
    path.addEllipse(place)
    return path


def _paint_spine(painter: QPainter, shapes: Outline, size: float) -> None:
    painter.fillPath(shapes.spine, style.color("spine"))
    lacking = _THIN / size - SPINE_WIDTH
    if lacking > 0 and size >= _SMALL:
        painter.strokePath(shapes.spine, round_pen(style.color("spine"), lacking))


def _paint_eyes(painter: QPainter, shapes: Outline) -> None:
    for white, iris in shapes.eyes:
        painter.fillPath(oval(white), style.color("far"))
        painter.fillPath(oval(iris), style.color("figure"))
    for path, colour in zip(shapes.jaw, ("near_arm", "far"), strict=False):
        painter.fillPath(path, style.color(colour))


def _paint_light(painter: QPainter, way: QTransform, pose: Pose, body: Body, region: str) -> None:
    """Warm the place where the movement works."""
    found = LIT.get(pose.figure.region or region)
    if found is None:
        return
    name, reach = found
    left, bottom, right, top = frame(pose.figure, pose.side)
    around = 0.0 if pose.figure.close_up != "none" else 2 * _MARGIN
    if (max(right - left, top - bottom) + around) * way.m11() < _SMALL:
        return
    one = "l" if pose.side == 2 else "r"
    place = body.points[name.format(one)]
    if name in _BEFORE:
        segment, ahead, above = _BEFORE[name]
        place = add(place, turned(body.frames[segment.format(one)], (ahead, 0.0, above)))
    x, y = view(pose.figure, pose.side).flat(place)
    # Laid on pixel by pixel: an image that is scaled costs as much as the gradient that it saves.
    ratio = painter.device().devicePixelRatioF()
    side = max(2, round(2 * reach * way.m11() * ratio))
    corner = way.map(QPointF(x - reach, -y - reach))
    painter.save()
    painter.setTransform(way.inverted()[0], True)
    painter.drawImage(
        QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio),
        _glow(style.current().spine, side, ratio),
    )
    painter.restore()


@lru_cache(maxsize=16)
def _glow(colour: str, side: int, ratio: float) -> QImage:
    """Draw a light once: a gradient costs more than all the rest of the body in every frame."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    light = QRadialGradient(QPointF(side / 2, side / 2), side / 2)
    warm = QColor(colour)
    for at, alpha in ((0.0, 0.42), (0.55, 0.18), (1.0, 0.0)):
        warm.setAlphaF(alpha)
        light.setColorAt(at, warm)
    painter = QPainter(image)
    painter.fillRect(image.rect(), light)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def pose_at(
    movement: Movement, part: Part, fraction: float, fill: float, side: int = 1, *, eased: bool = False
) -> Pose | None:
    """Give what is drawn of a movement at a moment, None without a figure; close moments share a drawing."""
    if movement.figure is None:
        return None
    at = progress(movement.figure, part, fraction)
    return Pose(movement.figure, round(at * STEPS) / STEPS, round(fill * BREATHS) / BREATHS, side, eased)


def bounds(pose: Pose, area: QRectF, *, in_circle: bool = False) -> QRectF:
    """Give the part of the area that a body covers."""
    if pose.figure.close_up != "none":
        return area
    shapes, _body = _outline(pose, fine=False)
    return placing(pose.figure, pose.side, area, in_circle=in_circle).mapRect(shapes.bounds)
