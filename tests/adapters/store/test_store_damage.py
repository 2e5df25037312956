import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store, backups
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell

pytestmark = pytest.mark.slow

Make = Callable[..., Event]
DAY = date(2026, 11, 16)
ALL = (date(2000, 1, 1), date(2100, 1, 1))


def header(path: Path) -> None:
    with path.open("rb+") as file:
        file.write(b"not what SQLite begins with")


def middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))


def truncated(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size * 2 // 3)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def missing(path: Path) -> None:
    path.unlink()


def only_a_log(path: Path) -> None:
    path.unlink()
    Path(f"{path}-wal").write_bytes(b"\x37\x7f\x06\x82" + b"left over" * 100)


DAMAGED = [header, middle, truncated]
GONE = [emptied, missing, only_a_log]


def kept_of(path: Path) -> Path:
    (kept,) = path.parent.glob(f"{path.name}.damaged-*[0-9]")
    return kept


def test_a_creation_that_did_not_end_is_begun_again_without_a_word(path: Path, folder: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE event (id)")
        (journal,) = path.parent.glob("*-journal")
        left = journal.read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(b"")
    journal.write_bytes(left)
    assert left
    opened = Store.open(path, folder)
    assert opened.notes == ()
    opened.store.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.fixture
def rows(path: Path, folder: Path, make: Make) -> tuple[Event, ...]:
    """Rows of yesterday that are in a copy; after them comes one that is not. The file is closed."""
    store = Store.open(path, folder).store
    rows = tuple(make(day=DAY - timedelta(days=1)) for _ in range(200))
    store.append(rows)
    store.backup(DAY - timedelta(days=1))
    store.append([make()])
    store.close()
    return rows


@pytest.mark.parametrize("harm", DAMAGED)
def test_a_damaged_file_gives_back_its_rows_and_the_copy_the_others(
    path: Path, folder: Path, rows: tuple[Event, ...], harm: Callable[[Path], None]
) -> None:
    harm(path)
    left = path.read_bytes()
    opened = Store.open(path, folder)
    found = opened.store.events(*ALL)
    assert found[: len(rows)] == rows
    assert len(found) - len(rows) in ({1} if harm is header else {0, 1})
    kept = kept_of(path)
    assert kept.read_bytes() == left
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.name in tell(*opened.notes)
    opened.store.close()
    assert Store.open(path, folder).notes == ()
    assert not backups.damage(path)


@pytest.mark.parametrize("harm", DAMAGED)
def test_without_a_copy_what_can_be_read_is_kept_and_the_loss_is_counted(
    path: Path, folder: Path, make: Make, harm: Callable[[Path], None]
) -> None:
    store = Store.open(path, folder).store
    rows = tuple(make() for _ in range(200))
    store.append(rows)
    store.close()
    harm(path)
    left = path.read_bytes()
    opened = Store.open(path, folder)
    found = opened.store.events(*ALL)
    (note,) = opened.notes
    assert all(one in rows for one in found) if harm is not header else found == rows
    assert 0 < len(found) == note.facts["kept"]
    assert note.facts.get("lost", 0) >= (harm is not header)
    assert kept_of(path).read_bytes() == left
    opened.store.close()


@pytest.mark.parametrize("harm", GONE)
def test_where_the_file_is_gone_the_newest_good_copy_is_restored_and_told(
    path: Path, folder: Path, rows: tuple[Event, ...], harm: Callable[[Path], None]
) -> None:
    harm(path)
    opened = Store.open(path, folder)
    assert opened.store.events(*ALL) == rows
    note = tell(*opened.notes)
    assert "2026-11-15-daily.sqlite" in note
    assert "restored" in note
    opened.store.close()
    assert Store.open(path, folder).notes == ()


@pytest.mark.parametrize("harm", GONE)
def test_where_the_file_is_gone_and_there_is_no_copy_a_new_one_is_begun(
    path: Path, folder: Path, make: Make, harm: Callable[[Path], None]
) -> None:
    store = Store.open(path, folder).store
    store.append([make()])
    store.close()
    harm(path)
    opened = Store.open(path, folder)
    assert opened.store.events(*ALL) == ()
    opened.store.close()


def test_a_file_with_nothing_of_ours_is_left_as_it_is(path: Path, folder: Path, rows: object) -> None:
    path.write_bytes(b"a text of somebody else\n" * 1000)
    left = path.read_bytes()
    with pytest.raises(Fault, match=r"^store\.unopenable"):
        Store.open(path, folder)
    assert path.read_bytes() == left
    assert not list(path.parent.glob("*.damaged-*"))
    assert not list(path.parent.glob(".part-*"))


def test_a_damaged_copy_is_passed_over(path: Path, folder: Path, rows: tuple[Event, ...], make: Make) -> None:
    store = Store.open(path, folder).store
    newest = store.backup(DAY)
    store.close()
    middle(newest)
    missing(path)
    opened = Store.open(path, folder)
    assert len(opened.store.events(*ALL)) == len(rows) + 1
    assert "2026-11-16-weekly" in tell(opened.notes[0])
    opened.store.close()


def test_when_no_copy_is_sound_nothing_is_lost_either(
    path: Path, folder: Path, rows: tuple[Event, ...]
) -> None:
    for copy in folder.iterdir():
        truncated(copy)
    header(path)
    opened = Store.open(path, folder)
    assert len(opened.store.events(*ALL)) == len(rows) + 1
    opened.store.close()


def test_a_second_damage_does_not_overwrite_the_first(
    path: Path, folder: Path, rows: tuple[Event, ...], make: Make
) -> None:
    for n in (1, 2):
        header(path)
        store = Store.open(path, folder).store
        store.append([make()])
        store.close()
        assert len(list(path.parent.glob(f"{path.name}.damaged-*"))) == n


def wrong_index(path: Path) -> None:
    """An index that lacks rows, as after a broken write: its pages are sound, its content is not."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP INDEX ix_event_day_kind")
        connection.execute("CREATE INDEX ix_event_day_kind ON event (day, kind) WHERE kind = 'day'")
        connection.execute("PRAGMA writable_schema = ON")
        whole = "CREATE INDEX ix_event_day_kind ON event (day, kind)"
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'ix_event_day_kind'", (whole,))


def test_a_wrong_index_is_built_anew_and_no_row_is_lost(
    path: Path, folder: Path, rows: tuple[Event, ...]
) -> None:
    wrong_index(path)
    opened = Store.open(path, folder)
    assert "Nothing was lost" in tell(opened.notes[0])
    assert len(opened.store.events(*ALL)) == len(rows) + 1
    assert not list(path.parent.glob("*.damaged-*"))
    opened.store.close()
    assert not backups.damage(path)


def test_damage_that_a_start_overlooks_is_found_at_night_and_mended(
    path: Path, folder: Path, rows: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "THOROUGH_BYTES", 0)
    wrong_index(path)
    store, notes = (opened := Store.open(path, folder)).store, opened.notes
    assert notes == ()
    copies = {one: one.read_bytes() for one in folder.iterdir()}
    with pytest.raises(Fault, match=r"^store\.backup_unsound"):
        store.backup(DAY)
    assert {one: one.read_bytes() for one in folder.iterdir()} == copies
    store.close()
    opened = Store.open(path, folder)
    assert "Nothing was lost" in tell(opened.notes[0])
    assert opened.store.backup(DAY).exists()
    opened.store.close()
