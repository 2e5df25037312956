"""Flesh and props → outlines: one closed path for each part of the picture."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot, sqrt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from intermezzo.core.figure import Body, Camera, Figure, body_at, flesh, frame, props, stays, view
from intermezzo.core.figure.body import SPINE
from intermezzo.core.figure.camera import extent
from intermezzo.core.figure.flesh import Piece
from intermezzo.core.figure.keyframes import FACES, FOOT
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import (
    Vec,
    about_z,
    add,
    between,
    column,
    times,
    turned,
)
from intermezzo.ui.figure.held import BELOW, OVER, UNDER, held
from intermezzo.ui.figure.hulls import PLAIN, Ellipse, Fineness, add_piece, oval, rounded, strip
from intermezzo.ui.figure.jaw import jaw

_FAR = 0.022
"""A limb whose root lies so much deeper than the trunk is on the far side."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A figure's paths at one moment, in body heights with y downwards: all but what the breath fills."""

    far: QPainterPath
    core: QPainterPath
    """Head, neck and shoulders, and near legs: all of one tone."""
    arms: QPainterPath
    behind: QPainterPath
    """Arms behind the trunk, though of its own side; and limbs that work on the far side."""
    spine: QPainterPath
    below: tuple[QPainterPath, ...]
    """What the body lies on, or holds between its legs: over its far limbs."""
    carried: tuple[QPainterPath, ...]
    """What is hugged: under the arms."""
    held: tuple[QPainterPath, ...]
    toe: QPainterPath
    """The toes, in a close-up of a foot; nearer to the eye than the rest of it, or behind."""
    toe_before: bool
    bounds: QRectF
    """Round everything, the chest at its fullest included."""
    eyes: tuple[tuple[Ellipse, Ellipse], ...]
    """Of a close-up of the head."""
    jaw: tuple[QPainterPath, ...]
    """Of a close-up of the jaw: its bone, and the teeth."""


@dataclass(frozen=True, slots=True)
class Chest:
    """What the breath fills: the trunk's path, and the lungs in it."""

    trunk: QPainterPath
    lungs: QPainterPath


_FLIP = QTransform.fromScale(-1.0, 1.0)


def flipped(one: Outline) -> Outline:
    """Return the mirror image of an outline, as of a movement done to the other side."""
    far, core, arms, behind, spine, toe = (
        _FLIP.map(path) for path in (one.far, one.core, one.arms, one.behind, one.spine, one.toe)
    )
    return Outline(
        far, core, arms, behind, spine,
        _all_flipped(one.below), _all_flipped(one.carried), _all_flipped(one.held),
        toe, one.toe_before, _FLIP.mapRect(one.bounds),
        tuple((_flipped(white), _flipped(iris)) for white, iris in one.eyes), _all_flipped(one.jaw),
    )  # fmt: skip


def _all_flipped(paths: tuple[QPainterPath, ...]) -> tuple[QPainterPath, ...]:
    return tuple(_FLIP.map(path) for path in paths)


def _flipped(ellipse: Ellipse) -> Ellipse:
    x, y, xx, xy, yy = ellipse
    return -x, y, xx, -xy, yy


def flipped_chest(one: Chest) -> Chest:
    """Return the mirror image of a chest."""
    return Chest(_FLIP.map(one.trunk), _FLIP.map(one.lungs))


@dataclass(frozen=True, slots=True)
class Layering:
    """Which limbs are on the far side, and which arms hide behind the trunk; fixed for a whole figure."""

    far: frozenset[str]
    behind: frozenset[str]


@lru_cache(maxsize=512)
def sides(figure: Figure, side: int) -> Layering:
    """Decide from the start pose, so that nothing changes its tone on the way."""
    camera = view(figure, side)
    bodies = (
        body_at(figure, 0.0, 0.5, side), body_at(figure, 0.5 if figure.cycle else 1.0, 0.5, side),
    )  # fmt: skip
    far, behind = set(), set()
    for one in ("l", "r"):
        if all(_deeper(camera, body, f"{one}_shoulder", "c7") for body in bodies):
            before = (
                camera.depth(bodies[0].points[f"{one}_palm"]) < camera.depth(bodies[0].points["t6"]) - _FAR
            )
            if not before:
                far.add(f"{one}_arm")
        if all(_deeper(camera, body, f"{one}_hip", "root") for body in bodies):
            far.add(f"{one}_leg")
        chest = min(camera.depth(body.points["t6"]) for body in bodies)
        elbow, wrist, palm = (
            min(camera.depth(body.points[f"{one}_{p}"]) for body in bodies) - chest
            for p in ("elbow", "wrist", "palm")
        )
        whole, reaching = min(elbow, wrist) > 0.05, min(elbow, wrist) > 0.0 and min(wrist, palm) > 0.06
        if f"{one}_arm" not in far and (whole or reaching):
            behind.add(f"{one}_arm")
    return Layering(frozenset(far), frozenset(behind))


