"""Apply the pins to a pose: place the root so that contacts hold, then let limbs reach for theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from intermezzo.core.figure import forward, props
from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.anchors import CONTACT_PLACES, Anchors, contact_place, pinned_ankle, root_of
from intermezzo.core.figure.channels import INDEX, Pose
from intermezzo.core.figure.forward import SIGN, Frames, Points
from intermezzo.core.figure.keyframes import BODY_SURFACES, TRUNK_CONTACTS, Figure, Pin
from intermezzo.core.figure.reach import (
    REACH,
    elbow_out,
    hand_along,
    hand_frame,
    inwards,
    on_body,
    turned_about,
    two_bones,
)
from intermezzo.core.figure.vectors import (
    Mat,
    Vec,
    add,
    along,
    between,
    blended,
    column,
    cross,
    length,
    scaled,
    sub,
    turned,
    unit,
)

Grips = Mapping[tuple[str, str], float]
"""How firmly pins hold, 0..1 by (contact, side); a missing pin holds fully."""
_ELBOW_CLEAR = 0.021
"""The least height of an elbow above the floor or the bed."""
_HAND_CLEAR = 0.024
"""The least height of a free hand's bones above the floor."""


@dataclass(frozen=True, slots=True)
class _ActivePins:
    """The pins active at one moment, by (contact, side), and how firmly they hold."""

    figure: Figure
    anchors: Anchors
    pins: Mapping[tuple[str, str], Pin]
    grips: Grips
    swell: float


def assembled(
    figure: Figure, anchors: Anchors, pose: Pose, grips: Grips, swell: float = 0.0
) -> tuple[Points, Frames]:
    """Return points and frames of a body in a pose; ``swell`` is how far a breath moves the ribs."""
    points, frames = forward.trunk(pose, root_of(figure, pose))
    _hold_trunk(figure, anchors, points, frames, grips)
    _lower_to_feet(figure, anchors, pose, points, grips)
    names = {(pin.contact, pin.side): pin for pin in figure.pins}
    held = {name: pin for name, pin in names.items() if grips.get(name, 1.0) > 0}
    hold = _ActivePins(figure, anchors, held, grips, swell)
    for side in ("l", "r"):
        _leg(hold, pose, side, points, frames)
    for side in ("l", "r"):
        _arm(hold, pose, side, points, frames)
    if not figure.pins:
        lowest = min(points[f"{side}_{one}"][2] for side in ("l", "r") for one in ("heel", "ball", "toe"))
        _shift(points, (0.0, 0.0, -lowest))
    return points, frames


def _shift(points: Points, by: Vec) -> None:
    for name, place in points.items():
        points[name] = add(place, by)


def _hold_trunk(figure: Figure, anchors: Anchors, points: Points, frames: Frames, grips: Grips) -> None:
    """Place the root so that the first contact of the trunk holds, else the knees; then the head."""
    contacts = [pin.contact for pin in figure.pins if pin.contact in TRUNK_CONTACTS]
    lead = next((one for one in contacts if one != "head"), None)
    if lead is not None:
        way = sub(anchors.places[lead, ""], contact_place(lead, points, frames))
        _shift(points, scaled(way, grips.get((lead, ""), 1.0)))
    else:
        _stand_on_props(figure, anchors, points)
    if "head" in contacts and lead is not None:
        frame = anchors.frames["head", ""]
        offset = turned(frame, CONTACT_PLACES["head"][2])
        points["c0"] = sub(anchors.places["head", ""], offset)
        forward.head(frame, points, frames)


def _stand_on_props(figure: Figure, anchors: Anchors, points: Points) -> None:
    """Move the body up or down so that thighs and upper arms just reach the pinned knees and elbows."""
    props_of = {"knee": ("hip", sk.THIGH), "elbow": ("shoulder", sk.UPPER_ARM)}
    held = [pin for pin in figure.pins if pin.contact in props_of]
    for _round in range(4 if held else 0):
        rise = 0.0
        for pin in held:
            joint, size = props_of[pin.contact]
            at, foot_of_it = points[f"{pin.side}_{joint}"], anchors.places[pin.contact, pin.side]
            rise += foot_of_it[2] + unit(sub(at, foot_of_it))[2] * size - at[2]
        _shift(points, (0.0, 0.0, rise / len(held)))


def foot_pins(figure: Figure) -> list[Pin]:
    """Return the pins of the feet."""
    return [pin for pin in figure.pins if pin.contact in {"foot", "toe", "heel"}]


def _lower_to_feet(figure: Figure, anchors: Anchors, pose: Pose, points: Points, grips: Grips) -> None:
    """Lower a standing body as far as its pinned feet require."""
    if any(pin.contact in {*TRUNK_CONTACTS, "knee", "elbow"} for pin in figure.pins):
        return
    down = 0.0
    for pin in foot_pins(figure):
        beyond = beyond_reach(anchors, pin, pose, points, (sk.THIGH + sk.SHANK) * REACH)
        down = max(down, beyond * grips.get((pin.contact, pin.side), 1.0))
    if down > 0:
        _shift(points, (0.0, 0.0, -down))


