"""The outlines of a body and its props: one closed path for each layer of the picture."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import dist, sqrt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from intermezzo.core.figure import Body, Camera, Figure, body_at, flesh, frame, props, stays, view
from intermezzo.core.figure.body import SPINE
from intermezzo.core.figure.camera import extent
from intermezzo.core.figure.flesh import Piece
from intermezzo.core.figure.keyframes import FACES, FOOT
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import about_z, add, between, column, times, turned
from intermezzo.ui.figure.held_props import held_props
from intermezzo.ui.figure.hulls import PLAIN, Ellipse, Fineness, add_piece, ellipse_path, hull_path, strip
from intermezzo.ui.figure.jaw_paths import jaw_paths

_FAR = 0.022
"""Depth beyond the trunk from which a limb is on the far side. Lengths here are in body heights."""


@dataclass(frozen=True, slots=True)
class BodyPaths:
    """The paths of a body in a pose, y downwards, without the trunk, which changes with the breath."""

    far: QPainterPath
    """Limbs on the far side."""
    core: QPainterPath
    """Head, neck, shoulders and near legs."""
    arms: QPainterPath
    """Near arms."""
    behind: QPainterPath
    """Near arms behind the trunk, and the limb that works on the far side."""
    spine: QPainterPath
    props: tuple[tuple[QPainterPath, str], ...]
    """Each with its layer, as in ``held_props``."""
    toes: QPainterPath
    """Only in a close-up of a foot."""
    toes_in_front: bool
    """Whether the toes are nearer to the camera than the foot."""
    bounds: QRectF
    """Bounding rectangle, with the trunk at its fullest."""
    eyes: tuple[tuple[Ellipse, Ellipse], ...]
    """White and iris of each visible eye; only in a close-up of the head."""
    jaw: tuple[QPainterPath, ...]
    """Jaw bone and teeth; only in a close-up of the jaw."""


@lru_cache(maxsize=512)
def _limb_layers(figure: Figure, side: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the limbs on the far side, and the near arms behind the trunk, as ``l_arm`` or ``r_leg``.

    They are those of all poses of a figure, so that no limb changes its colour.
    """
    camera = view(figure, side)
    bodies = (
        body_at(figure, 0.0, 0.5, side), body_at(figure, 0.5 if figure.cycle else 1.0, 0.5, side),
    )  # fmt: skip
    far, behind = set[str](), set[str]()
    for one in ("l", "r"):
        if all(_is_deeper(camera, body, f"{one}_shoulder", "c7") for body in bodies):
            before = (
                camera.depth(bodies[0].points[f"{one}_palm"]) < camera.depth(bodies[0].points["t6"]) - _FAR
            )
            if not before:
                far.add(f"{one}_arm")
        if all(_is_deeper(camera, body, f"{one}_hip", "root") for body in bodies):
            far.add(f"{one}_leg")
        chest_depth = min(camera.depth(body.points["t6"]) for body in bodies)
        elbow, wrist, palm = (
            min(camera.depth(body.points[f"{one}_{p}"]) for body in bodies) - chest_depth
            for p in ("elbow", "wrist", "palm")
        )
        whole, reaching = min(elbow, wrist) > 0.05, min(elbow, wrist) > 0.0 and min(wrist, palm) > 0.06
        if f"{one}_arm" not in far and (whole or reaching):
            behind.add(f"{one}_arm")
    return frozenset(far), frozenset(behind)


def _is_deeper(camera: Camera, body: Body, name: str, other: str) -> bool:
    return camera.depth(body.points[name]) > camera.depth(body.points[other]) + _FAR


def body_paths(figure: Figure, body: Body, side: int, fine: Fineness = PLAIN) -> BodyPaths:
    """Return the paths of a body that do not depend on the breath."""
    camera = view(figure, side)
    far_limbs, arms_behind = _limb_layers(figure, side)
    far, core, arms, behind, toes = (_empty_path() for _ in range(5))

    def put(path: QPainterPath, pieces: tuple[Piece, ...]) -> None:
        path.addPath(_silhouette(figure, side, pieces, fine))

    close_foot = figure.close_up in FOOT
    for one in ("l", "r"):
        # A seated figure does not turn round for side 2: there the working limb is the one on the far side.
        away = behind if one == body.working and side == 2 and stays(figure) else far
        # A close-up of a foot shows nothing but that foot.
        leg, arm = f"{one}_leg", f"{one}_arm"
        if not (leg in far_limbs and _hidden(camera, body, "leg")) and (
            not close_foot or one == body.working
        ):
            pieces = flesh.leg(body, one, toes=not close_foot)
            put(away if leg in far_limbs and not close_foot else core, pieces)
        if not (arm in far_limbs and _hidden(camera, body, "arm")) and not close_foot:
            near = behind if arm in arms_behind else arms
            put(away if arm in far_limbs else near, (flesh.arm(body, one),))
    if close_foot:
        put(toes, (*flesh.toes(body, body.working), flesh.big_toe(body, body.working)))
    else:
        put(core, flesh.head(body))
    held = tuple(held_props(figure, body, camera, side))
    bounds = QRectF()
    for path in (far, core, arms, behind, toes, *(path for path, _layer in held)):
        bounds = bounds.united(path.controlPointRect())
    for ball in flesh.torso(replace(body, fill=1.0)).balls if not close_foot else ():
        left, low, right, high = extent(camera, ball)
        bounds = bounds.united(QRectF(left, -high, right - left, high - low))
    return BodyPaths(
        far, core, arms, behind, _spine(camera, body), held,
        toes, close_foot and _toes_in_front(camera, body), bounds,
        _eyes(camera, body) if figure.close_up in FACES else (),
        jaw_paths(camera, body) if figure.close_up == "jaw" else (),
    )  # fmt: skip


