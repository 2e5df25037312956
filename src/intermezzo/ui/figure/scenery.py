"""The scenery of a figure: floor, shadows and ghost, and the props behind and in front of the body."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QRadialGradient,
)

from intermezzo.core.figure import Figure, body_at, frame, view
from intermezzo.core.figure.keyframes import FOOT
from intermezzo.core.figure.props import BED_FLOOR
from intermezzo.core.figure.vectors import UPRIGHT
from intermezzo.ui.figure.guide import Ghost, ghost_paths, still_path
from intermezzo.ui.figure.hulls import (
    ENLARGE,
    REDUCE,
    ROUND,
    Ellipse,
    ellipse_path,
    one_path,
    strip,
)
from intermezzo.ui.figure.inset import whole_figure
from intermezzo.ui.figure.placement import Layer, Placement, Rect
from intermezzo.ui.figure.prop_paths import prop_paths
from intermezzo.ui.figure.shadows import contact_shadows
from intermezzo.ui.kit import style
from intermezzo.ui.kit.pictures import aligned, painting

PROP_SHARE = 0.42
"""Colour of a prop, as a share of the way from the background to the outline colour."""
_SHARES = {
    "wall": 0.15, "skirting": 0.14, "sheet": 0.24, "pale": 0.24, "seam": 0.38, "sky": 0.0, "tree": 0.70,
}  # fmt: skip
_TRANSLUCENT = {_SHARES["wall"], _SHARES["skirting"]}
"""Shares of the props through which the breath disc can be seen."""
_DARK_EDGE_ON = {"wall", "skirting", "sheet"}
"""Props that have the full share when seen edge-on."""
_FLOOR_SHARE = 0.13
_MAT_HEIGHT = 0.014
"""Lengths are in body heights."""
_EDGE_ON = 0.05
"""Width up to which a prop is seen edge-on."""
_LEAST_LINE = 1.4
"""Least width of the floor's line in pixels."""
_LEVEL_PITCH = 3.0
"""Degrees of camera pitch from which the floor is a disc instead of a line."""
_STEEP_PITCH = 45.0
"""Degrees of camera pitch from which the picture is a top view without a floor."""
_FLOOR_MARGIN, _FOOT_MARGIN = 0.13, 0.035
"""Floor around a body, and around a foot in a close-up."""
_LEAST_DISC, _EDGE = 0.7, 1.5
"""The least share of a disc of floor that is drawn where an area would cut it, and its distance from the
area's edge in pixels."""
_RAISED = 0.30
"""Height from which a foot is not on the floor."""
_GHOST_SHARE = 0.20
"""Opacity of the ghost."""
_SHADOW_SHARE = 0.11
"""Opacity of a layer of the shadow at a contact."""
_FADE_START, _FADE_EDGE = 0.91, 0.18
"""From this share of a radius on scenery fades out, and within this share of an area from an edge."""


def paint_background(
    painter: QPainter, placement: Placement, ghost: Ghost | None, pixel_ratio: float | None
) -> None:
    """Paint the floor, the props behind the body and the ghost.

    A bed or a car may be larger than the placement's area; it goes on to where the painter clips it. Around
    a close-up all fades into its ground. ``pixel_ratio`` is None for a vector device.
    """
    _paint(painter, placement, _background(placement, ghost), pixel_ratio)
    if placement.figure.close_up != "none" and pixel_ratio is not None:
        box = aligned(placement.area, pixel_ratio)
        area = placement.area.translated(-box.topLeft()).getRect()
        painter.drawImage(box.topLeft(), _rim_image(area, box.width(), pixel_ratio, style.current()))


@lru_cache(maxsize=1)
def _rim_image(area: Rect, size: float, pixel_ratio: float, palette: style.Palette) -> QImage:
    """Return the rim of a close-up's ground, into which a background fades; pictures in a row share it."""
    clear = QColor(palette.disc)
    clear.setAlphaF(0.0)
    box = QRectF(0, 0, size, size)
    with painting(box, pixel_ratio) as (image, painter):
        painter.fillRect(box, _towards_rim(QRectF(*area), clear, QColor(palette.disc)))
    return image


@lru_cache(maxsize=3)
def background_image(
    placement: Placement, pixel_ratio: float, ghost: Ghost | None, _palette: style.Palette
) -> tuple[QPointF, QImage] | None:
    """Return the background as an image with its position: painting that takes a tenth of the time.

    Return None where nothing is behind the body. Few are cached, because they are large. Transparent borders
    would cost time in every frame.
    """
    layers = _background(placement, ghost)
    bounds = layers.floor.bounds() | layers.shadows.bounds() | layers.ghost.bounds()
    for path, _brush in (*layers.props, layers.still):
        bounds |= path.controlPointRect()
    box = aligned(placement.transform.mapRect(bounds) & placement.area, pixel_ratio)
    if box.isEmpty():
        return None
    with painting(box, pixel_ratio) as (image, painter):
        _paint(painter, placement, layers, pixel_ratio)
        if placement.in_circle or placement.figure.close_up != "none":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            black, clear = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.transparent)
            painter.fillRect(box, _towards_rim(placement.area, black, clear))
    return box.topLeft(), image


