"""The outlines of a body and its props: one closed path for each layer of the picture."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi, sin, sqrt

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import (
    Body,
    Camera,
    Figure,
    feet,
    flesh,
    frame,
    heads,
    near_feet,
    props,
    view,
)
from intermezzo.core.figure.body import SPINE, is_same
from intermezzo.core.figure.extents import box_of_balls
from intermezzo.core.figure.keyframes import FOOT
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.reach import RIBS_DEEPER, RIBS_WIDER
from intermezzo.core.figure.vectors import add, between, column, turned
from intermezzo.ui.figure.close_paths import (
    CONTACT_DOTS,
    blade_paths,
    contact_dots,
    gap_below_back,
    inner_side_faces,
    near_toes,
)
from intermezzo.ui.figure.face_paths import eye_paths, face_lines
from intermezzo.ui.figure.held_props import held_props
from intermezzo.ui.figure.hulls import (
    COARSE,
    PLAIN,
    Ellipse,
    Fineness,
    Polygon,
    TonedPath,
    hull_path,
    joined,
    outlines,
    path_of,
    strip,
    strip_polygons,
)
from intermezzo.ui.figure.jaw_paths import jaw_paths
from intermezzo.ui.figure.limbs import BEHIND, limbs

_HALF_FULL = 0.5
"""How full the lungs of a ghost are whose movement is not a breath alone."""
_FACE_SEEN, _EAR_SEEN = 0.30, 0.35
"""How much a face must be turned to the camera for its brows, and a side of the head for its ear."""


@dataclass(frozen=True, slots=True)
class BodyPaths:
    """The paths of a body in a pose, y downwards, without the trunk, which changes with the breath."""

    far: tuple[TonedPath, ...]
    """What is behind the trunk: limbs on the far side, and a head seen over the back."""
    core: tuple[TonedPath, ...]
    """What is before the trunk: legs and shoulders."""
    head: tuple[TonedPath, ...]
    """Head and neck before the trunk."""
    arms: tuple[TonedPath, ...]
    """Near arms."""
    spine: QPainterPath
    chest: float
    """How much the chest faces the camera: 1 wholly, 0 in profile, -1 where the back does."""
    props: tuple[TonedPath, ...]
    """Each with its layer, as in ``held_props``."""
    bounds: QRectF
    """Bounding rectangle, with the trunk at its fullest."""
    eyes: tuple[tuple[Ellipse, Ellipse], ...]
    """White and iris of each visible eye; only in a close-up of the head."""
    mouth: tuple[TonedPath, ...]
    """Teeth, tongue and bone; only in a close-up of the jaw."""
    blades: tuple[TonedPath, ...]
    """Shoulder blades; only in a close-up of the chest."""
    below: tuple[TonedPath, ...]
    """What a close-up shows below the trunk."""


def body_paths(figure: Figure, body: Body, side: int, fine: Fineness = PLAIN) -> BodyPaths:
    """Return the paths of a body that do not depend on the breath."""
    camera = view(figure, side)
    layers: dict[str, list[TonedPath]] = {"far": [], "core": [], "head": [], "arms": []}
    close_foot = figure.close_up in FOOT
    if close_foot:
        # Nothing but that foot.
        layers["core"] += _near_foot(figure, body, side, fine)
    else:
        for layer, tone, pieces in limbs(figure, body, side):
            layers[layer].append((_silhouette(figure, side, pieces, fine), tone))
        layers["core"].append((_silhouette(figure, side, (flesh.girdle(body),), fine), "shirt"))
        faces_collar = camera.depth(heads.above_collar(body)) < BEHIND
        layers["head" if faces_collar else "far"] += _head(figure, body, side, fine)
    if figure.close_up == "jaw":
        # A hand on the cheek would hide the mouth.
        layers["arms"] = []
    held = tuple(held_props(figure, body, camera, side))
    bounds = QRectF()
    for path in (path for parts in (*layers.values(), held) for path, _tone in parts):
        bounds = bounds.united(path.controlPointRect())
    if not close_foot:
        left, low, right, high = box_of_balls(camera, flesh.torso(replace(body, fill=1.0)).balls)
        bounds = bounds.united(QRectF(left, -high, right - left, high - low))
    return BodyPaths(
        tuple(layers["far"]), tuple(layers["core"]), tuple(layers["head"]), tuple(layers["arms"]),
        # The mouth lies where the spine would be drawn.
        QPainterPath() if close_foot or figure.close_up == "jaw" else _spine(camera, body),
        -camera.depth(column(body.frames["thorax1"], 0)), held,
        bounds,
        eye_paths(camera, body) if figure.close_up == "head" or "sight" in figure.props else (),
        jaw_paths(camera, body) if figure.close_up == "jaw" else (),
        blade_paths(camera, body) if figure.close_up == "chest" else (),
        gap_below_back(figure, camera, body),
    )  # fmt: skip


def _face(body: Body) -> tuple[Piece, ...]:
    return (
        heads.neck(body), heads.face(body), heads.nose(body), heads.mouth(body),
        *(heads.ear(body, out) for out in (1.0, -1.0)),
    )  # fmt: skip


def _hair(body: Body, fine: Fineness) -> tuple[Piece, Piece]:
    """Return the hair above the face and that behind it."""
    slices = heads.SLICES if fine in {COARSE, PLAIN} else heads.FINE_SLICES
    return heads.crown(body, slices), heads.nape(body, slices)


def _head(figure: Figure, body: Body, side: int, fine: Fineness) -> list[TonedPath]:
    """Return neck and head from the farthest part to the nearest: see ``heads``."""
    camera = view(figure, side)

    def part(tone: str, *pieces: Piece) -> TonedPath:
        return _silhouette(figure, side, pieces, fine), tone

    is_farther = [camera.depth(way) > 0 for way in (heads.above_crown(body), heads.behind_face(body))]
    hair = tuple(zip(_hair(body, fine), is_farther, strict=True))
    parts = [
        part("hair", *(piece for piece, farther in hair if farther)),
        part("skin", *_face(body)),
        part("hair", *(piece for piece, farther in hair if not farther)),
    ]
    if -camera.depth(column(body.frames["head"], 0)) > _FACE_SEEN:
        parts.append((face_lines(camera, body), "shade"))
    across = camera.depth(column(body.frames["head"], 1))
    if abs(across) > _EAR_SEEN:
        parts.append(part("shade", heads.ear(body, -1.0 if across > 0 else 1.0)))
    return [one for one in parts if not one[0].isEmpty()]


def outline(
    figure: Figure, body: Body, side: int, fine: Fineness, before: Body | None = None
) -> tuple[QPainterPath, ...]:
    """Return all that moves of a body as overlapping outlines, to be filled with one colour.

    Left out is what another body ``before`` it hides.
    """
    parts: list[tuple[Piece, ...]]
    if figure.close_up in FOOT:
        one = body.working
        toes = (near_feet.toe(body, one, number) for number in range(near_feet.TOES))
        parts = [near_feet.near_foot(body, one), *((toe,) for toe in toes)]
        if figure.close_up != "sole":
            parts.append(feet.trousers(body, one))
    elif figure.only_breathes and not figure.held_by_breath:
        # Nothing else goes with the breath.
        parts = [(flesh.torso(body),)]
    else:
        parts = [pieces for _layer, _tone, pieces in limbs(figure, body, side, before)]
        parts.append((flesh.torso(body if figure.only_breathes else replace(body, fill=_HALF_FULL)),))
        if before is None or not is_same("girdle", body, before):
            parts.append((flesh.girdle(body),))
        if before is None or not is_same("head", body, before):
            parts += [_face(body), (heads.skull(body),)]
    return tuple(path_of([polygon]) for pieces in parts for polygon in _polygons(figure, side, pieces, fine))


def trunk_and_ribs(
    figure: Figure, body: Body, side: int, fine: Fineness
) -> tuple[tuple[TonedPath, ...], QPainterPath]:
    """Return trunk and ribs, which depend on the breath; none in a close-up of a foot.

    Ribs are drawn where the breath is the movement.

    The trunk is that of the farther of trousers and shirt, and the nearer one on it: so the waist shows the
    rim that the camera sees.
    """
    if figure.close_up in FOOT:
        return (), QPainterPath()
    camera = view(figure, side)
    trunk = flesh.torso(body)
    parts = [("shirt", flesh.shirt(trunk, body)), ("trousers", flesh.seat(trunk, body))]
    if camera.depth(flesh.above_waist(body)) < 0:
        parts.reverse()
    (farther, _piece), (nearer, piece) = parts
    return (
        (_silhouette(figure, side, (trunk,), fine), farther),
        (_silhouette(figure, side, (piece,), fine), nearer),
    ), _ribs(camera, body) if figure.only_breathes else QPainterPath()


def _near_foot(figure: Figure, body: Body, side: int, fine: Fineness) -> Iterator[TonedPath]:
    """Yield the foot of a close-up with its toes, and the points that carry it."""
    camera = view(figure, side)
    foot, leg = near_feet.near_foot(body, body.working), feet.trousers(body, body.working)
    edge = (near_feet.sole(body, body.working),)
    if figure.close_up != "sole":
        yield (
            _silhouette(figure, side, edge, fine),
            "sole" if inner_side_faces(camera, body) else "skin",
        )
    yield _silhouette(figure, side, foot, fine), "skin"
    if figure.close_up != "sole":
        yield _silhouette(figure, side, leg, fine), "trousers"
    yield from near_toes(camera, body, fine)
    if figure.close_up in CONTACT_DOTS:
        yield contact_dots(camera, body, CONTACT_DOTS[figure.close_up]), "mark"


@lru_cache(maxsize=128)
def _silhouette(figure: Figure, side: int, pieces: tuple[Piece, ...], fine: Fineness) -> QPainterPath:
    """Return one outline around all pieces; cached for the limbs that rest.

    Where separate outlines overlap, Qt adds up their coverage of a pixel, which makes seams. One outline has
    smooth edges and is painted in a third of the time.
    """
    return joined(_polygons(figure, side, pieces, fine))


def _polygons(figure: Figure, side: int, pieces: tuple[Piece, ...], fine: Fineness) -> list[Polygon]:
    """Return the outlines of pieces, which overlap."""
    camera = view(figure, side)
    box = frame(figure, side) if figure.close_up != "none" else None
    polygons: list[Polygon] = []
    for piece in pieces:
        ellipses = [camera.ellipse(ball) for ball in piece.balls]
        # Of a close-up only what can be in its frame.
        if box is None or any(_intersects(one, box) for one in ellipses):
            polygons += outlines(ellipses, piece, fine)
    return polygons


_MARGIN = 0.08
"""Distance beyond a close-up's frame within which an ellipse can belong to an outline inside."""


