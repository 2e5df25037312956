"""Check and mend: readable rows in a sound database, the old file beside it."""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store, checking, mending
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell
from tests.adapters.store import flipped_bits

Make = Callable[..., Event]
DAY = date(2026, 11, 16)
ALL = (date(1900, 1, 1), date(2999, 12, 31))
ROWS = 400


@pytest.fixture
def rows(path: Path, folder: Path, make: Make) -> tuple[Event, ...]:
    """Rows on some twenty pages; the file is closed."""
    rows = tuple(make(session="a", detail={"text": "x" * 60}) for _ in range(ROWS))
    store = Store.open(path, folder).store
    store.append(rows)
    store.set_fact("screening", '{"cleared": true}')
    store.close()
    return rows


def spoil(path: Path, *numbers: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        for number in numbers:
            connection.execute("UPDATE event SET detail = '{' WHERE rowid = ?", (number,))


def break_page(path: Path, holds: bytes) -> None:
    """Overwrite the page with that text, wherever it is."""
    content = path.read_bytes()
    at = content.index(holds) // 4096 * 4096
    with path.open("rb+") as file:
        file.seek(at)
        file.write(random.Random(at).randbytes(4096))


def kept(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.damaged-*"))


def test_nothing_is_done_where_nothing_is_wrong(path: Path, folder: Path, rows: tuple[Event, ...]) -> None:
    before = path.read_bytes()
    mended = mending.mend(path, folder)
    assert mended == mending.Mended(ROWS)
    assert tell(mended.message()) == "The history is good: 400 entries."
    assert path.read_bytes() == before
    assert not kept(path)


def test_a_row_that_cannot_be_read_is_left_in_the_old_file(
    path: Path, folder: Path, rows: tuple[Event, ...]
) -> None:
    spoil(path, 3, 9)
    mended = mending.mend(path, folder)
    assert (mended.kept, mended.lost) == (ROWS - 2, 2)
    assert kept(path) == [mended.old]
    assert mended.old is not None
    assert mended.old.stat().st_mode & 0o777 == 0o600
    assert len(checking.check(mended.old).unreadable) == 2
    assert mended.old.name in tell(mended.message())
    assert checking.check(path) == checking.Findings(rows=ROWS - 2)
    store = Store.open(path, folder).store
    assert store.events(*ALL) == tuple(one for n, one in enumerate(rows, 1) if n not in {3, 9})
    assert store.fact("screening") == '{"cleared": true}'
    store.close()


def test_a_row_that_cannot_be_read_is_taken_from_a_good_copy(
    path: Path, folder: Path, rows: tuple[Event, ...], make: Make
) -> None:
    store = Store.open(path, folder).store
    store.backup(DAY)
    late = make()
    store.append([late])
    store.close()
    spoil(path, 3)
    assert tell(mending.mend(path, folder).message()).startswith(
        "The history was damaged and is mended: 401 entries kept, none lost."
    )
    store = Store.open(path, folder).store
    assert store.events(*ALL) == (*rows, late)
    store.close()


@pytest.mark.slow
def test_rows_that_were_replaced_by_a_restore_do_not_come_back(
    path: Path, folder: Path, rows: tuple[Event, ...], make: Make, tmp_path: Path
) -> None:
    store = Store.open(path, folder).store
    store.copy_to(tmp_path / "older.sqlite")
    store.append([make()])
    store.backup(DAY)
    store.restore(tmp_path / "older.sqlite")
    store.close()
    spoil(path, 3)
    mended = mending.mend(path, folder)
    assert (mended.kept, mended.lost) == (ROWS, 0)


def test_a_broken_page_costs_its_own_rows_only_and_they_are_counted(
    path: Path, folder: Path, rows: tuple[Event, ...]
) -> None:
    break_page(path, b"2026-11-16 12:20:00")
    mended = mending.mend(path, folder)
    assert 0 < mended.lost < 40
    assert mended.kept + mended.lost == ROWS
    store = Store.open(path, folder).store
    found = store.events(*ALL)
    assert len(found) == mended.kept
    assert all(one in rows for one in found)
    store.close()


def test_rows_that_are_only_in_the_log_are_kept(path: Path, folder: Path, rows: tuple[Event, ...]) -> None:
    """The last process was killed, and the first bytes of the file are broken."""
    store = Store.open(path, folder).store
    late = flipped_bits.row(500, rows[0].kind)
    store.append([late])
    crashed = path.parent / "crashed" / path.name
    crashed.parent.mkdir()
    for tail in ("", "-wal"):
        Path(f"{crashed}{tail}").write_bytes(Path(f"{path}{tail}").read_bytes())
    store.close()
    with crashed.open("rb+") as file:
        file.write(b"\0" * 50)
    opened = Store.open(crashed, folder)
    assert len(opened.store.events(*ALL)) == ROWS + 1
    assert late in opened.store.events(*ALL)
    opened.store.close()
    assert len(kept(crashed)) == 2  # its log too


def test_an_open_store_mends_itself_and_goes_on(path: Path, folder: Path, rows: tuple[Event, ...]) -> None:
    spoil(path, 3)
    store = Store.open(path, folder).store
    assert len(store.events(*ALL)) == ROWS - 1
    assert store.unreadable == 1
    mended = store.mend()
    assert (mended.kept, mended.lost) == (ROWS - 1, 1)
    assert store.unreadable == 0
    assert store.append([flipped_bits.row(500, rows[0].kind)]) == 1
    assert len(store.events(*ALL)) == ROWS
    assert store.unreadable == 0
    store.close()


def test_what_another_process_has_open_shows_the_mended_rows(
    path: Path, folder: Path, rows: tuple[Event, ...]
) -> None:
    spoil(path, 3)
    reader = (
        "import sqlite3, sys\n"
        f"connection = sqlite3.connect({str(path)!r})\n"
        "count = lambda: print(connection.execute('SELECT count(*) FROM event').fetchone()[0], flush=True)\n"
        "count(); sys.stdin.readline(); count()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", reader], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == f"{ROWS}\n"
        mending.mend(path, folder)
        assert child.communicate("\n", timeout=30)[0] == f"{ROWS - 1}\n"


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.slow
def test_where_the_disk_is_full_nothing_is_changed_and_nothing_left(
    path: Path, folder: Path, rows: tuple[Event, ...], *, is_kept: bool
) -> None:
    """No file may grow beyond a limit: the old one’s copy does not fit or, if that is there, the new one."""
    spoil(path, 3)
    before = path.read_bytes()
    if is_kept:
        Path(f"{path}.damaged-2026-11-16-1").write_bytes(before)
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from intermezzo.adapters.store import mending\n"
        "from intermezzo.core.faults import Fault\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) // 2},) * 2)\n"
        "try: mending.mend(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except Fault as fault: print(fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path, folder], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("store.")
    assert len(checking.check(path).unreadable) == 1
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} <= {path.name, f"{path.name}-wal", f"{path.name}-shm"}


def test_a_locked_database_is_left_as_it_is(path: Path, folder: Path, rows: tuple[Event, ...]) -> None:
    spoil(path, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Fault, match=r"^store\.(database_)?in_use"):
            mending.mend(path, folder, patience=0.05)
        other.execute("ROLLBACK")
    assert len(checking.check(path).unreadable) == 1


@pytest.mark.slow
def test_a_flipped_bit_anywhere_keeps_the_store_answering(tmp_path: Path) -> None:
    rows = flipped_bits.make(tmp_path / "intermezzo.sqlite3")
    whole = (tmp_path / "intermezzo.sqlite3").read_bytes()
    places = [*range(0, 100, 9), *range(100, len(whole), 1999)]
    assert list(flipped_bits.unanswered(whole, rows, places, tmp_path)) == []
