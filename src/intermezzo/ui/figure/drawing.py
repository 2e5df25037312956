"""What is painted for a pose: layers of paths, and the glow on the region that works."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QImage, QPainterPath, QPainterPathStroker, QRadialGradient

from intermezzo.core.figure import Body, Figure, frame, view
from intermezzo.core.figure.camera import Box, Flat
from intermezzo.core.figure.keyframes import FOOT, lit
from intermezzo.core.figure.leading import widening
from intermezzo.core.figure.vectors import Vec
from intermezzo.ui.figure.body_paths import kept_parts, still_parts
from intermezzo.ui.figure.detail_paths import SPINE_WIDTH
from intermezzo.ui.figure.guide import Ghost, guide_image, guide_layers
from intermezzo.ui.figure.hulls import LARGEST_BODY, ROUND, Fineness, TonedPath, ellipse_path, fineness
from intermezzo.ui.figure.inset import head_right, lens_box, split, whole_figure
from intermezzo.ui.figure.placement import MARGIN, Layer, Placement, place
from intermezzo.ui.figure.poses import FigurePose
from intermezzo.ui.figure.prop_paths import BELOW, MARK, OVER, UNDER
from intermezzo.ui.figure.scenery import prop_layers
from intermezzo.ui.figure.tones import tone_brushes
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import round_pen
from intermezzo.ui.kit.pictures import painting

GLOWS: Mapping[str, tuple[str, str, Vec, float]] = {
    "hip": ("{}_hip", "pelvis", (0.0, 0.0, 0.0), 0.062),
    "glutes": ("root", "pelvis", (0.0, 0.0, 0.0), 0.066),
    "thoracic": ("t6", "thorax2", (0.022, 0.0, 0.0), 0.064),
    "shoulder girdle": ("c7", "thorax2", (0.0, 0.0, 0.0), 0.040),
    "rib cage": ("t6", "thorax2", (0.022, 0.0, 0.0), 0.068),
    "diaphragm": ("t12", "lumbar2", (0.022, 0.0, 0.0), 0.060),
    "deep core": ("l3", "lumbar1", (0.022, 0.0, 0.0), 0.048),
    "lumbar control": ("l3", "lumbar1", (0.022, 0.0, 0.0), 0.048),
    "foot/ankle": ("{}_ankle", "{}_foot", (0.0, 0.0, 0.0), 0.028),
    "neck": ("c0", "head", (0.0, 0.0, 0.0), 0.028),
    "jaw": ("jaw", "head", (-0.018, 0.0, -0.004), 0.018),
    "eyes": ("head", "head", (0.042, 0.0, 0.002), 0.026),
    "arch": ("{}_heel", "{}_foot", (0.066, 0.0, 0.022), 0.030),
    "toes": ("{}_ball", "{}_foot", (0.004, 0.0, 0.012), 0.024),
}
"""For each region the place of its glow, as point, segment and offset, and its radius in body heights.

Points of the spine lie near the back.
"""
_ON_HEAD = {"jaw", "eyes"}
"""Regions whose glow is on the head."""
_BREATH_GLOW = 0.055
"""Radius of a glow where a breath alone widens the trunk."""
_BREATH_PLACES = (-0.05, 0.25)
"""Its place as a share of the way outwards, without and with hands on the ribs: on an empty trunk too."""
_SIDE_VIEW = 0.86
"""Share of the viewing direction across the body from which the spine is painted over the near arm."""
_CHEST_TURNED, _CHEST_FACING = 0.20, 0.50
"""How much the chest faces the camera from which the spine pales, and from which it is a ghost."""
_GHOST = 0.30
"""Opacity of the spine seen through the chest."""
_SMALL = 64.0
"""Figures smaller than this, in pixels, have no glow and no widened spine."""
_LEAST_SPINE = 2.2
"""Least width of the spine in pixels."""
_AT_STEPS, _SECOND_STEPS, _FILL_STEPS = 10, 24, 4
"""Steps in which a whole body beside a close-up moves, or a second view, and in which either breathes."""
_BREATHLESS = {"head", "jaw", *FOOT}
"""Close-ups that show nothing of the breath, or the edge of a chest that moves by a pixel."""
_NEAR, _PALE = 1.6, 1.6
"""How much finer outlines of a close-up are, unless that is finest, and how much coarser those of a ghost."""
_Fines = tuple[Fineness, Fineness]
"""The resolution of a body, and of its ghost."""
_EDGE = 2
"""Logical pixels around a body that belong to it because of antialiasing."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Everything about a pose that only has to be painted. Paths are in body heights, y downwards."""

    placement: Placement
    fines: _Fines
    ghost: Ghost | None
    """The ghost, which is painted with the background."""
    pixel_ratio: float | None
    """Of the device; None for a vector device such as a PDF."""
    keeps_images: bool
    """Whether background and guide are images, which are kept for the next frames; else they are paths."""
    lower_layers: tuple[Layer, ...]
    glows: tuple[tuple[QPointF, QImage], ...]
    """Painted between the layers; their positions are in the placement's area."""
    upper_layers: tuple[Layer, ...]
    guide: tuple[QPointF, QImage] | None
    """The path of the leading point and what stays still, painted over all."""
    bounds: QRectF
    """Bounding rectangle of the body in the area."""
    pixels: QRect
    """The bounds, aligned to whole logical pixels, with the edge."""
    close_up: "Drawing | None" = None
    """Painted beside the whole body."""
    unguided: "Drawing | None" = None
    """The same without ghost and guide, if it has either; on its way there and back a body shares it."""


