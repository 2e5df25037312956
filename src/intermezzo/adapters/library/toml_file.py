"""Read a TOML file: its text and its data, or what is wrong in it, where, and what to do about it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intermezzo.adapters.library.toml_places import KeyPath, place, places
from intermezzo.core.faults import Fault, Message, message

MOST_BYTES = 256 * 1024
"""Far more than any movement written by hand."""
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")


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


def read_toml(path: Path) -> tuple[str, dict[str, Any]] | FileFault:
    """Return the text of a file, with line feeds as line ends, and its data; or the fault."""
    text = _text(path)
    if isinstance(text, FileFault):
        return text
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(path, text, str(error))
    except ValueError:
        return _endless_number(path, text)
    except RecursionError:
        return FileFault(path, 1, 1, message("library.too_deep"), message("library.write_flat"))


def _text(path: Path) -> str | FileFault:
    try:
        if not path.exists():
            return FileFault(path, 1, 1, message("library.missing"), message("library.check_name"))
        if not path.is_file():
            return FileFault(path, 1, 1, message("library.not_a_file"), message("library.give_toml"))
        if path.stat().st_size > MOST_BYTES:
            return FileFault(path, 1, 1, message("library.too_large"), message("library.one_a_file"))
        raw = path.read_bytes()
    except OSError as error:
        what = message("library.unreadable", why=error.strerror)
        return FileFault(path, 1, 1, what, message("library.check_permissions"))
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return FileFault(path, line, column, message("library.not_utf8"), message("library.save_as_utf8"))


def _syntax(path: Path, text: str, error: str) -> FileFault:
    """Return the fault of an error of tomllib, which has line and column in its text."""
    if found := _AT_LINE.search(error):
        why, line, column = error[: found.start()], int(found[1]), int(found[2])
    else:
        why = error.removesuffix(" (at end of document)")
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    what = message("library.not_toml", why=why[:1].lower() + why[1:])
    return FileFault(path, line, column, what, message("library.mend_toml"))


def _endless_number(path: Path, text: str) -> FileFault:
    """Return the fault of a number with more digits than Python reads (some thousand)."""
    found = re.search(r"[0-9_]{1000,}", text)
    at = found.start() if found else 0
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    what, mend = message("library.long_number"), message("library.write_smaller_number")
    return FileFault(path, line, column, what, mend)
