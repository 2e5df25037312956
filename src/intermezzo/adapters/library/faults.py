"""What is wrong in a file, where, and how to mend it."""

from dataclasses import dataclass
from pathlib import Path

from intermezzo.adapters.library.toml_places import KeyPath
from intermezzo.core.faults import Fault
from intermezzo.core.override import override
from intermezzo.presenters import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a value, before its place in the file is known."""

    at: KeyPath
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong in a file; line and column count from 1."""

    path: Path
    line: int
    column: int
    what: str
    mend: str

    @override
    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.what}; {self.mend}"


def unsaved(problem: Problem) -> Fault:
    """What is told of a file that is not written, because it could not be read again."""
    return Fault(_("Not saved: {what}; {mend}.").format(what=problem.what, mend=problem.mend))


def unwritten(path: Path, error: OSError) -> Fault:
    """What is told of a file, or a folder, that cannot be written."""
    return Fault(
        _("{path}: it cannot be written ({why}); look at the folder’s permissions").format(
            path=path, why=error.strerror
        )
    )
