"""The outlines of a body: one closed path for each layer of the picture, for a repetition or for a still."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from math import sqrt

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from intermezzo.core.figure import (
    Body,
    Camera,
    Figure,
    body_at,
    feet,
    flesh,
    frame,
    heads,
    view,
)
from intermezzo.core.figure.camera import Box
from intermezzo.core.figure.extents import box_of_flesh
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.keyframes import FOOT
from intermezzo.core.figure.pieces import Piece
from intermezzo.core.figure.vectors import column
from intermezzo.ui.figure import detail_paths
from intermezzo.ui.figure.hulls import (
    COARSE,
    PLAIN,
    Ellipse,
    Fineness,
    TonedPath,
    joined,
    outlines,
)
from intermezzo.ui.figure.inset import whole_figure
from intermezzo.ui.figure.limbs import BEHIND, limbs, moved
from intermezzo.ui.figure.poses import FigurePose
from intermezzo.ui.figure.prop_paths import held_props

_HALF_FULL = 0.5
"""How full the lungs of a ghost are whose movement is not a breath alone."""
_FACE_SEEN, _EAR_SEEN, _PROFILE = 0.30, 0.35, 0.95
"""How much a face must be turned to the camera for its brows, and a side of the head for its ear, or for both
ears to be within its outline."""


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
    """Bounding rectangle, with the trunk at its fullest; empty for a still, which nothing follows."""
    eyes: tuple[tuple[Ellipse, Ellipse], ...] = ()
    """White and iris of each visible eye; only in a close-up of the head."""
    mouth: tuple[TonedPath, ...] = ()
    """Teeth, tongue and bone; only in a close-up of the jaw."""
    blades: tuple[TonedPath, ...] = ()
    """Shoulder blades; only in a close-up of the chest."""
    below: tuple[TonedPath, ...] = ()
    """What a close-up shows below the trunk."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How outlines of a body are seen, and made."""

    camera: Camera
    box: Box | None
    """What a close-up shows of it, if it is one."""
    fine: Fineness
    still: bool = False
    """Whether they are painted once."""
    pale: bool = False
    """Whether they are a ghost's, which is too pale to show the hollow of a hand."""

    def paths(self, tone: str, *pieces: Piece) -> list[TonedPath]:
        """Return the outline around all pieces; of a still those of its parts, which overlap."""
        found = _outlines(self, pieces) if self.still else [_silhouette(self, pieces)]
        return [(path, tone) for path in found]


def sight(figure: Figure, side: int, fine: Fineness, *, still: bool = False) -> Sight:
    """Return how a figure is seen."""
    box = frame(figure, side) if figure.close_up != "none" else None
    return Sight(view(figure, side), box, fine, still)


def body_paths(
    figure: Figure, body: Body, side: int, fine: Fineness = PLAIN, *, still: bool = False
) -> BodyPaths:
    """Return the paths of a body that do not depend on the breath."""
    seen = sight(figure, side, fine, still=still)
    camera = seen.camera
    layers: dict[str, list[TonedPath]] = {"far": [], "core": [], "head": [], "arms": []}
    close_foot = figure.close_up in FOOT
    if close_foot:
        # Nothing but that foot.
        layers["core"] += _near_foot(figure, body, seen)
    else:
        for layer, tone, pieces in limbs(figure, body, side):
            layers[layer] += seen.paths(tone, *pieces)
        layers["core"] += seen.paths("shirt", flesh.girdle(body))
        _place, collar_frame, _radii = heads.collar(body)
        faces_collar = camera.depth(column(collar_frame, 2)) < BEHIND
        layers["head" if faces_collar else "far"] += _head(body, seen)
    held = tuple(held_props(figure, body, camera, side))
    paths = BodyPaths(
        tuple(layers["far"]), tuple(layers["core"]), tuple(layers["head"]), tuple(layers["arms"]),
        QPainterPath() if close_foot else detail_paths.spine_path(camera, body),
        -camera.depth(column(body.frames["thorax1"], 0)), held,
        QRectF() if still else _bounds(figure, body, camera, chain(*layers.values(), held)),
        detail_paths.eye_paths(camera, body) if "sight" in figure.props else (),
    )  # fmt: skip
    return paths if figure.close_up == "none" else near_paths(paths, figure, body, side)


def near_paths(paths: BodyPaths, figure: Figure, body: Body, side: int) -> BodyPaths:
    """Return the paths of a body as a close-up shows them."""
    camera = view(figure, side)
    if figure.close_up == "head":
        return replace(paths, eyes=detail_paths.eye_paths(camera, body))
    if figure.close_up == "jaw":
        # The mouth lies where the spine would be drawn, and a hand on the cheek would hide it.
        return replace(paths, mouth=detail_paths.jaw_paths(camera, body), spine=QPainterPath(), arms=())
    if figure.close_up == "chest":
        return replace(paths, blades=detail_paths.blade_paths(camera, body))
    return replace(paths, below=detail_paths.gap_below_back(figure, camera, body))


