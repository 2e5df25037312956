"""Read a TOML file: its text and its data, or what is wrong in it, where, and what to do about it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from intermezzo.adapters.library.toml_places import KeyPath, place, places
from intermezzo.adapters.system import toml_text, user_files
from intermezzo.core.faults import Fault, Message, message

MOST_BYTES = 256 * 1024
"""Far more than any movement written by hand."""
SUFFIX = ".toml"
MOST_PROBLEMS = 20
"""Of one file that are told; whoever mends these sees the next ones."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a value, before its place in the file is known."""

    at: KeyPath
    what: Message
    mend: Message


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong in a file; line and column count from 1."""

    path: Path
    line: int
    column: int
    what: Message
    mend: Message

    @property
    def message(self) -> Message:
        """The place, what is wrong and what to do as one message."""
        return message(
            "library.in_file",
            path=self.path,
            line=self.line,
            column=self.column,
            what=self.what,
            mend=self.mend,
        )


def listed(folder: Path, faults: list[FileFault], *, below: bool = False) -> tuple[Path, ...]:
    """Return the TOML files of a folder, and of those below if wanted; add a fault if there are too many."""
    found = user_files.listed(folder, SUFFIX, MOST_BYTES, below=below)
    if found.more:
        what = message("library.many_files", most=len(found.paths))
        faults.append(FileFault(folder, 1, 1, what, message("library.move_files")))
    return found.paths


def stamps(folder: Path) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the names of the TOML files in a folder, each with numbers that change with the file."""
    return tuple((one.name, user_files.stamp(one)) for one in listed(folder, []))


def first(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first problems, and look for no more."""
    return list(islice(problems, MOST_PROBLEMS))


def in_file(problems: Iterable[Problem], path: Path, text: str) -> list[FileFault]:
    """Return the first problems with their places in the text of the file."""
    found = first(problems)
    known = places(text) if found else {}
    return [FileFault(path, *place(known, one.at), one.what, one.mend) for one in found]


def nearest(name: str, names: Iterable[str], otherwise: Message) -> Message:
    """Return the suggestion of the most similar name, or ``otherwise`` if none is similar."""
    import difflib

    near = difflib.get_close_matches(name, names, n=1)
    return message("library.perhaps", near=near[0]) if near else otherwise


def refuse(problems: Iterable[Problem]) -> None:
    """Raise Fault with the first problem, if there is one: the file could not be read back."""
    for one in problems:
        raise Fault("library.not_saved", what=one.what, mend=one.mend)


@contextmanager
def not_written(path: Path) -> Iterator[None]:
    """Raise Fault for an error in writing the file or folder."""
    try:
        yield
    except OSError as error:
        raise Fault("library.not_written", path=path, why=error.strerror) from error


def read_toml(path: Path) -> tuple[str, dict[str, Any]] | FileFault:
    """Return the text of a file, with line feeds as line ends, and its data; or the fault."""
    found = toml_text.read(path, MOST_BYTES)
    if isinstance(found, toml_text.Unread):
        if found.what.code == "file.too_large":
            return FileFault(path, 1, 1, found.what, message("library.one_a_file"))
        return FileFault(path, found.line, found.column, found.what, found.mend)
    return found
