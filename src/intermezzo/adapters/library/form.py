"""The schema of the files (``format = 1``): the type of each key, and the JSON Schemas made from it."""

import json
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from intermezzo.adapters.library.figure_form import FigureForm
from intermezzo.adapters.library.prescription_form import PrescriptionForm
from intermezzo.adapters.library.toml_file import Problem, first
from intermezzo.adapters.library.toml_places import KeyPath
from intermezzo.core.faults import Message, message
from intermezzo.core.practice.change_over import Posture
from intermezzo.core.practice.editing import MOST_REPS, MOST_STEPS
from intermezzo.core.practice.model import REGIONS, Ask, BreathKind, CueTime, Kind, Place

_SHOWN = 40
"""Characters of a faulty value that are quoted in a message."""
LONGEST_TEXT = 400
ShortText = Annotated[
    str, Meta(pattern=r"\S", max_length=LONGEST_TEXT, description="a short text, 400 characters at most")
]
MaybeText = Annotated[
    str, Meta(max_length=LONGEST_TEXT, description="a short text, 400 characters at most, or an empty one")
]
Id = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9_]+$", max_length=60, description="the file’s own name: small letters, digits and _"
    ),
]
Level = Annotated[
    int,
    Meta(
        ge=0,
        le=5,
        description=(
            "a level: 0 settle, 1 supported, 2 unsupported, 3 loaded, 4 turning or hinging with load, "
            "5 floor lift"
        ),
    ),
]
Region = Annotated[str, Meta(extra_json_schema={"enum": list(REGIONS)})]
Regions = Annotated[list[Region], Meta(min_length=1, max_length=20, description="the regions that it moves")]
Reps = Annotated[int, Meta(ge=1, le=MOST_REPS, description="repetitions on each side, 1 to 60")]
SideCount = Annotated[int, Meta(ge=1, le=2, description="1, or 2 where each side has its turn")]
Seconds = Annotated[float, Meta(ge=0, le=600, description="seconds, 0 to 600")]
Stretch = Annotated[float, Meta(gt=0, le=600, description="seconds, more than 0")]
Tempo = Annotated[
    tuple[Seconds, Seconds, Seconds, Seconds],
    Meta(description="four numbers: the seconds of move, hold, return and rest"),
]
Cues = Annotated[
    list[ShortText],
    Meta(min_length=3, max_length=5, description=("three to five cues of at most twelve words")),
]
SearchWords = Annotated[
    list[ShortText],
    Meta(max_length=20, description="words that it is found by beside its own, twenty at most"),
]
Tag = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9_]+$",
        max_length=60,
        description="one name for the fault to watch, the same in every movement that shares it",
    ),
]


Asks = Annotated[
    list[Ask],
    Meta(
        max_length=len(Ask),
        description=(
            "what it asks of the body, any of: lying_on_back, floor, kneeling, arching, bending_forward, "
            "single_leg, turning, overhead, weight_on_hands, standing"
        ),
    ),
]
Direction = Annotated[
    Literal["", "extension", "flexion"],
    Meta(description="extension or flexion where it suits only those whom that way feels better, else empty"),
]
Equipment = Annotated[
    list[ShortText],
    Meta(
        max_length=12,
        description=(
            "what must be at hand; mat, steady chair, low chair back, cushion, band, bag and stick can be "
            "said in the settings not to be there"
        ),
    ),
]


TurnSeconds = Annotated[
    float,
    Meta(
        ge=0,
        le=60,
        description="seconds from one side to the other, 0 to 60; of a one-way movement, back to its start",
    ),
]
Begins = Annotated[
    Posture,
    Meta(description="where it begins: sit, stand, kneel, hands_and_knees, back or side"),
]
Ends = Annotated[
    Posture,
    Meta(description="where a one-way movement ends: sit, stand, kneel, hands_and_knees, back or side"),
]
CueTimes = Annotated[
    list[CueTime],
    Meta(max_length=5, description="move, hold, return, rest or any for each cue, in their order"),
]


class BreathForm(Struct, forbid_unknown_fields=True):
    """One stretch of the breath."""

    kind: Annotated[BreathKind, Meta(description="in, out, hold or free")]
    seconds: Stretch


class DoseForm(Struct, forbid_unknown_fields=True):
    """How much and how fast; the breath fills the tempo of one repetition exactly."""

    reps: Reps
    sides: SideCount
    tempo: Tempo
    breath: Annotated[
        list[BreathForm],
        Meta(
            min_length=1,
            max_length=12,
            description=("the stretches of the breath in order, each {kind, seconds}"),
        ),
    ]
    turn: TurnSeconds = 0.0
    one_way: Annotated[
        bool,
        Meta(description="true when it ends elsewhere than it begins and never runs backwards, else false"),
    ] = False
    ways: Annotated[
        bool, Meta(description="true when its sides are the two ways round, not left and right, else false")
    ] = False
    on: CueTimes = []


class MovementTexts(Struct, forbid_unknown_fields=True):
    """What is said about a movement; ``i18n/<lang>/<id>.toml`` may lay other words over these."""

    name: ShortText
    start: ShortText
    cues: Cues
    watch: ShortText
    stop: ShortText
    purpose: MaybeText = ""
    also: MaybeText = ""
    search: SearchWords = []
    feels: MaybeText = ""
    easier: MaybeText = ""
    harder: MaybeText = ""


