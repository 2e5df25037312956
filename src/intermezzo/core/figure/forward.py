"""Forward kinematics: angles → points, limb by limb, before pins are applied."""

from collections.abc import Callable
from operator import itemgetter

from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.channels import INDEX, Pose
from intermezzo.core.figure.vectors import (
    UPRIGHT,
    Mat,
    Vec,
    add,
    around_x,
    around_y,
    around_z,
    column,
    placed,
    scaled,
)

Points = dict[str, Vec]
Frames = dict[str, Mat]

_LEANING = {segment: column(around_y(UPRIGHT, lean), 2) for segment, lean in sk.NEUTRAL.items()}
"""The direction of each segment of a standing spine, in its own frame."""
SIGN = {"l": 1.0, "r": -1.0}


def _channels(*names: str) -> Callable[[Pose], tuple[float, ...]]:
    """Return a function that takes some channels from a pose: many are asked for in every frame."""
    return itemgetter(*(INDEX[name] for name in names))


def _sided(*names: str) -> dict[str, Callable[[Pose], tuple[float, ...]]]:
    return {side: _channels(*(f"{side}_{name}" for name in names)) for side in SIGN}


_WHOLE = _channels("trunk_turn", "trunk_tilt", "trunk_roll", "trunk_spin")
_PELVIS = _channels("pelvis_tilt", "pelvis_roll", "pelvis_turn")
_LUMBAR = _channels("lumbar", "lumbar_side", "lumbar_turn")
_THORACIC = _channels("thoracic", "thoracic_side", "thoracic_turn")
_NECK = _channels("neck", "neck_side", "neck_turn", "head", "head_side", "head_turn")
_GIRDLE = _sided("shrug", "reach", "spread")
_ARM, _HAND = _sided("shoulder", "shoulder_out", "shoulder_turn", "elbow"), _sided("forearm_turn", "wrist")
_LEG, _ANKLE = _sided("hip", "hip_out", "hip_turn", "knee"), _sided("ankle", "foot_roll")
_FOOT = _sided("arch", "toes", "big_toe")


def trunk(pose: Pose, root: Vec) -> tuple[Points, Frames]:
    """Return points and frames of pelvis, spine, neck and head, and the points of hips and shoulders."""
    facing, tilt, roll, spin = _WHOLE(pose)
    whole = _bent(around_z(UPRIGHT, -facing), tilt, roll, spin)
    tilt, roll, turn = _PELVIS(pose)
    pelvis = _bent(whole, tilt, roll, turn)
    frames: Frames = {"whole": whole, "pelvis": pelvis}
    points: Points = {"root": root}
    points["sacrum"] = placed(root, pelvis, sk.SACRUM)
    points["tail"] = placed(root, pelvis, sk.TAIL)
    for side in ("l", "r"):
        points[f"{side}_hip"] = placed(root, pelvis, (0.0, SIGN[side] * sk.HIP_WIDTH, 0.0))
    flex, side_bend, twist = _LUMBAR(pose)
    low, high = (flex - tilt, side_bend - roll, twist - turn), _THORACIC(pose)
    chain = (
        ("lumbar1", "l3", sk.LUMBAR, low),
        ("lumbar2", "t12", sk.LUMBAR, low),
        ("thorax1", "t6", sk.THORACIC, high),
        ("thorax2", "c7", sk.THORACIC, high),
    )
    frame, at, grown = pelvis, points["sacrum"], 1 + pose[INDEX["grow"]] / 100
    for segment, end, size, (flex, side_bend, twist) in chain:
        frame = _bent(frame, flex / 2, side_bend / 2, twist / 2)
        at = placed(at, frame, scaled(_LEANING[segment], size * grown))
        frames[segment], points[end] = frame, at
    neck_flex, neck_side, neck_turn, flex, side_bend, twist = _NECK(pose)
    neck = _bent(frame, neck_flex, neck_side, neck_turn / 2)
    points["c0"] = placed(at, neck, scaled(_LEANING["neck"], sk.NECK * grown))
    frames["neck"] = neck
    head(_bent(neck, flex, side_bend, twist + neck_turn / 2), points, frames)
    _shoulders(pose, points, frames)
    return points, frames


def head(frame: Mat, points: Points, frames: Frames) -> None:
    """Place the head on its condyles."""
    frames["head"] = frame
    points["head"] = placed(points["c0"], frame, sk.HEAD_CENTRE)
    points["jaw"] = placed(points["c0"], frame, (0.024, 0.0, -0.004))
    points["nose"] = placed(points["c0"], frame, sk.NOSE)
    points["crown"] = placed(points["c0"], frame, sk.HEAD_TOP)