def trunk_and_lungs(
    figure: Figure, body: Body, side: int, fine: Fineness
) -> tuple[QPainterPath, QPainterPath]:
    """Return the paths that depend on the body's breath; empty in a close-up of a foot."""
    if figure.close_up in FOOT:
        return _empty_path(), _empty_path()
    lungs = ellipse_path(_lungs(view(figure, side), body))
    return _silhouette(figure, side, (flesh.torso(body),), fine), lungs


def _empty_path() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


_ENLARGE = QTransform.fromScale(1000.0, 1000.0)
_REDUCE = _ENLARGE.inverted()[0]
"""``QPainterPath.simplified`` rounds to whole units."""


@lru_cache(maxsize=64)
def _silhouette(figure: Figure, side: int, pieces: tuple[Piece, ...], fine: Fineness) -> QPainterPath:
    """Return one outline around all pieces; cached for the limbs that rest.

    Where separate outlines overlap, Qt adds up their coverage of a pixel, which makes seams. One outline has
    smooth edges and is painted in a third of the time.
    """
    camera = view(figure, side)
    box = frame(figure, side) if figure.close_up != "none" else None
    path = _empty_path()
    for piece in pieces:
        ellipses = [camera.ellipse(ball) for ball in piece.balls]
        if box is None or any(_intersects(one, box) for one in ellipses):
            add_piece(path, ellipses, piece, fine)
    return _REDUCE.map(_ENLARGE.map(path).simplified())


_MARGIN = 0.08
"""Distance beyond a close-up's frame within which an ellipse can belong to an outline inside."""


def _intersects(ellipse: Ellipse, box: tuple[float, float, float, float]) -> bool:
    """Return whether an ellipse can reach into a box."""
    x, y, xx, _xy, yy = ellipse
    wide, high = sqrt(xx) + _MARGIN, sqrt(yy) + _MARGIN
    return box[0] - wide < x < box[2] + wide and box[1] - high < y < box[3] + high


def _toes_in_front(camera: Camera, body: Body) -> bool:
    """Return whether the inner side of the working foot faces the camera."""
    inwards = 1.0 if body.working == "r" else -1.0
    return camera.depth(column(body.frames[f"{body.working}_foot"], 1)) * inwards < 0


_JOINTS = {"leg": ("hip", "knee", "ankle", "ball", "toe"), "arm": ("shoulder", "elbow", "wrist", "hand")}
_BEHIND = 0.003
"""Distance in the picture below which two limbs coincide."""


def _hidden(camera: Camera, body: Body, limb: str) -> bool:
    """Return whether one leg or arm is exactly behind the other."""
    return all(
        dist(*(camera.flat(body.points[f"{side}_{joint}"]) for side in ("l", "r"))) < _BEHIND
        for joint in _JOINTS[limb]
    )


def prop_paths(figure: Figure, side: int) -> tuple[tuple[QPainterPath, str], ...]:
    """Return the outlines of static props, each with its tone; ``rail`` means in front of the body."""
    camera = view(figure, side)
    flip = -1.0 if side == 2 else 1.0
    paths = []
    for shape in (shape for name in figure.props for shape in props.shapes(name, figure.base)):
        corners = [(x, y * flip, z) for x, y, z in shape.corners]
        behind = shape.tone == "rail" and camera.depth((0.0, corners[0][1], 0.0)) > 0
        paths.append((hull_path(camera, corners, shape.radius), "" if behind else shape.tone))
    return tuple(paths)


def _lungs(camera: Camera, body: Body) -> Ellipse:
    frame = body.frames["thorax2"]
    centre = add(between(body.points["t12"], body.points["t6"], 0.95), turned(frame, (0.034, 0.0, 0.0)))
    scale = 0.48 + 0.44 * body.fill
    wide = 0.074 + 0.004 * (body.depth - 1)
    ball: Ball = (centre, frame, (0.050 * scale, wide * scale, 0.088 * (0.66 + 0.34 * body.fill)))
    return camera.ellipse(ball)


_EYE_OUT = 46.0
"""Degrees by which the eyes are turned outwards on the face."""


def _eyes(camera: Camera, body: Body) -> tuple[tuple[Ellipse, Ellipse], ...]:
    """Return the white and the iris of each visible eye; the iris follows the gaze."""
    frame, at = body.frames["head"], body.points["c0"]
    paths = []
    for out in (1.0, -1.0):
        # Flat on the face, so that an eye near its edge becomes narrow instead of standing out.
        eye = times(frame, about_z(_EYE_OUT * out))
        if camera.depth(column(eye, 0)) > -0.10:
            continue
        place = add(at, turned(frame, (0.0410, 0.0240 * out, 0.036)))
        white: Ball = (place, eye, (0.0008, 0.0100, 0.0046))
        look = (0.0012, -body.angle("eyes_turn") * 0.00014, body.angle("eyes_up") * 0.00009)
        iris: Ball = (add(place, turned(eye, look)), eye, (0.0006, 0.0046, 0.0036))
        paths.append((camera.ellipse(white), camera.ellipse(iris)))
    return tuple(paths)


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
