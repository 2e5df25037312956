"""What the history would lose if a copy took its place."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Loss:
    """How many rows the copy has, and how many of the present ones are not in it, of which days."""

    copied: int
    lost: int
    first: date | None = None
    last: date | None = None
    """None where no row is lost, or no day of one can be read."""


def loss(rows: Iterable[tuple[str, object]], copy: Path) -> Loss:
    """Return what is lost of the rows, each an id and its day as text, by a database of our own making."""
    with closing(sqlite3.connect(copy)) as connection:
        kept = {row[0] for row in connection.execute("SELECT id FROM event")}
    days = [day for event_id, day in rows if event_id not in kept]
    readable = []
    for day in days:
        if isinstance(day, str):
            with suppress(ValueError):
                readable.append(date.fromisoformat(day))
    return Loss(len(kept), len(days), min(readable, default=None), max(readable, default=None))
