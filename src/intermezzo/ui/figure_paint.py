"""Paints a figure's outlines in the palette in use."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot, sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QRadialGradient, QTransform
from PySide6.QtWidgets import QWidget

from intermezzo.core.figure import Body, Figure, body_at, frame, view
from intermezzo.core.figure.keyframes import FOOT, progress
from intermezzo.core.figure.props import BED_FLOOR
from intermezzo.core.figure.vectors import UPRIGHT, add, turned
from intermezzo.core.model import Movement
from intermezzo.core.walkthrough import Part
from intermezzo.ui import style
from intermezzo.ui.figure_shapes import SPINE_WIDTH, Chest, Outline, chest, outline, prop_paths
from intermezzo.ui.marks import round_path, round_pen

_MARGIN = 0.05
"""Round the body, in body heights."""
_SMALLEST = 0.80
"""A body that lies low is not blown up beyond this: the frame is at least so wide, in body heights."""
_DARK = 0.42
"""How far a prop stands out from the ground."""
_TONES = {"wall": 0.15, "sheet": 0.24}
_THIN = 0.05
"""What is not wider than this, in body heights, is seen from its edge."""
_SIDEWAYS = 0.86
"""So much of the way into the picture goes across the body where the spine is drawn over the near arm."""
STEPS, BREATHS = 160, 50
"""How finely a way and a breath are told apart, so that one repetition uses the drawings of the last."""
LIT = {
    "hip": ("{}_hip", 0.062), "glutes": ("root", 0.066), "thoracic": ("t6", 0.064),
    "shoulder girdle": ("c7", 0.040),
    "rib cage": ("t6", 0.068), "diaphragm": ("t12", 0.060), "deep core": ("l3", 0.048),
    "lumbar control": ("l3", 0.048), "foot/ankle": ("{}_ankle", 0.028), "neck": ("c0", 0.028),
    "jaw": ("jaw", 0.030), "eyes": ("head", 0.034),
}  # fmt: skip
"""Where a region's light stands, and how far it reaches in body heights: it stays inside the body."""
_BEHIND = {"l3": "lumbar1", "t6": "thorax2", "t12": "lumbar2"}
"""Points of the spine lie near the back; their light stands a little before them."""


@dataclass(frozen=True, slots=True)
class Pose:
    """What is drawn: a figure at a moment."""

    figure: Figure
    at: float
    fill: float
    side: int = 1
    eased: bool = False


@lru_cache(maxsize=400)
def _still(figure: Figure, at: float, side: int, *, eased: bool, fine: bool) -> tuple[Outline, Body]:
    """Draw what the breath leaves alone: on the way back it is what it was on the way there."""
    body = body_at(figure, at, 0.0, side, eased=eased)
    return outline(figure, body, side, fine=fine), body


def _outline(pose: Pose, *, fine: bool) -> tuple[Outline, Body]:
    return _still(pose.figure, pose.at, pose.side, eased=pose.eased, fine=fine)


@lru_cache(maxsize=400)
def _chest(pose: Pose, *, fine: bool) -> Chest:
    body = replace(_outline(pose, fine=fine)[1], fill=pose.fill)
    return chest(pose.figure, body, pose.side, fine=fine)


_FINE = 520.0
"""Pixels of a body's height from which its roundings are drawn finely."""


@lru_cache(maxsize=16)
def _props(
    figure: Figure, side: int, circle: tuple[float, float, float] | None, *, before: bool
) -> tuple[tuple[QPainterPath, float], ...]:
    """Give the outlines of the props behind the body, or ``before`` it, each with how dark it is.

    ``circle`` as (x, y, radius) in body heights cuts them.
    """
    paths = [(path, tone) for path, tone in prop_paths(figure, side) if (tone == "rail") is before]
    if circle is not None:
        paths = [(_cut(path, circle), tone) for path, tone in paths]
    return tuple((path, _darkness(path, tone)) for path, tone in paths)


def _cut(path: QPainterPath, circle: tuple[float, float, float]) -> QPainterPath:
    x, y, radius = circle
    room = QPainterPath()
    room.addEllipse(QPointF(x, y), radius, radius)
    return path.intersected(room)


def _darkness(path: QPainterPath, tone: str) -> float:
    """Say how far a prop stands out from the ground: a wall or a sheet less, unless seen from its edge."""
    box = path.boundingRect()
    return _TONES.get(tone, _DARK) if min(box.width(), box.height()) > _THIN else _DARK


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
    painter: QPainter, area: QRectF, pose: Pose, region: str, *, in_circle: bool = False,
    ground: str = "pill",
) -> None:  # fmt: skip
    """Paint floor, props and body into the area, or into the circle within it.

    ``ground`` is the palette's name of the colour around, which shows in the corners of a close-up.
    """
    figure = pose.figure
    way = placing(figure, pose.side, area, in_circle=in_circle)
    size = way.m11()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if figure.close_up != "none":
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        if not in_circle:
            painter.fillPath(_circle(area), style.color("disc"))
    painter.setTransform(way, True)
    fine = painter.deviceTransform().m11() > _FINE
    painter.setPen(Qt.PenStyle.NoPen)
    _paint_scenery(painter, pose, area, way, in_circle=in_circle)
    circle = _room(area, way) if in_circle else None
    _paint_trunk(painter, way, pose, region, fine=fine)
    for path, dark in _props(figure, pose.side, circle, before=True):
        painter.fillPath(path, _thing_colour(dark))
    _paint_arms(painter, pose, size, fine=fine)
    if figure.close_up != "none":
        painter.setTransform(way.inverted()[0], True)
        _cover_corners(painter, area, ground)
    painter.restore()