def beyond_reach(anchors: Anchors, pin: Pin, pose: Pose, points: Points, reach: float) -> float:
    """Return how far a hip is too high for a leg that reaches its pinned foot; negative if it is lower."""
    ankle, hip = pinned_ankle(anchors, pin, pose)[0], points[f"{pin.side}_hip"]
    flat = (hip[0] - ankle[0]) ** 2 + (hip[1] - ankle[1]) ** 2
    return hip[2] - ankle[2] - sqrt(max(0.0, reach * reach - flat))


def _leg(hold: _ActivePins, pose: Pose, side: str, points: Points, frames: Frames) -> None:
    forward.leg(pose, side, points, frames)
    held, anchors = hold.pins, hold.anchors
    pin = held.get(("foot", side)) or held.get(("toe", side)) or held.get(("heel", side))
    knee_pin = held.get(("knee", side))
    if knee_pin is not None:
        hip, target = points[f"{side}_hip"], anchors.places["knee", side]
        points[f"{side}_knee"] = add(hip, scaled(unit(sub(target, hip)), sk.THIGH))
        _set_leg(pose, side, anchors.places["shin", side], anchors.frames["shin", side], points, frames)
    elif pin is not None:
        ankle, frame = pinned_ankle(anchors, pin, pose)
        hip = points[f"{side}_hip"]
        firm = hold.grips.get((pin.contact, pin.side), 1.0)
        if firm < 1:
            forward.free_foot(pose, side, points, frames)
            free = frames[f"{side}_foot"]
            ankle, frame = between(points[f"{side}_ankle"], ankle, firm), blended(free, frame, firm)
        pole = add(column(frame, 0), scaled(column(frames["pelvis"], 0), 0.5))
        if pin.surface == "wall":
            pole = column(frames["pelvis"], 0)
        out = pose[INDEX[f"{side}_hip_out"]]
        pole = turned_about(pole, unit(sub(ankle, hip)), -SIGN[side] * out)
        points[f"{side}_knee"], ankle = two_bones(hip, ankle, sk.THIGH, sk.SHANK, pole)
        _set_leg(pose, side, ankle, frame, points, frames)
        heel, toe = pose[INDEX[f"{side}_heel_lift"]], pose[INDEX[f"{side}_toe_lift"]]
        if heel > toe and firm == 1:
            forward.toes(heel + pose[INDEX[f"{side}_toes"]], 0.0, side, points, frames)
    else:
        forward.free_foot(pose, side, points, frames)
        if held:
            _lift_leg(hold, pose, side, points, frames)


def _set_leg(pose: Pose, side: str, ankle: Vec, frame: Mat, points: Points, frames: Frames) -> None:
    """Set the frames of thigh and shank from their points, and the foot on the ankle."""
    hip, knee = points[f"{side}_hip"], points[f"{side}_knee"]
    hinge = _hinge(hip, knee, ankle, column(frames[f"{side}_thigh"], 1), -1.0)
    frames[f"{side}_thigh"] = along(unit(sub(knee, hip)), hinge)
    frames[f"{side}_shank"] = along(unit(sub(ankle, knee)), hinge)
    points[f"{side}_ankle"] = ankle
    forward.foot(pose, frame, side, points, frames)


def _hinge(start: Vec, middle: Vec, end: Vec, fallback: Vec, sign: float) -> Vec:
    """Return the axis of a bent joint, to the body's left; ``fallback`` if it is nearly straight."""
    axis = cross(sub(end, middle), sub(middle, start))
    size = length(axis)
    return scaled(axis, sign / size) if size > 0.004 else fallback


