"""The base poses, as data. Angles are those of ``channels``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from intermezzo.core.figure.channels import Pose, pose
from intermezzo.core.figure.skeleton import SEAT_HEIGHT, STANDING_ROOT, THIGH

ARMS = {"shoulder_out": 7.0, "elbow": 14.0, "shoulder": 3.0, "curl": 18.0, "forearm_turn": 72.0}


@dataclass(frozen=True, slots=True)
class Base:
    """The height of the middle of the hips in body heights, and the angles."""

    height: float
    values: Mapping[str, float]


_STAND = {**ARMS, "hip": 2.0, "knee": 4.0, "ankle": 2.0, "hip_out": 1.0, "hip_turn": 5.0}
_SIT = {**ARMS, "shoulder": 22.0, "elbow": 58.0, "hip": 90.0, "knee": 90.0, "hip_out": 4.0}
_LIE = {**ARMS, "shoulder": 0.0, "shoulder_out": 14.0, "elbow": 6.0, "hip_turn": 8.0}
_FLAT = {"lumbar": -0.6, "thoracic": -4.0, "neck": -12.0, "head": 4.0}
_SIDE = {"hip": 55.0, "knee": 80.0, "shoulder": 70.0, "elbow": 70.0, "curl": 20.0}

BASES: Mapping[str, Base] = {
    "stand": Base(STANDING_ROOT - 0.001, _STAND),
    "stride": Base(
        STANDING_ROOT - 0.03,
        {**ARMS, "r_hip": -17, "r_knee": 3, "r_heel_lift": 28, "l_hip": 24, "l_knee": 16},
    ),
    "sit": Base(SEAT_HEIGHT + 0.052, _SIT),
    "sit_floor": Base(0.060, {**ARMS, "hip": 88, "knee": 3, "shoulder": 26, "elbow": 30}),
    "half_kneel": Base(
        THIGH + 0.040,
        {**ARMS, "r_hip": 0.0, "r_knee": 90.0, "r_ankle": -70.0, "l_hip": 90.0, "l_knee": 90.0},
    ),
    "kneel": Base(THIGH + 0.040, {**ARMS, "knee": 90.0, "ankle": -70.0}),
    "heel_sit": Base(0.150, {**ARMS, "shoulder": 25, "elbow": 40, "hip": 70, "knee": 150, "ankle": -60}),
    "all_fours": Base(
        THIGH + 0.040,
        {
            "trunk_tilt": 82,
            "hip": 80,
            "knee": 90,
            "ankle": -70,
            "shoulder": 79,
            "elbow": 9,
            "wrist": -84,
            "forearm_turn": 70,
            "neck": -10,
            "head": -4,
        },
    ),
    "forearm_plank": Base(
        0.170, {"trunk_tilt": 83, "shoulder": 83, "elbow": 90, "heel_lift": 80, "neck": -8}
    ),
    "supine": Base(0.068, {**_LIE, **_FLAT, "trunk_tilt": -90, "ankle": -18}),
    "supine_knees_bent": Base(
        0.068, {**_LIE, **_FLAT, "trunk_tilt": -90, "hip": 53, "knee": 108, "hip_turn": 0}
    ),
    "supine_90_90": Base(0.068, {**_LIE, **_FLAT, "trunk_tilt": -90, "hip": 90, "knee": 90, "hip_turn": 0}),
    "prone": Base(0.075, {**_LIE, "trunk_tilt": 90, "ankle": -45, "lumbar": -4, "neck": -8}),
    "side_lying": Base(
        # Shoulders are wider than hips, so the trunk slopes and the lower shoulder comes forward.
        0.095,
        {"trunk_tilt": 86, "trunk_spin": 90, "neck_side": 4, "l_reach": 20, **_SIDE},
    ),
}


@cache
def base_pose(name: str) -> Pose:
    """Return the angles of a base as a pose."""
    return pose(BASES[name].values)