def _towards_rim(area: QRectF, inside: QColor, outside: QColor) -> QRadialGradient:
    """Return the colours towards the circle inscribed in an area."""
    rim = QRadialGradient(area.center(), min(area.width(), area.height()) / 2)
    rim.setColorAt(_FADE_START, inside)
    rim.setColorAt(1.0, outside)
    return rim


def _fade_out(painter: QPainter, area: QRectF) -> None:
    """Make an image transparent towards the sides of an area, and towards its top; the floor is below."""
    left, right = area.topLeft(), area.topRight()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    for begin, end in ((left, right), (right, left), (left, area.bottomLeft())):
        edge = QLinearGradient(begin, begin + (end - begin) * _FADE_EDGE)
        # Soft at both ends, where the eye would see a line.
        for at, opacity in ((0.0, 0.0), (0.25, 0.16), (0.5, 0.5), (0.75, 0.84), (1.0, 1.0)):
            edge.setColorAt(at, QColor.fromRgbF(0, 0, 0, opacity))
        painter.fillRect(area, edge)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


@dataclass(frozen=True, slots=True)
class _Faint:
    """Outlines with a translucent colour, in body heights, y downwards."""

    layers: tuple[tuple[QPainterPath, ...], ...]
    """Each lies on the one before and within it. The outlines of one layer overlap as if they were one."""
    colour: QColor
    """Of one layer."""

    def bounds(self) -> QRectF:
        """Return the bounding rectangle."""
        # The first layer is the largest.
        return one_path(self.layers[0] if self.layers else ()).controlPointRect()


@dataclass(frozen=True, slots=True)
class _Background:
    """What is behind a body, from the farthest."""

    floor: _Faint
    props: tuple[Layer, ...]
    shadows: _Faint
    ghost: _Faint
    still: Layer
    """The line along a body that marks what stays still."""


def _background(placement: Placement, ghost: Ghost | None) -> _Background:
    figure, side = placement.figure, placement.side
    disc, line = _floor(placement)
    # A sole is seen from below the floor.
    shadows = contact_shadows(figure, side) if figure.close_up != "sole" else ()
    outlines, along = tuple[QPainterPath, ...](), QPainterPath()
    if ghost is not None:
        # The close-up of a still shows the same ones.
        is_shared = ghost.body_is_at is not None and figure.shares_outlines
        drawn = whole_figure(figure) if is_shared else figure
        outlines = ghost_paths(drawn, side, ghost)
        # Behind the body, which it would cross where it is not yet.
        along = still_path(figure, side, placement.scale, along=True)
    still, green = QBrush(style.color("far")), style.color("green")
    green.setAlphaF(_GHOST_SHARE)
    return _Background(
        _Faint((disc,), _translucent(_FLOOR_SHARE)),
        (*line, *prop_layers(placement, style.current(), in_front=False)),
        _Faint(shadows, _translucent(_SHADOW_SHARE)), _Faint((outlines,), green), (along, still),
    )  # fmt: skip


def _paint(painter: QPainter, placement: Placement, layers: _Background, pixel_ratio: float | None) -> None:
    """Paint a background; ``pixel_ratio`` is None for a vector device."""
    device_transform = painter.transform()
    body_transform = placement.transform * device_transform
    _paint_faint(painter, layers.floor, placement, pixel_ratio)
    painter.setTransform(body_transform)
    for path, brush in layers.props:
        painter.fillPath(path, brush)
    painter.setTransform(device_transform)
    _paint_faint(painter, layers.shadows, placement, pixel_ratio)
    if placement.fades:
        _fade_out(painter, placement.area)
    _paint_faint(painter, layers.ghost, placement, pixel_ratio)
    painter.setTransform(body_transform)
    painter.fillPath(*layers.still)
    painter.setTransform(device_transform)


def _paint_faint(painter: QPainter, faint: _Faint, placement: Placement, pixel_ratio: float | None) -> None:
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


