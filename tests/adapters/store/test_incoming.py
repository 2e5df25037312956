"""Databases that were made elsewhere: nothing of their schema comes in, and each row is checked."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store, Taken, incoming, schema
from intermezzo.adapters.store.rows import Flaw
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell
from tests.adapters.store.migrating import AHEAD

pytestmark = pytest.mark.slow

Make = Callable[..., Event]
ALL = (date(2000, 1, 1), date(2100, 1, 1))
HEAD = schema.REVISIONS[-1]
ROW: dict[str, object] = {
    "id": "00000000-0000-0000-0000-0000000000aa", "occurrence": None, "kind": "completed",
    "at": "2026-11-16 09:00:00.000000", "offset": 3600, "day": "2026-11-16", "session": None, "seconds": 60.0,
    "reason": None, "device": "there", "detail": '{"v": 1}',
}  # fmt: skip
PLAIN = "CREATE TABLE event (id, occurrence, kind, at, offset, day, session, seconds, reason, device, detail)"


@pytest.fixture
def ours(store: Store, make: Make) -> tuple[Event, ...]:
    """The rows that are here before anything comes in."""
    rows = (make(), make())
    store.append(rows)
    store.set_fact("screening", "mine")
    return rows


@contextmanager
def edited(path: Path) -> Iterator[sqlite3.Connection]:
    """Change a database as its maker can, its schema too."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        yield connection


@pytest.fixture
def source(tmp_path: Path, store: Store, ours: tuple[Event, ...]) -> Path:
    """A sound copy of the store."""
    path = tmp_path / "source.sqlite"
    store.copy_to(path)
    return path


