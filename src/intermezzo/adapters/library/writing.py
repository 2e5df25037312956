"""Write a session of the user to its TOML file: a new file, or a change of the existing one."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from intermezzo.adapters.library.form import SessionForm
from intermezzo.adapters.library.reading import FOLDERS, Library, session_of
from intermezzo.adapters.library.rules import length_problems, step_problems
from intermezzo.adapters.library.toml_file import (
    MOST_BYTES,
    FileFault,
    listed,
    not_written,
    read_toml,
    refuse,
)
from intermezzo.adapters.system import atomic_file, user_files
from intermezzo.core.faults import Fault, Message
from intermezzo.core.plain_text import one_line
from intermezzo.core.practice.editing import LONGEST_TITLE, Draft, free_id
from intermezzo.core.practice.model import Session, Step

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_COMMENT = "A session of your own, composed in Intermezzo. It may be changed by hand."


def is_own(name: str, own: Path, library: Library) -> bool:
    """Return whether the session with this id is in a file below the user's own folder."""
    return name in library.sessions and library.files[name].is_relative_to(own)


def write(draft: Draft, own: Path, library: Library, schema: str) -> Session:
    """Write the draft below the folder ``own``; return the session as it will be read, with its id.

    A draft without an id becomes a new file; no file is replaced. A draft with an id changes its file, where
    comments and unknown keys are kept. ``schema`` is the URL of the JSON Schema for editors.
    Raise Fault if the draft is not a session yet, or the file cannot be read or written.
    """
    return _change(draft, own, library) if draft.id else _add(draft, own, library, schema)


@dataclass(frozen=True, slots=True)
class RemovedFile:
    """A file that was removed, to be put back."""

    path: Path
    content: bytes


def remove(name: str, own: Path, library: Library) -> RemovedFile:
    """Remove the file of one of the user's sessions. Raise Fault if that is not possible."""
    if not is_own(name, own, library):
        raise Fault("library.own_unreadable", id=name, folder=own)
    path = library.files[name]
    content = user_files.content(path, MOST_BYTES)
    if isinstance(content, Message):
        raise Fault("library.not_changed", path=path, why=content)
    with not_written(path):
        path.unlink()
    return RemovedFile(path, content)


def put_back(removed: RemovedFile) -> None:
    """Write a removed file again; no other file is replaced. Raise Fault if it cannot be written."""
    with not_written(removed.path):
        removed.path.parent.mkdir(parents=True, exist_ok=True)
        atomic_file.create(removed.path, removed.content)


def _add(draft: Draft, own: Path, library: Library, schema: str) -> Session:
    folder = own / FOLDERS[draft.kind]
    taken = {
        *library.movements,
        *library.sessions,
        *(path.stem.lower() for path in listed(own, [], below=True)),
    }
    while True:
        name = free_id(draft.title, taken)
        text = _new(draft, name, schema)
        session = _read_back(text, name, library)
        path = folder / f"{name}.toml"
        with not_written(path):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                atomic_file.create(path, text.encode())
            except FileExistsError:
                taken.add(name)  # created in the meantime: choose another name
            else:
                return session


def _change(draft: Draft, own: Path, library: Library) -> Session:
    if not is_own(draft.id, own, library):
        raise Fault("library.own_unreadable", id=draft.id, folder=own)
    path = library.files[draft.id].resolve()
    document = _document(path)
    _update(document, draft)
    text = document.as_string()
    session = _read_back(text, draft.id, library)
    with not_written(path):
        atomic_file.replace(path, text.encode())
    return session


def _document(path: Path) -> "TOMLDocument":
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    found = read_toml(path)
    if isinstance(found, FileFault):
        raise Fault("library.not_changed", path=path, why=found.what)
    try:
        return tomlkit.parse(found[0])
    except (ValueError, TOMLKitError) as error:
        raise Fault("library.not_changed", path=path, why=error) from error


def _read_back(text: str, name: str, library: Library) -> Session:
    """Read the text as the library does; raise Fault with the first problem."""
    form = msgspec.convert(tomllib.loads(text), SessionForm)
    if form.id != name:
        raise RuntimeError(f"{name} would be read back as {form.id}")
    refuse(step_problems(form, library.movements))
    session = session_of(form, library.movements)
    refuse(length_problems(session))
    return session


def _new(draft: Draft, name: str, schema: str) -> str:
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(f":schema {schema}"))
    # Editors look for "#:schema", without a blank, which tomlkit adds.
    document.add(tomlkit.comment(_COMMENT))
    words = {"title": draft.session.title} | ({"intent": draft.intent} if draft.intent else {})
    document.update({"format": 1, "id": name, "kind": draft.kind.value, "words": words})
    document.add("steps", _tables(draft.steps))
    return document.as_string().replace("# :schema", "#:schema", 1)


def _update(document: "TOMLDocument", draft: Draft) -> None:
    """Set the keys whose values differ from the draft, and only these."""
    from tomlkit.items import AoT

    words: Any = document["words"]
    if one_line(words["title"], LONGEST_TITLE) != draft.session.title:
        words["title"] = draft.session.title
    _set(document, "kind", draft.kind.value)
    steps: Any = document["steps"]
    if [one["movement"] for one in steps] == [one.movement.id for one in draft.steps]:
        for table, step in zip(steps, draft.steps, strict=True):
            wanted = _values(step)
            for key in ("reps", "sides", "easier"):
                if key not in wanted and key in table:
                    del table[key]
                elif key in wanted and (key in table or wanted[key] != getattr(step.movement, key, None)):
                    _set(table, key, wanted[key])
        return
    inline = not isinstance(steps, AoT)
    document.remove("steps")
    if inline:  # an inline array stands before all tables; tables are appended
        document.append("steps", _tables(draft.steps))
    else:
        document["steps"] = _tables(draft.steps)


def _set(table: Any, key: str, value: object) -> None:
    if table.get(key) != value:
        table[key] = value


def _tables(steps: tuple[Step, ...]) -> Any:
    import tomlkit

    return tomlkit.item([_values(step) for step in steps])


def _values(step: Step) -> dict[str, object]:
    """Return the keys of a step: always reps; sides and easier only if the movement has them."""
    values: dict[str, object] = {"movement": step.movement.id, "reps": step.reps}
    if step.movement.sides > 1:
        values["sides"] = step.sides
    if step.easier:
        values["easier"] = True
    return values
