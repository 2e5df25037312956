"""The legs: trousers, and a foot; seen from near it has an Achilles tendon, separate toes and nails."""

from collections.abc import Iterator
from functools import lru_cache, partial

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.pieces import KEPT, Piece, ball, limb, resting
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Mat, Vec, placed

TOES = 5
_TOES = (
    (-0.0150, 0.0400, 0.0088), (0.0030, 0.0390, 0.0056), (0.0134, 0.0345, 0.0053), (0.0225, 0.0285, 0.0050),
    (0.0300, 0.0210, 0.0046),
)  # fmt: skip
"""From the big toe on: distance outwards of its middle, length before the ball of the foot, and radius."""
_SEAM = 0.0012
"""Width of the seam around the end of a toe."""
_NAIL = (-1.0, -0.5, 0.0, 0.5, 1.0)


@lru_cache(maxsize=KEPT)
def trousers(body: Body, side: str) -> tuple[Piece, Piece]:
    """Return hip with buttock, and the leg down to the hem."""
    s = partial(limb, body, side)
    # From the buttock into the thigh, so that the outline has no notch.
    pelvis = body.frames["pelvis"]
    buttock = placed(body.points["root"], pelvis, (-0.014, 0.027 * SIGN[side], 0.002))
    return (
        resting(
            body,
            "hip",
            (buttock, pelvis, (0.0570, 0.045, 0.056)),
            s("hip", "knee", 0.40, "thigh", 0.001, 0.0500, 0.0455),
        ),
        resting(
            body,
            "leg",
            s("hip", "knee", 0.02, "thigh", -0.003, 0.0570, 0.0490),
            s("hip", "knee", 0.14, "thigh", -0.006, 0.0570, 0.0490),
            s("hip", "knee", 0.34, "thigh", 0.001, 0.0520, 0.0470),
            s("hip", "knee", 0.70, "thigh", 0.002, 0.0410, 0.0385),
            s("hip", "knee", 1.00, "thigh", -0.002, 0.0325, 0.0325),
            s("knee", "ankle", 0.08, "shank", -0.004, 0.0320, 0.0315),
            s("knee", "ankle", 0.30, "shank", -0.010, 0.0350, 0.0335),
            s("knee", "ankle", 0.62, "shank", -0.006, 0.0270, 0.0260),
            s("knee", "ankle", 0.87, "shank", -0.002, 0.0215, 0.0215, 0.0010),
        ),
    )


@lru_cache(maxsize=KEPT)
def foot(body: Body, side: str) -> tuple[Piece, Piece]:
    """Return the heel with the ankle, and the foot to the tip of its toes."""
    frame, fore = body.frames[f"{side}_foot"], body.frames[f"{side}_toes"]
    points = body.points
    ankle, joint = points[f"{side}_ankle"], points[f"{side}_ball"]
    dome = arch_rise(body, side)

    def at(place: Vec, x: float, z: float, front: float, wide: float, high: float) -> Ball:
        return ball(place, frame, (x, 0.0, z), (front, wide, high))

    above = at(ankle, 0.0030, -0.0010, 0.0185, 0.0180, 0.0185)
    instep = at(ankle, 0.0230, -0.0130 + dome * 0.7, 0.0165, 0.0200, 0.0165)
    heel = (
        limb(body, side, "knee", "ankle", 0.84, "shank", -0.002, 0.0160, 0.0165),
        limb(body, side, "knee", "ankle", 0.955, "shank", 0.0005, 0.0165, 0.0165),
        above,
        at(points[f"{side}_heel"], 0.0175, 0.0172, 0.0176, 0.0165, 0.0172),
    )
    along = (
        at(points[f"{side}_heel"], 0.0230, 0.0185, 0.0185, 0.0170, 0.0180),
        instep,
        at(ankle, 0.0460, -0.0212 + dome, 0.0150, 0.0230, 0.0140),
        at(joint, -0.0040, 0.0120, 0.0130, 0.0262, 0.0120),
        ball(joint, fore, (0.0180, 0.0, 0.0090), (0.0100, 0.0245, 0.0090)),
        ball(points[f"{side}_toe"], fore, (-0.0070, SIGN[side] * -0.0030, 0.0068), (0.0068, 0.0180, 0.0068)),
    )
    return resting(body, "heel", *heel), resting(body, "foot", *along)


def arch_rise(body: Body, side: str) -> float:
    """Return how far the arch of a foot is above its place at rest, in body heights."""
    return body.angle(f"{side}_arch") * 0.0007


