"""The ``[figure.easier]`` table: what the easier form of a figure has instead of the full one."""

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from intermezzo.adapters.library.figure_keys import (
    Angles,
    FrameAngles,
    FramesKey,
    LeadsKey,
    PathsKey,
    PinsKey,
    PropsKey,
    StillKey,
)
from intermezzo.adapters.library.toml_file import Problem, nearest
from intermezzo.core.faults import message
from intermezzo.core.figure import channels

_OTHER_KEYS = {"at", "base", "free", "carry"}
"""Keys of a frame that are no joints."""


class EasierForm(Struct, forbid_unknown_fields=True):
    """How the easier form is drawn. What is left out is as in the full form."""

    share: Annotated[
        float, Meta(gt=0, le=1, description="how much of the way it goes, more than 0 and up to 1")
    ] = 1.0
    without: Annotated[
        list[Annotated[str, Meta(extra_json_schema={"enum": [*channels.PARTS, *channels.CHANNELS]})]],
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
        for one in ((name,) if name in _OTHER_KEYS else channels.sided(name))
        if one not in stays
    }


def easier_problems(easier: EasierForm, base: str, frames: list[FrameAngles]) -> Iterator[Problem]:
    """Yield what is wrong with the table itself; the full form has no problems."""
    kept = frames if isinstance(easier.frames, UnsetType) else easier.frames
    moved = {
        one for frame in kept for name in frame if name not in _OTHER_KEYS for one in channels.sided(name)
    }
    for index, part in enumerate(easier.without):
        if not channels.is_part(part):
            yield Problem(
                ("figure", "easier", "without", index),
                message("library.no_part", name=part),
                nearest(part, (*channels.PARTS, *channels.CHANNELS), message("library.see_parts")),
            )
        elif moved.isdisjoint(channels.part(part)):
            yield Problem(
                ("figure", "easier", "without", index),
                message("library.part_still", name=part),
                message("library.take_part_out"),
            )
    if easier.share < 1 and any(frame.get("base", base) != base for frame in kept):
        yield Problem(
            ("figure", "easier", "share"), message("library.share_between"), message("library.give_frames")
        )
    if structs.asdict(easier) == structs.asdict(EasierForm()):
        yield Problem(("figure", "easier"), message("library.easier_same"), message("library.give_easier"))