def _bent(frame: Mat, flex: float, side: float, turn: float) -> Mat:
    """Return a frame after flexion forwards, bend to the right and turn to the right; most of them are 0."""
    if flex:
        frame = around_y(frame, flex)
    if side:
        frame = around_x(frame, side)
    return around_z(frame, -turn) if turn else frame


def _shoulders(pose: Pose, points: Points, frames: Frames) -> None:
    """Place the shoulders; degrees of the shoulder girdle are converted to distances."""
    chest = frames["thorax2"]
    for side in ("l", "r"):
        shrug, reach, spread = _GIRDLE[side](pose)
        forward = reach * 0.0019
        width = sk.SHOULDER_WIDTH + spread * 0.0016 - abs(forward) * 0.35
        place = (0.004 + forward, SIGN[side] * width, shrug * 0.0016 - sk.SHOULDER_DROP)
        points[f"{side}_shoulder"] = placed(points["c7"], chest, place)


def arm(pose: Pose, side: str, points: Points, frames: Frames) -> None:
    """Compute an arm from its shoulder to its wrist."""
    flex, out, turn, bend = _ARM[side](pose)
    upper = _bent(frames["thorax2"], -flex, SIGN[side] * out, -SIGN[side] * turn)
    fore = around_y(upper, -bend) if bend else upper
    elbow = add(points[f"{side}_shoulder"], scaled(column(upper, 2), -sk.UPPER_ARM))
    points[f"{side}_elbow"] = elbow
    points[f"{side}_wrist"] = add(elbow, scaled(column(fore, 2), -sk.FOREARM))
    frames[f"{side}_upper_arm"], frames[f"{side}_forearm"] = upper, fore


def free_hand(pose: Pose, side: str, points: Points, frames: Frames) -> None:
    """Compute a hand from its forearm."""
    turn, bend = _HAND[side](pose)
    frame = frames[f"{side}_forearm"]
    if turn:
        frame = around_z(frame, -SIGN[side] * turn)
    if bend:
        frame = around_y(frame, -bend)
    hand(frame, side, points, frames)


def hand(frame: Mat, side: str, points: Points, frames: Frames) -> None:
    """Place a hand on its wrist; its z points back up the arm."""
    frames[f"{side}_hand"] = frame
    down = column(frame, 2)
    wrist = points[f"{side}_wrist"]
    points[f"{side}_palm"] = add(wrist, scaled(down, -sk.PALM))
    points[f"{side}_hand"] = add(wrist, scaled(down, -sk.HAND))


def leg(pose: Pose, side: str, points: Points, frames: Frames) -> None:
    """Compute a leg from its hip to its ankle."""
    flex, out, turn, bend = _LEG[side](pose)
    thigh = _bent(frames["pelvis"], -flex, SIGN[side] * out, -SIGN[side] * turn)
    shank = around_y(thigh, bend) if bend else thigh
    knee = add(points[f"{side}_hip"], scaled(column(thigh, 2), -sk.THIGH))
    points[f"{side}_knee"] = knee
    points[f"{side}_ankle"] = add(knee, scaled(column(shank, 2), -sk.SHANK))
    frames[f"{side}_thigh"], frames[f"{side}_shank"] = thigh, shank


def free_foot(pose: Pose, side: str, points: Points, frames: Frames) -> None:
    """Compute a foot from its shank."""
    bend, roll = _ANKLE[side](pose)
    foot(pose, _bent(frames[f"{side}_shank"], -bend, -SIGN[side] * roll, 0.0), side, points, frames)


def foot(pose: Pose, frame: Mat, side: str, points: Points, frames: Frames) -> None:
    """Place a foot on its ankle: heel, ball and toes on its sole, with arch and bent toes."""
    ankle = points[f"{side}_ankle"]
    arch, bend, more = _FOOT[side](pose)
    dome = arch * 0.0006
    frames[f"{side}_foot"] = frame
    points[f"{side}_heel"] = placed(ankle, frame, (sk.HEEL, 0.0, -sk.ANKLE_HEIGHT))
    points[f"{side}_ball"] = placed(ankle, frame, (sk.BALL - dome, 0.0, -sk.ANKLE_HEIGHT))
    toes(bend, more, side, points, frames)


def toes(bend: float, more: float, side: str, points: Points, frames: Frames) -> None:
    """Place the toes on the ball of a foot, ``bend`` degrees up, and the big one ``more`` than that."""
    frame, ball = frames[f"{side}_foot"], points[f"{side}_ball"]
    others = around_y(frame, -bend) if bend else frame
    big = around_y(frame, -bend - more) if more else others
    frames[f"{side}_toes"], frames[f"{side}_big_toe"] = others, big
    points[f"{side}_toe"] = placed(ball, others, (sk.TOE - sk.BALL, 0.0, 0.0))
    points[f"{side}_big_toe"] = placed(ball, big, (sk.TOE - sk.BALL + 0.004, 0.0, 0.0))
