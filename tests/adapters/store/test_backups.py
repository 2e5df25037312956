import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store, Taken, backups
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell

pytestmark = pytest.mark.slow

Make = Callable[..., Event]
DAY = date(2026, 11, 16)
ALL = (date(2000, 1, 1), date(2100, 1, 1))


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A disk on which writing fails half-way."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_seven_days_and_four_weeks_are_kept(store: Store, folder: Path, make: Make) -> None:
    for n in range(36):
        store.append([make(day=DAY + timedelta(days=n))])
        store.backup(DAY + timedelta(days=n))
    last = DAY + timedelta(days=35)
    daily = [f"{last - timedelta(days=n)}-daily.sqlite" for n in range(7)]
    mondays = [last - timedelta(days=last.weekday() + 7 * n) for n in range(4)]
    assert names(folder) == sorted([*daily, *(f"{monday}-weekly.sqlite" for monday in mondays)])
    assert all(not backups.damage(folder / name) for name in names(folder))
    with closing(sqlite3.connect(folder / daily[0])) as copy:
        assert copy.execute("SELECT count(*) FROM event").fetchone() == (36,)


def test_a_copy_is_one_file_and_has_what_the_log_holds(
    store: Store, path: Path, folder: Path, make: Make
) -> None:
    store.append([make()])
    assert Path(f"{path}-wal").stat().st_size
    store.backup(DAY)
    assert names(folder) == ["2026-11-16-daily.sqlite", "2026-11-16-weekly.sqlite"]


def test_a_second_copy_of_a_day_takes_the_place_of_the_first(store: Store, folder: Path, make: Make) -> None:
    store.backup(DAY)
    store.append([make()])
    with closing(sqlite3.connect(store.backup(DAY))) as copy:
        assert copy.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_a_disk_that_fills_up_keeps_the_old_copies(store: Store, folder: Path, make: Make) -> None:
    store.append([make(session="x" * 1000) for _ in range(300)])
    store.backup(DAY)
    before = {one: one.read_bytes() for one in folder.iterdir()}
    with no_file_larger_than(100_000), pytest.raises(Fault):
        store.backup(DAY)
    assert {one: one.read_bytes() for one in folder.iterdir()} == before
    store.backup(DAY + timedelta(days=1))


def test_the_users_copy_goes_where_they_say(store: Store, tmp_path: Path, make: Make) -> None:
    row = make()
    store.append([row])
    store.copy_to(tmp_path / "stick" / "mine.sqlite")
    other = Store.open(tmp_path / "stick" / "mine.sqlite", tmp_path / "none").store
    assert other.events(*ALL) == (row,)
    other.close()


def test_restoring_keeps_what_was_there(store: Store, path: Path, folder: Path, make: Make) -> None:
    old, new = make(), make()
    store.append([old])
    copy = store.backup(DAY)
    store.append([new])
    elsewhere = Store.open(path, folder).store
    kept, taken = store.restore(copy)
    assert taken == Taken(1)
    assert store.events(*ALL) == elsewhere.events(*ALL) == (old,)
    elsewhere.close()
    store.restore(kept)
    assert store.events(*ALL) == (old, new)
    assert store.newest_copy() == folder / "2026-11-16-daily.sqlite"
    assert [name for name in names(path.parent) if name.startswith(".")] == []


def test_a_disk_that_fills_up_while_restoring_changes_nothing(
    store: Store, path: Path, tmp_path: Path, make: Make
) -> None:
    row = make()
    store.append([row])
    large = tmp_path / "large.sqlite"
    other = Store.open(large, tmp_path / "none").store
    other.append([make(session="x" * 100, detail={"x": "x" * 900}) for _ in range(300)])
    other.close()
    for most in (10_000, 200_000, large.stat().st_size + 1000):
        with no_file_larger_than(most), pytest.raises(Fault, match=r"^store\.(os_error|full|disk_error)"):
            store.restore(large)
        assert store.events(*ALL) == (row,)
        assert [name for name in names(path.parent) if name.startswith(".")] == []
    assert store.restore(large)[1] == Taken(300)


def test_without_nightly_copies_there_is_none_to_restore(store: Store) -> None:
    assert store.newest_copy() is None


@pytest.mark.parametrize("content", [b"", b"<html>", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_copy_is_refused(store: Store, tmp_path: Path, make: Make, content: bytes) -> None:
    store.append([make()])
    (tmp_path / "faulty.sqlite").write_bytes(content)
    with pytest.raises(Fault, match=r"faulty\.sqlite"):
        store.restore(tmp_path / "faulty.sqlite")
    with pytest.raises(Fault, match=r"absent\.sqlite"):
        store.restore(tmp_path / "absent.sqlite")
    assert len(store.events(*ALL)) == 1


def test_a_copy_of_a_newer_version_is_refused(store: Store, tmp_path: Path, make: Make) -> None:
    store.append([make()])
    store.copy_to(tmp_path / "newer.sqlite")
    with closing(sqlite3.connect(tmp_path / "newer.sqlite")) as copy:
        copy.execute("UPDATE alembic_version SET version_num = '0999'")
        copy.commit()
    with pytest.raises(Fault, match=r"^store\.newer"):
        store.restore(tmp_path / "newer.sqlite")
    assert len(store.events(*ALL)) == 1


def test_copying_over_a_locked_database_ends(store: Store, path: Path, folder: Path) -> None:
    copy = store.backup(DAY)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Fault, match=r"^store\.(database_)?in_use"):
            store.restore(copy)


def traces(home: Path, secret: bytes) -> list[str]:
    return [str(one) for one in home.rglob("*") if one.is_file() and secret in one.read_bytes()]


@pytest.mark.parametrize("before", [None, DAY + timedelta(days=1)])
def test_what_is_forgotten_leaves_no_trace(
    store: Store, path: Path, folder: Path, make: Make, before: date | None
) -> None:
    later = make(day=DAY + timedelta(days=1))
    store.append([make(session="canary-bird", detail={"note": "canary-bird"}) for _ in range(300)])
    store.append([later])
    store.set_fact("welcome", "canary-fact")
    store.restore(store.backup(DAY))
    (path.parent / f"{path.name}.damaged-1").write_bytes(b"canary-bird")
    (folder / ".part-killed.sqlite").write_bytes(b"canary-bird")
    assert len(traces(path.parent, b"canary-bird")) >= 4
    assert store.forget(before) == 300 + (before is None)
    assert traces(path.parent, b"canary-bird") == []
    assert store.events(*ALL) == (() if before is None else (later,))
    if before is None:
        assert traces(path.parent, b"canary-fact") == []
        assert store.fact("welcome") is None
    else:
        assert store.fact("welcome") == "canary-fact"
    store.append([make()])
    store.backup(DAY)
    assert traces(path.parent, b"canary-bird") == []


def test_forgetting_waits_for_who_is_reading(store: Store, path: Path, make: Make) -> None:
    store.append([make()])
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        with pytest.raises(Fault, match=r"^store\.(being_read|in_use)"):
            store.forget(None)
    assert store.forget(None) == 0
    assert store.events(*ALL) == ()


def test_a_shared_folder_is_written_without_a_log(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "Dropbox" / "intermezzo.sqlite3"
    opened = Store.open(path, path.parent / "backups")
    assert "Dropbox" in tell(opened.notes[0])
    opened.store.append([make()])
    assert names(path.parent) == ["intermezzo.sqlite3"]
    moved = tmp_path / "home"
    opened.store.close()
    path.parent.rename(moved)
    back = Store.open(moved / path.name, moved / "backups")
    assert back.notes == ()
    assert len(back.store.events(*ALL)) == 1
    back.store.close()
