"""The time of a commit, and of the week and the map with 44,000 sessions, which are ten years."""

import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from intermezzo.adapters.store import Store, schema
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.history.statistics import MAP_DAYS
from intermezzo.engine.week import load

TEN_YEARS = 3652
LAST = date(2026, 11, 20)
_UUID = "lower({})".format(" || '-' || ".join(f"hex(randomblob({n}))" for n in (4, 2, 2, 2, 6)))
_ROWS = sa.text(
    """
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :sessions),
    one AS MATERIALIZED (
        SELECT i, date(:last, '-' || (:days - 1 - i * :days / :sessions) || ' days') AS day,
            {uuid} AS occurrence,
            CASE i % 3 WHEN 0 THEN 'micro' ELSE 'interlude' END AS kind FROM n),
    row(kind, seconds, detail) AS (VALUES
        ('offered', NULL, '{"v": 1, "kind": "%", "slot": "2026-11-16T09:30:00+00:00"}'),
        ('begun', NULL, '{"v": 1, "kind": "%"}'),
        ('step', 30.0, '{"v": 1, "movement": "a", "regions": ["hip", "thoracic"], "reps": 4, "side": 2}'),
        ('step', 30.0, '{"v": 1, "movement": "b", "regions": ["neck"], "reps": 4, "side": 1}'),
        ('completed', 60.0, '{"v": 1, "kind": "%"}'))
    INSERT INTO event (id, occurrence, kind, at, "offset", day, session, seconds, device, detail)
    SELECT {uuid}, one.occurrence, row.kind,
        one.day || ' ' || printf('%02d:%02d:00.000000', 8 + i % 10, i % 60),
        3600, one.day, 'desk-reset', row.seconds, 'bench', replace(row.detail, '%', one.kind) FROM one, row
    """.replace("{uuid}", _UUID)
)
_DAYS = sa.text(
    """
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < 3 * :days),
    one AS (SELECT i, date(:last, '-' || (i / 3) || ' days') AS day FROM n)
    INSERT INTO event (id, kind, at, "offset", day, device, detail)
    SELECT {uuid}, 'day',
        day || printf(' 0%d:00:00.000000', 6 + i % 3), 3600, day, 'bench',
        '{"v": 1, "room": {"interlude": 2, "micro": 1}, "work": 480, "busy": 200, "off": false}' FROM one
    """.replace("{uuid}", _UUID)
)  # fmt: skip


def measure() -> dict[str, object]:
    """Return milliseconds."""
    return {"commit": _commits(1000), "sessions_44000": queries(44_000)}


def _commits(many: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        store = Store.open(Path(name) / "bench.sqlite", Path(name) / "backups").store
        rows = [_completed(n) for n in range(many)]
        times = [milliseconds(partial(store.append, [row])) for row in rows]
        store.close()
    return {"p50": round(statistics.median(times), 3), "p95": round(statistics.quantiles(times, n=20)[-1], 3)}


def _completed(n: int) -> Event:
    at = datetime(2026, 11, 16, 9, tzinfo=UTC) + timedelta(seconds=n)
    maker = random.Random(n)
    return Event(
        id=str(uuid.UUID(int=maker.getrandbits(128))),
        kind=EventKind.COMPLETED,
        at=at,
        offset=3600,
        day=at.date(),
        occurrence=str(uuid.UUID(int=maker.getrandbits(128))),
        session="desk-reset",
        seconds=90.0,
        device="bench",
        detail={"v": 1, "kind": "interlude"},
    )


def queries(sessions: int) -> dict[str, object]:
    """Return milliseconds with so many sessions in ten years."""
    with tempfile.TemporaryDirectory() as name:
        path, copies = Path(name) / "bench.sqlite", Path(name) / "backups"
        Store.open(path, copies).store.close()
        fill(path, sessions)
        opened: list[Store] = []
        start = milliseconds(lambda: opened.append(Store.open(path, copies).store))
        store = opened[0]
        monday = LAST - timedelta(days=LAST.weekday())
        week = typical(lambda: store.sums(monday, LAST))
        twelve = typical(lambda: store.tallies(LAST - timedelta(days=MAP_DAYS - 1), LAST))
        window = typical(lambda: load(store, "", LAST))
        found: dict[str, object] = {"open": start, "week": week, "map": twelve, "window": window}
        if sessions < 100_000:  # copying a million sessions takes minutes
            found["backup"] = milliseconds(lambda: store.backup(LAST))
        store.close()
        return {**found, "megabytes": path.stat().st_size >> 20}


def fill(path: Path, sessions: int) -> None:
    """Write directly into the file and without a journal, because only reading is measured."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.exec_driver_sql("PRAGMA journal_mode = OFF")
        connection.exec_driver_sql("PRAGMA cache_size = -200000")
        values = {"days": TEN_YEARS, "last": LAST.isoformat()}
        for index in schema.event.indexes:
            index.drop(connection)
        connection.execute(_ROWS, {**values, "sessions": sessions})
        connection.execute(_DAYS, values)
        for index in schema.event.indexes:
            index.create(connection)
    engine.dispose()


def typical(call: Callable[[], object], times: int = 15) -> float:
    """Return the median, after one call that fills SQLAlchemy's cache of statements."""
    call()
    return round(statistics.median(milliseconds(call) for _ in range(times)), 2)


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    call()
    return round((time.perf_counter() - start) * 1000, 3)


if __name__ == "__main__":
    import json

    json.dump(measure(), sys.stdout, indent=1)
