"""The keys of a figure that its easier form may have too."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from intermezzo.core.figure import channels
from intermezzo.core.figure.bases import BASES
from intermezzo.core.figure.keyframes import LEADS, PROPS, STILL


def one_of(names: tuple[str, ...], what: str) -> Any:
    """Return what says that a key is one of some names."""
    return Meta(extra_json_schema={"enum": list(names)}, description=what)


_MOST_KEYS = 80
"""Of one pose: each channel, and more."""
_CHANNELS = {
    name: {"type": "number", "minimum": -360, "maximum": 360}
    for name in (*channels.SINGLE, *channels.PAIRED, *channels.CHANNELS[len(channels.SINGLE) :])
}
_FRAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **_CHANNELS,
        "at": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        "base": {"enum": list(BASES)},
        "free": {"type": "array", "items": {"type": "string"}},
        "carry": {"type": "boolean"},
    },
}
Angles = Annotated[
    dict[str, float],
    Meta(
        max_length=_MOST_KEYS,
        extra_json_schema={"type": "object", "additionalProperties": False, "properties": _CHANNELS},
        description="angles in degrees by name: { trunk_tilt = 30, knee = 20 }",
    ),
]
FrameAngles = Annotated[
    dict[str, float | str | list[str] | bool],
    Meta(
        max_length=_MOST_KEYS,
        extra_json_schema=_FRAME,
        description="a pose: angles in degrees by name; if wanted at = 0..1, base = a base's name, "
        "free = the pins that have let go, carry = true from where the load is taken up",
    ),
]


FramesKey = Annotated[
    list[FrameAngles],
    Meta(
        max_length=12,
        description="the poses after the start, as differences from it; the last is the end",
    ),
]
PropsKey = Annotated[
    list[Annotated[str, Meta(extra_json_schema={"enum": list(PROPS)})]],
    Meta(max_length=5, description="a list of props: chair, wall, desk, mat …"),
]
PinsKey = Annotated[
    list[str],
    Meta(max_length=10, description='a list of contacts that hold: "feet", "seat", "r_hand:desk" …'),
]
LeadsKey = Annotated[
    str,
    Meta(
        extra_json_schema={"enum": ["", *LEADS, "none"]},
        description="the point whose path is shown, if not the one that goes farthest; or none",
    ),
]
StillKey = Annotated[
    list[Annotated[str, Meta(extra_json_schema={"enum": list(STILL)})]],
    Meta(max_length=len(STILL), description="what is marked as still: hips, shoulders …"),
]


class PathForm(Struct, forbid_unknown_fields=True):
    """The path of one step of a movement."""

    leads: Annotated[str, one_of(tuple(LEADS), "the point whose path is shown")]
    after: Annotated[float, Meta(ge=0, lt=1, description="where on the way it begins, 0..1")] = 0.0
    until: Annotated[float, Meta(gt=0, le=1, description="where on the way it ends, 0..1")] = 1.0


PathsKey = Annotated[
    list[PathForm],
    Meta(max_length=4, description="instead of leads: a path for each step of the movement, in their order"),
]