def _intersects(ellipse: Ellipse, box: tuple[float, float, float, float]) -> bool:
    """Return whether an ellipse can reach into a box."""
    x, y, xx, _xy, yy = ellipse
    wide, high = sqrt(xx) + _MARGIN, sqrt(yy) + _MARGIN
    return box[0] - wide < x < box[2] + wide and box[1] - high < y < box[3] + high


def prop_paths(figure: Figure, side: int) -> tuple[TonedPath, ...]:
    """Return the outlines of static props, each with its tone; ``rail`` means in front of the body."""
    camera = view(figure, side)
    return tuple(
        path for name in figure.props for path in _prop_paths(name, figure.base, camera, flipped=side == 2)
    )


@lru_cache(maxsize=16)
def _prop_paths(name: str, base: str, camera: Camera, *, flipped: bool) -> tuple[TonedPath, ...]:
    """Return the outlines of a prop; cached, because a body and its close-up often share a camera."""
    flip = -1.0 if flipped else 1.0
    paths = []
    for shape in props.shapes(name, base):
        corners = [(x, y * flip, z) for x, y, z in shape.corners]
        behind = shape.tone == "rail" and camera.depth((0.0, corners[0][1], 0.0)) > 0
        paths.append((hull_path(camera, corners, shape.radius), "" if behind else shape.tone))
    return tuple(paths)