def _room(area: QRectF, way: QTransform) -> tuple[float, float, float]:
    """Give the circle within an area as (x, y, radius) in body heights."""
    middle = way.inverted()[0].map(area.center())
    return (round(middle.x(), 4), round(middle.y(), 4), round(area.width() / 2 / way.m11(), 4))


def _paint_scenery(painter: QPainter, pose: Pose, area: QRectF, way: QTransform, *, in_circle: bool) -> None:
    """Paint what stands still behind the body: floor and props.

    On a screen it is laid on as an image, which costs a tenth; on paper, or where pixels would not fit,
    it is drawn.
    """
    device, grid = painter.device(), painter.deviceTransform()
    ratio = device.devicePixelRatioF()
    box = area.toAlignedRect()
    corner = QPointF(box.topLeft())
    whole = all(float(side * ratio).is_integer() for side in (box.x(), box.y(), box.width(), box.height()))
    if not whole or not isinstance(device, QWidget | QImage) or grid.m11() != way.m11() * ratio:
        _draw_scenery(painter, pose.figure, pose.side, area, way, in_circle=in_circle)
        return
    palette = style.current()
    image = _scenery(
        pose.figure, pose.side, (area.x() - box.x(), area.y() - box.y(), area.width(), area.height()),
        ratio, palette.pill, palette.outline, in_circle=in_circle,
    )  # fmt: skip
    painter.save()
    painter.setTransform(way.inverted()[0], True)
    painter.drawImage(corner, image)
    painter.restore()


