"""A figure at a moment, found: outlines, colours and light, in the order in which they are painted."""

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QRadialGradient,
)

from intermezzo.core.figure import Body, Figure, body_at, frame, reverses, stays, view
from intermezzo.core.figure.body import mirrored
from intermezzo.core.figure.keyframes import progress
from intermezzo.core.figure.vectors import add, turned
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.timeline import Part
from intermezzo.ui.figure.hulls import Fineness, fineness, oval
from intermezzo.ui.figure.scenery import DARK, before, mixed, thing_colour
from intermezzo.ui.figure.shapes import SPINE_WIDTH, Chest, Outline, chest, flipped, flipped_chest, outline
from intermezzo.ui.figure.spot import MARGIN, Placement, spot
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen

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
_SIDEWAYS = 0.86
"""So much of the way into the picture goes across the body where the spine is drawn over the near arm."""
_SMALL = 64.0
"""Pixels of a figure below which its light would be a blot, and a wide spine half of the body."""
_THIN = 2.2
"""A spine's line is at least so many pixels wide, unless the picture is small."""
_EDGE = 2
"""Logical pixels round a body that are painted with it."""

Layer = tuple[QPainterPath, QBrush]


@dataclass(frozen=True, slots=True)
class FigurePose:
    """What is drawn: a figure at a moment."""

    figure: Figure
    at: float
    fill: float
    side: int = 1
    eased: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What only has to be painted: paths in body heights (y downwards), each with its colour."""

    here: Placement
    ratio: float | None
    """Of the pixels of its device; None on paper, where nothing is laid on that can be painted."""
    trunk: tuple[Layer, ...]
    """All that lies under the light."""
    light: tuple[QPointF, QImage] | None
    """Where the movement works, in the spot's area."""
    upon: tuple[Layer, ...]
    """All that lies over it, the near arms last with what they hold."""
    bounds: QRectF
    """What the body covers of the spot's area."""
    touched: QRect
    """The whole pixels of that, with the edge."""


def drawing(
    pose: FigurePose,
    area: QRectF,
    region: str,
    *,
    ratio: float = 1.0,
    in_circle: bool = False,
    paper: bool = False,
) -> Drawing:
    """Find how a pose is drawn in an area of a device with that ratio of pixels; once for all its frames.

    ``region`` is lit, unless the figure says another. On ``paper`` nothing is laid on as an image that can be
    painted.
    """
    here = spot(pose.figure, pose.side, area, in_circle=in_circle)
    return _drawing(pose, here, region, ratio, style.current(), paper=paper)


@lru_cache(maxsize=400)
def _drawing(
    pose: FigurePose, here: Placement, region: str, ratio: float, palette: style.Palette, *, paper: bool
) -> Drawing:
    size = here.way.m11()
    fine = fineness(size * ratio)
    (shapes, body), breathing = _outline(pose, fine), _chest(pose, fine)
    tones = _tones(palette)
    toe = [(shapes.toe, tones.near)]
    spine = [(path, tones.spine) for path in _thick(shapes.spine, _lacking(size))]
    sideways = abs(view(pose.figure, pose.side).into[1]) > _SIDEWAYS
    trunk = [
        (shapes.far, tones.far), (shapes.behind, tones.behind),
        *((path, tones.things) for path in shapes.below), *(() if shapes.toe_before else toe),
        (breathing.trunk, tones.main), (shapes.core, tones.main),
        (breathing.lungs, _lungs(palette, pose.fill)),
    ]  # fmt: skip
    face = (tones.far, tones.main)
    eyes = [(oval(one), tone) for eye in shapes.eyes for one, tone in zip(eye, face, strict=True)]
    jaw = list(zip(shapes.jaw, (tones.near, tones.far), strict=False))
    upon = [
        *eyes, *jaw, *(() if sideways else spine), *before(here),
        *((path, tones.things) for path in shapes.carried), (shapes.arms, tones.near),
        *(toe if shapes.toe_before else ()), *(spine if sideways else ()),
        *((path, tones.things) for path in shapes.held),
    ]  # fmt: skip
    covered = here.way.mapRect(shapes.bounds)
    if here.rim is not None:
        covered &= here.area
    edge = covered.toAlignedRect().adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    return Drawing(
        here, None if paper else ratio, _seen(trunk),
        _light(here, body, region, ratio, palette.spine), _seen(upon), covered, edge,
    )  # fmt: skip


