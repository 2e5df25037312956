"""What is wrong in a file, where, and what to do about it."""

from dataclasses import dataclass
from pathlib import Path

from intermezzo.adapters.library.toml_places import KeyPath
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


def unsaved(problem: Problem) -> Fault:
    """Return the fault of a file that is not written because it could not be read back."""
    return Fault("library.not_saved", what=problem.what, mend=problem.mend)


def unwritten(path: Path, error: OSError) -> Fault:
    """Return the fault of a file or folder that cannot be written."""
    return Fault("library.not_written", path=path, why=error.strerror)
