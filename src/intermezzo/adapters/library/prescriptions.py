"""Read, check, add and write the files of a physiotherapist's prescriptions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from intermezzo.adapters.library.form import problems
from intermezzo.adapters.library.prescription_form import (
    ExerciseForm,
    PrescriptionForm,
    prescription_problems,
)
from intermezzo.adapters.library.toml_file import (
    MOST_BYTES,
    FileFault,
    first,
    in_file,
    listed,
    not_written,
    read_toml,
    refuse,
)
from intermezzo.adapters.system import atomic_file, user_files
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.plain_text import one_line, some_lines
from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.prescription import LONGEST_TITLE, Exercise, Prescription, exercise_ids

_LONGEST_BLOCK = 1000
OwnMovement = Callable[[str, str, str], Movement]
"""Makes the movement of an exercise that is not in the library, from its id, title and instructions."""


@dataclass(frozen=True, slots=True)
class Prescriptions:
    """The prescriptions that could be read, by file name, and the faults of the other files."""

    prescriptions: tuple[Prescription, ...] = ()
    faults: tuple[FileFault, ...] = ()


def load(folder: Path, movements: Mapping[str, Movement], own_movement: OwnMovement) -> Prescriptions:
    """Read every ``*.toml`` in the folder, which need not exist. A faulty file does not affect the others."""
    found: dict[str, Prescription] = {}
    faults: list[FileFault] = []
    for path in listed(folder, faults):
        read = check(path, movements, own_movement)
        if not isinstance(read, Prescription):
            faults += read
        elif read.id in found:
            what = message("library.same_prescription_name")
            faults.append(FileFault(path, 1, 1, what, message("library.rename_prescription")))
        else:
            found[read.id] = read
    return Prescriptions(tuple(found.values()), tuple(faults))


def check(
    path: Path, movements: Mapping[str, Movement], own_movement: OwnMovement
) -> Prescription | tuple[FileFault, ...]:
    """Return the prescription of a file, or all of its faults."""
    read = read_toml(path)
    if isinstance(read, FileFault):
        return (read,)
    text, data = read
    try:
        form = msgspec.convert(data, PrescriptionForm)
        found = first(prescription_problems(form, movements))
    except msgspec.ValidationError:
        form, found = None, first(problems(data, PrescriptionForm))
    if form is None or found:
        return tuple(in_file(found, path, text))
    return _prescription(form, path, movements, own_movement)


def add(
    path: Path, folder: Path, movements: Mapping[str, Movement], own_movement: OwnMovement
) -> Prescription:
    """Check a file and copy it into the folder, replacing an older one of the same name.

    Raise Fault, with the first fault of the file, and change nothing then.
    """
    read = check(path, movements, own_movement)
    if not isinstance(read, Prescription):
        raise Fault.of(read[0].message)
    raw = user_files.content(path, MOST_BYTES)
    if isinstance(raw, Message):  # it was changed in the meantime
        raise Fault("library.prescription_unreadable", path=path)
    with not_written(folder):
        atomic_file.write(_file_of(read.id, folder), raw)
    return read


def write(prescription: Prescription, folder: Path) -> Path:
    """Write the prescription to its file, keeping the comments there; return the path.

    Raise Fault if it cannot be written, or would not be read back.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = _file_of(prescription.id, folder)
    found = read_toml(path)
    if isinstance(found, FileFault) and found.what.code != "file.missing":
        raise Fault("library.prescription_unreadable", path=path)
    try:
        document = tomlkit.document() if isinstance(found, FileFault) else tomlkit.parse(found[0])
    except TOMLKitError as error:
        raise Fault("library.prescription_unreadable", path=path) from error
    wanted: dict[str, Any] = msgspec.to_builtins(_form(prescription), builtin_types=(date,))
    refuse(problems(wanted, PrescriptionForm))
    before = {_name(one): one for one in document.get("exercise", ())}
    exercises = tomlkit.aot()
    for one in wanted.pop("exercise"):
        table = before.pop(_name(one), None) or tomlkit.table()
        _fill(table, one)
        _without_last_blanks(table)  # the array writes a blank line before each table
        exercises.append(table)
    document.pop("exercise", None)
    _fill(document, wanted)
    document["exercise"] = exercises
    with not_written(folder):
        atomic_file.write(path, tomlkit.dumps(document).encode("utf-8"))
    return path


