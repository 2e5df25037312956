"""Find line and column of each key in a TOML text, for messages about its values."""

import re
from bisect import bisect_right
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Path to a value: table and key names, and positions in arrays."""

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'([^'\n]*)'|([A-Za-z0-9_-]+)")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_STRING = re.compile(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|\'{3}.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'''', re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}#\r\n]+")


def places(text: str) -> Mapping[KeyPath, tuple[int, int]]:
    """Return line and column (both from 1) of every value and table of a valid TOML text of few levels.

    For a text that is not valid some or all places are missing.
    """
    return _Walk(text).places


def place(known: Mapping[KeyPath, tuple[int, int]], path: KeyPath) -> tuple[int, int]:
    """Return the place of a path, or of the nearest table around it that has one."""
    while path and path not in known:
        path = path[:-1]
    return known.get(path, (1, 1))


class _Walk:
    """One pass over the text, which only finds where keys and values begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self._counts: dict[KeyPath, int] = {}
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        """Where each line begins; counting them for each value would take quadratic time."""
        self._document()

    def _document(self) -> None:
        table: KeyPath = ()
        self._space()
        while self.at < len(self.text):
            before = self.at
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._space()
            if self.at == before:
                return

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _mark(self, path: KeyPath, at: int) -> None:
        line = bisect_right(self._lines, at)
        self.places.setdefault(path, (line, at - self._lines[line - 1] + 1))

    def _header(self) -> KeyPath:
        start = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        keys = self._keys()
        path: KeyPath = ()
        for position, key in enumerate(keys):
            path = (*path, key)
            if many and position == len(keys) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                self._mark(path, start)
                path = (*path, self._counts[path])
        self._mark(path, start)
        end = self.text.find("]", self.at)
        self.at = (end if end >= 0 else len(self.text)) + (2 if many else 1)
        return path

    def _keys(self) -> tuple[str, ...]:
        keys: list[str] = []
        self._space()
        while found := _KEY.match(self.text, self.at):
            keys.append(next(part for part in found.groups() if part is not None))
            self.at = found.end()
            dot = _DOT.match(self.text, self.at)
            if not dot:
                break
            self.at = dot.end()
        return tuple(keys)

    def _pair(self, table: KeyPath) -> None:
        path: KeyPath = (*table, *self._keys())
        self._space()
        if self.text.startswith("=", self.at):
            self.at += 1
            self._space()
            self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._mark(path, self.at)
        if self.text.startswith("[", self.at):
            self._items(path, "]")
        elif self.text.startswith("{", self.at):
            self._items(path, "}")
        elif found := _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at):
            self.at = found.end()

    def _items(self, path: KeyPath, end: str) -> None:
        """Walk an array or an inline table from its opening bracket."""
        self.at += 1
        index = 0
        self._space()
        while self.at < len(self.text) and not self.text.startswith(end, self.at):
            before = self.at
            if end == "]":
                self._value((*path, index))
            else:
                self._pair(path)
            index += 1
            self._space()
            if self.text.startswith(",", self.at):
                self.at += 1
                self._space()
            if self.at == before:
                return
        self.at += 1
