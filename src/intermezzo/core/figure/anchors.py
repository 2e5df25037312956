"""The points where pins hold: the contacts of the start pose, moved onto their surfaces."""

from dataclasses import dataclass
from math import sqrt

from intermezzo.core.figure import props
from intermezzo.core.figure import skeleton as sk
from intermezzo.core.figure.bases import BASES
from intermezzo.core.figure.channels import INDEX, Pose
from intermezzo.core.figure.forward import SIGN, Frames, Points, arm, free_foot, leg, trunk
from intermezzo.core.figure.keyframes import BODY_SURFACES, TRUNK_CONTACTS, Figure, Pin
from intermezzo.core.figure.reach import foot_frame
from intermezzo.core.figure.vectors import (
    UPRIGHT,
    Mat,
    Vec,
    add,
    around_z,
    column,
    columns,
    cross,
    placed,
    scaled,
    sub,
    turned,
    unit,
)

_KNEE_RADIUS = 0.033
CONTACT_PLACES: dict[str, tuple[str, str, Vec]] = {
    # Contacts of the trunk at the skin: (frame, origin point, offset).
    "seat": ("pelvis", "root", (-0.012, 0.0, -0.052)),
    "pelvis": ("pelvis", "sacrum", (-0.0441, 0.0, -0.012)),
    "belly": ("pelvis", "root", (0.054, 0.0, 0.030)),
    "back": ("thorax2", "t6", (-0.0285, 0.0, 0.030)),
    "head": ("head", "c0", (-0.038, 0.0, 0.034)),
    "side": ("pelvis", "root", (0.0, 0.095, 0.02)),
}


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the pins hold, taken from the start pose and moved onto the surfaces."""

    places: dict[tuple[str, str], Vec]
    """(contact, side) → point; for a foot that of its sole below the ankle."""
    directions: dict[tuple[str, str], Vec]
    """(contact, side) → the direction of a foot or a hand."""
    frames: dict[tuple[str, str], Mat]


def root_of(figure: Figure, pose: Pose) -> Vec:
    """Return the middle of the hips in a pose before pins are applied."""
    height = BASES[figure.base].height
    return (pose[INDEX["x"]] / 100, pose[INDEX["y"]] / 100, height + pose[INDEX["z"]] / 100)


def contact_place(contact: str, points: Points, frames: Frames) -> Vec:
    """Return the point at which a part of the trunk touches."""
    segment, origin, offset = CONTACT_PLACES[contact]
    return placed(points[origin], frames[segment], offset)


def anchored(figure: Figure) -> Anchors:
    """Return the anchors of a figure."""
    pose = figure.keys[0].pose
    points, frames = trunk(pose, root_of(figure, pose))
    for side in ("l", "r"):
        leg(pose, side, points, frames)
        free_foot(pose, side, points, frames)
        arm(pose, side, points, frames)
    anchors = Anchors({}, {}, {})
    places, kept = anchors.places, anchors.frames
    for pin in figure.pins:
        name = (pin.contact, pin.side)
        if pin.contact in TRUNK_CONTACTS:
            places[name] = props.on_surface(
                pin.surface, contact_place(pin.contact, points, frames), figure.base
            )
            kept[name] = frames["head"]
        elif pin.contact in {"foot", "toe", "heel"}:
            ankle, frame = points[f"{pin.side}_ankle"], frames[f"{pin.side}_foot"]
            ahead = column(frame, 0)
            yaw = anchors.directions[name] = unit((ahead[0], ahead[1], 0.0), (1.0, 0.0, 0.0))
            sole = placed(ankle, frame, (0.0, 0.0, -sk.ANKLE_HEIGHT))
            if pin.contact == "toe":
                sole = sub(points[f"{pin.side}_ball"], scaled(yaw, sk.BALL))
            places[name] = props.on_surface(pin.surface, sole, figure.base)
            kept[name] = props.FOOT_ON_WALL
        elif pin.contact == "knee":
            _knee_anchor(pin, anchors, points)
        elif pin.contact == "elbow":
            places[name], kept[name] = props.forearm(
                pin.surface, points[f"{pin.side}_elbow"], frames[f"{pin.side}_forearm"], figure.base
            )
        elif pin.surface not in BODY_SURFACES:
            way = scaled(column(frames[f"{pin.side}_forearm"], 2), -1.0)
            places[name], kept[name] = props.hand(pin.surface, points[f"{pin.side}_wrist"], way, figure.base)
    return anchors


def pinned_ankle(anchors: Anchors, pin: Pin, pose: Pose) -> tuple[Vec, Mat]:
    """Return ankle and frame of a pinned foot: flat, pivoted or raised on its ball, or with lifted toes."""
    sole = anchors.places[pin.contact, pin.side]
    yaw = anchors.directions[pin.contact, pin.side]
    heel, toe = pose[INDEX[f"{pin.side}_heel_lift"]], pose[INDEX[f"{pin.side}_toe_lift"]]
    if pin.surface == "wall":
        frame = anchors.frames[pin.contact, pin.side]
        return placed(sole, frame, (0.0, 0.0, sk.ANKLE_HEIGHT)), frame
    ball = add(sole, scaled(yaw, sk.BALL))
    yaw = turned(around_z(UPRIGHT, SIGN[pin.side] * pose[INDEX[f"{pin.side}_pivot"]]), yaw)
    frame = foot_frame(yaw, heel - toe)
    pivot = sk.BALL if heel > toe else sk.HEEL_DOWN if toe else 0.0
    place = add(ball, scaled(yaw, pivot - sk.BALL))
    return placed(place, frame, (-pivot, 0.0, sk.ANKLE_HEIGHT)), frame


def _knee_anchor(pin: Pin, anchors: Anchors, points: Points) -> None:
    """Put knee and shin on the floor, the foot behind them on its back or on its toes."""
    knee = points[f"{pin.side}_knee"]
    behind = sub(points[f"{pin.side}_ankle"], knee)
    way = unit((behind[0], behind[1], 0.0), (-1.0, 0.0, 0.0))
    anchors.places["knee", pin.side] = (knee[0], knee[1], _KNEE_RADIUS)
    rise = 0.018 - _KNEE_RADIUS + 0.010
    flat = sqrt(sk.SHANK**2 - rise**2)
    shin = (knee[0] + way[0] * flat, knee[1] + way[1] * flat, _KNEE_RADIUS + rise)
    anchors.places["shin", pin.side] = shin
    back_of_foot = unit(add(scaled(way, 0.97), (0.0, 0.0, -0.17)))
    lateral = (way[1], -way[0], 0.0)
    frame = columns(back_of_foot, lateral, unit(cross(back_of_foot, lateral)))
    anchors.frames["shin", pin.side] = frame
