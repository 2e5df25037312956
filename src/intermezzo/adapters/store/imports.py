"""Read the rows of an exported file, JSON or CSV. Each is checked; a wrong one does not stop the others."""

import csv
import io
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from intermezzo.adapters.store import rows, transfer
from intermezzo.adapters.store.rows import Flaw
from intermezzo.adapters.system import user_files
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.history.events import Event

LARGEST: Final = 128 << 20
"""Bytes; a larger file is not read. Ten years are about 50 MB."""
_LONGEST_INTEGER, _LONGEST_FLOAT = 18, 64
"""Digits. A longer number is as wrong as NaN, and is not converted, which would take long."""
_SPACE = re.compile(r"[ \t\n\r]*")
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)
_AMBIGUOUS: Final = object()
"""Stands for an object that has a key twice; it has no type that a row may have."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The readable rows in the order of the file, and how many were left out for each flaw."""

    events: tuple[Event, ...]
    refused: Mapping[Flaw, int]


def read(path: Path) -> Imported:
    """Return the rows of an exported file. Raise Fault with the line if it is not one."""
    content = user_files.content(path, LARGEST)
    if isinstance(content, Message):
        if content.code == "file.too_large":
            raise Fault("transfer.too_large", path=path, most=LARGEST >> 20)
        raise Fault("transfer.unreadable", path=path, what=content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault("transfer.faulty", path=path, line=1, what=message("transfer.not_utf8")) from error
    is_csv = text.startswith(transfer.CSV_START)
    events: list[Event] = []
    refused: Counter[Flaw] = Counter()
    try:
        for row in _csv_rows(text) if is_csv else _JsonRows(text).read():
            found = rows.exported(row) if isinstance(row, dict) else Flaw.ROW
            if isinstance(found, Event):
                events.append(found)
            else:
                refused[found] += 1
    except _NotExportedError as error:
        raise Fault("transfer.faulty", path=path, line=error.line, what=error.what) from error
    return Imported(tuple(events), refused)


class _NotExportedError(Exception):
    """The text is not what an export writes, from this line on."""

    def __init__(self, line: int, what: Message) -> None:
        self.line, self.what = line, what
        super().__init__(what)


class _JsonRows:
    """The elements of the list ``events``, decoded one by one, so that a large file is in memory once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self) -> Iterator[object]:
        """Yield each element. Raise _NotExportedError if this is no export; the format is checked last."""
        names: dict[str, object] = {}
        if self._next() != "{":
            raise self._error(message("transfer.no_events"))
        self._at += 1
        while self._more("}", is_first=not names):
            name = self._value()
            if not isinstance(name, str) or name in names:
                raise self._error(message("transfer.no_events"))
            self._expect(":")
            if name == "events" and self._next() == "[":
                names[name] = None
                yield from self._elements()
            else:
                names[name] = self._value()
        if self._next():
            raise self._error(message("transfer.not_json", what="extra data"))
        if names.get("events", 0) is not None:
            raise self._error(message("transfer.no_events"))
        if names.get("intermezzo") != transfer.FORMAT:
            raise self._error(message("transfer.format", format=transfer.FORMAT))

    def _elements(self) -> Iterator[object]:
        self._at += 1
        is_first = True
        while self._more("]", is_first=is_first):
            is_first = False
            yield self._value()

    def _more(self, end: str, *, is_first: bool) -> bool:
        """Return whether there is another element, and go to it."""
        if self._next() == end:
            self._at += 1
            return False
        if not is_first:
            self._expect(",")
        return True

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise self._error(message("transfer.not_json", what=f"expected {sign}"))
        self._at += 1

    def _value(self) -> object:
        self._next()
        try:
            found, self._at = _DECODER.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            raise self._error(message("transfer.not_json", what=error.msg)) from error
        except RecursionError as error:
            raise self._error(message("transfer.not_json", what="nested too deeply")) from error
        return found

    def _next(self) -> str:
        """Skip white space and return the next character, empty at the end."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _error(self, what: Message) -> _NotExportedError:
        return _NotExportedError(self._text.count("\n", 0, self._at) + 1, what)


def _csv_rows(text: str) -> Iterator[dict[str, object]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if sorted(reader.fieldnames or ()) != sorted(transfer.COLUMNS):
            raise _NotExportedError(1, message("transfer.columns", columns=transfer.COLUMNS))
        for cells in reader:
            yield {key: _of_cell(key, cells[key]) for key in transfer.COLUMNS}
    except csv.Error as error:
        raise _NotExportedError(reader.line_num, message("transfer.not_csv", what=error)) from error


def _of_cell(key: str, cell: str | None) -> object:
    """Return the value that was written as a cell; a number that is none, and no cell at all, are flaws."""
    if cell is None:
        return _AMBIGUOUS
    text = transfer.as_written(cell)
    if not text and key in transfer.OPTIONAL:
        return None
    if key == "offset":
        return int(text) if _INTEGER.fullmatch(text) else text
    if key == "seconds":
        return _float(text)
    if key == "detail":
        try:
            return _DECODER.decode(text)
        except (ValueError, RecursionError):
            return _AMBIGUOUS
    return text


def _object(pairs: Sequence[tuple[str, Any]]) -> object:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _AMBIGUOUS


def _integer(text: str) -> float:
    return int(text) if len(text) <= _LONGEST_INTEGER else math.nan


def _float(text: str) -> float:
    try:
        return float(text) if len(text) <= _LONGEST_FLOAT else math.nan
    except ValueError:
        return math.nan


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_float
)