def drawing(
    pose: FigurePose,
    area: QRectF,
    region: str,
    *,
    pixel_ratio: float = 1.0,
    in_circle: bool = False,
    fades: bool = False,
    vector: bool = False,
    still: bool = False,
    within: QRectF | None = None,
) -> Drawing:
    """Return the drawing of a pose in an area of a device.

    Scenery that goes on, as a wall, fills the area, and the body the part ``within`` it. In an image that is
    kept it ``fades`` out towards the edges. The glow is on the figure's own region, or else on ``region``.
    Drawings are cached: equal poses of a repetition share theirs.
    A ``still`` is painted once; neither its drawing nor images are kept.
    """
    keeps_images = not vector and not still

    def drawn(
        pose: FigurePose, area: QRectF, within: QRectF, *, in_circle: bool, holds: Box | None = None,
        fines: _Fines | None = None,
    ) -> Drawing:  # fmt: skip
        placement = place(
            pose.figure, pose.side, area, in_circle=in_circle, fades=fades and keeps_images, within=within,
            holds=holds,
        )  # fmt: skip
        draw = _drawing if keeps_images else _drawing.__wrapped__
        one = draw(
            FigurePose(pose.figure, pose.at, pose.fill, placement.side),
            placement, region, pixel_ratio, style.current(),
            fines or _fines(pose.figure, placement.scale * pixel_ratio),
            vector=vector, keeps_images=keeps_images,
        )  # fmt: skip
        # A close-up keeps its guide in every moment: what moves in it moves little.
        if pose.ghost is None and (not pose.figure.is_enlarged or pose.figure.only_breathes):
            return one
        guide = _guided if keeps_images else _guided.__wrapped__
        return guide(
            one, pose.ghost, None if keeps_images else pose.at, pose.way_from, pose.heading, style.current()
        )

    inner = area if within is None else within
    if pose.figure.close_up == "none":
        return drawn(pose, area, inner, in_circle=in_circle)
    body_area, close_area = split(inner, in_circle=in_circle, head_right=head_right(pose.figure, pose.side))
    whole = near = pose
    if keeps_images and pose.figure.close_up_camera is None:
        # Little moves in the whole body; what does, is seen in the close-up.
        whole = _coarser(pose, _AT_STEPS)
        near = replace(pose, fill=0.5) if pose.figure.close_up in _BREATHLESS else pose
    elif keeps_images:
        near = _coarser(pose, _SECOND_STEPS)
    close_up = drawn(near, close_area, close_area, in_circle=False)
    join = _with_close_up if keeps_images else _with_close_up.__wrapped__
    return join(
        drawn(
            replace(whole, figure=whole_figure(pose.figure)),
            area,
            body_area,
            in_circle=in_circle,
            holds=lens_box(pose.figure, pose.side),
            fines=close_up.fines if not keeps_images and pose.figure.shares_outlines else None,
        ),
        close_up,
    )


