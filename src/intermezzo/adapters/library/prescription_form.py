"""The schema of a prescription (``format = 1``): the type of each key, and checks between keys."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from intermezzo.adapters.library.toml_file import Problem, nearest
from intermezzo.adapters.library.toml_places import KeyPath
from intermezzo.core.faults import message
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import LONGEST_LOAD, LONGEST_TITLE, Weekday

_LineText = Annotated[str, Meta(max_length=120, description="a line of text, 120 characters at most")]
_BlockText = Annotated[str, Meta(max_length=1000, description="some sentences, 1000 characters at most")]
_Id = Annotated[
    str, Meta(pattern="^[a-z0-9_]+$", max_length=60, description="a name: small letters, digits and _")
]


class ExerciseForm(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One ``[[exercise]]``: of the library by ``movement``, else by ``title`` and ``instructions``."""

    movement: Annotated[str, Meta(description="the id of a movement of the library")] = ""
    title: Annotated[
        str, Meta(max_length=LONGEST_TITLE, description="its name, where it is not in the library")
    ] = ""
    instructions: _BlockText = ""
    sets: Annotated[int, Meta(ge=1, le=20, description="sets, 1 to 20")] = 1
    reps: Annotated[int, Meta(ge=1, le=200, description="repetitions on each side, 1 to 200")] | None = None
    hold: Annotated[float, Meta(gt=0, le=3600, description="seconds that each repetition is held")] | None = (
        None
    )
    rest: Annotated[float, Meta(ge=0, le=600, description="seconds between two sets, 0 to 600")] | None = None
    sides: Annotated[int, Meta(ge=1, le=2, description="1, or 2 where each side has its turn")] | None = None
    load: Annotated[str, Meta(max_length=LONGEST_LOAD, description="a few words: 2 kg, or band, light")] = ""
    days: Annotated[
        list[Weekday],
        Meta(max_length=7, description="days of the week: mon, tue, wed, thu, fri, sat, sun"),
    ] = []
    every: (
        Annotated[int, Meta(ge=1, le=28, description="every so many days, 1 to 28; 2 is every other day")]
        | None
    ) = None
    times: Annotated[int, Meta(ge=1, le=12, description="times a day, 1 to 12")] = 1
    id: _Id | None = None


class PrescriptionForm(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A file in ``plans/``."""

    format: Annotated[Literal[1], Meta(description="1, the only format there is")]
    title: Annotated[str, Meta(pattern=r"\S", max_length=LONGEST_TITLE, description="a short title")]
    first: Annotated[date, Meta(description="the first day, as 2026-11-20")] = field(name="from")
    exercise: Annotated[
        list[ExerciseForm], Meta(min_length=1, max_length=40, description="one to forty exercises")
    ]
    by: _LineText = ""
    until: Annotated[date, Meta(description="the last day, as 2026-12-20")] | None = None
    note: _BlockText = ""
    days_off: Annotated[
        list[Weekday],
        Meta(max_length=6, description="days without exercises: mon, tue, wed, thu, fri, sat, sun"),
    ] = []


def prescription_problems(form: PrescriptionForm, movements: Mapping[str, Movement]) -> Iterator[Problem]:
    """Yield the problems of a prescription that matches the schema."""
    if form.until is not None and form.until < form.first:
        yield Problem(("until",), message("library.ends_before_begin"), message("library.give_later_day"))
    for index, one in enumerate(form.exercise):
        yield from _exercise_problems(one, ("exercise", index), movements)


def _exercise_problems(
    one: ExerciseForm, at: KeyPath, movements: Mapping[str, Movement]
) -> Iterator[Problem]:
    if one.movement and one.title.strip():
        yield Problem((*at, "title"), message("library.movement_and_title"), message("library.take_one_out"))
    elif one.movement and one.movement not in movements:
        yield Problem(
            (*at, "movement"),
            message("library.no_movement", id=one.movement),
            nearest(one.movement, movements, message("library.describe_or_list")),
        )
    elif not one.movement and not one.title.strip():
        yield Problem(at, message("library.no_name"), message("library.give_name"))
    elif not one.movement and not one.instructions.strip():
        yield Problem((*at, "title"), message("library.no_instructions"), message("library.add_instructions"))
    if not one.movement and one.reps is None and one.hold is None:
        yield Problem(at, message("library.no_dose"), message("library.give_dose"))
    if one.days and one.every is not None:
        yield Problem(
            (*at, "every"), message("library.days_and_every"), message("library.choose_days_or_every")
        )
