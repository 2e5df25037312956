"""What stands still round a figure: the floor and the props, behind the body and before it."""

from dataclasses import replace
from functools import lru_cache
from math import isclose, sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBitmap,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QRadialGradient,
    QRegion,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from intermezzo.core.figure import Figure, body_at, frame, view
from intermezzo.core.figure.keyframes import FOOT
from intermezzo.core.figure.props import BED_FLOOR
from intermezzo.core.figure.vectors import UPRIGHT
from intermezzo.ui import style
from intermezzo.ui.figure_hulls import oval
from intermezzo.ui.figure_shapes import prop_paths
from intermezzo.ui.marks import round_pen

DARK = 0.42
"""How far a prop stands out from the ground."""
_TONES = {"wall": 0.15, "skirting": 0.14, "sheet": 0.24, "pale": 0.24}
_VEILS = {_TONES["wall"], _TONES["skirting"]}
"""They let the breath disc behind them be seen."""
_EDGED = {"wall", "skirting", "sheet"}
"""Seen from their edge they are no paler than the rest."""
_FLOOR = 0.13
_MAT = 0.014
"""How thick a mat is."""
_THIN = 0.05
"""What is not wider than this, in body heights, is seen from its edge."""
_LEVEL = 3.0
"""Degrees from which an eye looks down on the floor."""
_STEEP = 45.0
"""Degrees from which it looks down on the body rather than at it, and sees no floor beyond."""
_ROUND_FEET, _ROUND_FOOT = 0.13, 0.035
"""Floor that is seen beyond a body, and beyond a foot from near, in body heights."""
_IN_THE_AIR = 0.30
"""Feet as high as this are not on the floor, in body heights."""
_FADES = 0.91
"""Share of a circle's radius from which floor and furniture fade."""

_Circle = tuple[float, float, float]
_Ellipse = tuple[float, float, float, float, float]


def paint_behind(
    painter: QPainter, figure: Figure, side: int, area: QRectF, way: QTransform, *, in_circle: bool
) -> None:
    """Paint the floor and the props behind the body; ``way`` leads from body heights into the area.

    On a screen they are laid on as an image, which costs a tenth; on paper, or where an image would not
    fit the pixels, they are drawn.
    """
    ratio = painter.device().devicePixelRatioF()
    box = area.toAlignedRect()
    if not on_pixels(painter, area, way.m11()):
        painter.save()
        painter.setClipRect(way.inverted()[0].mapRect(area), Qt.ClipOperation.IntersectClip)
        _draw(painter, figure, side, area, way, in_circle=in_circle)
        painter.restore()
        return
    palette = style.current()
    place = (area.x() - box.x(), area.y() - box.y(), area.width(), area.height())
    moved = (way.m11(), way.dx() - box.x(), way.dy() - box.y())
    corner, image = _image(
        figure, side, place, moved, ratio, (palette.pill, palette.outline), in_circle=in_circle
    )  # fmt: skip
    painter.save()
    painter.setTransform(way.inverted()[0], True)
    painter.drawImage(QPointF(box.topLeft()) + corner, image)
    painter.restore()


def on_pixels(painter: QPainter, area: QRectF, scale: float) -> bool:
    """Whether an image that fills the area would lie on whole pixels of a screen, neither scaled nor blurred.

    ``scale`` is what the painter was told to scale by.
    """
    device = painter.device()
    ratio = device.devicePixelRatioF()
    box = area.toAlignedRect()
    whole = all(float(one * ratio).is_integer() for one in (box.x(), box.y(), box.width(), box.height()))
    plain = isclose(painter.deviceTransform().m11(), scale * ratio)
    return whole and plain and isinstance(device, QWidget | QImage)


def paint_before(
    painter: QPainter, figure: Figure, side: int, area: QRectF, way: QTransform, *, in_circle: bool
) -> None:
    """Paint the props that stand before the body."""
    for path, dark in _props(figure, side, _room(figure, area, way, in_circle=in_circle), before=True):
        painter.fillPath(path, thing_colour(dark))


