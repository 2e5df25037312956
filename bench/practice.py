"""The time of reading the rows of four weeks among ten years, and of the grades of all movements."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from bench.store import LAST, fill, milliseconds, typical
from intermezzo.adapters import library
from intermezzo.adapters.store import Store
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.progression.progress import practice

SESSIONS = 44_000
STEPS = 6
"""Steps of each of the three sessions of a day."""


def measure() -> dict[str, object]:
    """Return milliseconds."""
    movements = library.load([resources.sessions()]).movements
    rows = _four_weeks(tuple(movements))
    with tempfile.TemporaryDirectory() as name:
        path, copies = Path(name) / "bench.sqlite", Path(name) / "backups"
        Store.open(path, copies).store.close()
        fill(path, SESSIONS)
        store = Store.open(path, copies).store
        store.append(rows)
        read = typical(lambda: store.recent(LAST, 28))
        store.close()
    return {
        "rows": len(rows),
        "recent": read,
        "grades_first": milliseconds(lambda: practice(rows, movements.values(), LAST)),
        "grades": typical(lambda: practice(rows, movements.values(), LAST)),
    }


def _four_weeks(names: tuple[str, ...]) -> list[Event]:
    """Return three sessions a day, each with feedback; every movement comes in turn."""
    rows: list[Event] = []
    for number in range(3 * 28):
        day = LAST - timedelta(days=number // 3)
        at = datetime(day.year, day.month, day.day, 9 + 3 * (number % 3), tzinfo=UTC)
        occurrence = str(UUID(int=10_000 + number))
        details: list[tuple[EventKind, dict[str, Json]]] = [
            (EventKind.STEP, {"movement": names[(number * STEPS + step) % len(names)], "reps": 4, "range": 3})
            for step in range(STEPS)
        ]
        details.append((EventKind.FEEDBACK, {"felt": 1.0}))
        for kind, detail in details:
            identity = str(UUID(int=20_000 + len(rows)))
            rows.append(Event(identity, kind, at, 0, day, occurrence=occurrence, detail={"v": 1, **detail}))
    return rows