def _floor(placement: Placement) -> tuple[tuple[QPainterPath, ...], tuple[Layer, ...]]:
    """Return the floor, if it is seen: a pale disc under the body, or a line for a level camera."""
    figure = placement.figure
    fades = placement.in_circle or figure.close_up != "none"
    from_above = abs(figure.camera[1]) >= _STEEP_PITCH
    foot_on_floor = figure.close_up in FOOT and figure.close_up != "sole"
    if not placement.in_circle and not foot_on_floor and (figure.close_up != "none" or from_above):
        return (), ()
    room = placement.transform.inverted()[0].mapRect(placement.within)
    if not _is_level(figure):
        # In a car the disc would look like the street.
        if {"mat", "cabin"} & set(figure.props):
            return (), ()
        disc, edge = _floor_disc(figure, placement.side), _EDGE / placement.scale
        # Beside a bed the floor goes on.
        if not fades and "bed" not in figure.props:
            disc = _within(disc, room.adjusted(edge, edge, -edge, -edge))
        return (_before_walls(ellipse_path(disc, ROUND), figure, placement.side),), ()
    left, _bottom, right, _top = frame(figure, placement.side)
    half = min(room.width() * 0.46, max(0.30, (right - left) / 2 + 0.08))
    wide = max(_MAT_HEIGHT if "mat" in figure.props else 0.006, _LEAST_LINE / placement.scale)
    height = 0.001 + wide / 2 - (BED_FLOOR if "bed" in figure.props else 0.0)
    if fades:
        below = placement.transform.inverted()[0].map(placement.area.center()).y() - height
        half = sqrt(max(0.0, (placement.radius / placement.scale) ** 2 - below**2)) - wide
    middle = room.center().x()
    line = strip([(middle - half, -height), (middle + half, -height)], wide)
    return (), ((line, QBrush(prop_colour(PROP_SHARE))),)


def _before_walls(floor: QPainterPath, figure: Figure, side: int) -> QPainterPath:
    """Return the part of the floor that no wall hides."""
    path = ENLARGE.map(floor)
    for wall, tone in prop_paths(figure, side, figure.props):
        # The skirting is within the wall, and their common edge at the floor would confuse Qt.
        if tone == "wall":
            path = path.subtracted(ENLARGE.map(wall))
    return REDUCE.map(path)


def _is_level(figure: Figure) -> bool:
    """Return whether the camera sees the floor as a line."""
    return abs(figure.camera[1]) < _LEVEL_PITCH


def _floor_disc(figure: Figure, side: int) -> Ellipse:
    """Return the disc of floor under a body throughout its movement."""
    bodies = [body_at(figure, at, 0.5, side) for at in (0.0, 0.5, 1.0)]
    names: tuple[str, ...] = ("root", "l_ankle", "r_ankle", "l_toe", "r_toe", "c7")
    beyond = _FLOOR_MARGIN
    if figure.close_up in FOOT:
        names = (f"{bodies[0].working}_heel", f"{bodies[0].working}_toe")
        beyond = _FOOT_MARGIN
    # No floor is needed below a raised leg.
    points = [(name, body.points[name]) for body in bodies for name in names]
    places = [place for name, place in points if place[2] < _RAISED or name in {"root", "c7"}]
    xs, ys = [place[0] for place in places], [place[1] for place in places]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    reach = max(max(xs) - min(xs), max(ys) - min(ys)) / 2 + beyond
    height = BED_FLOOR if "bed" in figure.props else 0.0
    return view(figure, side).ellipse(((*middle, height), UPRIGHT, (reach, reach, 0.0)))


def _within(disc: Ellipse, area: QRectF) -> Ellipse:
    """Return a disc of floor, smaller if an area would cut it."""
    x, y, xx, xy, yy = disc
    room = min(x - area.left(), area.right() - x) / sqrt(xx), (area.bottom() + y) / sqrt(yy)
    share = max(_LEAST_DISC, min(1.0, *room)) ** 2
    return x, y, xx * share, xy * share, yy * share


@lru_cache(maxsize=8)
def prop_layers(placement: Placement, _palette: style.Palette, *, in_front: bool) -> tuple[Layer, ...]:
    """Return the props behind the body or ``in_front`` of it, each with its brush."""
    figure = placement.figure
    # For a level camera the line of the floor, which is as thick, stands for the mat.
    hidden = {"mat"} if _is_level(figure) and figure.close_up == "none" else set()
    shown = tuple(name for name in figure.props if name not in hidden)
    props = prop_paths(figure, placement.side, shown)
    paths = [(path, tone) for path, tone in props if (tone == "rail") is in_front]
    if in_front and placement.in_circle:
        # Nothing else keeps these within the circle.
        circle = ENLARGE.map(placement.transform.inverted()[0].map(placement.circle))
        paths = [(REDUCE.map(ENLARGE.map(path).intersected(circle)), tone) for path, tone in paths]
    return tuple((path, _prop_brush(path, tone)) for path, tone in paths)


def _prop_brush(path: QPainterPath, tone: str) -> QBrush:
    """Return the brush of a prop: paler for a wall or a sheet, unless it is seen edge-on."""
    box = path.boundingRect()
    edge = tone in _DARK_EDGE_ON and min(box.width(), box.height()) <= _EDGE_ON
    share = PROP_SHARE if edge else _SHARES.get(tone, PROP_SHARE)
    return QBrush(_translucent(share) if share in _TRANSLUCENT else prop_colour(share))


def prop_colour(share: float) -> QColor:
    """Return the colour ``share`` of the way from the background to the outline colour."""
    return style.mixed(style.color("pill"), style.color("outline"), share)


def _translucent(share: float) -> QColor:
    colour = style.mixed(style.color("outline"), style.color("amber"), 0.2)
    colour.setAlphaF(share)
    return colour
