"""Export rows as CSV and JSON; ``imports`` reads both."""

import csv
import json
from collections.abc import Iterable
from typing import Any, Final, TextIO

from intermezzo.adapters.store import schema
from intermezzo.adapters.store.csv_cells import as_text
from intermezzo.adapters.store.queries import record
from intermezzo.core.history.events import Event

FORMAT: Final = 1
"""The version of the exported file."""
COLUMNS: Final = tuple(column.name for column in schema.event.c)
OPTIONAL: Final = frozenset(column.name for column in schema.event.c if column.nullable)
"""Columns that may be empty."""
CSV_START: Final = ",".join(COLUMNS[:4])


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