_RIBS = ((0.02, 0.0490, 0.0720), (0.36, 0.0540, 0.0770), (0.70, 0.0570, 0.0800))
"""Place of each pair of ribs between t12 and t6, and its radii to the front and to the side."""
_RIB_WIDTH, _RIB_DROP, _RIB_AHEAD = 0.0075, 0.020, 0.036
"""Width of a rib, how much lower it is in front, and how far its middle is before the spine."""


def _ribs(camera: Camera, body: Body) -> QPainterPath:
    """Return the sides of the ribs that face the camera; they go out and up with the breath."""
    frame = body.frames["thorax1"]
    polygons: list[Polygon] = []
    for share, front, side in _RIBS:
        deep, wide = front * (1 + RIBS_DEEPER * body.swell), side * (1 + RIBS_WIDER * body.swell)
        middle = add(between(body.points["t12"], body.points["t6"], share), turned(frame, (_RIB_AHEAD, 0, 0)))
        for left in (1.0, -1.0):
            seen = []
            for step in range(13):
                turn = pi * (0.07 + 0.86 * step / 12)
                x, y = cos(turn), left * sin(turn)
                drop = (0.5 * body.fill - 1) * _RIB_DROP * (x + 1) / 2
                if camera.depth(turned(frame, (x, y, 0.0))) < 0:
                    seen.append(camera.flat(add(middle, turned(frame, (deep * x, wide * y, drop)))))
            if len(seen) > 1:
                polygons += strip_polygons(seen, _RIB_WIDTH)
    return path_of(polygons)


SPINE_WIDTH = 0.0125
_SPINE_OFFSETS = {
    "tail": ("pelvis", 0.014),
    "sacrum": ("pelvis", 0.008),
    "c7": ("neck", 0.004),
    "c0": ("head", 0.006),
}
"""Shift of the line from the spine's points: segment and distance forwards."""


def _spine(camera: Camera, body: Body) -> QPainterPath:
    points = []
    for name in SPINE:
        segment, ahead = _SPINE_OFFSETS.get(name, ("thorax1", 0.006))
        point = add(body.points[name], turned(body.frames[segment], (ahead, 0.0, 0.0)))
        points.append(camera.flat(point))
    return strip(points, SPINE_WIDTH)