@lru_cache(maxsize=400)
def _still(
    figure: Figure, at: float, fill: float, side: int, fine: Fineness, *, eased: bool
) -> tuple[Outline, Body]:
    """Draw what the breath leaves alone: on the way back it is what it was on the way there.

    ``fill`` counts only where hands lie on the ribs and the breath moves the arms.
    """
    if side == 2 and not stays(figure):
        other, body = _still(figure, at, fill, 1, fine, eased=eased)
        return flipped(other), mirrored(body)
    body = body_at(figure, at, fill, side, eased=eased)
    return outline(figure, body, side, fine), body


def _outline(pose: FigurePose, fine: Fineness) -> tuple[Outline, Body]:
    fill = pose.fill if pose.figure.held_by_breath else 0.0
    return _still(pose.figure, pose.at, fill, pose.side, fine, eased=pose.eased)


@lru_cache(maxsize=400)
def _chest(pose: FigurePose, fine: Fineness) -> Chest:
    if pose.side == 2 and not stays(pose.figure):
        return flipped_chest(_chest(replace(pose, side=1), fine))
    body = replace(_outline(pose, fine)[1], fill=pose.fill)
    return chest(pose.figure, body, pose.side, fine)


@dataclass(frozen=True, slots=True)
class _Tones:
    """What a body and its things are painted with."""

    main: QBrush
    far: QBrush
    near: QBrush
    behind: QBrush
    things: QBrush
    spine: QBrush


@lru_cache(maxsize=4)
def _tones(palette: style.Palette) -> _Tones:
    main, far = QColor(palette.figure), QColor(palette.far)
    things = mixed(thing_colour(DARK), QColor(palette.amber), 0.5)
    colours = (main, far, QColor(palette.near_arm), mixed(main, far, 0.35), things, QColor(palette.spine))
    return _Tones(*map(QBrush, colours))


@lru_cache(maxsize=100)
def _lungs(palette: style.Palette, fill: float) -> QBrush:
    """Tell how full the chest is: its oval is the lighter, the fuller."""
    return QBrush(mixed(QColor(palette.figure), QColor(palette.near_arm), 0.35 + 0.50 * fill))


def _seen(layers: list[Layer]) -> tuple[Layer, ...]:
    return tuple(layer for layer in layers if not layer[0].isEmpty())


def _lacking(size: float) -> float:
    """Say what a spine's line lacks to be seen, in body heights, where one measures ``size`` pixels."""
    return max(0.0, round(_THIN / size - SPINE_WIDTH, 4)) if size >= _SMALL else 0.0


def _thick(spine: QPainterPath, lacking: float) -> tuple[QPainterPath, ...]:
    if not lacking or spine.isEmpty():
        return (spine,)
    return spine, QPainterPathStroker(round_pen(QColor(), lacking)).createStroke(spine)


def _light(
    here: Placement, body: Body, region: str, ratio: float, colour: str
) -> tuple[QPointF, QImage] | None:
    """Warm the place where the movement works."""
    figure = here.figure
    found = LIT.get(figure.region or region)
    if found is None or not _large(here):
        return None
    name, reach = found
    one = "l" if here.side == 2 else "r"
    place = body.points[name.format(one)]
    if name in _BEFORE:
        segment, ahead, above = _BEFORE[name]
        place = add(place, turned(body.frames[segment.format(one)], (ahead, 0.0, above)))
    x, y = view(figure, here.side).flat(place)
    # Laid on pixel by pixel: an image that is scaled costs as much as the gradient that it saves.
    side = max(2, round(2 * reach * here.way.m11() * ratio))
    corner = here.way.map(QPointF(x - reach, -y - reach))
    place_of_it = QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio)
    return place_of_it, _glow(colour, side, ratio)


def _large(here: Placement) -> bool:
    """Whether a light would be more than a blot."""
    left, bottom, right, top = frame(here.figure, here.side)
    around = 0.0 if here.figure.close_up != "none" else 2 * MARGIN
    return (max(right - left, top - bottom) + around) * here.way.m11() >= _SMALL


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
) -> FigurePose | None:
    """Return what is drawn of a movement at a moment, or None without a figure; close moments are one."""
    if movement.figure is None:
        return None
    at = progress(movement.figure, part, fraction)
    if side == 2 and reverses(movement.figure):
        at, side = 1.0 - at, 1
    return FigurePose(
        movement.figure, round(at * STEPS) / STEPS, round(fill * BREATHS) / BREATHS, side, eased
    )
