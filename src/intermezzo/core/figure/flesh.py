"""The volume around the bones: the trunk in its clothes, and the head."""

from functools import lru_cache

from intermezzo.core.figure import heads
from intermezzo.core.figure.body import Body
from intermezzo.core.figure.pieces import KEPT, Piece, ball, resting, station
from intermezzo.core.figure.reach import RIBS_DEEPER, RIBS_WIDER
from intermezzo.core.figure.vectors import between, placed


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
        s(body, "root", "sacrum", -0.55, "pelvis", -0.014, 0.053, 0.079),
        s(body, "root", "sacrum", 0.05, "pelvis", -0.010, 0.064, 0.0905),
        s(body, "root", "sacrum", 0.70, "pelvis", 0.012 + low / 2, 0.057 + low / 2, 0.0845),
        s(body, "sacrum", "l3", 0.60, "lumbar1", 0.031 + low, 0.050 * belly + low, 0.0775),
        s(body, "l3", "t12", 0.40, "lumbar2", 0.030 + low, 0.048 * belly + low, 0.0725 * waist),
        s(body, "l3", "t12", 1.00, "lumbar2", 0.034 + low / 2, 0.053 * deep + low / 2, 0.0755 * wide),
        s(body, "t12", "t6", 0.55, "thorax1", 0.037, 0.060 * deep, 0.082 * wide),
        s(body, "t12", "t6", 1.00, "thorax2", 0.036, 0.061 * deep, 0.086 * wide),
        s(body, "t6", "c7", 0.45, "thorax2", 0.028, 0.055 * (1 + (deep - 1) * 0.6), 0.083),
        s(body, "t6", "c7", 0.80, "thorax2", 0.012, 0.038, 0.058),
    )


def shirt_and_seat(trunk: Piece, body: Body) -> tuple[Piece, Piece]:
    """Return the parts of the trunk above and below the waist, whose rim is a disc of both."""
    centre, frame, (front, side, _along) = trunk.balls[3]
    waist = placed(centre, body.frames["lumbar1"], (0.0, 0.0, -0.010)), frame, (front, side, 0.0010)
    return Piece("shirt", (waist, *trunk.balls[4:])), Piece("torso", (*trunk.balls[:3], waist))


@lru_cache(maxsize=KEPT)
def girdle(body: Body) -> Piece:
    """Return the line of the shoulders, from one joint to the other."""
    frame = body.frames["thorax2"]
    middle = station(body, "t6", "c7", 0.80, "thorax2", 0.012, 0.038, 0.050, 0.034)
    ends = [
        (between(middle[0], body.points[f"{side}_shoulder"], 1.00), frame, (0.030, 0.0285, 0.031))
        for side in ("l", "r")
    ]
    at = between(body.points["t6"], body.points["c7"], 0.10)
    # Down to the ribs, so that a raised arm stays connected to the trunk.
    ribs = [ball(at, frame, (0.024, out * 0.050, 0.0), (0.036, 0.028, 0.036)) for out in (1.0, -1.0)]
    return resting(body, "girdle", ribs[0], ends[0], middle, ends[1], ribs[1])


def head(body: Body) -> tuple[Piece, ...]:
    """Return neck and head."""
    return (
        heads.neck(body), heads.hair(body, heads.NAPE), heads.face(body), heads.nose(body),
        heads.mouth(body), heads.hair(body, heads.CROWN),
    )  # fmt: skip
