"""The ``[figure.easier]`` table: what the easier form of a figure has instead of the full one.

Its keys are those that a figure has too.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from intermezzo.adapters.library.toml_file import Problem, nearest
from intermezzo.adapters.library.toml_places import KeyPath
from intermezzo.core.faults import message
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


PartsKey = list[Annotated[str, Meta(extra_json_schema={"enum": [*channels.PARTS, *channels.CHANNELS]})]]
FullKey = Annotated[
    PartsKey,
    Meta(
        max_length=20,
        description="what goes all its way in a part of the range too: arms, legs, trunk, head, one side as "
        "l_arm, or joints",
    ),
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


OTHER_KEYS = {"at", "base", "free", "carry"}
"""Keys of a frame that are no joints."""


class EasierForm(Struct, forbid_unknown_fields=True):
    """How the easier form is drawn. What is left out is as in the full form."""

    share: Annotated[
        float, Meta(gt=0, le=1, description="how much of the way it goes, more than 0 and up to 1")
    ] = 1.0
    without: Annotated[
        PartsKey,
        Meta(
            max_length=20,
            description="what stays as at the start: arms, legs, trunk, head, one side as l_arm, or joints",
        ),
    ] = []
    start: Angles = {}
    frames: FramesKey | UnsetType = UNSET
    pins: PinsKey | UnsetType = UNSET
    props: PropsKey | UnsetType = UNSET
    leads: LeadsKey | UnsetType = UNSET
    paths: PathsKey | UnsetType = UNSET
    still: StillKey | UnsetType = UNSET


def changed(easier: EasierForm, start: Angles, frames: list[FrameAngles]) -> dict[str, Any]:
    """Return the keys of a figure that differ in its easier form, with their values there."""
    own = structs.asdict(easier)
    keys = {
        name: own[name] for name in ("pins", "props", "leads", "paths", "still") if own[name] is not UNSET
    }
    kept = frames if isinstance(easier.frames, UnsetType) else easier.frames
    stays = {name for part in easier.without for name in channels.part(part)}
    return {**keys, "start": _sum(start, easier.start), "frames": [_without(frame, stays) for frame in kept]}


def _sum(start: Angles, more: Angles) -> Angles:
    found: dict[str, float] = {}
    for angles in (start, more):
        for name, value in angles.items():
            for one in channels.sided(name):
                found[one] = found.get(one, 0.0) + value
    return found


def _without(frame: FrameAngles, stays: set[str]) -> FrameAngles:
    if not stays:
        return frame
    return {
        one: value
        for name, value in frame.items()
        for one in ((name,) if name in OTHER_KEYS else channels.sided(name))
        if one not in stays
    }


def easier_problems(easier: EasierForm, base: str, frames: list[FrameAngles]) -> Iterator[Problem]:
    """Yield what is wrong with the table itself; the full form has no problems."""
    kept = frames if isinstance(easier.frames, UnsetType) else easier.frames
    yield from still_parts(easier.without, kept, ("figure", "easier", "without"))
    if easier.share < 1 and any(frame.get("base", base) != base for frame in kept):
        yield Problem(
            ("figure", "easier", "share"), message("library.share_between"), message("library.give_frames")
        )
    if structs.asdict(easier) == structs.asdict(EasierForm()):
        yield Problem(("figure", "easier"), message("library.easier_same"), message("library.give_easier"))


def still_parts(parts: list[str], frames: list[FrameAngles], at: KeyPath) -> Iterator[Problem]:
    """Yield the parts that the body does not have, or that do not move."""
    moved = {
        one for frame in frames for name in frame if name not in OTHER_KEYS for one in channels.sided(name)
    }
    for index, part in enumerate(parts):
        if part not in channels.PARTS and not channels.known(part):
            yield Problem(
                (*at, index),
                message("library.no_part", name=part),
                nearest(part, (*channels.PARTS, *channels.CHANNELS), message("library.see_parts")),
            )
        elif moved.isdisjoint(channels.part(part)):
            yield Problem(
                (*at, index),
                message("library.part_still", name=part),
                message("library.take_part_out"),
            )