def _bounds(figure: Figure, body: Body, camera: Camera, parts: Iterable[TonedPath]) -> QRectF:
    """Return the bounding rectangle of some paths of a body, and of its trunk at its fullest."""
    bounds = QRectF()
    for path, _tone in parts:
        bounds = bounds.united(path.controlPointRect())
    if figure.close_up not in FOOT:
        fullest = flesh.torso(replace(body, fill=1.0))
        left, low, right, high = box_of_flesh(([camera.across], [camera.up]), (fullest,))
        bounds = bounds.united(QRectF(left, -high, right - left, high - low))
    return bounds


def _face(camera: Camera, body: Body) -> tuple[Piece, ...]:
    """Return neck and face, with the ears unless both are before and behind a head in profile."""
    in_profile = abs(camera.depth(column(body.frames["head"], 1))) > _PROFILE
    ears = () if in_profile else (heads.ear(body, 1.0), heads.ear(body, -1.0))
    return heads.neck(body), heads.face(body), heads.nose(body), heads.mouth(body), *ears


def _head(body: Body, seen: Sight) -> list[TonedPath]:
    """Return neck and head from the farthest part to the nearest: see ``heads``."""
    camera = seen.camera
    slices = heads.SLICES if seen.fine in {COARSE, PLAIN} else heads.FINE_SLICES
    farther, nearer = list[Piece](), list[Piece]()
    for line in (heads.CROWN, heads.NAPE):
        is_farther = camera.depth(heads.from_face(body, line)) > 0
        (farther if is_farther else nearer).append(heads.hair(body, line, slices))
    face = seen.paths("skin", *_face(camera, body))
    parts = [*seen.paths("hair", *farther), *face, *seen.paths("hair", *nearer)]
    if -camera.depth(column(body.frames["head"], 0)) > _FACE_SEEN:
        parts.append((detail_paths.face_lines(camera, body), "shade"))
    across = camera.depth(column(body.frames["head"], 1))
    if abs(across) > _EAR_SEEN:
        parts += seen.paths("shade", heads.ear(body, -1.0 if across > 0 else 1.0))
    return [one for one in parts if not one[0].isEmpty()]


def outline(
    figure: Figure, body: Body, side: int, fine: Fineness, before: Body | None = None
) -> tuple[QPainterPath, ...]:
    """Return all that moves of a body as overlapping outlines, to be filled with one colour.

    Left out is what another body ``before`` it hides, which stays there as a still.
    """
    seen = replace(sight(figure, side, fine, still=before is not None), pale=True)

    def foot(one: Body) -> tuple[Piece, ...]:
        toes = (feet.toe(one, one.working, number) for number in range(feet.TOES))
        leg = feet.trousers(one, one.working) if figure.close_up != "sole" else ()
        return *feet.near_foot(one, one.working), *toes, *leg

    def trunk_and_head(one: Body) -> tuple[Piece, ...]:
        breathing = one if figure.only_breathes else replace(one, fill=_HALF_FULL)
        # The ears come last: one head can have them, and the other none.
        return flesh.torso(breathing), flesh.girdle(one), heads.skull(one), *_face(seen.camera, one)

    if figure.close_up in FOOT:
        pieces = moved(foot, body, before)
    elif figure.only_breathes and not figure.held_by_breath:
        # Nothing else goes with the breath.
        pieces = (flesh.torso(body),)
    else:
        arms_and_legs = (part for _layer, _tone, part in limbs(figure, body, side, before))
        pieces = (*chain(*arms_and_legs), *moved(trunk_and_head, body, before))
    return tuple(_outlines(seen, pieces))


def trunk_and_ribs(
    figure: Figure, body: Body, side: int, fine: Fineness, *, still: bool = False
) -> tuple[tuple[TonedPath, ...], QPainterPath]:
    """Return trunk and ribs, which depend on the breath; none in a close-up of a foot.

    Ribs are drawn where the breath is the movement.

    The trunk is that of the farther of trousers and shirt, and the nearer one on it: so the waist shows the
    rim that the camera sees.
    """
    if figure.close_up in FOOT:
        return (), QPainterPath()
    seen = sight(figure, side, fine, still=still)
    trunk = flesh.torso(body)
    shirt, seat = flesh.shirt_and_seat(trunk, body)
    from_above = seen.camera.depth(column(body.frames["lumbar1"], 2)) < 0
    farther, nearer, piece = ("trousers", "shirt", shirt) if from_above else ("shirt", "trousers", seat)
    return (
        (*seen.paths(farther, trunk), *seen.paths(nearer, piece)),
        detail_paths.rib_paths(seen.camera, body) if figure.only_breathes else QPainterPath(),
    )


