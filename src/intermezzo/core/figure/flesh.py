"""The volume around the bones: trunk, arms and legs."""

from collections.abc import Iterator
from functools import partial

from intermezzo.core.figure import heads
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.pieces import Piece, ball, resting, station
from intermezzo.core.figure.reach import RIBS_DEEPER, RIBS_WIDER
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Mat, Vec, add, between, turned


def _limb(
    body: Body, side: str, start: str, end: str, share: float, segment: str, offset: float, front: float,
    wide: float,
) -> Ball:  # fmt: skip
    return station(body, f"{side}_{start}", f"{side}_{end}", share, f"{side}_{segment}", offset, front, wide)


def torso(body: Body) -> Piece:
    """Return pelvis, waist, ribs and the slope of the shoulders; the ribs expand with the breath."""
    wide, deep, belly = 1 + RIBS_WIDER * body.swell, 1 + RIBS_DEEPER * body.swell, 1 + 0.10 * body.swell
    # The belly expands forwards only.
    low = 0.0060 * body.belly * body.swell
    deep -= (deep - 1) * 0.6 * body.belly
    waist = 1 + (wide - 1) * 0.5
    s = station
    return resting(
        body,
        "torso",
        s(body, "root", "sacrum", -0.55, "pelvis", -0.014, 0.053, 0.076),
        s(body, "root", "sacrum", 0.05, "pelvis", -0.010, 0.064, 0.089),
        s(body, "root", "sacrum", 0.70, "pelvis", 0.012 + low / 2, 0.057 + low / 2, 0.083),
        s(body, "sacrum", "l3", 0.60, "lumbar1", 0.031 + low, 0.050 * belly + low, 0.073),
        s(body, "l3", "t12", 0.40, "lumbar2", 0.030 + low, 0.048 * belly + low, 0.068 * waist),
        s(body, "l3", "t12", 1.00, "lumbar2", 0.034 + low / 2, 0.053 * deep + low / 2, 0.073 * wide),
        s(body, "t12", "t6", 0.55, "thorax1", 0.037, 0.060 * deep, 0.082 * wide),
        s(body, "t12", "t6", 1.00, "thorax2", 0.036, 0.061 * deep, 0.086 * wide),
        s(body, "t6", "c7", 0.45, "thorax2", 0.028, 0.055 * (1 + (deep - 1) * 0.6), 0.083),
        s(body, "t6", "c7", 0.80, "thorax2", 0.012, 0.038, 0.058),
    )


def girdle(body: Body) -> Piece:
    """Return the line of the shoulders, from near one joint to the other."""
    frame = body.frames["thorax2"]
    middle = station(body, "t6", "c7", 0.80, "thorax2", 0.012, 0.038, 0.050, 0.034)
    # Short of the joints, because the round of a shoulder belongs to the arm and has its colour.
    ends = [
        (between(middle[0], body.points[f"{side}_shoulder"], 0.80), frame, (0.028, 0.026, 0.029))
        for side in ("l", "r")
    ]
    at = between(body.points["t6"], body.points["c7"], 0.10)
    # Down to the ribs, so that a raised arm stays connected to the trunk.
    ribs = [ball(at, frame, (0.024, out * 0.050, 0.0), (0.036, 0.028, 0.036)) for out in (1.0, -1.0)]
    return Piece("girdle", (ribs[0], ends[0], middle, ends[1], ribs[1]))


def arm(body: Body, side: str) -> Piece:
    """Return upper arm, forearm and hand."""
    s = partial(_limb, body, side)
    return resting(
        body,
        "arm",
        s("shoulder", "elbow", 0.02, "upper_arm", 0.0, 0.0330, 0.0315),
        s("shoulder", "elbow", 0.40, "upper_arm", 0.0, 0.0285, 0.0270),
        s("shoulder", "elbow", 1.00, "upper_arm", 0.0, 0.0215, 0.0215),
        s("elbow", "wrist", 0.25, "forearm", 0.0, 0.0230, 0.0240),
        s("elbow", "wrist", 1.00, "forearm", 0.0, 0.0130, 0.0150),
        s("wrist", "hand", 0.42, "hand", 0.0, 0.0120, 0.0205),
        *_fingers(body, side),
    )


def _fingers(body: Body, side: str) -> Iterator[Ball]:
    frame = body.frames[f"{side}_hand"]
    curl = body.angle(f"{side}_curl") / 90
    palm = body.points[f"{side}_palm"]
    yield ball(palm, frame, (0.010 * curl, 0.0, -0.022), (0.0105, 0.0185, 0.0105))
    yield ball(palm, frame, (0.034 * curl, 0.0, -0.046 + 0.028 * curl), (0.0085, 0.012, 0.0085))