def _arm(hold: _ActivePins, pose: Pose, side: str, points: Points, frames: Frames) -> None:
    held, anchors = hold.pins, hold.anchors
    elbow_pin, pin = held.get(("elbow", side)), held.get(("hand", side))
    shoulder = points[f"{side}_shoulder"]
    if elbow_pin is not None:
        target = anchors.places["elbow", side]
        elbow = add(shoulder, scaled(unit(sub(target, shoulder)), sk.UPPER_ARM))
        forearm = anchors.frames["elbow", side]
        points[f"{side}_elbow"] = elbow
        points[f"{side}_wrist"] = add(elbow, scaled(column(forearm, 2), -sk.FOREARM))
        frames[f"{side}_upper_arm"] = along(unit(sub(elbow, shoulder)), column(forearm, 1))
        frames[f"{side}_forearm"] = forearm
        forward.hand(props.turned_over(forearm), side, points, frames)
        return
    forward.arm(pose, side, points, frames)
    firm = hold.grips.get((pin.contact, pin.side), 1.0) if pin is not None else 0.0
    if firm < 1:
        forward.free_hand(pose, side, points, frames)
    if pin is None:
        _lift_arm(hold, side, 1.0, points, frames)
        return
    pole = sub(points[f"{side}_elbow"], between(shoulder, points[f"{side}_wrist"], 0.5))
    on_skin = pin.surface in BODY_SURFACES
    if on_skin:
        target = on_body(pin.surface, side, points, frames, hold.swell)
        lower = sk.FOREARM + sk.PALM
        out = elbow_out(pin.surface, side, frames)
        into = inwards(pin.surface, side, frames)
        # The hand lies flat, so the forearm reaches for the wrist beside it.
        way = hand_along(unit(sub(target, two_bones(shoulder, target, sk.UPPER_ARM, lower, out)[0])), into)
        target, lower = sub(target, scaled(way, sk.PALM)), sk.FOREARM
        # As the hand lets go, the elbow goes to where the angles have it.
        pole = out if firm == 1 else between(unit(pole), unit(out), firm)
    else:
        target, lower = anchors.places["hand", side], sk.FOREARM
    if firm < 1:
        target = between(points[f"{side}_wrist"], target, firm)
    elbow, end = two_bones(shoulder, target, sk.UPPER_ARM, lower, pole)
    if elbow[2] < _ELBOW_CLEAR + props.ground(hold.figure.props, elbow):
        elbow = _elbow_on_floor(hold, shoulder, target, pole)
    down = unit(sub(end, elbow))
    hinge = _hinge(shoulder, elbow, end, column(frames[f"{side}_upper_arm"], 1), 1.0)
    points[f"{side}_elbow"] = elbow
    points[f"{side}_wrist"] = add(elbow, scaled(down, sk.FOREARM))
    frames[f"{side}_upper_arm"] = along(unit(sub(elbow, shoulder)), hinge)
    frames[f"{side}_forearm"] = along(down, hinge)
    laid = hand_frame(way, into) if on_skin else anchors.frames["hand", side]
    frame = laid if firm == 1 else blended(frames[f"{side}_hand"], laid, firm)
    forward.hand(frame, side, points, frames)
    if firm < 1:
        _lift_arm(hold, side, 1 - firm, points, frames)


def _elbow_on_floor(hold: _ActivePins, shoulder: Vec, target: Vec, pole: Vec) -> Vec:
    """Return the elbow of an arm that is turned upwards about its length until it lies on the floor."""
    low, high = 0.0, 1.0
    elbow = shoulder
    for _halving in range(10):
        share = (low + high) / 2
        turned_up = between(unit(pole), (0.0, 0.0, 1.0), share)
        elbow, _end = two_bones(shoulder, target, sk.UPPER_ARM, sk.FOREARM, turned_up)
        is_clear = elbow[2] >= _ELBOW_CLEAR + props.ground(hold.figure.props, elbow)
        low, high = (low, share) if is_clear else (share, high)
    return elbow


def _sunk(hold: _ActivePins, names: Iterable[str], points: Points) -> float:
    """Return how far the lowest of some points is below the floor or bed; negative if above."""
    return max(props.ground(hold.figure.props, points[name]) - points[name][2] for name in names)


def _lift_arm(hold: _ActivePins, side: str, free: float, points: Points, frames: Frames) -> None:
    """Keep a hand above the floor as far as it is ``free``, 0..1."""
    sunk = _HAND_CLEAR + _sunk(hold, (f"{side}_wrist", f"{side}_palm", f"{side}_hand"), points)
    if sunk <= 0:
        return
    shoulder, wrist = points[f"{side}_shoulder"], points[f"{side}_wrist"]
    pole = sub(points[f"{side}_elbow"], between(shoulder, wrist, 0.5))
    elbow, end = two_bones(shoulder, add(wrist, (0.0, 0.0, sunk * free)), sk.UPPER_ARM, sk.FOREARM, pole)
    points[f"{side}_elbow"], points[f"{side}_wrist"] = elbow, end
    for name, way in (("upper_arm", sub(elbow, shoulder)), ("forearm", sub(end, elbow))):
        frames[f"{side}_{name}"] = along(unit(way), column(frames[f"{side}_{name}"], 1))
    forward.hand(frames[f"{side}_hand"], side, points, frames)


def _lift_leg(hold: _ActivePins, pose: Pose, side: str, points: Points, frames: Frames) -> None:
    """Keep a free foot above the floor."""
    sunk = _sunk(hold, (f"{side}_heel", f"{side}_ball", f"{side}_toe"), points)
    if sunk <= 0:
        return
    hip, ankle = points[f"{side}_hip"], points[f"{side}_ankle"]
    pole = add(
        sub(points[f"{side}_knee"], between(hip, ankle, 0.5)), scaled(column(frames["pelvis"], 0), 0.02)
    )
    knee, end = two_bones(hip, add(ankle, (0.0, 0.0, sunk)), sk.THIGH, sk.SHANK, pole)
    points[f"{side}_knee"] = knee
    _set_leg(pose, side, end, frames[f"{side}_foot"], points, frames)
