"""Read TOML that anybody may have written: what would cost much time or depth is refused before parsing."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intermezzo.adapters.system import user_files
from intermezzo.core.faults import Message, message

DEEPEST = 16
"""Brackets within one another; each costs a level of Python's recursion."""
MOST_PARTS = 16
"""Parts of a dotted key, for which tomllib takes quadratic time."""
LONGEST_WORD = 200
"""Characters of a number or of a key without quotes; Python reads no integer of some thousand digits."""

_TOKEN = re.compile(
    r'''
      """(?:[^"\\]|\\.|"(?!""))*+(?:""")?    # a string of several lines; one without an end is no TOML
    | \'\'\'(?:[^']|'(?!\'\'))*+(?:\'\'\')?
    | "(?:[^"\\\n]|\\.)*+"?
    | '[^'\n]*+'?
    | \#[^\n]*+
    | (?P<open>[\[{])
    | (?P<close>[\]}])
    | (?P<dot>\.)
    | (?P<end>[=,\n])
    | (?P<word>[\w+-]++)
    ''',
    re.VERBOSE | re.DOTALL,
)
"""The parts of a text that count here. Possessive, so that no text takes more than one pass."""


_MEND_FILE = {
    "file.missing": message("file.check_name"),
    "file.not_a_file": message("file.put_a_file"),
    "file.too_large": message("file.make_smaller"),
    "file.unreadable": message("file.check_permissions"),
}
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a file is not used, where (line and column from 1), and how to mend it.

    ``damaged``: its content is at fault, not its place or its permissions.
    """

    what: Message
    mend: Message
    line: int = 1
    column: int = 1
    damaged: bool = True


def read(path: Path, most: int) -> tuple[str, dict[str, Any]] | Unread:
    """Return the text of a file of at most ``most`` bytes, with line feeds as line ends, and its data."""
    raw = user_files.content(path, most)
    if isinstance(raw, Message):
        return Unread(raw, _MEND_FILE[raw.code], damaged=raw.code == "file.too_large")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return Unread(message("toml.not_utf8"), message("toml.save_as_utf8"), line, column)
    if broken := _broken_limit(text):
        at, what, mend = broken
        return Unread(what, mend, *_place(text, at))
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(text, str(error))


def _broken_limit(text: str) -> tuple[int, Message, Message] | None:
    """Return where the text breaks a limit first, which one, and how to mend it."""
    depth = parts = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "dot":
            parts += 1
        elif kind in {"open", "close", "end"}:
            parts = 0
            depth += {"open": 1, "close": -1, "end": 0}[kind]
        elif kind == "word" and found.end() - found.start() > LONGEST_WORD:
            return found.start(), message("toml.long_word", most=LONGEST_WORD), message("toml.write_shorter")
        if depth > DEEPEST:
            return found.start(), message("toml.too_deep", most=DEEPEST), message("toml.write_flat")
        if parts >= MOST_PARTS:
            return found.start(), message("toml.long_key", most=MOST_PARTS), message("toml.use_fewer_dots")
    return None


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _syntax(text: str, error: str) -> Unread:
    """Return the fault of an error of tomllib, which has line and column in its text."""
    if found := _AT_LINE.search(error):
        why, line, column = error[: found.start()], int(found[1]), int(found[2])
    else:
        why = error.removesuffix(" (at end of document)")
        line, column = _place(text, len(text))
    what = message("toml.not_toml", why=why[:1].lower() + why[1:])
    return Unread(what, message("toml.mend"), line, column)