@lru_cache(maxsize=3)
def _image(
    figure: Figure, side: int, place: tuple[float, float, float, float], moved: tuple[float, float, float],
    ratio: float, _palette: tuple[str, str], *, in_circle: bool,
) -> tuple[QPointF, QImage]:  # fmt: skip
    """Draw what is behind, once for a movement, a size and a palette; give where it lies in the area."""
    area = QRectF(*place)
    image = QImage(area.toAlignedRect().size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size, dx, dy = moved
    way = QTransform(size, 0.0, 0.0, size, dx, dy)
    painter.setTransform(way, True)
    _draw(painter, figure, side, area, way, in_circle=in_circle)
    if in_circle or figure.close_up != "none":
        _soften(painter, area)
    painter.end()
    # What shows nothing would be read and laid on with every frame: white in the mask, and not in the region.
    shows = image.createMaskFromColor(0, Qt.MaskMode.MaskInColor)
    drawn = QRegion(QBitmap.fromImage(shows)).boundingRect()
    return QPointF(drawn.topLeft()) / ratio, image.copy(drawn)


def _soften(painter: QPainter, area: QRectF) -> None:
    """Let what goes beyond the circle within the area fade out before its rim."""
    rim = QRadialGradient(area.center(), min(area.width(), area.height()) / 2)
    rim.setColorAt(_FADES, Qt.GlobalColor.black)
    rim.setColorAt(1.0, Qt.GlobalColor.transparent)
    painter.resetTransform()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(area, rim)


def _draw(
    painter: QPainter, figure: Figure, side: int, area: QRectF, way: QTransform, *, in_circle: bool
) -> None:
    room = _room(figure, area, way, in_circle=in_circle)
    from_above = figure.close_up == "none" and abs(figure.camera[1]) >= _STEEP
    if in_circle or figure.close_up in FOOT or (figure.close_up == "none" and not from_above):
        _paint_floor(painter, figure, side, way.inverted()[0].mapRect(area), room, 1.4 / way.m11())
    painter.setPen(Qt.PenStyle.NoPen)
    for path, dark in _props(figure, side, room, before=False):
        painter.fillPath(path, _veil(dark) if dark in _VEILS else thing_colour(dark))


def _paint_floor(
    painter: QPainter, figure: Figure, side: int, seen: QRectF, room: _Circle | None, thin: float
) -> None:
    """Draw the floor: a line for an eye that is level with it, else a pale disc under the body."""
    if not _level(figure):
        if "mat" not in figure.props:
            path = oval(_ground(figure, side))
            painter.fillPath(_cut(path, room) if room else path, _veil(_FLOOR))
        return
    left, _bottom, right, _top = frame(figure, side)
    half = min(seen.width() * 0.46, max(0.30, (right - left) / 2 + 0.08))
    wide = max(_MAT if "mat" in figure.props else 0.006, thin)
    height = 0.001 + wide / 2 - (BED_FLOOR if "bed" in figure.props else 0.0)
    if room:
        _x, y, radius = room
        half = sqrt(max(0.0, radius**2 - (y - height) ** 2)) - wide
    painter.setPen(round_pen(thing_colour(DARK), wide))
    middle = seen.center().x()
    painter.drawLine(QPointF(middle - half, height), QPointF(middle + half, height))


def _level(figure: Figure) -> bool:
    """Whether the eye is level with the floor, and sees it as a line."""
    return abs(figure.camera[1]) < _LEVEL


def _ground(figure: Figure, side: int) -> _Ellipse:
    """Give the disc of floor on which a body stays through its movement."""
    bodies = [body_at(figure, at, 0.5, side) for at in (0.0, 0.5, 1.0)]
    names: tuple[str, ...] = ("root", "l_ankle", "r_ankle", "l_toe", "r_toe", "c7")
    beyond = _ROUND_FEET
    if figure.close_up in FOOT:
        names = (f"{bodies[0].working}_heel", f"{bodies[0].working}_toe")
        beyond = _ROUND_FOOT
    # A leg in the air needs no floor.
    found = [(name, body.points[name]) for body in bodies for name in names]
    places = [place for name, place in found if place[2] < _IN_THE_AIR or name in {"root", "c7"}]
    xs, ys = [place[0] for place in places], [place[1] for place in places]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    reach = max(max(xs) - min(xs), max(ys) - min(ys)) / 2 + beyond
    height = BED_FLOOR if "bed" in figure.props else 0.0
    return view(figure, side).ellipse(((*middle, height), UPRIGHT, (reach, reach, 0.0)))


@lru_cache(maxsize=16)
def _props(
    figure: Figure, side: int, room: _Circle | None, *, before: bool
) -> tuple[tuple[QPainterPath, float], ...]:
    """Give the outlines of the props behind the body, or ``before`` it, each with how dark it is."""
    # An eye level with a mat takes it for the floor, which is drawn as thick.
    hidden = {"mat"} if _level(figure) and figure.close_up == "none" else set()
    some = tuple(name for name in figure.props if name not in hidden)
    found = prop_paths(replace(figure, props=some), side)
    paths = [(path, tone) for path, tone in found if (tone == "rail") is before]
    if room is not None:
        paths = [(_cut(path, room), tone) for path, tone in paths]
    return tuple((path, _darkness(path, tone)) for path, tone in paths)


def _darkness(path: QPainterPath, tone: str) -> float:
    """Say how far a prop stands out from the ground: a wall or a sheet less, unless seen from its edge."""
    box = path.boundingRect()
    edge = tone in _EDGED and min(box.width(), box.height()) <= _THIN
    return DARK if edge else _TONES.get(tone, DARK)


def _room(figure: Figure, area: QRectF, way: QTransform, *, in_circle: bool) -> _Circle | None:
    """Give the circle within an area as (x, y, radius) in body heights, where the picture ends in one."""
    if not in_circle and figure.close_up == "none":
        return None
    middle = way.inverted()[0].map(area.center())
    radius = min(area.width(), area.height()) / 2 / way.m11()
    return (round(middle.x(), 4), round(middle.y(), 4), round(radius, 4))


def _cut(path: QPainterPath, room: _Circle) -> QPainterPath:
    """Cut a path to a circle, in a large scale: how round Qt cuts depends on it."""
    x, y, radius = room
    large = QTransform.fromScale(1000.0, 1000.0)
    circle = QPainterPath()
    circle.addEllipse(QPointF(x, y), radius, radius)
    return large.inverted()[0].map(large.map(path).intersected(large.map(circle)))


def thing_colour(share: float) -> QColor:
    """Give the colour of things: ``share`` of the way from the ground to the outlines."""
    palette = style.current()
    return mixed(QColor(palette.pill), QColor(palette.outline), share)


def _veil(share: float) -> QColor:
    """Give a warm shade that lets through what is below."""
    colour = mixed(QColor(style.current().outline), style.color("amber"), 0.2)
    colour.setAlphaF(share)
    return colour


def mixed(a: QColor, b: QColor, share: float) -> QColor:
    """Give the colour ``share`` of the way from a to b."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )
