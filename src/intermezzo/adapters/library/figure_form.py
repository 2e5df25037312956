"""The ``[figure]`` table of a movement: its schema, its checks, and the figure made from it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from intermezzo.adapters.library.easier_form import (
    OTHER_KEYS,
    Angles,
    EasierForm,
    FramesKey,
    FullKey,
    LeadsKey,
    PathsKey,
    PinsKey,
    PropsKey,
    StillKey,
    changed,
    easier_problems,
    one_of,
    still_parts,
)
from intermezzo.adapters.library.toml_file import Problem, nearest
from intermezzo.adapters.library.toml_places import KeyPath
from intermezzo.core.faults import message
from intermezzo.core.figure import channels
from intermezzo.core.figure.bases import BASES, base_pose
from intermezzo.core.figure.easier import reduced
from intermezzo.core.figure.keyframes import (
    CAMERAS,
    CLOSE_UPS,
    CONTACTS,
    LEADS,
    PROPS,
    REGIONS,
    STILL,
    SURFACES,
    TRUNK_CONTACTS,
    Figure,
    Key,
    Lead,
    Pin,
)

_MOST_FREE = 20
_PINS = (*TRUNK_CONTACTS, *CONTACTS.values(), *(f"{side}_{one}" for side in "lr" for one in CONTACTS))


class FigureForm(Struct, forbid_unknown_fields=True):
    """How a movement is drawn; docs/figures.md tells how to write it."""

    base: Annotated[str, one_of(tuple(BASES), "the name of a base pose: stand, sit, all_fours …")]
    frames: FramesKey = []
    start: Angles = {}
    camera: Annotated[
        str | tuple[float, float],
        Meta(description="side, front, three-quarter, back, above, or [yaw, pitch] in degrees"),
    ] = "side"
    close_up: Annotated[
        str,
        one_of(
            CLOSE_UPS,
            "none, head, jaw, shoulders, hand, foot, arch, toes, sole, pelvis, belly, chest, trunk or arms",
        ),
    ] = "none"
    close_up_camera: Annotated[
        str | tuple[float, float],
        Meta(description="the camera of the close-up, if it is a second view; a name or [yaw, pitch]"),
    ] = ""
    props: PropsKey = []
    pins: PinsKey = []
    lumbar: Annotated[
        Literal["", "quiet", "moves"], Meta(description="quiet or moves: what the lower back does")
    ] = ""
    cycle: Annotated[bool, Meta(description="true when the frames go round and come back to the start")] = (
        False
    )
    loops: Annotated[int, Meta(ge=1, le=400, description="how often a cycle goes round in one move")] = 1
    balance: Annotated[bool, Meta(description="false to place a standing body by x and y alone")] = True
    region: Annotated[
        str | list[str],
        Meta(description="the region to light, if not the first, or several; l_ or r_ before it is a side"),
    ] = ""
    leads: LeadsKey = ""
    paths: PathsKey = []
    still: StillKey = []
    full: FullKey = []
    easier: EasierForm | None = None


def figure_problems(form: FigureForm) -> Iterator[Problem]:
    """Yield the problems of a figure that matches the schema."""
    found = [*_problems(form), *still_parts(form.full, form.frames, ("figure", "full"))]
    yield from found
    if form.easier is None or found:
        return
    easier, said = form.easier, list(easier_problems(form.easier, form.base, form.frames))
    yield from said
    for problem in () if said else _problems(_easier(form, easier)):
        # What it takes over from the full form can be wrong only through what it changes.
        _figure, key, *rest = problem.at
        own = (key, *rest) if getattr(easier, str(key)) else ()
        yield Problem(("figure", "easier", *own), problem.what, problem.mend)


def _problems(form: FigureForm) -> Iterator[Problem]:
    yield from _unknown_names(form)
    yield from _path_problems(form)
    if form.base not in BASES:
        return
    start = base_pose(form.base)
    found = list(_angle_problems(form.start, start, ("figure", "start")))
    yield from found
    if not found:
        yield from _frame_problems(form, channels.pose(form.start, start))


def _easier(form: FigureForm, easier: EasierForm) -> FigureForm:
    """Return the form with what its easier form changes, except for the share."""
    return structs.replace(form, easier=None, **changed(easier, form.start, form.frames))


def _unknown_names(form: FigureForm) -> Iterator[Problem]:
    yield from _name_problem(form.base, BASES, ("figure", "base"))
    if isinstance(form.camera, str):
        yield from _name_problem(form.camera, CAMERAS, ("figure", "camera"))
    if isinstance(form.close_up_camera, str) and form.close_up_camera:
        yield from _name_problem(form.close_up_camera, CAMERAS, ("figure", "close_up_camera"))
    yield from _name_problem(form.close_up, CLOSE_UPS, ("figure", "close_up"))
    if form.leads:
        yield from _name_problem(form.leads, (*LEADS, "none"), ("figure", "leads"))
    for region in _regions(form):
        yield from _name_problem(region.removeprefix("l_").removeprefix("r_"), REGIONS, ("figure", "region"))
    for index, part in enumerate(form.still):
        yield from _name_problem(part, STILL, ("figure", "still", index))
    for index, prop in enumerate(form.props):
        yield from _name_problem(prop, PROPS, ("figure", "props", index))
    for index, pin in enumerate(form.pins):
        contact, colon, surface = pin.partition(":")
        yield from _name_problem(contact, _PINS, ("figure", "pins", index))
        if colon:
            yield from _name_problem(surface, SURFACES, ("figure", "pins", index))


def _path_problems(form: FigureForm) -> Iterator[Problem]:
    for index, path in enumerate(form.paths):
        yield from _name_problem(path.leads, tuple(LEADS), ("figure", "paths", index, "leads"))
        if path.after >= path.until:
            yield Problem(
                ("figure", "paths", index, "until"),
                message("library.path_time", after=path.after, until=path.until),
                message("library.give_path_time"),
            )


def _frame_problems(form: FigureForm, start: channels.Pose) -> Iterator[Problem]:
    before = 0.0
    for index, frame in enumerate(form.frames):
        at: KeyPath = ("figure", "frames", index)
        yield from _free_problems(form, frame.get("free", []), (*at, "free"))
        if not isinstance(frame.get("carry", False), bool):
            yield from _name_problem(str(frame["carry"]), ("true", "false"), (*at, "carry"))
        base = frame.get("base", form.base)
        if not isinstance(base, str) or base not in BASES:
            yield from _name_problem(str(base), BASES, (*at, "base"))
            continue
        time = frame.get("at", _usual(index, form))
        last = 1.0 if not form.cycle else 0.999
        if not isinstance(time, float | int) or not before < time <= last:
            yield Problem(
                (*at, "at"),
                message("library.frame_time", at=time),
                message("library.give_frame_time", low=before),
            )
            continue
        before = time
        numbers = {}
        for name, value in _angles(frame).items():
            if isinstance(value, bool) or not isinstance(value, float | int):
                yield Problem(
                    (*at, name),
                    message("library.not_a_number", name=name),
                    message("library.give_degrees"),
                )
            else:
                numbers[name] = value
        yield from _angle_problems(numbers, start if base == form.base else base_pose(base), at)


def _free_problems(form: FigureForm, free: object, at: KeyPath) -> Iterator[Problem]:
    """Yield the released pins that the figure does not have, or that cannot be released."""
    if not isinstance(free, list) or len(free) > _MOST_FREE:
        yield Problem(at, message("library.not_pins", name="free"), message("library.give_pins"))
        return
    pinned = {(pin.contact, pin.side) for pin in _pins(form.pins)}
    for index, name in enumerate(free):
        known = str(name) in _PINS
        wanted = {(pin.contact, pin.side) for pin in _pins([str(name)])} if known else set()
        # What the body kneels or leans on cannot be released.
        if not wanted <= pinned or not wanted or any(one in {"knee", "elbow"} for one, _side in wanted):
            yield Problem(
                (*at, index),
                message("library.not_pinned", name=name),
                message("library.give_own_pins"),
            )


def _angle_problems(values: Mapping[str, float], start: channels.Pose, at: KeyPath) -> Iterator[Problem]:
    unknown = [name for name in values if not channels.known(name)]
    for name in unknown:
        yield Problem(
            (*at, name),
            message("library.no_joint", name=name),
            nearest(name, (*channels.SINGLE, *channels.PAIRED), message("library.see_figures")),
        )
    if unknown:
        return
    beyond = channels.beyond(channels.pose(values, start))
    for name, value in beyond.items():
        bare = name if name in values else name[2:]
        low, high = channels.LIMITS[name]
        yield Problem(
            (*at, bare) if bare in values else at,
            message("library.angle_beyond", name=name, value=value),
            message("library.angle_limits", low=low, high=high),
        )


def _name_problem(name: str, names: Mapping[str, object] | tuple[str, ...], at: KeyPath) -> Iterator[Problem]:
    if name not in names:
        yield Problem(
            at,
            message("library.unknown_name", name=name),
            message("library.write_one_of", names=tuple(names)),
        )


def _angles(frame: Mapping[str, float | str | list[str] | bool]) -> dict[str, float | str | list[str] | bool]:
    return {name: value for name, value in frame.items() if name not in OTHER_KEYS}


def _usual(index: int, form: FigureForm) -> float:
    """Return the time of a frame without ``at``: even parts of the move; a cycle returns to the start."""
    return (index + 1) / (len(form.frames) + (1 if form.cycle else 0))


def figure_of(form: FigureForm) -> Figure:
    """Return the figure of a form without problems, with that of its easier form."""
    if form.easier is None:
        return _figure(form)
    easier = reduced(_figure(_easier(form, form.easier)), form.easier.share)
    return replace(_figure(form), easier=easier)


def _figure(form: FigureForm) -> Figure:
    start = channels.pose(form.start, base_pose(form.base))
    keys = [Key(0.0, start, form.base)]
    for index, frame in enumerate(form.frames):
        base = str(frame.get("base", form.base))
        below = start if base == form.base else base_pose(base)
        numbers = {name: value for name, value in _angles(frame).items() if isinstance(value, float | int)}
        time, free = frame.get("at"), frame.get("free")
        keys.append(
            Key(
                float(time) if isinstance(time, float | int) else _usual(index, form),
                channels.pose(numbers, below),
                base,
                tuple((pin.contact, pin.side) for pin in _pins(free)) if isinstance(free, list) else (),
                frame.get("carry") is True,
            )
        )
    return Figure(
        base=form.base, keys=tuple(keys), pins=tuple(_pins(form.pins)),
        camera=_camera(form.camera) or CAMERAS["side"],
        close_up=form.close_up, props=tuple(form.props), lumbar=form.lumbar,
        cycle=form.cycle, loops=form.loops, balance=form.balance,
        regions=_regions(form), leads=form.leads,
        paths=tuple(Lead(one.leads, one.after, one.until) for one in form.paths),
        still=tuple(form.still), close_up_camera=_camera(form.close_up_camera),
        full=frozenset(name for part in form.full for name in channels.part(part)),
    )  # fmt: skip


def _camera(named: str | tuple[float, float]) -> tuple[float, float] | None:
    """Return yaw and pitch of a camera, or None for an empty name."""
    return CAMERAS.get(named) if isinstance(named, str) else named


def _regions(form: FigureForm) -> tuple[str, ...]:
    if isinstance(form.region, str):
        return (form.region,) if form.region else ()
    return tuple(form.region)


def _pins(texts: list[str]) -> Iterator[Pin]:
    plural = {both: one for one, both in CONTACTS.items()}
    for text in texts:
        contact, _colon, surface = text.partition(":")
        if contact in TRUNK_CONTACTS:
            yield Pin(contact, "", surface or ("chair" if contact == "seat" else "floor"))
        elif contact in plural:
            yield from (Pin(plural[contact], side, surface or "floor") for side in ("l", "r"))
        else:
            yield Pin(contact[2:], contact[0], surface or "floor")
