"""Export rows as CSV and JSON, and read the JSON of another computer."""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, TextIO
from uuid import UUID

import msgspec
from msgspec import Meta

from intermezzo.adapters.store.csv_cells import as_text
from intermezzo.adapters.store.queries import record
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.history.events import Event, EventKind, Json, Reason

FORMAT = 1
"""The version of the exported file."""
LARGEST = 1 << 30
"""Bytes; a larger file is not read."""
_NUMBER = Annotated[float, Meta(ge=0, le=sys.float_info.max)]
_COLUMNS: Mapping[str, tuple[Any, str]] = {
    "id": (UUID, "transfer.uuid"),
    "occurrence": (UUID | None, "transfer.uuid"),
    "kind": (EventKind, "transfer.unknown"),
    "at": (Annotated[datetime, Meta(tz=True)], "transfer.at"),
    "offset": (Annotated[int, Meta(ge=-86400, le=86400)], "transfer.offset"),
    "day": (date, "transfer.day"),
    "session": (str | None, "transfer.text"),
    "seconds": (_NUMBER | None, "transfer.seconds"),
    "reason": (Reason | None, "transfer.unknown"),
    "device": (str, "transfer.text"),
    "detail": (dict[str, Any], "transfer.detail"),
}
"""The type of each column, and the code of the message about a value that does not have it."""


def write_csv(events: Iterable[Event], out: TextIO) -> None:
    """Write a header and one line for each row; ``detail`` is JSON. A text never begins a formula."""
    lines = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    lines.writeheader()
    for event in events:
        row = _plain(event)
        cells = {**row, "detail": json.dumps(row["detail"], ensure_ascii=False)}
        lines.writerow({key: as_text(one) if isinstance(one, str) else one for key, one in cells.items()})


def write_json(events: Iterable[Event], out: TextIO) -> None:
    """Write one object with the list of rows, one on each line."""
    out.write(f'{{"intermezzo": {FORMAT}, "events": [')
    separator = "\n"
    for event in events:
        out.write(separator + json.dumps(_plain(event), ensure_ascii=False))
        separator = ",\n"
    out.write("\n]}\n")


def read(path: Path) -> tuple[Event, ...]:
    """Return the rows of an exported JSON file. Raise Fault with the line and what is wrong there."""
    try:
        if path.stat().st_size > LARGEST:
            raise Fault("transfer.too_large", path=path)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Fault("transfer.unreadable", path=path, what=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise _fault(path, 1, message("transfer.not_utf8")) from error
    return tuple(_parsed(path, text))


def _parsed(path: Path, text: str) -> Iterator[Event]:
    try:
        whole = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _fault(path, error.lineno, message("transfer.not_json", what=error.msg)) from error
    except _RowError as error:
        raise _fault(path, 1, message("transfer.not_json", what=error.message)) from error
    except (ValueError, RecursionError) as error:
        raise _fault(path, 1, message("transfer.not_json", what=error)) from error
    if not isinstance(whole, dict) or not isinstance(whole.get("events"), list):
        raise _fault(path, 1, message("transfer.no_events"))
    if whole.get("intermezzo") != FORMAT:
        raise _fault(path, 1, message("transfer.format", format=FORMAT))
    for line, one in _elements(text):
        try:
            yield _event(one)
        except _RowError as error:
            raise _fault(path, line, error.message) from error


def _elements(text: str) -> Iterator[tuple[int, object]]:
    """Yield each element of the list with its line; the text is known to be valid JSON."""
    opening = re.search(r'"events"\s*:\s*\[', text)
    decoder = json.JSONDecoder()
    at, line, seen = (opening.end() if opening else len(text)), 1, 0
    space = re.compile(r"[\s,]*")
    while True:
        found = space.match(text, at)
        at = found.end() if found else at
        line, seen = line + text.count("\n", seen, at), at
        if at >= len(text) or text[at] == "]":
            return
        one, at = decoder.raw_decode(text, at)
        yield line, one


class _RowError(Fault):
    """A row, or a value in it, is wrong."""


def _event(one: object) -> Event:
    """Return the row. Raise _RowError."""
    if not isinstance(one, dict):
        raise _RowError("transfer.row")
    unknown = set(one) - set(_COLUMNS)
    if unknown:
        raise _RowError("transfer.column", key=min(unknown))
    return Event(**{key: _value(key, one.get(key)) for key in _COLUMNS})


def _value(key: str, value: object) -> Any:
    kind, wrong = _COLUMNS[key]
    try:
        found = msgspec.convert(value, kind)
        if isinstance(found, datetime):
            return found.astimezone(UTC)
    except (msgspec.ValidationError, OverflowError):
        is_text = key not in {"offset", "seconds", "detail"}
        code = "transfer.text" if is_text and not isinstance(value, str) else wrong
        raise _RowError(code, key=key, text=value) from None
    return str(found) if isinstance(found, UUID) else found


def _plain(event: Event) -> dict[str, Any]:
    return {**record(event), "at": event.at.isoformat(), "day": event.day.isoformat()}


def _no_constant(text: str) -> Json:
    raise _RowError("transfer.number", text=text)


def _fault(path: Path, line: int, what: Message) -> Fault:
    return Fault("transfer.faulty", path=path, line=line, what=what)
