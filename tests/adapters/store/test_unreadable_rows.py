"""Values in rows that cannot be read: those rows are left out, the others are read, and it is told."""

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store, checking
from intermezzo.adapters.store.rows import Flaw
from intermezzo.core.history.events import Event, EventKind

Make = Callable[..., Event]
DAY = date(2026, 11, 16)
ALL = (date(1900, 1, 1), date(2999, 12, 31))
SPAN = (DAY - timedelta(days=6), DAY + timedelta(days=7))

VALUES = [
    ("id", "'x'", Flaw.ID),
    ("occurrence", "x'ff'", Flaw.ID),
    ("kind", "'completes'", Flaw.KIND),
    ("at", "'2026-99-16 09:01:00.000000'", Flaw.AT),
    ("at", "NULL", Flaw.AT),
    ("offset", "99999999999", Flaw.OFFSET),
    ("offset", "'east'", Flaw.OFFSET),
    ("day", "'2026-11-1q'", Flaw.DAY),
    ("day", "20261116", Flaw.DAY),
    ("session", "CAST(x'6f70ff' AS TEXT)", Flaw.TEXT),
    ("seconds", "'long'", Flaw.SECONDS),
    ("seconds", "-1e300", Flaw.SECONDS),
    ("reason", "'because'", Flaw.REASON),
    ("device", "CAST(x'ff' AS TEXT)", Flaw.TEXT),
    ("device", "NULL", Flaw.TEXT),
    ("detail", "'{'", Flaw.DETAIL),
    ("detail", "'[]'", Flaw.DETAIL),
    ("detail", "x'00'", Flaw.DETAIL),
    ("detail", "CAST(x'7b2261223a22ff227d' AS TEXT)", Flaw.DETAIL),
    ("detail", """'{"room": "none", "kind": [], "slot": "soon", "regions": {}, "felt": "x"}'""", Flaw.DETAIL),
]


def spoil(path: Path, assignment: str, where: str = "1") -> None:
    """Write a value that the tables forbid, as a flipped bit does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'event'")
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(f"UPDATE event SET {assignment} WHERE {where}")
        connection.execute("PRAGMA writable_schema = 1")
        fresh = Path(f"{path}.fresh")
        Store.open(fresh, fresh.parent / "none").store.close()
        with closing(sqlite3.connect(fresh)) as other:
            (sql,) = other.execute("SELECT sql FROM sqlite_master WHERE name = 'event'").fetchone()
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'event'", (sql,))
    for tail in ("", "-wal", "-shm"):
        Path(f"{fresh}{tail}").unlink(missing_ok=True)


@pytest.fixture
def rows(path: Path, folder: Path, make: Make) -> tuple[Event, ...]:
    """One row of every kind, and one more of each for the test to spoil. The file is closed."""
    store = Store.open(path, folder).store
    detail = {
        "kind": "micro", "slot": "2026-11-16T09:00:00+00:00", "regions": ["hip"], "felt": 0.5,
        "room": {"interlude": 2, "micro": 1},
    }  # fmt: skip
    made = [
        make(
            kind, seconds=30.0, session="a", detail=detail, occurrence="00000000-0000-0000-0001-000000000000"
        )
        for kind in [kind for kind in EventKind if kind is not EventKind.RETRACTED] * 2
    ]
    store.append(made)
    store.close()
    return tuple(made)


@pytest.mark.slow
@pytest.mark.parametrize(("column", "value", "flaw"), VALUES)
def test_every_question_is_answered_from_the_other_rows(
    path: Path, folder: Path, rows: tuple[Event, ...], column: str, value: str, flaw: Flaw
) -> None:
    good = rows[: len(rows) // 2]
    assignment = f"{value} || rowid" if column == "id" else value  # ids stay unique
    spoil(path, f'"{column}" = {assignment}', f"rowid > {len(good)}")
    store = Store.open(path, folder).store
    assert store.events(*ALL) == good
    assert store.recent(DAY, 28) == good
    assert store.first_day() == DAY
    days = store.tallies(*SPAN)
    (today,) = [one for one in days if one.day == DAY]
    assert today.done.micro == 1
    assert today.felt_count == 1
    assert today.room is not None
    assert sum(store.sums(*SPAN).areas.values()) == 1
    assert [gap.offered for gap in store.gaps(*SPAN)] == [1]
    out = io.StringIO()
    store.export("json", out)
    assert out.getvalue().count('"id"') == len(good)
    assert store.unreadable == len(rows) - len(good)
    store.append([good[0]])
    store.backup(DAY)
    store.close()
    found = checking.check(path)
    assert {one.flaw for one in found.unreadable} == {flaw}
    assert (len(found.unreadable), found.rows, found.damage) == (len(good), len(good), ())


def test_a_retraction_that_cannot_be_read_ends_no_query(path: Path, folder: Path, make: Make) -> None:
    store = Store.open(path, folder).store
    row = make()
    store.append([row, make("retracted", detail={"id": row.id})])
    store.close()
    spoil(path, "detail = '{'", "kind = 'retracted'")
    store = Store.open(path, folder).store
    assert store.events(*ALL) == (row,)
    assert store.unreadable == 0  # it was not asked for
    store.close()
    assert len(checking.check(path).unreadable) == 1


@pytest.mark.parametrize("day", ["'2026-1q-16'", "'9026-11-16'", "NULL", "x'00'"])
def test_forgetting_the_days_before_one_forgets_a_row_whose_day_cannot_be_read(
    path: Path, folder: Path, make: Make, day: str
) -> None:
    store = Store.open(path, folder).store
    rows = [make(), make(), make(day=DAY - timedelta(days=1))]
    store.append(rows)
    store.close()
    spoil(path, f"day = {day}", f"id = '{rows[1].id}'")
    store = Store.open(path, folder).store
    assert store.forget(DAY) == 2
    assert store.events(*ALL) == (rows[0],)
    store.close()
    assert checking.check(path) == checking.Findings(rows=1)


def test_a_fact_that_cannot_be_read_is_none(path: Path, folder: Path) -> None:
    store = Store.open(path, folder).store
    store.set_fact("screening", "{}")
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE fact SET value = CAST(x'ff' AS TEXT)")
    store = Store.open(path, folder).store
    assert store.fact("screening") is None
    store.set_fact("screening", "{}")
    assert store.fact("screening") == "{}"
    store.close()
