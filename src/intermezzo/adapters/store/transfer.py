"""Export rows as CSV and JSON; ``imports`` reads both, cells by ``as_written``."""

import csv
import json
import re
from collections.abc import Iterable
from typing import Any, Final, TextIO

from intermezzo.adapters.store import schema
from intermezzo.adapters.store.queries import record
from intermezzo.core.history.events import Event

FORMAT: Final = 1
"""The version of the exported file."""
COLUMNS: Final = tuple(column.name for column in schema.event.c)
OPTIONAL: Final = frozenset(column.name for column in schema.event.c if column.nullable)
"""Columns that may be empty."""
CSV_START: Final = ",".join(COLUMNS[:4])
_NEEDS_APOSTROPHE = re.compile("[\\s\x00-\x1f\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n']")
"""What a spreadsheet may take for a formula (OWASP, "CSV Injection"): a cell that begins with ``= + - @``, a
tab or a carriage return; some programs skip spaces before the sign, or read its full-width form. And a cell
that begins with an apostrophe, which would be taken for ours.
"""


def write_csv(events: Iterable[Event], out: TextIO) -> None:
    """Write a header and one line for each row; ``detail`` is JSON. A text never begins a formula."""
    # Ends of lines as in RFC 4180: the module quotes a cell that has one of their characters.
    lines = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
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


def _plain(event: Event) -> dict[str, Any]:
    return {**record(event), "at": event.at.isoformat(), "day": event.day.isoformat()}


def as_text(cell: str) -> str:
    """Return the cell, made text by an apostrophe if a spreadsheet could take it for a formula."""
    return f"'{cell}" if _NEEDS_APOSTROPHE.match(cell) else cell


def as_written(cell: str) -> str:
    """Return what ``as_text`` was given."""
    return cell[1:] if cell.startswith("'") and _NEEDS_APOSTROPHE.match(cell[1:]) else cell