def _deeper(camera: Camera, body: Body, name: str, other: str) -> bool:
    return camera.depth(body.points[name]) > camera.depth(body.points[other]) + _FAR


def outline(figure: Figure, body: Body, side: int, fine: Fineness = PLAIN) -> Outline:
    """Return all of a body that does not depend on the breath, as finely as it is seen."""
    camera = view(figure, side)
    parted = sides(figure, side)
    far, core, arms, behind, toe = (_path() for _ in range(5))

    def put(path: QPainterPath, pieces: tuple[Piece, ...]) -> None:
        path.addPath(_joined(figure, side, pieces, fine))

    close_foot = figure.close_up in FOOT
    for one in ("l", "r"):
        # On the far side what works is told by its tone, when one who sits does not turn round for side 2.
        away = behind if one == body.working and side == 2 and stays(figure) else far
        # A foot from near stands alone.
        if not _hidden(camera, body, one, "leg", parted) and (not close_foot or one == body.working):
            pieces = flesh.leg(body, one, toes=not close_foot)
            put(away if f"{one}_leg" in parted.far and not close_foot else core, pieces)
        name = f"{one}_arm"
        if not _hidden(camera, body, one, "arm", parted) and not close_foot:
            near = behind if name in parted.behind else arms
            put(away if name in parted.far else near, flesh.arm(body, one))
    if close_foot:
        put(toe, (*flesh.toes(body, body.working), flesh.big_toe(body, body.working)))
    else:
        put(core, flesh.head(body))
    things = tuple(held(figure, body, camera, side))
    layers = {one: tuple(path for path, layer in things if layer == one) for one in (BELOW, UNDER, OVER)}
    bounds = QRectF()
    for path in (far, core, arms, behind, toe, *(path for path, _layer in things)):
        bounds = bounds.united(path.controlPointRect())
    # A foot from near stands alone.
    for ball in flesh.torso(replace(body, fill=1.0)).balls if not close_foot else ():
        left, low, right, high = extent(camera, ball)
        bounds = bounds.united(QRectF(left, -high, right - left, high - low))
    return Outline(
        far, core, arms, behind, _spine(camera, body),
        layers[BELOW], layers[UNDER], layers[OVER],
        toe, close_foot and _toe_before(camera, body), bounds,
        _face(camera, body) if figure.close_up in FACES else (),
        jaw(camera, body) if figure.close_up == "jaw" else (),
    )  # fmt: skip


def chest(figure: Figure, body: Body, side: int, fine: Fineness = PLAIN) -> Chest:
    """Return what is as full as the body's breath; empty where a foot stands alone."""
    if figure.close_up in FOOT:
        return Chest(_path(), _path())
    lungs = oval(_lungs(view(figure, side), body))
    return Chest(_joined(figure, side, (flesh.torso(body),), fine), lungs)


def _path() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


_LARGE = QTransform.fromScale(1000.0, 1000.0)
_SMALL = _LARGE.inverted()[0]
"""What joins paths counts in whole units."""


@lru_cache(maxsize=64)
def _joined(figure: Figure, side: int, pieces: tuple[Piece, ...], fine: Fineness) -> QPainterPath:
    """Draw what belongs together as one outline, as finely as it is seen; what rests is drawn once.

    Of outlines that overlap, Qt adds up how much of a pixel each of them covers: joined they have a smooth
    edge, and are painted in a third of the time.
    """
    camera = view(figure, side)
    room = frame(figure, side) if figure.close_up != "none" else None
    path = _path()
    for piece in pieces:
        ellipses = [camera.ellipse(ball) for ball in piece.balls]
        if room is None or any(_touches(one, room) for one in ellipses):
            add_piece(path, ellipses, piece, fine)
    return _SMALL.map(_LARGE.map(path).simplified())


_NEAR = 0.08
"""So far beyond a close-up's frame a ball may still be joined with one inside."""


