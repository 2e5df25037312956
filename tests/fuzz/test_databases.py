"""Any file that is restored as a backup."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import strategies as st

from intermezzo.adapters.store import Store, Taken, incoming, rows, schema
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell
from tests.fuzz.hunting import hunt, mutated

HEAD = schema.REVISIONS[-1]
COLUMNS = tuple(schema.event.c.keys())
GOOD = (
    "00000000-0000-0000-0000-0000000000aa", None, "completed", "2026-11-16 09:00:00.000000", 3600,
    "2026-11-16", None, 60.0, None, "there", '{"v": 1}',
)  # fmt: skip
WORDS = (
    b"\x00", b"\xff", b"\x00\x00\x00\x01", b"\xff\xff\xff\xff", b"\x05", b"\x0d", b"\x02", b"\x0a", b"(",
    b"\x7f\xff", b"\x80" * 9, b"CREATE TABLE ", b"CREATE VIEW ", b"VIRTUAL", b"event", b")", b"'", b"2026",
    b"COLLATE x ",
)  # fmt: skip
VALUES = (
    st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=20) | st.binary(max_size=20)
    | st.sampled_from(GOOD)
)  # fmt: skip
ROWS = st.lists(
    st.tuples(*(st.just(one) | st.just(one) | st.just(one) | VALUES for one in GOOD)), max_size=5
)  # fmt: skip


@pytest.fixture(scope="module")
def seeds() -> list[bytes]:
    """A plain one, and one with all that a schema may have."""
    more = (
        "CREATE INDEX more ON event (abs(offset))",
        "CREATE VIEW other AS SELECT * FROM event",
        "CREATE TRIGGER gone AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "ALTER TABLE event ADD COLUMN more AS (offset + 1)",
        "INSERT INTO fact VALUES ('screening', 'x')",
    )
    return [database([GOOD]), database([(f"{GOOD[0][:-3]}{n:03}", *GOOD[1:]) for n in range(200)], *more)]


def database(content: Sequence[Sequence[Any]], *more: str) -> bytes:
    """Return a database without any constraint, with small pages, and then with more in it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.executescript(
            f"CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('{HEAD}');"
            f"CREATE TABLE fact (key, value); CREATE TABLE event ({', '.join(COLUMNS)})"
        )
        connection.executemany(f"INSERT INTO event VALUES ({', '.join('?' * len(COLUMNS))})", content)
        for text in more:
            connection.execute(text)
        return connection.serialize()


def layout(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    text = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    return [tuple(row) for row in connection.execute(text)]


def ours(path: Path) -> list[tuple[str, ...]]:
    """Return the schema of a database of our own making."""
    Store.open(path, path.parent / "none").store.close()
    with closing(sqlite3.connect(path)) as connection:
        return layout(connection)


def taken_from(source: Path, room: Path) -> tuple[Path, Taken] | Fault:
    try:
        return incoming.take(source, room)
    except Fault as fault:
        return fault


def test_whatever_comes_in_the_database_is_ours_and_every_row_good(
    tmp_path: Path, seeds: list[bytes]
) -> None:
    expected = ours(tmp_path / "ours.sqlite")

    def check(data: bytes) -> None:
        with TemporaryDirectory(dir=tmp_path) as room:
            source = Path(room) / "in.sqlite"
            source.write_bytes(data)
            found = taken_from(source, Path(room))
            if isinstance(found, Fault):
                assert "\n" not in tell(found)
                return
            new, taken = found
            with closing(sqlite3.connect(new)) as connection:
                assert layout(connection) == expected
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                connection.row_factory = sqlite3.Row
                events = [rows.stored(dict(row)) for row in connection.execute("SELECT * FROM event")]
            assert all(isinstance(one, Event) for one in events)
            assert len(events) == taken.added

    hunt("databases", check, mutated(seeds, WORDS) | ROWS.map(database), few=40)


def test_every_row_is_added_known_or_refused(tmp_path: Path) -> None:
    def check(data: bytes) -> None:
        with TemporaryDirectory(dir=tmp_path) as room:
            source = Path(room) / "in.sqlite"
            source.write_bytes(data)
            with closing(sqlite3.connect(source)) as connection:
                (count,) = connection.execute("SELECT count(*) FROM event").fetchone()
            found = taken_from(source, Path(room))
        if isinstance(found, Fault):
            assert found.message.code == "transfer.nothing_readable"
            assert found.message.facts["n"] == count
            return
        _new, taken = found
        assert taken.added + taken.known + sum(taken.refused.values()) == count

    hunt("rows", check, ROWS.map(database), few=30)
