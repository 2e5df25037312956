"""Read movements and sessions from files. A faulty file is reported and left out."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from intermezzo.adapters.library.figure_form import figure_of
from intermezzo.adapters.library.form import (
    LONGEST_TEXT,
    MovementForm,
    MovementTexts,
    OverlayForm,
    SessionForm,
    SessionWords,
    problems,
)
from intermezzo.adapters.library.rules import (
    cue_problems,
    id_problems,
    length_problems,
    movement_problems,
    step_problems,
)
from intermezzo.adapters.library.toml_file import FileFault, Problem, first, in_file, listed, read_toml
from intermezzo.adapters.system import resources, user_files
from intermezzo.core.faults import Message, message
from intermezzo.core.plain_text import one_line
from intermezzo.core.practice.editing import LONGEST_TITLE
from intermezzo.core.practice.model import Ask, Breath, Kind, Movement, Place, Session, Step

OVERLAYS = "i18n"
ASKED_BY_PLACE = {
    Place.FLOOR: frozenset({Ask.FLOOR}),
    **dict.fromkeys((Place.STAND, Place.WALL, Place.WALK, Place.CAR), frozenset({Ask.STANDING})),
}
"""What a place requires by itself, whether or not a file says so."""
FOLDERS = {Kind.INTERLUDE: "interludes", Kind.MICRO: "micro", Kind.RITUAL: "rituals"}
"""Folders of sessions by kind."""


@dataclass(frozen=True, slots=True)
class Library:
    """All that could be read. ``notes`` say which shipped ids the user's own files replace.

    ``files`` are the paths of movements and sessions by id.
    """

    movements: Mapping[str, Movement] = field(default_factory=dict)
    sessions: Mapping[str, Session] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    faults: tuple[FileFault, ...] = ()
    notes: tuple[Message, ...] = ()

    def messages(self) -> tuple[Message, ...]:
        """Return the faults and then the notes, as messages for the user."""
        return (*(fault.message for fault in self.faults), *self.notes)


@dataclass(frozen=True, slots=True)
class _File:
    """One file that can be used. ``rank`` is the position of its folder in the order of reading."""

    path: Path
    rank: int
    text: str
    content: Movement | SessionForm | OverlayForm


def load(folders: Sequence[Path], languages: Sequence[str] = ()) -> Library:
    """Read every ``*.toml`` below the folders, later folders over earlier ones; a missing folder is empty.

    ``languages`` are codes such as ``de``, the preferred one first: words from ``i18n/<code>/<id>.toml``
    replace the files' own.
    """
    found: list[tuple[int, Path]] = []
    faults: list[FileFault] = []
    for rank, folder in enumerate(folders):
        found += [
            (rank, path)
            for path in listed(folder, faults, below=True)
            if OVERLAYS not in path.relative_to(folder).parts
        ]
        for code in reversed(languages):
            found += [(rank, path) for path in listed(folder / OVERLAYS / code, faults)]
    return _assemble(found, Library(), faults)


def check(paths: Sequence[Path], base: Library) -> Library:
    """Read the given files and folders only; sessions may use the movements of ``base``."""
    found: list[tuple[int, Path]] = []
    faults: list[FileFault] = []
    for path in paths:
        found += [(0, one) for one in (listed(path, faults, below=True) if path.is_dir() else [path])]
    return _assemble(list(dict.fromkeys(found)), base, faults)


def _assemble(found: Sequence[tuple[int, Path]], base: Library, faults: list[FileFault]) -> Library:
    files: list[_File] = []
    shipped = resources.sessions()
    for rank, path in found:
        lasting = shipped in path.parents
        read = _read_once(path, rank, user_files.stamp(path)) if lasting else _read(path, rank)
        if isinstance(read, _File):
            files.append(read)
        else:
            faults += read
    builder = _Builder(base, faults)
    # Sessions come after all movements: a shipped session may use a movement of the user.
    for kind in (Movement, SessionForm, OverlayForm):
        for file in files:
            if isinstance(file.content, kind):
                builder.add(file)
    return Library(
        movements=builder.movements, sessions=builder.sessions, notes=tuple(builder.notes),
        files={name: file.path for name, file in builder.origin.items()},
        faults=tuple(sorted(builder.faults, key=attrgetter("path", "line", "column"))),
    )  # fmt: skip


class _Builder:
    def __init__(self, base: Library, faults: list[FileFault]) -> None:
        self.base = base
        self.movements: dict[str, Movement] = {}
        self.sessions: dict[str, Session] = {}
        self.faults = faults
        self.notes: list[Message] = []
        self.origin: dict[str, _File] = {}

    def add(self, file: _File) -> None:
        """Add the content of a file, or its faults."""
        match file.content:
            case Movement() as movement:
                found = list(self._taken(movement.id, file))
                if not found:
                    self.movements[movement.id] = movement
            case SessionForm() as form:
                found = list(self._add_session(form, file))
            case OverlayForm() as form:
                found = list(self._overlay(form, file.path.stem))
        self.faults += in_file(found, file.path, file.text)

    def _add_session(self, form: SessionForm, file: _File) -> Iterator[Problem]:
        known = {**self.base.movements, **self.movements}
        found = [*id_problems(form.id, file.path.stem), *step_problems(form, known)]
        if not found:
            session = session_of(form, known)
            found = [*length_problems(session)]
            if form.id in known:
                what = message("library.id_of_movement", id=form.id)
                found.append(Problem(("id",), what, message("library.give_session_other_id")))
            found = found or list(self._taken(form.id, file))
            if not found:
                self.sessions[form.id] = session
        yield from found

    def _taken(self, name: str, file: _File) -> Iterator[Problem]:
        """Yield a problem if a file of the same folder has the id; note one of an earlier folder."""
        before = self.origin.get(name)
        if before and before.rank == file.rank:
            yield Problem(
                ("id",),
                message("library.id_taken", id=name, path=before.path),
                message("library.give_other_id"),
            )
            return
        if before:
            self.notes.append(message("library.replaced", path=file.path, id=name))
        self.origin[name] = file

    def _overlay(self, form: OverlayForm, name: str) -> Iterator[Problem]:
        movement = self.movements.get(name, self.base.movements.get(name))
        session = self.sessions.get(name, self.base.sessions.get(name))
        if movement is None and session is None:
            yield Problem((), message("library.no_such_words", id=name), message("library.name_file_after"))
            return
        kind = MovementTexts if movement is not None else SessionWords
        words = {key: getattr(movement or session, key) for key in kind.__struct_fields__} | form.words
        found = first(problems(words, kind, ("words",))) or list(cue_problems(words.get("cues", ())))
        yield from found
        if found:
            return
        words = _shown(words, name)
        if movement is not None:
            self.movements[name] = renewed = dataclasses.replace(movement, **words)
            for key, user in self.sessions.items():
                steps = tuple(
                    dataclasses.replace(step, movement=renewed) if step.movement.id == name else step
                    for step in user.steps
                )
                self.sessions[key] = dataclasses.replace(user, steps=steps)
        elif session is not None:
            self.sessions[name] = dataclasses.replace(session, **words)


@lru_cache(maxsize=512)
def _read_once(path: Path, rank: int, _stamp: tuple[int, ...]) -> _File | Sequence[FileFault]:
    """Return the same as ``_read``, kept while the program runs: what ships is read again with each save."""
    return _read(path, rank)


def _read(path: Path, rank: int) -> _File | Sequence[FileFault]:
    """Return one file that can be used, or its faults."""
    found = read_toml(path)
    if isinstance(found, FileFault):
        return [found]
    read, data = found
    form: type[MovementForm | SessionForm | OverlayForm] = MovementForm
    if path.parent.parent.name == OVERLAYS:
        form = OverlayForm
    elif "steps" in data or "kind" in data or path.parent.name in FOLDERS.values():
        form = SessionForm
    try:
        content = msgspec.convert(data, form)
    except msgspec.ValidationError:
        # The error names the first fault only; ``problems`` finds all of them.
        return in_file(problems(data, form), path, read)
    if not isinstance(content, MovementForm):
        return _File(path, rank, read, content)
    if wrong := first(movement_problems(content, path.stem)):
        return in_file(wrong, path, read)
    return _File(path, rank, read, _movement(content))


def _movement(form: MovementForm) -> Movement:
    dose = form.dose
    return Movement(
        id=form.id, level=form.level, place=form.place, quiet=form.quiet,
        regions=tuple(form.regions), equipment=tuple(form.equipment),
        reps=dose.reps, sides=dose.sides, tempo=dose.tempo,
        breath=tuple(Breath(one.kind, one.seconds) for one in dose.breath),
        watch_tag=form.watch_tag, sources=tuple(form.sources),
        reviewed_by=one_line(form.reviewed_by, LONGEST_TEXT),
        turn=dose.turn, one_way=dose.one_way, ways=dose.ways, cue_times=tuple(dose.on),
        posture=form.posture, ends=form.ends, next=form.next,
        asks=frozenset(form.asks) | ASKED_BY_PLACE.get(form.place, frozenset()), direction=form.direction,
        figure=figure_of(form.figure) if form.figure is not None else None,
        **_shown(msgspec.structs.asdict(form.words), form.id),
    )  # fmt: skip


def _shown(words: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the words of a movement or a session as they are shown; without a name, its id ``name``."""
    return {
        key: (one_line(value, LONGEST_TITLE) or name)
        if key in {"name", "title"}
        else one_line(value, LONGEST_TEXT)
        if isinstance(value, str)
        else tuple(one_line(one, LONGEST_TEXT) for one in value)
        for key, value in words.items()
    }


def session_of(form: SessionForm, movements: Mapping[str, Movement]) -> Session:
    """Return the session of a file that matches the schema; all of its movements must be known."""
    steps = tuple(
        Step(movement, step.reps or movement.reps, step.sides or movement.sides, step.easier)
        for step in form.steps
        for movement in (movements[step.movement],)
    )
    words = _shown(msgspec.structs.asdict(form.words), form.id)
    return Session(form.id, words["title"], form.kind, steps, words["intent"])