def _touches(ellipse: Ellipse, room: tuple[float, float, float, float]) -> bool:
    """Whether some of an ellipse can be within a box of the picture."""
    x, y, xx, _xy, yy = ellipse
    wide, high = sqrt(xx) + _NEAR, sqrt(yy) + _NEAR
    return room[0] - wide < x < room[2] + wide and room[1] - high < y < room[3] + high


def _toe_before(camera: Camera, body: Body) -> bool:
    """Whether the inner side of the working foot is turned to the eye."""
    inwards = 1.0 if body.working == "r" else -1.0
    return camera.depth(column(body.frames[f"{body.working}_foot"], 1)) * inwards < 0


_JOINTS = {"leg": ("hip", "knee", "ankle", "ball", "toe"), "arm": ("shoulder", "elbow", "wrist", "hand")}
_BEHIND = 0.003
"""Limbs that lie nearer to one another than this in the picture are one."""


def _hidden(camera: Camera, body: Body, one: str, limb: str, parted: Layering) -> bool:
    """Whether a far limb lies right behind the near one, where nobody could see it."""
    if f"{one}_{limb}" not in parted.far:
        return False
    other = "r" if one == "l" else "l"
    return all(
        hypot(a[0] - b[0], a[1] - b[1]) < _BEHIND
        for joint in _JOINTS[limb]
        for a, b in (
            (camera.flat(body.points[f"{one}_{joint}"]), camera.flat(body.points[f"{other}_{joint}"])),
        )
    )


def prop_paths(figure: Figure, side: int) -> tuple[tuple[QPainterPath, str], ...]:
    """Return the outlines of static props, each with its tone; ``rail`` only in front of the body."""
    camera = view(figure, side)
    flip = -1.0 if side == 2 else 1.0
    found = []
    for shape in (shape for name in figure.props for shape in props.shapes(name, figure.base)):
        corners = [(x, y * flip, z) for x, y, z in shape.corners]
        behind = shape.tone == "rail" and camera.depth((0.0, corners[0][1], 0.0)) > 0
        found.append((rounded(camera, corners, shape.radius), "" if behind else shape.tone))
    return tuple(found)


def _lungs(camera: Camera, body: Body) -> Ellipse:
    frame = body.frames["thorax2"]
    centre = add(between(body.points["t12"], body.points["t6"], 0.95), turned(frame, (0.034, 0.0, 0.0)))
    grow = 0.48 + 0.44 * body.fill
    wide = 0.074 + 0.004 * (body.depth - 1)
    ball: Ball = (centre, frame, (0.050 * grow, wide * grow, 0.088 * (0.66 + 0.34 * body.fill)))
    return camera.ellipse(ball)


_EYE_OUT = 46.0
"""Degrees by which an eye's face looks outwards."""


def _face(camera: Camera, body: Body) -> tuple[tuple[Ellipse, Ellipse], ...]:
    """Return the eyes that are seen, each as (white, iris); the iris goes where the eyes look."""
    frame, at = body.frames["head"], body.points["c0"]
    found = []
    for out in (1.0, -1.0):
        # Flat on the face, so that an eye at its edge is seen narrow and never beyond it.
        eye = times(frame, about_z(_EYE_OUT * out))
        if camera.depth(column(eye, 0)) > -0.10:
            continue
        place = add(at, turned(frame, (0.0410, 0.0240 * out, 0.036)))
        white: Ball = (place, eye, (0.0008, 0.0100, 0.0046))
        look = (0.0012, -body.told("eyes_turn") * 0.00014, body.told("eyes_up") * 0.00009)
        iris: Ball = (add(place, turned(eye, look)), eye, (0.0006, 0.0046, 0.0036))
        found.append((camera.ellipse(white), camera.ellipse(iris)))
    return tuple(found)


def _spine(camera: Camera, body: Body) -> QPainterPath:
    """Draw one smooth line through the points of the spine."""
    return strip([camera.flat(_within(body, name)) for name in SPINE], SPINE_WIDTH)


SPINE_WIDTH = 0.0125
"""Of the spine's line, in body heights."""
_IN_FRONT = {
    "tail": ("pelvis", 0.014),
    "sacrum": ("pelvis", 0.008),
    "c7": ("neck", 0.004),
    "c0": ("head", 0.006),
}


def _within(body: Body, name: str) -> Vec:
    segment, ahead = _IN_FRONT.get(name, ("thorax1", 0.006))
    return add(body.points[name], turned(body.frames[segment], (ahead, 0.0, 0.0)))
