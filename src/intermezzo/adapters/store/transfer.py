"""Export rows as CSV and JSON, and read the JSON of another computer."""

import csv
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from intermezzo.adapters.store.queries import record
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.history.events import Event, EventKind, Json, Reason

Writer = Callable[[Iterable[Event], TextIO], None]

FORMAT = 1
"""The version of the exported file."""
LARGEST = 1 << 30
"""Bytes; a larger file is not read."""
COLUMNS = (
    "id",
    "occurrence",
    "kind",
    "at",
    "offset",
    "day",
    "session",
    "seconds",
    "reason",
    "device",
    "detail",
)


def write_csv(events: Iterable[Event], out: TextIO) -> None:
    """Write a header and one line for each row; ``detail`` is JSON."""
    lines = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    lines.writeheader()
    for event in events:
        row = _plain(event)
        lines.writerow({**row, "detail": json.dumps(row["detail"], ensure_ascii=False)})


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
    unknown = set(one) - set(COLUMNS)
    if unknown:
        raise _RowError("transfer.column", key=min(unknown))
    detail = one.get("detail")
    if not isinstance(detail, dict):
        raise _RowError("transfer.detail")
    seconds = one.get("seconds")
    if seconds is not None and (not _is_number(seconds) or seconds < 0):
        raise _RowError("transfer.seconds")
    offset = one.get("offset")
    if not isinstance(offset, int) or isinstance(offset, bool) or abs(offset) > 86400:
        raise _RowError("transfer.offset")
    occurrence = one.get("occurrence")
    reason = one.get("reason")
    return Event(
        id=_uuid(one, "id"),
        kind=EventKind(_listed(one, "kind", [kind.value for kind in EventKind])),
        at=_moment(one),
        offset=offset,
        day=_day(one),
        occurrence=None if occurrence is None else _uuid(one, "occurrence"),
        session=None if one.get("session") is None else _text(one, "session"),
        seconds=None if seconds is None else float(seconds),
        reason=None if reason is None else Reason(_listed(one, "reason", [code.value for code in Reason])),
        device=_text(one, "device"),
        detail=detail,
    )


def _text(one: Mapping[str, object], key: str) -> str:
    value = one.get(key)
    if not isinstance(value, str):
        raise _RowError("transfer.text", key=key)
    return value


def _uuid(one: Mapping[str, object], key: str) -> str:
    text = _text(one, key)
    try:
        return str(UUID(text))
    except ValueError:
        raise _RowError("transfer.uuid", key=key, text=text) from None


def _listed(one: Mapping[str, object], key: str, values: list[str]) -> str:
    text = _text(one, key)
    if text not in values:
        raise _RowError("transfer.unknown", key=key, text=text)
    return text


def _moment(one: Mapping[str, object]) -> datetime:
    text = _text(one, "at")
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise _RowError("transfer.at", text=text)


def _day(one: Mapping[str, object]) -> date:
    text = _text(one, "day")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _RowError("transfer.day", text=text) from None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _plain(event: Event) -> dict[str, Json]:
    row: dict[str, Any] = record(event)
    return {**row, "at": event.at.isoformat(), "day": event.day.isoformat(), "detail": dict(event.detail)}


def _no_constant(text: str) -> Json:
    raise _RowError("transfer.number", text=text)


def _fault(path: Path, line: int, what: Message) -> Fault:
    return Fault("transfer.faulty", path=path, line=line, what=what)
