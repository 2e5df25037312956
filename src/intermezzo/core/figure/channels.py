"""The channels of a pose: what may be written in a frame, each with its human range in degrees.

A pose is one number for every channel, in the order of ``CHANNELS``. Positive means: forward, flexed, away
from the middle, turned outwards; for the trunk forward, towards the right, turned to the right.
"""

from collections.abc import Mapping
from itertools import chain

Pose = tuple[float, ...]

SINGLE: Mapping[str, tuple[float, float]] = {
    # The whole body, legs excepted where they are pinned.
    "trunk_tilt": (-180, 180), "trunk_roll": (-180, 180), "trunk_turn": (-180, 180),
    "trunk_spin": (-180, 180),
    # Percent of body height, of the middle between the hips.
    "x": (-100, 100), "y": (-100, 100), "z": (-100, 100),
    # The pelvis alone: chest and head stay, the lower back takes it up.
    "pelvis_tilt": (-35, 35), "pelvis_roll": (-20, 20), "pelvis_turn": (-20, 20),
    "lumbar": (-30, 55), "lumbar_side": (-25, 25), "lumbar_turn": (-12, 12),
    "thoracic": (-30, 45), "thoracic_side": (-30, 30), "thoracic_turn": (-45, 45),
    "neck": (-50, 50), "neck_side": (-40, 40), "neck_turn": (-60, 60),
    "head": (-25, 25), "head_side": (-15, 15), "head_turn": (-40, 40),
    "jaw": (0, 30), "eyes_turn": (-40, 40), "eyes_up": (-40, 40),
}  # fmt: skip

PAIRED: Mapping[str, tuple[float, float]] = {
    "shrug": (-10, 35), "reach": (-25, 25),
    "shoulder": (-60, 180), "shoulder_out": (-50, 180), "shoulder_turn": (-90, 100),
    "elbow": (-5, 150), "forearm_turn": (-90, 90), "wrist": (-85, 80), "curl": (0, 90),
    # Crossed over the other thigh, bent and to the side, a hip turns further than when it hangs.
    "hip": (-30, 130), "hip_out": (-30, 60), "hip_turn": (-45, 80),
    "knee": (-5, 155), "ankle": (-72, 35), "foot_roll": (-20, 30),
    "heel_lift": (0, 90), "toe_lift": (0, 30), "toes": (-40, 70), "big_toe": (-40, 70), "arch": (0, 30),
}  # fmt: skip

CHANNELS: tuple[str, ...] = (*SINGLE, *chain.from_iterable((f"l_{one}", f"r_{one}") for one in PAIRED))
INDEX: Mapping[str, int] = {name: index for index, name in enumerate(CHANNELS)}
REST: Pose = (0.0,) * len(CHANNELS)


def limits(name: str) -> tuple[float, float]:
    """Return the human range of a channel. Raises KeyError when there is none of the name."""
    if name in SINGLE:
        return SINGLE[name]
    return PAIRED[name[2:] if name[:2] in {"l_", "r_"} else name]


def known(name: str) -> bool:
    """Say whether a frame may hold the name; without ``l_`` or ``r_`` a paired one stands for both sides."""
    return name in INDEX or name in PAIRED


def pose(values: Mapping[str, float], start: Pose = REST) -> Pose:
    """Add the values to a pose. Raises KeyError for an unknown name."""
    result = list(start)
    for name, value in values.items():
        for one in (f"l_{name}", f"r_{name}") if name in PAIRED else (name,):
            result[INDEX[one]] += value
    return tuple(result)


def mixed(a: Pose, b: Pose, share: float) -> Pose:
    """Return the pose ``share`` of the way from a to b."""
    return tuple(p + (q - p) * share for p, q in zip(a, b, strict=True))


def beyond(one: Pose) -> dict[str, float]:
    """Return the channels outside of their human range."""
    return {
        name: value
        for name, value in zip(CHANNELS, one, strict=True)
        if not limits(name)[0] - 1e-6 <= value <= limits(name)[1] + 1e-6
    }