def plain(path: Path, *rows: dict[str, object], table: str = PLAIN, revision: str = HEAD) -> None:
    """Make a database without any constraint, with the rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
        connection.execute("CREATE TABLE fact (key, value)")
        connection.execute(table)
        connection.execute("BEGIN")
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO event ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        connection.execute("COMMIT")


def uuid(n: int) -> str:
    return f"00000000-0000-0000-0000-{n:012}"


def layout(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())


HOSTILE = {
    "a trigger": (
        "CREATE TRIGGER gone AFTER INSERT ON event BEGIN DELETE FROM event; DELETE FROM fact; END;"
    ),
    "a view": "CREATE VIEW more AS SELECT * FROM event, event AS other",
    "a table": "CREATE TABLE more AS SELECT * FROM event",
    "an index": "CREATE UNIQUE INDEX more ON event (day)",
    "an expression": "CREATE INDEX more ON event (abs(offset))",
    "a column": "ALTER TABLE event ADD COLUMN more DEFAULT 'canary'",
    "a generated column": "ALTER TABLE event ADD COLUMN more AS (hex(zeroblob(1000000000)))",
    "a virtual table": "CREATE VIRTUAL TABLE more USING fts5(words)",
    "a changed constraint": (
        "UPDATE sqlite_master SET sql = replace(sql, 'seconds >= 0', 'seconds >= hex(zeroblob(1000000000))') "
        "WHERE name = 'event'"
    ),
    "a collation": (
        "UPDATE sqlite_master SET sql = replace(sql, 'device VARCHAR', 'device VARCHAR COLLATE their_own') "
        "WHERE name = 'event'"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_foreign_schema_survives(
    store: Store, path: Path, make: Make, source: Path, ours: tuple[Event, ...], name: str
) -> None:
    before = layout(path)
    with edited(source) as connection:
        connection.execute("DROP INDEX IF EXISTS ix_event_day_kind")
        connection.execute("DELETE FROM event WHERE rowid = 2")
        connection.executescript(HOSTILE[name])
    _kept, taken = store.restore(source)
    assert taken == Taken(1)
    assert layout(path) == before
    store.append([make()])
    assert len(store.events(*ALL)) == 2
    assert store.fact("screening") == "mine"
    assert store.events(*ALL)[0] == ours[0]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store.restore(store.backup(date(2026, 11, 16)))


VIEW = "CREATE VIEW event AS SELECT " + ", ".join(f"{value!r} AS {key}" for key, value in ROW.items())
ENDLESS = (
    "CREATE VIEW event AS WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) "
    "SELECT n AS id, n AS occurrence, n AS kind, n AS at, n AS offset, n AS day, n AS session, n AS seconds, "
    "n AS reason, n AS device, n AS detail FROM more"
)


@pytest.mark.parametrize("revision", schema.REVISIONS)
@pytest.mark.parametrize(
    "table",
    [
        VIEW.replace("None", "NULL"),
        ENDLESS,
        PLAIN.replace("CREATE TABLE event", "CREATE VIRTUAL TABLE event USING fts5"),
        PLAIN.replace("device", "device AS (hex(zeroblob(1000000000)))"),
        PLAIN.replace("detail)", "detail, rowid)"),
        PLAIN.replace("detail)", f"detail, {', '.join(f'c{n}' for n in range(200))})"),
        "CREATE TABLE other (id)",
    ],
)
def test_what_is_no_plain_table_of_events_is_refused(
    store: Store, tmp_path: Path, ours: tuple[Event, ...], table: str, revision: str
) -> None:
    path = tmp_path / "crafted.sqlite"
    plain(path, table=table, revision=revision)
    with pytest.raises(Fault, match=r"^store\.(not_ours|unsound_copy)") as told:
        store.restore(path)
    assert "\n" not in tell(told.value)
    assert store.events(*ALL) == ours


def test_a_view_in_place_of_a_table_by_a_changed_schema_is_refused(
    store: Store, tmp_path: Path, ours: tuple[Event, ...]
) -> None:
    path = tmp_path / "crafted.sqlite"
    plain(path)
    for text in (ENDLESS, "create virtual table event using fts5(id)", "CREATE TABLE event AS SELECT 1"):
        with edited(path) as connection:
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'event'", (text,))
        with pytest.raises(Fault, match=r"^store\.(not_ours|unsound_copy)"):
            store.restore(path)
    assert store.events(*ALL) == ours


WRONG: list[tuple[dict[str, object], Flaw]] = [
    ({"id": "7"}, Flaw.ID),
    ({"id": 7}, Flaw.ID),
    ({"id": b"00000000-0000-0000-0000-0000000000ab"}, Flaw.ID),
    ({"kind": "cancelled"}, Flaw.KIND),
    ({"at": "2026-11-16 09:00:00"}, Flaw.AT),
    ({"at": "9999-12-31 23:59:59.999999"}, Flaw.AT),
    ({"at": 1.5}, Flaw.AT),
    ({"offset": 10**9}, Flaw.OFFSET),
    ({"day": "2026-02-30"}, Flaw.DAY),
    ({"seconds": -1}, Flaw.SECONDS),
    ({"seconds": float("inf")}, Flaw.SECONDS),
    ({"reason": "because"}, Flaw.REASON),
    ({"session": "x" * 10_000}, Flaw.TEXT),
    ({"device": None}, Flaw.TEXT),
    ({"detail": "[" * 5000}, Flaw.SIZE),
    ({"detail": '{"v": 1, "x": ' + "[" * 500 + "]" * 500 + "}"}, Flaw.SIZE),
    ({"detail": '{"felt": "good"}'}, Flaw.DETAIL),
    ({"detail": '{"v": "%s"}' % ("x" * (1 << 20))}, Flaw.SIZE),
]


def test_each_row_is_checked_by_itself(store: Store, tmp_path: Path, ours: tuple[Event, ...]) -> None:
    path = tmp_path / "crafted.sqlite"
    wrong = ({**ROW, "id": uuid(n), **change} for n, (change, _flaw) in enumerate(WRONG))
    plain(path, *wrong, ROW, ROW)
    with edited(path) as connection:
        connection.execute("INSERT INTO event (id) VALUES (CAST(x'c328' AS TEXT))")
        facts = [("screening", "x" * 20_000), (None, "x"), (b"k", 1), ("k", "v")]
        connection.executemany("INSERT INTO fact VALUES (?, ?)", facts)
    _kept, taken = store.restore(path)
    assert taken.added == taken.known == 1
    flaws = [*(flaw for _change, flaw in WRONG), Flaw.AT]
    assert taken.refused == {flaw: flaws.count(flaw) for flaw in flaws}
    assert [one.id for one in store.events(*ALL)] == [ROW["id"]]
    assert store.fact("screening") is None
    assert store.fact("k") == "v"
    assert "1 entry added; 1 was there already; 19 left out: its id is not a uuid (3)" in tell(taken.message)


def test_each_row_of_an_older_schema_is_counted(
    store: Store, tmp_path: Path, ours: tuple[Event, ...]
) -> None:
    """What its table cannot hold is left out before the check of each row."""
    path = tmp_path / "crafted.sqlite"
    wrong = ({**ROW, "id": uuid(n), **change} for n, (change, _flaw) in enumerate(WRONG))
    plain(path, *wrong, ROW, ROW, revision=schema.REVISIONS[0])
    with edited(path) as connection:
        connection.execute("UPDATE event SET session = CAST(x'c328' AS TEXT) WHERE detail LIKE '[%'")
    _kept, taken = store.restore(path)
    assert (taken.added, taken.known) == (1, 0)
    assert sum(taken.refused.values()) == len(WRONG) + 1
    assert taken.refused[Flaw.ROW] == 3, "without a device, and twice with the id of another"
    assert [one.id for one in store.events(*ALL)] == [ROW["id"]]


def test_where_no_row_can_be_read_nothing_changes(
    store: Store, tmp_path: Path, folder: Path, ours: tuple[Event, ...]
) -> None:
    path = tmp_path / "crafted.sqlite"
    plain(path, {**ROW, "id": "7"})
    with pytest.raises(Fault, match=r"^transfer\.nothing_readable"):
        store.restore(path)
    assert store.events(*ALL) == ours
    assert not folder.exists()


def test_rows_in_the_log_beside_the_file_come_too(
    store: Store, path: Path, tmp_path: Path, make: Make, ours: tuple[Event, ...]
) -> None:
    copy = tmp_path / "moved.sqlite"
    for tail in ("", "-wal"):
        shutil.copyfile(f"{path}{tail}", f"{copy}{tail}")
    store.append([make()])
    assert store.restore(copy)[1] == Taken(2)
    assert store.events(*ALL) == ours


def test_the_file_that_comes_in_stays_as_it_is(store: Store, source: Path, ours: tuple[Event, ...]) -> None:
    before = source.read_bytes()
    source.chmod(0o400)
    store.restore(source)
    assert source.read_bytes() == before
    assert [one.name for one in source.parent.iterdir() if one.name.startswith("source")] == [source.name]


def test_pipes_and_huge_files_are_refused(store: Store, tmp_path: Path, ours: tuple[Event, ...]) -> None:
    os.mkfifo(tmp_path / "pipe.sqlite")
    with pytest.raises(Fault, match=r"^store\.not_a_database"):
        store.restore(tmp_path / "pipe.sqlite")
    with (tmp_path / "huge.sqlite").open("wb") as file:
        file.truncate(incoming.LARGEST + 1)
    with pytest.raises(Fault, match=r"^transfer\.too_large"):
        store.restore(tmp_path / "huge.sqlite")


def test_pages_in_a_circle_end(store: Store, tmp_path: Path, ours: tuple[Event, ...]) -> None:
    """An inner page of the table whose entries all lead to the same leaf would be read again and again."""
    path = tmp_path / "circle.sqlite"
    plain(path, *({**ROW, "id": uuid(n)} for n in range(2000)))
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    raw = bytearray(path.read_bytes())
    start = (root - 1) * size
    assert raw[start] == 5  # an inner page of a table
    count = int.from_bytes(raw[start + 3 : start + 5])
    cells = [int.from_bytes(raw[start + 12 + 2 * n : start + 14 + 2 * n]) for n in range(count)]
    for cell in cells:
        raw[start + cell : start + cell + 4] = raw[start + cells[0] : start + cells[0] + 4]
    path.write_bytes(raw)
    began = time.process_time()
    with pytest.raises(Fault, match=r"^store\.unsound_copy"):
        store.restore(path)
    assert time.process_time() - began < 5
    assert store.events(*ALL) == ours


def test_an_older_schema_is_rebuilt_and_migrated(source: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    migrations = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / f"{AHEAD}_session.py").write_text(
        f'from alembic import op\nrevision = "{AHEAD}"\ndown_revision = "{HEAD}"\n'
        "def upgrade():\n    op.execute(\"UPDATE event SET session = 'migrated'\")\n"
    )
    with edited(source) as connection:
        connection.execute("CREATE TRIGGER gone AFTER UPDATE ON event BEGIN DELETE FROM event; END")
    new, taken = incoming.take(source, room, (*schema.REVISIONS, AHEAD), migrations)
    assert taken == Taken(2)
    with closing(sqlite3.connect(new)) as connection:
        assert connection.execute("SELECT session FROM event").fetchall() == [("migrated",), ("migrated",)]
        assert connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall() == []
