"""What is wrong in a file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from intermezzo.adapters.library.toml_places import KeyPath, place, places
from intermezzo.core.faults import Fault, Message, message


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


def in_file(problems: Iterable[Problem], path: Path, text: str) -> list[FileFault]:
    """Return the problems with their places in the text of the file."""
    known = places(text)
    return [FileFault(path, *place(known, one.at), one.what, one.mend) for one in problems]


def nearest(name: str, names: Iterable[str], otherwise: Message) -> Message:
    """Return the suggestion of the most similar name, or ``otherwise`` if none is similar."""
    import difflib

    near = difflib.get_close_matches(name, names, n=1)
    return message("library.perhaps", near=near[0]) if near else otherwise


def refuse(problems: Iterable[Problem]) -> None:
    """Raise Fault with the first problem, if there is one: the file could not be read back."""
    for one in problems:
        raise Fault("library.not_saved", what=one.what, mend=one.mend)


def unwritten(path: Path, error: OSError) -> Fault:
    """Return the fault of a file or folder that cannot be written."""
    return Fault("library.not_written", path=path, why=error.strerror)
