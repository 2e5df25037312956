import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from intermezzo.adapters.store import Pending, Store
from intermezzo.core.faults import Fault, message
from intermezzo.core.history.events import HARDLY_BEGUN, Event, Reason
from intermezzo.presenters.messages import tell

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 16)
Make = Callable[..., Event]


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def everything(store: Store) -> tuple[Event, ...]:
    return store.events(date(2000, 1, 1), date(2100, 1, 1))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program that is writing."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_row_comes_back_as_it_was_written(store: Store, make: Make) -> None:
    rows = (
        make("day", detail={"room": {"interlude": 2, "micro": 1}, "off": False, "words": "“ä”"}),
        make("begun", occurrence=str(UUID(int=99)), session="desk-reset", reason=Reason.ASKED),
        make("completed", seconds=84.25, offset=-12600),
    )
    store.append(rows)
    assert everything(store) == rows
    assert everything(store)[0].at.tzinfo is UTC


def test_a_row_written_twice_is_one_row(store: Store, make: Make) -> None:
    row = make()
    store.append([row])
    store.append([replace(row, seconds=1.0), row])
    assert everything(store) == (row,)


def test_all_rows_of_a_call_or_none(store: Store, make: Make) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        store.append([make(), make(seconds=-1.0)])
    assert everything(store) == ()


def test_a_naive_time_is_a_mistake_of_ours(store: Store, make: Make) -> None:
    with pytest.raises(sa.exc.StatementError, match="naive"):
        store.append([make(at=datetime(2026, 11, 16, 9))])  # noqa: DTZ001 - that is what is tested


@pytest.mark.usefixtures("store")
def test_the_file_is_kept_as_the_contract_says(connections: list[sqlite3.Connection]) -> None:
    (connection,) = connections
    assert pragma(connection, "journal_mode") == "wal"
    assert pragma(connection, "synchronous") == 2
    assert pragma(connection, "foreign_keys") == 1
    assert pragma(connection, "busy_timeout") == 50


def test_five_seconds_are_the_usual_patience(
    path: Path, folder: Path, connections: list[sqlite3.Connection]
) -> None:
    store = Store.open(path, folder).store
    (connection,) = connections
    assert pragma(connection, "busy_timeout") == 5000
    store.close()


def test_what_was_retracted_is_passed_over_everywhere(store: Store, make: Make) -> None:
    occurrence = str(UUID(int=500))
    step = make("step", occurrence=occurrence, seconds=30.0, detail={"regions": ["hip"]})
    offered = make("offered", occurrence=occurrence)
    done = make("completed", occurrence=occurrence, seconds=60.0, detail={"kind": "interlude"})
    begun = make("begun", occurrence=str(UUID(int=501)))
    day = make("day", detail={"room": {"interlude": 1, "micro": 0}})
    store.append([step, offered, done, begun, day])
    assert store.tallies(DAY, DAY)[0].seconds == 60.0
    store.append([make("retracted", detail={"id": row.id}) for row in (step, offered, done, begun, day)])
    assert everything(store) == ()
    assert store.recent(DAY, 1) == ()
    assert not store.tallies(DAY, DAY)[0].known
    assert store.tallies(DAY, DAY)[0].done.total == 0
    assert store.gaps(DAY, DAY) == ()
    assert set(store.sums(DAY, DAY).areas.values()) == {0}
    assert store.tallies(DAY, DAY)[0].seconds == 0.0


def test_days_are_the_stored_ones(store: Store, make: Make) -> None:
    rows = [make("offered", DAY + timedelta(days=n)) for n in range(5)]
    store.append(list(reversed(rows)))
    assert store.events(DAY + timedelta(days=1), DAY + timedelta(days=2)) == tuple(rows[1:3])
    assert store.recent(DAY + timedelta(days=4), 2) == tuple(rows[3:])
    assert store.first_day() == DAY


def test_a_row_that_is_read_knows_its_place_in_the_order_of_writing(store: Store, make: Make) -> None:
    """However the clock was set: what was stopped then rests from the first row after it was set back."""
    later, earlier = make("feedback", DAY + timedelta(days=3)), make("offered", DAY)
    unusual = make("offered", DAY, session="größe")
    store.append([later, earlier, unusual])
    assert [row.number for row in store.events(DAY, DAY)] == [2, 3]
    assert {row.id: row.number for row in store.recent(DAY, 28)}[later.id] == 1


def test_the_repertoire_is_remembered_however_old_it_is(store: Store, make: Make) -> None:
    entered = make("repertoire", DAY, detail={"v": 1, "movement": "sit_to_stand", "in": True, "by": "need"})
    forgotten, present = make("offered", DAY), make(day=DAY + timedelta(days=90))
    store.append([entered, forgotten, present])
    assert store.recent(DAY + timedelta(days=90), 28) == (entered, present)


def test_the_last_time_that_something_was_done_is_read_however_long_ago(store: Store, make: Make) -> None:
    days = [make("completed", DAY + timedelta(days=n)) for n in (0, 1, 2)]
    gone = make("retracted", DAY + timedelta(days=2), detail={"id": days[2].id})
    store.append([*days, gone])
    assert store.recent(DAY + timedelta(days=90), 28) == (days[1],)