def _near_foot(figure: Figure, body: Body, seen: Sight) -> Iterator[TonedPath]:
    """Yield the foot of a close-up with its toes, and the points that carry it."""
    camera, one = seen.camera, body.working
    foot = seen.paths("skin", *feet.near_foot(body, one))
    if figure.close_up == "sole":
        yield from foot
    else:
        # Its inner side, with the arch, faces the camera.
        arch_seen = SIGN[one] * camera.depth(column(body.frames[f"{one}_foot"], 1)) > 0
        yield from seen.paths("sole" if arch_seen else "skin", feet.sole(body, one))
        yield from foot
        yield from seen.paths("trousers", *feet.trousers(body, one))
    yield from detail_paths.near_toes(camera, body, seen.fine)
    if figure.close_up in detail_paths.CONTACT_DOTS:
        yield detail_paths.contact_dots(camera, body, detail_paths.CONTACT_DOTS[figure.close_up]), "mark"


@lru_cache(maxsize=128)
def _silhouette(seen: Sight, pieces: tuple[Piece, ...]) -> QPainterPath:
    """Return one outline around all pieces; cached for the limbs that rest.

    It is filled in half the time, but to join it takes longer than to fill all once, as a still does.
    """
    return joined(_outlines(seen, pieces))


def _outlines(seen: Sight, pieces: tuple[Piece, ...]) -> list[QPainterPath]:
    """Return the outlines of pieces, which overlap."""
    paths: list[QPainterPath] = []
    for piece in pieces:
        ellipses = [seen.camera.ellipse(ball) for ball in piece.balls]
        # Of a close-up only what can be in its frame.
        if seen.box is None or any(_intersects(one, seen.box) for one in ellipses):
            paths += outlines(ellipses, piece, seen.fine, pale=seen.pale)
    return paths


_MARGIN = 0.08
"""Distance beyond a close-up's frame within which an ellipse can belong to an outline inside."""


def _intersects(ellipse: Ellipse, box: Box) -> bool:
    """Return whether an ellipse can reach into a box."""
    x, y, xx, _xy, yy = ellipse
    wide, high = sqrt(xx) + _MARGIN, sqrt(yy) + _MARGIN
    return box[0] - wide < x < box[2] + wide and box[1] - high < y < box[3] + high


_Parts = tuple[BodyPaths, Body, tuple[TonedPath, ...], QPainterPath]
"""The paths of a body, the body, its trunk and its ribs."""


def kept_parts(pose: FigurePose, fine: Fineness) -> _Parts:
    """Return the parts of a body; those of a repetition are kept."""
    return (*_paths(pose, fine), *_trunk(pose, fine))


def _paths(pose: FigurePose, fine: Fineness) -> tuple[BodyPaths, Body]:
    """Return a body and its paths without the trunk; few change with the breath."""
    return paths_at(pose if pose.figure.drawn_by_breath else replace(pose, fill=0.0), fine)


@lru_cache(maxsize=400)
def paths_at(pose: FigurePose, fine: Fineness) -> tuple[BodyPaths, Body]:
    """Return a body and its paths without the trunk; cached, because a repetition goes there and back."""
    body = body_at(pose.figure, pose.at, pose.fill, pose.side)
    return body_paths(pose.figure, body, pose.side, fine), body


@lru_cache(maxsize=400)
def _trunk(pose: FigurePose, fine: Fineness) -> tuple[tuple[TonedPath, ...], QPainterPath]:
    """Return trunk and lungs; cached, because side 2 of most figures is the mirror image of side 1."""
    body = replace(_paths(pose, fine)[1], fill=pose.figure.filled(pose.fill))
    return trunk_and_ribs(pose.figure, body, pose.side, fine)


def still_parts(pose: FigurePose, fine: Fineness) -> _Parts:
    """Return the parts of a body that is painted once."""
    figure = pose.figure
    if not figure.shares_outlines:
        return _whole_parts(pose, fine)
    paths, body, trunk, ribs = _whole_parts(replace(pose, figure=whole_figure(figure)), fine)
    return near_paths(paths, figure, body, pose.side), body, trunk, ribs


@lru_cache(maxsize=1)
def _whole_parts(pose: FigurePose, fine: Fineness) -> _Parts:
    """Return the parts of a body for a still; its close-up in the same view shows the same ones."""
    figure, side = pose.figure, pose.side
    body = body_at(figure, pose.at, pose.fill if figure.drawn_by_breath else 0.0, side)
    trunk = trunk_and_ribs(figure, replace(body, fill=figure.filled(pose.fill)), side, fine, still=True)
    return body_paths(figure, body, side, fine, still=True), body, *trunk