def changed(before: Drawing, after: Drawing) -> QRect:
    """Return the pixels in which two drawings of a movement can differ."""
    is_same_body = before.lower_layers is after.lower_layers and before.upper_layers is after.upper_layers
    if is_same_body and after.close_up is not None:
        return after.close_up.placement.area.toAlignedRect()
    return before.pixels | after.pixels


def _coarser(pose: FigurePose, steps: int) -> FigurePose:
    """Return the nearest pose of which there are only so many along the keyframes."""
    return replace(pose, at=round(pose.at * steps) / steps, fill=round(pose.fill * _FILL_STEPS) / _FILL_STEPS)


@lru_cache(maxsize=400)
def _with_close_up(whole: Drawing, close_up: Drawing) -> Drawing:
    """Return the drawing of a whole body with a close-up beside it."""
    return replace(
        whole, close_up=close_up, bounds=whole.bounds | close_up.bounds, pixels=whole.pixels | close_up.pixels
    )


@lru_cache(maxsize=400)
def _drawing(
    pose: FigurePose,
    placement: Placement,
    region: str,
    pixel_ratio: float,
    palette: style.Palette,
    fines: _Fines,
    *,
    vector: bool,
    keeps_images: bool,
) -> Drawing:
    paths, body, trunk, ribs = (kept_parts if keeps_images else still_parts)(pose, fines[0])
    tones = tone_brushes(palette)

    def brushed(parts: tuple[TonedPath, ...]) -> list[Layer]:
        return [(path, tones[tone]) for path, tone in parts]

    props = {
        one: [(path, tones["mark" if one == MARK else "held"]) for path, at in paths.props if at == one]
        for one in (BELOW, UNDER, OVER, MARK)
    }
    ribs_brush = QBrush(style.mixed(tones["shirt"].color(), tones["skin"].color(), 0.50 + 0.40 * pose.fill))
    shown = spine_share(paths.chest)
    spine_brush = QBrush(style.mixed(tones["shirt"].color(), QColor(palette.spine), shown))
    spine = [(path, spine_brush) for path in _spine(paths.spine, placement.scale)]
    behind_chest = shown < 1
    over_arm = abs(view(pose.figure, pose.side).into[1]) > _SIDE_VIEW
    head = [
        *(spine if behind_chest else ()), *brushed(paths.head),
        *((ellipse_path(part, ROUND), tones[tone]) for eye in paths.eyes
          for part, tone in zip(eye, ("white", "iris"), strict=True)),
        *brushed(paths.mouth),
    ]  # fmt: skip
    lit = (pose.figure.region or region) in _ON_HEAD
    lower = [
        *brushed(paths.far),
        *props[BELOW], *brushed(paths.below), *brushed(trunk), *brushed(paths.core), (ribs, ribs_brush),
        *(head if lit else ()),
    ]  # fmt: skip
    upper = [
        *(() if lit else head),
        *(() if behind_chest or over_arm else spine), *prop_layers(placement, palette, in_front=True),
        *props[UNDER], *brushed(paths.arms), *(spine if over_arm and not behind_chest else ()),
        *brushed(paths.blades), *props[OVER], *props[MARK],
    ]  # fmt: skip
    bounds = placement.transform.mapRect(paths.bounds)
    if placement.figure.close_up != "none":
        bounds &= placement.area
    return Drawing(
        placement, fines, None,
        None if vector else pixel_ratio, keeps_images, _without_empty(lower),
        _glows(placement, body, region, pixel_ratio, palette.spine), _without_empty(upper), None, bounds,
        bounds.toAlignedRect().adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE),
    )  # fmt: skip


@lru_cache(maxsize=400)
def _guided(
    one: Drawing,
    ghost: float | None,
    body_is_at: float | None,
    way_from: float,
    heading: int,
    palette: style.Palette,
) -> Drawing:
    """Return a drawing with a ghost and with what tells where the body goes; see ``FigurePose``."""
    guided = replace(one, unguided=one)
    if ghost is not None:
        guided = replace(guided, ghost=Ghost(ghost, one.fines[1], body_is_at))
    if _is_small(one.placement):
        return guided
    if one.pixel_ratio is not None and one.keeps_images:
        guide = guide_image(one.placement, one.pixel_ratio, way_from, heading, palette)
        return replace(guided, guide=guide)
    layers = guide_layers(one.placement, way_from, heading, palette)
    return replace(guided, upper_layers=(*one.upper_layers, *_without_empty(layers)))


