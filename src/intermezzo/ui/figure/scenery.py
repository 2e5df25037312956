"""What stands still round a figure: the floor and the props, behind the body and before it."""

from dataclasses import replace
from functools import lru_cache
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBitmap,
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QRadialGradient,
    QRegion,
    QTransform,
)

from intermezzo.core.figure import Figure, body_at, frame, view
from intermezzo.core.figure.keyframes import FOOT
from intermezzo.core.figure.props import BED_FLOOR
from intermezzo.core.figure.vectors import UPRIGHT
from intermezzo.ui.figure.hulls import oval
from intermezzo.ui.figure.shapes import prop_paths
from intermezzo.ui.figure.spot import Placement
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen

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
_LINE = 1.4
"""Pixels that the line of the floor is wide at least."""
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


def paint_behind(painter: QPainter, here: Placement) -> None:
    """Paint the floor and the props behind the body."""
    painter.save()
    painter.setClipRect(here.area, Qt.ClipOperation.IntersectClip)
    painter.setTransform(here.way, True)
    _draw(painter, here)
    painter.restore()


def before(here: Placement) -> list[tuple[QPainterPath, QBrush]]:
    """Return the props that stand before the body, each with its colour."""
    return [(path, QBrush(thing_colour(dark))) for path, dark in _props(here, before=True)]


@lru_cache(maxsize=3)
def behind(here: Placement, ratio: float, _palette: style.Palette) -> tuple[QPointF, QImage] | None:
    """Return what ``paint_behind`` paints as an image and where it lies: laid on it costs a tenth.

    Only the last few are kept, since they are large. None where it would not fit the pixels of a device with
    that ratio.
    """
    box = here.area.toAlignedRect()
    if not all(float(one * ratio).is_integer() for one in (box.x(), box.y(), box.width(), box.height())):
        return None
    image = QImage(box.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-box.topLeft())
    painter.setTransform(here.way, True)
    _draw(painter, here)
    if here.in_circle or here.figure.close_up != "none":
        painter.resetTransform()
        _soften(painter, here.area.translated(-box.topLeft()))
    painter.end()
    # What shows nothing would be read and laid on with every frame: white in the mask, and not in the region.
    shows = image.createMaskFromColor(0, Qt.MaskMode.MaskInColor)
    drawn = QRegion(QBitmap.fromImage(shows)).boundingRect()
    return QPointF(box.topLeft()) + QPointF(drawn.topLeft()) / ratio, image.copy(drawn)


def _soften(painter: QPainter, area: QRectF) -> None:
    """Let what goes beyond the circle within the area fade out before its rim."""
    rim = QRadialGradient(area.center(), min(area.width(), area.height()) / 2)
    rim.setColorAt(_FADES, Qt.GlobalColor.black)
    rim.setColorAt(1.0, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(area, rim)


def _draw(painter: QPainter, here: Placement) -> None:
    figure = here.figure
    from_above = figure.close_up == "none" and abs(figure.camera[1]) >= _STEEP
    if here.in_circle or figure.close_up in FOOT or (figure.close_up == "none" and not from_above):
        _paint_floor(painter, here)
    painter.setPen(Qt.PenStyle.NoPen)
    for path, dark in _props(here, before=False):
        painter.fillPath(path, _veil(dark) if dark in _VEILS else thing_colour(dark))


def _paint_floor(painter: QPainter, here: Placement) -> None:
    """Draw the floor: a line for an eye that is level with it, else a pale disc under the body."""
    figure, room = here.figure, _room(here)
    if not _level(figure):
        if "mat" not in figure.props:
            path = oval(_ground(figure, here.side))
            painter.fillPath(_cut(path, room) if room else path, _veil(_FLOOR))
        return
    seen = here.way.inverted()[0].mapRect(here.area)
    left, _bottom, right, _top = frame(figure, here.side)
    half = min(seen.width() * 0.46, max(0.30, (right - left) / 2 + 0.08))
    wide = max(_MAT if "mat" in figure.props else 0.006, _LINE / here.way.m11())
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
    """Return the disc of floor on which a body stays through its movement."""
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


def _props(here: Placement, *, before: bool) -> tuple[tuple[QPainterPath, float], ...]:
    """Return the outlines of the props behind the body, or ``before`` it, each with how dark it is."""
    figure, room = here.figure, _room(here)
    # An eye level with a mat takes it for the floor, which is drawn as thick.
    hidden = {"mat"} if _level(figure) and figure.close_up == "none" else set()
    some = tuple(name for name in figure.props if name not in hidden)
    found = prop_paths(replace(figure, props=some), here.side)
    paths = [(path, tone) for path, tone in found if (tone == "rail") is before]
    if room is not None:
        paths = [(_cut(path, room), tone) for path, tone in paths]
    return tuple((path, _darkness(path, tone)) for path, tone in paths)


def _darkness(path: QPainterPath, tone: str) -> float:
    """Say how far a prop stands out from the ground: a wall or a sheet less, unless seen from its edge."""
    box = path.boundingRect()
    edge = tone in _EDGED and min(box.width(), box.height()) <= _THIN
    return DARK if edge else _TONES.get(tone, DARK)


def _room(here: Placement) -> _Circle | None:
    """Return the circle within the area as (x, y, radius) in body heights, where the picture ends in one."""
    if not here.in_circle and here.figure.close_up == "none":
        return None
    middle = here.way.inverted()[0].map(here.area.center())
    return middle.x(), middle.y(), min(here.area.width(), here.area.height()) / 2 / here.way.m11()


def _cut(path: QPainterPath, room: _Circle) -> QPainterPath:
    """Cut a path to a circle, in a large scale: how round Qt cuts depends on it."""
    x, y, radius = room
    large = QTransform.fromScale(1000.0, 1000.0)
    circle = QPainterPath()
    circle.addEllipse(QPointF(x, y), radius, radius)
    return large.inverted()[0].map(large.map(path).intersected(large.map(circle)))


def thing_colour(share: float) -> QColor:
    """Return the colour of things: ``share`` of the way from the ground to the outlines."""
    palette = style.current()
    return mixed(QColor(palette.pill), QColor(palette.outline), share)


def _veil(share: float) -> QColor:
    """Return a warm shade that lets through what is below."""
    colour = mixed(QColor(style.current().outline), style.color("amber"), 0.2)
    colour.setAlphaF(share)
    return colour


def mixed(a: QColor, b: QColor, share: float) -> QColor:
    """Return the colour ``share`` of the way from a to b."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )
