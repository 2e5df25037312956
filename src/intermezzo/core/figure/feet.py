"""The legs: trousers, and a foot with heel, arch and toes."""

from functools import partial

from intermezzo.core.figure.body import Body
from intermezzo.core.figure.forward import SIGN
from intermezzo.core.figure.pieces import Piece, ball, limb, resting
from intermezzo.core.figure.resting import Ball
from intermezzo.core.figure.vectors import Mat, Vec, add, turned


def leg(body: Body, side: str) -> tuple[Piece, ...]:
    """Return the trouser leg and the foot."""
    return (*trousers(body, side), *foot(body, side))


def trousers(body: Body, side: str) -> tuple[Piece, Piece]:
    """Return hip with buttock, and the leg down to the hem."""
    s = partial(limb, body, side)
    # From the buttock into the thigh, so that the outline has no notch.
    pelvis = body.frames["pelvis"]
    buttock = add(body.points["root"], turned(pelvis, (-0.014, 0.027 * SIGN[side], 0.002)))
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


def foot(body: Body, side: str, *, toes: bool = True) -> tuple[Piece, Piece]:
    """Return the heel with the ankle, and the foot to the tip of its toes; without ``toes`` to its ball."""
    frame, fore = body.frames[f"{side}_foot"], body.frames[f"{side}_toes"]
    points = body.points
    ankle, joint = points[f"{side}_ankle"], points[f"{side}_ball"]
    dome = body.angle(f"{side}_arch") * 0.0007

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
    return resting(body, "heel", *heel), resting(body, "foot", *(along if toes else along[:-2]))


_TOES = ((0.0035, 0.036, 0.0062), (0.0125, 0.032, 0.0058), (0.0205, 0.026, 0.0055), (0.0275, 0.019, 0.0052))
"""From the second toe on: distance outwards of the middle, length, and radius."""


def small_toes(body: Body, side: str) -> tuple[Piece, ...]:
    """Return the four small toes, drawn in close-ups."""
    frame, joint, out = body.frames[f"{side}_toes"], body.points[f"{side}_ball"], SIGN[side]
    return tuple(
        _toe(joint, frame, out * beside, out * beside * 1.15, long, radius) for beside, long, radius in _TOES
    )


def big_toe(body: Body, side: str) -> Piece:
    """Return the big toe, which moves by itself."""
    return _toe(
        body.points[f"{side}_ball"], body.frames[f"{side}_big_toe"], SIGN[side] * -0.0125,
        SIGN[side] * -0.0145, 0.0385, 0.0094,
    )  # fmt: skip


def _toe(joint: Vec, frame: Mat, beside: float, ahead: float, long: float, radius: float) -> Piece:
    places = (
        (-0.012, beside * 0.9, radius * 1.15), (long * 0.6, (beside + ahead) / 2, radius),
        (long, ahead, radius),
    )  # fmt: skip
    balls = (
        ball(joint, frame, place, (radius, radius * (1.06 if index == 2 else 0.96), radius))
        for index, place in enumerate(places)
    )
    return Piece("toe", tuple(balls))