def _fines(figure: Figure, pixels: float) -> _Fines:
    """Return the resolution for a body of so many pixels, and for its ghost."""
    # Round heads and heels fill a close-up, where corners would be seen.
    near = max(pixels, min(pixels * _NEAR, LARGEST_BODY)) if figure.is_enlarged else pixels
    # A ghost is so pale that its corners are not seen.
    return fineness(near), fineness(pixels / _PALE)


def spine_share(chest: float) -> float:
    """Return how strongly the spine is painted: through a chest that faces the camera it is a ghost."""
    facing = min(1.0, max(0.0, (chest - _CHEST_TURNED) / (_CHEST_FACING - _CHEST_TURNED)))
    return 1.0 + (_GHOST - 1.0) * facing


def _without_empty(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    return tuple(layer for layer in layers if not layer[0].isEmpty())


def _spine(spine: QPainterPath, size: float) -> tuple[QPainterPath, ...]:
    """Return the spine's paths for a body of ``size`` pixels: widened by a stroke where it is too thin."""
    missing = max(0.0, round(_LEAST_SPINE / size - SPINE_WIDTH, 4)) if size >= _SMALL else 0.0
    if not missing or spine.isEmpty():
        return (spine,)
    return spine, QPainterPathStroker(round_pen(QColor(), missing)).createStroke(spine)


def _glows(
    placement: Placement, body: Body, region: str, pixel_ratio: float, colour: str
) -> tuple[tuple[QPointF, QImage], ...]:
    """Return the glows on the regions where the movement works, or where a breath alone goes."""
    figure = placement.figure
    regions = (lit(one, placement.side) for one in figure.regions or (region,))
    found = [(letter, *GLOWS[one]) for letter, one in regions if one in GLOWS]
    if not found or _is_small(placement) or figure.close_up == "sole":
        return ()
    eye = view(figure, placement.side)
    if figure.only_breathes:
        share = _BREATH_PLACES[figure.held_by_breath]
        places = [
            ((ax + (bx - ax) * share, ay + (by - ay) * share), _BREATH_GLOW)
            for (ax, ay), (bx, by) in widening(figure, placement.side)
        ]
    else:
        places = [
            (eye.flat(body.place(point.format(letter), segment.format(letter), offset)), radius)
            for letter, point, segment, offset, radius in found
        ]
    return tuple(_glow(placement, place, radius, pixel_ratio, colour) for place, radius in places)


def _glow(
    placement: Placement, place: Flat, radius: float, pixel_ratio: float, colour: str
) -> tuple[QPointF, QImage]:
    """Return the position and the image of a glow at a place in the picture, in body heights."""
    x, y = place
    # Aligned to device pixels: an image that is scaled costs as much as the gradient that it replaces.
    side = max(2, round(2 * radius * placement.scale * pixel_ratio))
    corner = placement.transform.map(QPointF(x, -y)) - QPointF(radius, radius) * placement.scale
    position = QPointF(
        round(corner.x() * pixel_ratio) / pixel_ratio, round(corner.y() * pixel_ratio) / pixel_ratio
    )
    return position, _glow_image(colour, side, pixel_ratio)


def _is_small(placement: Placement) -> bool:
    left, bottom, right, top = frame(placement.figure, placement.side)
    margins = 0.0 if placement.figure.close_up != "none" else 2 * MARGIN
    return (max(right - left, top - bottom) + margins) * placement.scale < _SMALL


@lru_cache(maxsize=16)
def _glow_image(colour: str, side: int, pixel_ratio: float) -> QImage:
    """Return a glow as an image: a gradient costs more in each frame than the rest of the body."""
    gradient = QRadialGradient(QPointF(side / 2, side / 2), side / 2)
    stop = QColor(colour)
    for at, alpha in ((0.0, 0.42), (0.55, 0.18), (1.0, 0.0)):
        stop.setAlphaF(alpha)
        gradient.setColorAt(at, stop)
    with painting(QSize(side, side)) as (image, painter):
        painter.fillRect(image.rect(), gradient)
    image.setDevicePixelRatio(pixel_ratio)
    return image