def near_foot(body: Body, side: str) -> tuple[Piece, ...]:
    """Return the ankle, the heel, and the foot up to its ball."""
    frame, points = body.frames[f"{side}_foot"], body.points
    ankle, joint, heel = (points[f"{side}_{name}"] for name in ("ankle", "ball", "heel"))
    rise, inner = arch_rise(body, side), -SIGN[side]
    at = partial(ball, frame=frame)
    shin = partial(limb, body, side, "knee", "ankle")
    return (
        resting(
            body, "heel",
            shin(0.84, "shank", -0.002, 0.0160, 0.0165), shin(0.955, "shank", 0.0010, 0.0150, 0.0160),
            at(ankle, offset=(0.0040, 0.0, -0.0040), radii=(0.0160, 0.0175, 0.0170)),
        ),
        resting(
            body, "heel",
            at(ankle, offset=(-0.0010, 0.0, -0.0060), radii=(0.0120, 0.0140, 0.0150)),
            at(heel, offset=(0.0165, 0.0, 0.0150), radii=(0.0165, 0.0160, 0.0150)),
        ),
        resting(
            body, "foot",
            at(heel, offset=(0.0230, 0.0, 0.0165), radii=(0.0185, 0.0165, 0.0165)),
            at(ankle, offset=(0.0220, inner * 0.0010, -0.0100 + rise), radii=(0.0150, 0.0190, 0.0165)),
            at(ankle, offset=(0.0430, inner * 0.0005, -0.0178 + rise * 0.9), radii=(0.0140, 0.0215, 0.0145)),
            at(joint, offset=(-0.0170, 0.0, 0.0150 + rise * 0.4), radii=(0.0130, 0.0245, 0.0128)),
            at(joint, offset=(-0.0020, 0.0, 0.0105), radii=(0.0115, 0.0270, 0.0105)),
        ),
    )  # fmt: skip


def toe(body: Body, side: str, number: int) -> Piece:
    """Return a toe, 0 the big one, which moves as its channels say."""
    out, long, radius = _TOES[number]
    return _toe(body, side, number, ((-0.008, out * 0.93, radius * 1.15), (long * 0.55, out, radius)), radius)


def seam(body: Body, side: str, number: int) -> Piece:
    """Return the end of a toe with a seam around it that becomes nothing towards its base."""
    out, long, radius = _TOES[number]
    return _toe(body, side, number, ((long * 0.55, out, radius),), radius + _SEAM)


def _toe(body: Body, side: str, number: int, base: tuple[Vec, ...], end: float) -> Piece:
    """Return the chain from some places near the ball of the foot to the tip, whose radius is ``end``."""
    joint, frame = body.points[f"{side}_ball"], _toe_frame(body, side, number)
    out, long, radius = _TOES[number]

    def at(place: Vec, radii: Vec) -> Ball:
        x, y, z = place
        return ball(joint, frame, (x, y * SIGN[side], z), radii)

    slim = (radius, radius * 0.94, radius)
    tip_place = (long, out * 1.04, radius * 0.94)
    return Piece("toe", (*(at(place, slim) for place in base), at(tip_place, (end, end * 1.05, end))))


def tip(body: Body, side: str, number: int) -> Vec:
    """Return the tip of a toe."""
    return toe(body, side, number).balls[-1][0]


def sole(body: Body, side: str) -> Piece:
    """Return the outer edge of the sole, which is seen below the arch."""
    at, out = partial(ball, frame=body.frames[f"{side}_foot"]), SIGN[side]
    heel, joint = body.points[f"{side}_heel"], body.points[f"{side}_ball"]
    return Piece(
        "foot",
        (
            at(heel, offset=(0.0200, 0.0, 0.0080), radii=(0.0150, 0.0140, 0.0080)),
            at(heel, offset=(0.0640, out * 0.0150, 0.0085), radii=(0.0140, 0.0080, 0.0085)),
            at(joint, offset=(-0.0040, out * 0.0180, 0.0080), radii=(0.0110, 0.0090, 0.0080)),
        ),
    )


def nail(body: Body, side: str, number: int) -> tuple[Vec, ...]:
    """Return the rim of a toe's nail as points on its skin."""
    joint, frame = body.points[f"{side}_ball"], _toe_frame(body, side, number)
    out, long, radius = _TOES[number]
    places: Iterator[Vec] = (
        (
            long + radius * (0.30 - 0.55 * share * share),
            SIGN[side] * (out * 1.04 + share * radius * 0.66),
            radius * (1.72 - 0.22 * share * share),
        )
        for share in _NAIL
    )
    return tuple(placed(joint, frame, place) for place in places)


def _toe_frame(body: Body, side: str, number: int) -> Mat:
    return body.frames[f"{side}_toes" if number else f"{side}_big_toe"]