@pytest.mark.parametrize("kind", ["partial", "interrupted"])
def test_the_last_time_is_none_that_had_hardly_begun(store: Store, make: Make, kind: str) -> None:
    before = make("completed", DAY)
    later = [make(kind, DAY + timedelta(days=n), seconds=HARDLY_BEGUN - 0.1) for n in (1, 2)]
    store.append([before, *later])
    assert store.recent(DAY + timedelta(days=90), 28) == (before,)
    moved = make(kind, DAY + timedelta(days=1), seconds=HARDLY_BEGUN)
    store.append([moved])
    assert store.recent(DAY + timedelta(days=90), 28) == (moved,)


def test_what_was_felt_before_the_clock_was_set_back_is_read(store: Store, make: Make) -> None:
    later = DAY + timedelta(days=3)
    step, stopped = (
        make("step", later, detail={"v": 1}),
        make("feedback", later, detail={"v": 1, "felt": 0.0}),
    )
    store.append([step, stopped, make(day=later)])
    assert store.recent(DAY, 28) == (step, stopped)


def test_nothing_is_known_of_an_empty_store(store: Store) -> None:
    assert store.first_day() is None
    assert not any(day.known or day.moved for day in store.tallies(DAY, DAY + timedelta(days=6)))


def test_a_fact_is_replaced(store: Store) -> None:
    assert store.fact("welcome") is None
    store.set_fact("welcome", "shown")
    store.set_fact("welcome", "cleared")
    assert store.fact("welcome") == "cleared"


def test_a_locked_database_keeps_the_row_waiting(store: Store, path: Path, make: Make) -> None:
    pending, first, second = Pending(), make(), make()
    pending.add([first])
    with locked(path):
        with pytest.raises(Fault, match=r"^store\.in_use"):
            pending.flush(store.append)
        pending.add([second])
        assert pending.rows == (first, second)
        assert everything(store) == ()
    assert pending.flush(store.append) == (first, second)
    assert pending.flush(store.append) == ()
    assert everything(store) == (first, second)


def test_a_locked_database_is_not_taken_for_a_damaged_one(path: Path, folder: Path, make: Make) -> None:
    store = Store.open(path, folder).store
    first, second = make(), make()
    store.append([first])
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        opened = Store.open(path, folder, patience=0.05)
        assert opened.notes == (message("store.opened_copy", why=message("store.in_use", path=path)),)
        assert everything(opened.store) == (first,), "what was saved can be read"
        with pytest.raises(Fault, match=r"^store\.in_use"):
            opened.store.append([second])
    assert opened.store.append([second]) == 1, "as soon as it is free, it is written"
    assert everything(opened.store) == (first, second)
    opened.store.close()
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


def test_a_full_disk_leaves_nothing_half_written(
    store: Store, make: Make, connections: list[sqlite3.Connection]
) -> None:
    store.append([make()])
    (connection,) = connections
    pragma(connection, f"max_page_count = {pragma(connection, 'page_count')}")
    with pytest.raises(Fault, match=r"^store\.full"):
        store.append([make(session="x" * 3000) for _ in range(100)])
    assert len(everything(store)) == 1
    pragma(connection, "max_page_count = 1000000")
    store.append([make()])
    assert len(everything(store)) == 2


@contextmanager
def nobody() -> Iterator[None]:
    """As root every file can be written: become an ordinary user for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("hot", [True, False], ids=["with its log", "closed"])
def test_what_cannot_be_written_can_be_read(make: Make, hot: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        path, folder = home / "intermezzo.sqlite3", home / "backups"
        row, writer = make(), Store.open(path, folder).store
        writer.append([row])
        if not hot:
            writer.close()
        for one in home.iterdir():
            one.chmod(0o444)
        home.chmod(0o555)
        with nobody():
            store, notes = (opened := Store.open(path, folder)).store, opened.notes
            assert len(notes) == 1
            assert "can’t be written" in tell(notes[0])
            assert store.read_only
            assert everything(store) == (row,)
            for forbidden in (
                lambda: store.append([make()]),
                lambda: store.set_fact("a", "b"),
                lambda: store.backup(DAY),
                lambda: store.forget(None),
            ):
                with pytest.raises(Fault, match=r"^store\.read_only"):
                    forbidden()
            store.close()
        home.chmod(0o755)
        if hot:
            writer.close()


def test_a_first_start_where_nothing_can_be_written(make: Make) -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        Store.open(home / "warm" / "x.sqlite3", home / "backups").store.close()
        home.chmod(0o555)
        with nobody():
            opened = Store.open(home / "new" / "intermezzo.sqlite3", home / "backups")
            assert opened.store.read_only
            assert everything(opened.store) == ()
            opened.store.close()
        home.chmod(0o755)


def test_two_that_start_at_once_make_one_database(path: Path, folder: Path, make: Make) -> None:
    one, two = Store.open(path, folder).store, Store.open(path, folder).store
    row, other = make(), make()
    one.append([row])
    two.append([other])
    assert everything(one) == everything(two) == (row, other)
    one.close()
    two.close()


def test_a_folder_where_the_file_should_be_is_told(path: Path, folder: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(Fault, match="directory"):
        Store.open(path, folder)