def leg(body: Body, side: str, *, toes: bool = True) -> tuple[Piece, ...]:
    """Return thigh, calf and foot; without ``toes`` the foot ends at its ball."""
    s = partial(_limb, body, side)
    # From the buttock into the thigh, so that the outline has no notch.
    pelvis = body.frames["pelvis"]
    buttock = add(body.points["root"], turned(pelvis, (-0.014, 0.027 * SIGN[side], 0.002)))
    return (
        resting(
            body,
            "hip",
            (buttock, pelvis, (0.0570, 0.044, 0.056)),
            s("hip", "knee", 0.40, "thigh", 0.001, 0.0500, 0.0455),
        ),
        resting(
            body,
            "leg",
            s("hip", "knee", 0.02, "thigh", -0.003, 0.0570, 0.0490),
            s("hip", "knee", 0.14, "thigh", -0.006, 0.0570, 0.0490),
            s("hip", "knee", 0.34, "thigh", 0.001, 0.0520, 0.0470),
            s("hip", "knee", 0.70, "thigh", 0.002, 0.0410, 0.0385),
            s("hip", "knee", 1.00, "thigh", -0.002, 0.0315, 0.0320),
            s("knee", "ankle", 0.08, "shank", -0.004, 0.0310, 0.0310),
            s("knee", "ankle", 0.30, "shank", -0.010, 0.0345, 0.0330),
            s("knee", "ankle", 0.62, "shank", -0.005, 0.0260, 0.0250),
            s("knee", "ankle", 0.95, "shank", 0.000, 0.0180, 0.0185),
        ),
        *_foot(body, side, whole=toes),
    )


def _foot(body: Body, side: str, *, whole: bool) -> tuple[Piece, Piece]:
    """Return the heel with the ankle, and the foot from there to its toes, or to its ball."""
    frame, toes = body.frames[f"{side}_foot"], body.frames[f"{side}_toes"]
    points = body.points
    ankle, forefoot = points[f"{side}_ankle"], points[f"{side}_ball"]
    dome = body.angle(f"{side}_arch") * 0.0007

    def at(place: Vec, x: float, z: float, front: float, wide: float, high: float) -> Ball:
        return ball(place, frame, (x, 0.0, z), (front, wide, high))

    shank = body.frames[f"{side}_shank"]
    heel = at(points[f"{side}_heel"], 0.0190, 0.0172, 0.0172, 0.0175, 0.0172)
    above = at(ankle, 0.0030, -0.0030, 0.0190, 0.0185, 0.0190)
    instep = at(ankle, 0.0240, -0.0138 + dome * 0.7, 0.0175, 0.0205, 0.0183)
    round_ankle = (
        heel,
        ball(ankle, shank, (-0.0030, 0.0, 0.0150), (0.0175, 0.0175, 0.0175)),
        above,
        instep,
    )
    along = (
        above,
        instep,
        at(ankle, 0.0460, -0.0205 + dome, 0.0150, 0.0235, 0.0145),
        at(forefoot, -0.0020, 0.0125, 0.0125, 0.0265, 0.0125),
        ball(forefoot, toes, (0.0180, 0.0, 0.0100), (0.0100, 0.0240, 0.0100)),
        ball(points[f"{side}_toe"], toes, (-0.008, 0.0, 0.0075), (0.0075, 0.0190, 0.0075)),
    )
    return resting(body, "heel", *round_ankle), resting(body, "foot", *(along if whole else along[:-2]))


_TOES = ((0.0035, 0.036, 0.0058), (0.0125, 0.032, 0.0056), (0.0205, 0.026, 0.0054), (0.0275, 0.019, 0.0052))
"""From the second toe on: distance outwards of the middle, length, and radius."""


def toes(body: Body, side: str) -> tuple[Piece, ...]:
    """Return the four small toes, drawn in close-ups."""
    frame, joint, out = body.frames[f"{side}_toes"], body.points[f"{side}_ball"], SIGN[side]
    return tuple(
        _toe(joint, frame, out * beside, out * beside * 1.25, long, radius) for beside, long, radius in _TOES
    )


def big_toe(body: Body, side: str) -> Piece:
    """Return the big toe, which moves by itself."""
    return _toe(
        body.points[f"{side}_ball"], body.frames[f"{side}_big_toe"], SIGN[side] * -0.0125,
        SIGN[side] * -0.0150, 0.038, 0.0088,
    )  # fmt: skip


def _toe(joint: Vec, frame: Mat, beside: float, ahead: float, long: float, radius: float) -> Piece:
    places = ((0.0, beside, radius), (long * 0.6, (beside + ahead) / 2, radius), (long, ahead, radius))
    balls = (
        ball(joint, frame, place, (radius, radius * (1.08 if index == 2 else 0.96), radius))
        for index, place in enumerate(places)
    )
    return Piece("toe", tuple(balls))


def head(body: Body) -> tuple[Piece, ...]:
    """Return shoulders, neck and head."""
    return (
        girdle(body), heads.neck(body), heads.nape(body), heads.face(body), heads.nose(body),
        heads.mouth(body), heads.crown(body),
    )  # fmt: skip


def all_pieces(body: Body) -> tuple[Piece, ...]:
    """Return all pieces of the body."""
    return (torso(body), *head(body), arm(body, "l"), arm(body, "r"), *leg(body, "l"), *leg(body, "r"))