@lru_cache(maxsize=3)
def _scenery(
    figure: Figure, side: int, place: tuple[float, float, float, float], ratio: float, _ground: str,
    _line: str, *, in_circle: bool,
) -> QImage:  # fmt: skip
    """Draw what stands still, once for a movement, a size and a palette (its two colours)."""
    area = QRectF(*place)
    box = area.toAlignedRect()
    image = QImage(box.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    way = placing(figure, side, area, in_circle=in_circle)
    painter.setTransform(way, True)
    _draw_scenery(painter, figure, side, area, way, in_circle=in_circle)
    painter.end()
    return image


def _draw_scenery(
    painter: QPainter, figure: Figure, side: int, area: QRectF, way: QTransform, *, in_circle: bool
) -> None:
    whole = figure.close_up == "none" and abs(figure.camera[1]) < _STEEP
    if in_circle or figure.close_up in FOOT or whole:
        _paint_floor(painter, figure, side, area, way, in_circle=in_circle)
    painter.setPen(Qt.PenStyle.NoPen)
    for path, dark in _props(figure, side, _room(area, way) if in_circle else None, before=False):
        painter.fillPath(path, _thing_colour(dark))


_STEEP = 45.0
"""Degrees from which the eye looks down on the body rather than at it, and sees no floor beyond."""


def _paint_trunk(painter: QPainter, way: QTransform, pose: Pose, region: str, *, fine: bool) -> None:
    """Paint all but the near arms, and the spine where it lies below them."""
    (shapes, body), breathing = _outline(pose, fine=fine), _chest(pose, fine=fine)
    main = style.color("figure")
    painter.fillPath(shapes.far, style.color("far"))
    painter.fillPath(shapes.behind, _mixed(main, style.color("far"), 0.35))
    painter.fillPath(breathing.trunk, main)
    painter.fillPath(shapes.core, main)
    if not shapes.toe_before:
        painter.fillPath(shapes.toe, style.color("near_arm"))
    painter.fillPath(shapes.legs, main)
    # How full the chest is: a lighter oval that grows with the breath.
    _paint_ellipse(painter, breathing.lungs, _mixed(main, style.color("near_arm"), 0.35 + 0.50 * pose.fill))
    _paint_light(painter, way, pose, body, region)
    _paint_eyes(painter, shapes)
    if not _sideways(pose):
        _paint_spine(painter, shapes, way.m11())


def _paint_arms(painter: QPainter, pose: Pose, size: float, *, fine: bool) -> None:
    """Paint the near arms, with what lies under them and what they hold."""
    shapes, _body = _outline(pose, fine=fine)
    amber = _mixed(_thing_colour(_DARK), style.color("amber"), 0.5)
    for path in shapes.carried:
        painter.fillPath(path, amber)
    painter.fillPath(shapes.arms, style.color("near_arm"))
    if shapes.toe_before:
        painter.fillPath(shapes.toe, style.color("near_arm"))
    if _sideways(pose):
        _paint_spine(painter, shapes, size)
    for path in shapes.held:
        painter.fillPath(path, amber)


def _sideways(pose: Pose) -> bool:
    return abs(view(pose.figure, pose.side).into[1]) > _SIDEWAYS


def _circle(area: QRectF) -> QPainterPath:
    side = min(area.width(), area.height())
    place = QRectF(0, 0, side, side)
    place.moveCenter(area.center())
    path = QPainterPath()
    path.addEllipse(place)
    return path


def _cover_corners(painter: QPainter, area: QRectF, ground: str) -> None:
    """Let a close-up end in a circle: painting over its corners costs far less than a round clip."""
    path = _circle(area)
    path.addRect(area.adjusted(-1, -1, 1, 1))
    painter.fillPath(path, style.color(ground))


def _paint_spine(painter: QPainter, shapes: Outline, size: float) -> None:
    painter.fillPath(shapes.spine, style.color("spine"))
    lacking = 2.2 / size - SPINE_WIDTH
    if lacking > 0:
        painter.strokePath(shapes.spine, round_pen(style.color("spine"), lacking))


def _paint_floor(
    painter: QPainter, figure: Figure, side: int, area: QRectF, way: QTransform, *, in_circle: bool
) -> None:
    """Draw the floor: a line for an eye that is level with it, else a pale disc under the body."""
    level = BED_FLOOR if "bed" in figure.props else 0.0
    if abs(figure.camera[1]) >= _LEVEL:
        if not {"mat", "bed"} & set(figure.props):
            path = _oval(_ground(figure, side))
            painter.fillPath(_cut(path, _room(area, way)) if in_circle else path, _thing_colour(0.13))
        return
    inverse, _possible = way.inverted()
    seen = inverse.mapRect(area)
    left, _bottom, right, _top = frame(figure, side)
    half = min(seen.width() * 0.46, max(0.30, (right - left) / 2 + 0.08))
    height = 0.004 - level
    if in_circle:
        off = seen.center().y() - height
        half = sqrt(max(0.0, (seen.width() / 2) ** 2 - off * off))
    painter.setPen(round_pen(_thing_colour(_DARK), max(0.006, 1.4 / way.m11())))
    middle = seen.center().x()
    painter.drawLine(QPointF(middle - half, height), QPointF(middle + half, height))


_LEVEL = 3.0
"""Degrees from which an eye looks down on the floor."""


def _ground(figure: Figure, side: int) -> tuple[float, float, float, float, float]:
    """Give the disc of floor on which a body stays through its movement."""
    bodies = [body_at(figure, at, 0.5, side) for at in (0.0, 0.5, 1.0)]
    names: tuple[str, ...] = ("root", "l_ankle", "r_ankle", "l_toe", "r_toe", "c7")
    if figure.close_up in FOOT:
        names = (f"{bodies[0].working}_heel", f"{bodies[0].working}_toe")
    places = [body.points[name] for body in bodies for name in names]
    xs, ys = [place[0] for place in places], [place[1] for place in places]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    beyond = 0.035 if figure.close_up in FOOT else _ROUND_FEET
    reach = max(max(xs) - min(xs), max(ys) - min(ys)) / 2 + beyond
    return view(figure, side).ellipse(((*middle, 0.0), UPRIGHT, (reach, reach, 0.0)))


_ROUND_FEET = 0.13
"""Floor that is seen beyond the body, in body heights."""


def _paint_eyes(painter: QPainter, shapes: Outline) -> None:
    for white, iris in shapes.eyes:
        _paint_ellipse(painter, white, style.color("far"))
        _paint_ellipse(painter, iris, style.color("figure"))


def _paint_ellipse(
    painter: QPainter, shape: tuple[float, float, float, float, float], colour: QColor
) -> None:
    painter.fillPath(_oval(shape), colour)


def _oval(shape: tuple[float, float, float, float, float]) -> QPainterPath:
    x, y, xx, xy, yy = shape
    a = sqrt(max(1e-12, xx))
    b = xy / a
    root = QTransform(a, -b, 0.0, -sqrt(max(0.0, yy - b * b)), x, -y)
    return root.map(_CIRCLE)


_CIRCLE = round_path(1.0, sides=56)


def _paint_light(painter: QPainter, way: QTransform, pose: Pose, body: Body, region: str) -> None:
    """Warm the place where the movement works."""
    found = LIT.get(pose.figure.region or region)
    if found is None:
        return
    name, reach = found
    place = body.points[name.format("l" if pose.side == 2 else "r")]
    if name in _BEHIND:
        place = add(place, turned(body.frames[_BEHIND[name]], (0.022, 0.0, 0.0)))
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


def _thing_colour(share: float) -> QColor:
    palette = style.current()
    return _mixed(QColor(palette.pill), QColor(palette.outline), share)


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


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
