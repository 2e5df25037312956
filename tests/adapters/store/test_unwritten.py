"""Rows that waited for the database at the end of the app come in at the next start."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters.store import Store, unwritten
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event

pytestmark = pytest.mark.slow

Make = Callable[..., Event]
DAY = date(2026, 11, 16)


def files(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.glob("unwritten*"))


def test_what_was_kept_is_taken_in_once(store: Store, path: Path, make: Make) -> None:
    first, second, third = make(), make(), make()
    store.append([first])
    unwritten.keep(path.parent, [first, second])
    unwritten.keep(path.parent, [third])
    assert files(path) == ["unwritten-1.json", "unwritten-2.json"]
    assert unwritten.take_in(path.parent, store.append) == ()
    assert store.events(DAY, DAY) == (first, second, third)
    assert files(path) == []


def test_what_cannot_be_taken_in_stays_and_says_so(store: Store, path: Path, make: Make) -> None:
    (path.parent / "unwritten-1.json").write_text("{")
    row = make()
    unwritten.keep(path.parent, [row])
    (line,) = unwritten.take_in(path.parent, store.append)
    assert "unwritten-1.json, line 1" in line
    assert store.events(DAY, DAY) == (row,)
    assert files(path) == ["unwritten-1.json"]


def test_a_store_that_takes_nothing_leaves_the_file(path: Path, make: Make, store: Store) -> None:
    def refuse(_rows: object) -> None:
        raise Fault("The database is locked.")

    unwritten.keep(path.parent, [make()])
    assert unwritten.take_in(path.parent, refuse) == ("The database is locked.",)
    assert files(path) == ["unwritten-1.json"]


def test_forgetting_takes_them_too(store: Store, path: Path, make: Make) -> None:
    unwritten.keep(path.parent, [make()])
    store.forget(None)
    assert files(path) == []


def test_a_folder_that_takes_no_file_is_a_fault(tmp_path: Path, make: Make) -> None:
    with pytest.raises(Fault, match=r"unwritten-1\.json cannot be written"):
        unwritten.keep(tmp_path / "not there", [make()])
