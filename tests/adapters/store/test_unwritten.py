"""Rows that waited for the database at the end of the app come in at the next start."""

import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters.store import Aside, Store, imports, unwritten
from intermezzo.core.faults import Fault, message
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell

pytestmark = pytest.mark.slow

Make = Callable[..., Event]
DAY = date(2026, 11, 16)


def files(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.glob("unwritten*"))


def test_what_was_kept_is_taken_in_once(store: Store, path: Path, make: Make) -> None:
    first, second, third = make(), make(), make()
    store.append([first])
    kept = Aside([path.parent])
    kept.keep([first, second])
    Aside([path.parent]).keep([third])
    assert files(path) == ["unwritten-1.json", "unwritten-2.json"]
    assert unwritten.take_in([path.parent], store.append) == (message("store.rows_taken_in", n=2),)
    assert store.events(DAY, DAY) == (first, second, third)
    assert files(path) == []


def test_what_cannot_be_taken_in_stays_and_says_so(store: Store, path: Path, make: Make) -> None:
    (path.parent / "unwritten-1.json").write_text("{")
    row = make()
    Aside([path.parent]).keep([row])
    faulty, taken = unwritten.take_in([path.parent], store.append)[::-1]
    assert "unwritten-1.json, line 1" in tell(faulty)
    assert tell(taken).endswith("(1).")
    assert store.events(DAY, DAY) == (row,)
    assert files(path) == ["unwritten-1.json"]


def test_a_store_that_takes_nothing_leaves_the_file(path: Path, make: Make, store: Store) -> None:
    def refuse(_rows: object) -> int:
        raise Fault("store.full", path=path)

    Aside([path.parent]).keep([make()])
    assert unwritten.take_in([path.parent], refuse) == (message("store.full", path=path),)
    assert files(path) == ["unwritten-1.json"]


def test_forgetting_takes_them_too(store: Store, path: Path, make: Make) -> None:
    Aside([path.parent]).keep([make()])
    store.forget(None)
    assert files(path) == []


def test_the_first_folder_that_can_be_written_has_one_file(tmp_path: Path, make: Make) -> None:
    (tmp_path / "a file").touch()
    spare = tmp_path / "spare" / "folder"
    kept = Aside([tmp_path / "a file", spare])
    first, second = make(), make()
    assert kept.keep([first]) == kept.keep([first, second]) == spare / "unwritten-1.json"
    assert imports.read(spare / "unwritten-1.json").events == (first, second)
    assert stat.S_IMODE(spare.stat().st_mode) == 0o700
    assert stat.S_IMODE((spare / "unwritten-1.json").stat().st_mode) == 0o600
    kept.clear()
    assert list(spare.iterdir()) == []


def test_a_folder_that_takes_no_file_is_a_fault(tmp_path: Path, make: Make) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(Fault, match=r"^store\.rows_not_kept path=.*a file"):
        Aside([tmp_path / "a file"]).keep([make()])
