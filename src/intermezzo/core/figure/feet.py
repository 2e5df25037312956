"""The legs: trousers, and a foot with heel, arch and toes."""

from functools import lru_cache, partial

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.pieces import KEPT, Piece, ball, limb, resting
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Vec, placed


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
