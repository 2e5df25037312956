"""The channels of a pose: names in a keyframe, each with its human range in degrees.

A pose is one number for every channel, in the order of ``CHANNELS``. Positive values mean forward, flexed,
away from the middle, turned outwards; for the trunk forward, to the right, turned to the right.
"""

from collections.abc import Mapping

Pose = tuple[float, ...]

SINGLE: Mapping[str, tuple[float, float]] = {
    # The whole body, except pinned legs.
    "trunk_tilt": (-180, 180), "trunk_roll": (-180, 180), "trunk_turn": (-180, 180),
    "trunk_spin": (-180, 180),
    # The middle between the hips, in per cent of body height.
    "x": (-100, 100), "y": (-100, 100), "z": (-100, 100),
    # The spine's length, in per cent.
    "grow": (-10, 10),
    # The pelvis alone: the lower back compensates, so that chest and head stay.
    "pelvis_tilt": (-35, 35), "pelvis_roll": (-20, 20), "pelvis_turn": (-20, 20),
    "lumbar": (-30, 55), "lumbar_side": (-25, 25), "lumbar_turn": (-12, 12),
    "thoracic": (-30, 45), "thoracic_side": (-30, 30), "thoracic_turn": (-45, 45),
    "neck": (-50, 50), "neck_side": (-40, 40), "neck_turn": (-60, 60),
    "head": (-25, 25), "head_side": (-15, 15), "head_turn": (-40, 40),
    "jaw": (0, 30), "eyes_turn": (-40, 40), "eyes_up": (-40, 40),
}  # fmt: skip

PAIRED: Mapping[str, tuple[float, float]] = {
    "shrug": (-10, 35), "reach": (-25, 25), "spread": (-10, 10),
    "shoulder": (-60, 180), "shoulder_out": (-50, 180), "shoulder_turn": (-90, 100),
    "elbow": (-5, 150), "forearm_turn": (-90, 90), "wrist": (-85, 80), "curl": (0, 90),
    # A hip that is bent and abducted, crossed over the other thigh, turns further than a hanging one.
    "hip": (-30, 130), "hip_out": (-30, 60), "hip_turn": (-45, 80),
    "knee": (-5, 155), "ankle": (-72, 35), "foot_roll": (-20, 30),
    # Of a pinned foot, about its ball.
    "pivot": (-90, 90),
    "heel_lift": (0, 90), "toe_lift": (0, 30), "toes": (-40, 70), "big_toe": (-40, 70), "arch": (0, 30),
}  # fmt: skip

_SIDES = ("l_", "r_")
_ARM = (
    "shrug", "reach", "spread", "shoulder", "shoulder_out", "shoulder_turn", "elbow", "forearm_turn", "wrist",
    "curl",
)  # fmt: skip
_HEAD = tuple(name for name in SINGLE if name.partition("_")[0] in {"neck", "head", "jaw", "eyes"})
PARTS: Mapping[str, tuple[str, ...]] = {
    "head": _HEAD,
    "trunk": tuple(name for name in SINGLE if name not in _HEAD),
    **{f"{side}arm": tuple(side + name for name in _ARM) for side in _SIDES},
    **{f"{side}leg": tuple(side + name for name in PAIRED if name not in _ARM) for side in _SIDES},
    "arms": tuple(side + name for side in _SIDES for name in _ARM),
    "legs": tuple(side + name for side in _SIDES for name in PAIRED if name not in _ARM),
}
"""The channels of each part of the body."""
LIMITS: Mapping[str, tuple[float, float]] = {
    **SINGLE, **{side + name: limits for name, limits in PAIRED.items() for side in _SIDES},
}  # fmt: skip
"""The human range of each channel."""
CHANNELS = tuple(LIMITS)
INDEX: Mapping[str, int] = {name: index for index, name in enumerate(CHANNELS)}
REST: Pose = (0.0,) * len(CHANNELS)


def known(name: str) -> bool:
    """Return whether a keyframe may have the name; a paired one without ``l_`` or ``r_`` means both sides."""
    return name in INDEX or name in PAIRED


def sided(name: str) -> tuple[str, ...]:
    """Return the channels that a name in a keyframe means: a paired one without a side means both."""
    return (f"l_{name}", f"r_{name}") if name in PAIRED else (name,)


def part(name: str) -> tuple[str, ...]:
    """Return the channels of a part of the body or of a joint."""
    return PARTS[name] if name in PARTS else sided(name)


def pose(values: Mapping[str, float], start: Pose = REST) -> Pose:
    """Return a pose with the values added. Raise KeyError for an unknown name."""
    result = list(start)
    for name, value in values.items():
        for one in sided(name):
            result[INDEX[one]] += value
    return tuple(result)


def beyond(one: Pose) -> dict[str, float]:
    """Return the channels outside their human range."""
    return {
        name: value
        for (name, (least, most)), value in zip(LIMITS.items(), one, strict=True)
        if not least - 1e-6 <= value <= most + 1e-6
    }