class MovementForm(Struct, forbid_unknown_fields=True):
    """A file in ``movements/``."""

    format: Annotated[Literal[1], Meta(description="1, the only format there is")]
    id: Id
    level: Level
    place: Annotated[Place, Meta(description="desk, stand, wall, floor, bed, car or walk")]
    quiet: Annotated[bool, Meta(description="true when it can be done unseen in an open office, else false")]
    regions: Regions
    watch_tag: Tag
    dose: DoseForm
    words: MovementTexts
    equipment: Equipment = []
    asks: Asks = []
    direction: Direction = ""
    next: Annotated[
        str,
        Meta(
            pattern="^[a-z0-9_]*$",
            max_length=60,
            description="the id of the movement that follows it on its ladder, or empty",
        ),
    ] = ""
    posture: Begins | None = None
    ends: Ends | None = None
    sources: Annotated[
        list[ShortText], Meta(max_length=40, description="codes of the sources; PRACT for common practice")
    ] = []
    reviewed_by: MaybeText = ""
    figure: FigureForm | None = None


class StepForm(Struct, forbid_unknown_fields=True):
    """A movement with its dose; without reps or sides the movement's own hold."""

    movement: Annotated[str, Meta(description="the id of a movement")]
    reps: Reps | None = None
    sides: SideCount | None = None
    easier: Annotated[bool, Meta(description="true to begin in the movement’s easier form, else false")] = (
        False
    )


class SessionWords(Struct, forbid_unknown_fields=True):
    """What is said about a session."""

    title: ShortText
    intent: MaybeText = ""


class SessionForm(Struct, forbid_unknown_fields=True):
    """A file in ``interludes/``, ``micro/`` or ``rituals/``."""

    format: Annotated[Literal[1], Meta(description="1, the only format there is")]
    id: Id
    kind: Annotated[Kind, Meta(description="interlude, micro or ritual")]
    words: SessionWords
    steps: Annotated[
        list[StepForm], Meta(min_length=1, max_length=MOST_STEPS, description="one to twelve steps")
    ]


class OverlayForm(Struct, forbid_unknown_fields=True):
    """A file in ``i18n/<lang>/``."""

    format: Annotated[Literal[1], Meta(description="1, the only format there is")]
    words: dict[str, Any]
    """In another language, as many as there are; their types are those of the words they lie over."""


def schemas() -> Mapping[str, dict[str, Any]]:
    """Return the JSON Schemas for editors, by name of the file without suffix."""
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(form)}
        for name, form in (
            ("movement", MovementForm),
            ("session", SessionForm),
            ("prescription", PrescriptionForm),
        )
    }


def problems(data: object, form: type[Struct], at: KeyPath = ()) -> Iterator[Problem]:
    """Yield everything in ``data`` that does not match the form; nothing if msgspec accepts it."""
    if not isinstance(data, dict):
        yield Problem(at, message("library.not_a_table", where=_name(at)), message("library.write_table"))
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(form)}
    near = tuple(sorted(set(fields) - set(data)))
    for key in data:
        if key not in fields:
            yield Problem(
                (*at, key),
                message("library.unknown_key", key=_name((*at, key))),
                message("library.take_key_out_or", keys=near) if near else message("library.take_key_out"),
            )
    for key, field in fields.items():
        if key in data:
            yield from _value_problems(data[key], field.type, (*at, key))
        elif field.required:
            yield Problem(at, message("library.missing_key", key=_name((*at, key))), _wanted(field.type))


def _value_problems(value: object, kind: Any, at: KeyPath) -> Iterator[Problem]:
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if isinstance(bare, UnionType):
        bare = next((one for one in get_args(bare) if one is not NoneType), bare)
    if isinstance(bare, type) and issubclass(bare, Struct):
        yield from problems(value, bare, at)
        return
    inner = get_args(bare)[0] if get_origin(bare) is list else None
    if isinstance(inner, type) and issubclass(inner, Struct) and isinstance(value, list):
        found = first(one for i, part in enumerate(value) for one in problems(part, inner, (*at, i)))
        if found:
            yield from found
            return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        inside = _inside(str(error).partition(" - at `$")[2])
        there = (*at, *inside)
        yield Problem(
            there,
            message("library.unfit", where=_name(there), value=_shown(value, inside)),
            _wanted(kind),
        )


def _wanted(kind: Any) -> Message:
    """Return what a value should be, from the description of its type."""
    for part in (kind, *get_args(kind)):
        for note in getattr(part, "__metadata__", ()):
            if isinstance(note, Meta) and note.description:
                return message("library.give", what=note.description)
    return message("library.give_table")


def _shown(value: Any, inside: KeyPath) -> str:
    """Return the value at a path as JSON, shortened to fit in a line."""
    for part in inside:
        value = value[part]
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _inside(path: str) -> KeyPath:
    """Return the path after the ``$`` in an error of msgspec, such as ``[2]`` or ``.key``."""
    parts = path.rstrip("`").replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts if part and part != "...")


def _name(at: KeyPath) -> str | Message:
    """Return a path as text: ``steps[2].reps``, counting from 1."""
    text = ""
    for part in at:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or message("library.whole_file")