def _fill(table: Any, wanted: Mapping[str, Any]) -> None:
    """Set the table to the wanted values, without touching those that it already has."""
    for key in [key for key in table if key not in wanted]:
        table.remove(key)
    for key, value in wanted.items():
        if key not in table or (table[key] != value and _shown(key, table[key]) != value):
            table[key] = value


def _shown(key: str, value: Any) -> Any:
    """Return the value of a key as it is shown: texts of some lines or of one."""
    if key in {"instructions", "note"}:
        return some_lines(value, _LONGEST_BLOCK)
    return one_line(value, LONGEST_TITLE) if key in {"title", "by", "load"} else value


def _without_last_blanks(table: Any) -> None:
    body = table.value.body
    while body and body[-1][0] is None and not body[-1][1].as_string().strip():
        body.pop()


def _name(exercise: Mapping[str, Any]) -> str:
    return str(exercise.get("id") or exercise.get("movement") or exercise.get("title"))


def _file_of(plan_id: str, folder: Path) -> Path:
    """Return the file that a prescription is read from, else the path for a new one."""
    files = (path for path in listed(folder, []) if exercise_ids([path.stem])[0] == plan_id)
    return next(files, folder / f"{plan_id}.toml")


def _prescription(
    form: PrescriptionForm, path: Path, movements: Mapping[str, Movement], own_movement: OwnMovement
) -> Prescription:
    ids = exercise_ids(_names(form.exercise))
    return Prescription(
        id=exercise_ids([path.stem])[0], title=_shown("title", form.title), first=form.first, last=form.until,
        by=_shown("by", form.by), note=_shown("note", form.note), days_off=tuple(form.days_off),
        exercises=tuple(
            _exercise(one, name, movements.get(one.movement), own_movement)
            for one, name in zip(form.exercise, ids, strict=True)
        ),
    )  # fmt: skip


def _names(forms: Sequence[ExerciseForm]) -> list[str]:
    return [one.id or one.movement or one.title for one in forms]


def _exercise(
    form: ExerciseForm, name: str, movement: Movement | None, own_movement: OwnMovement
) -> Exercise:
    instructions = _shown("instructions", form.instructions)
    if movement is None:
        movement = own_movement(name, _shown("title", form.title), instructions)
    return Exercise(
        id=name, movement=movement, own=not form.movement, instructions=instructions, sets=form.sets,
        reps=form.reps, hold=form.hold, rest=form.rest, sides=form.sides, load=_shown("load", form.load),
        days=tuple(form.days), every=form.every or 1, times=form.times,
    )  # fmt: skip


def _form(prescription: Prescription) -> PrescriptionForm:
    """Return the prescription as it is written; ids only if the names alone would give other ones."""
    forms = [
        ExerciseForm(
            movement="" if one.own else one.movement.id,
            title=one.movement.name if one.own else "",
            instructions=one.instructions,
            sets=one.sets,
            reps=one.reps,
            hold=one.hold,
            rest=one.rest,
            sides=one.sides,
            load=one.load,
            days=list(one.days),
            every=one.every if one.every > 1 else None,
            times=one.times,
        )
        for one in prescription.exercises
    ]
    if exercise_ids(_names(forms)) != tuple(one.id for one in prescription.exercises):
        for form, one in zip(forms, prescription.exercises, strict=True):
            form.id = one.id
    return PrescriptionForm(
        format=1, title=prescription.title, first=prescription.first, exercise=forms, by=prescription.by,
        until=prescription.last, note=prescription.note, days_off=list(prescription.days_off),
    )  # fmt: skip
