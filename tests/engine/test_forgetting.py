"""What the user has had forgotten is in no file any more, also after a kill in the middle of it."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from intermezzo.adapters.system.paths import Paths
from intermezzo.core.faults import Fault
from intermezzo.engine.forgetting import forget, open_store
from tests.engine import killed_forgetting
from tests.engine.canaries import BETWEEN, NEW, OLD, lay_out
from tests.kills import sqlite_calls
from tests.searching import holding

ALL = (date(2000, 1, 1), date(2100, 1, 1))


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    found = Paths(tmp_path / "home")
    lay_out(found)
    return found


def test_nothing_is_left_of_everything(paths: Paths, tmp_path: Path) -> None:
    assert len(holding(OLD, tmp_path)) > 15
    store = open_store(paths).store
    assert forget(paths, store, None) == 20
    assert holding(OLD, tmp_path) == holding(NEW, tmp_path) == []
    assert store.fact("screening") is None
    store.close()
    assert holding(OLD, tmp_path) == holding(NEW, tmp_path) == []


def test_nothing_is_left_of_the_days_before(paths: Paths, tmp_path: Path) -> None:
    store = open_store(paths).store
    assert forget(paths, store, BETWEEN) == 12, "with those that waited in files"
    assert holding(OLD, tmp_path) == []
    assert len(store.events(*ALL)) == 11, "a later row that waited is not lost"
    assert store.fact("screening") is not None
    store.close()
    assert holding(OLD, tmp_path) == []


def test_leftovers_of_killed_processes_go_at_the_start(paths: Paths, tmp_path: Path) -> None:
    mine = paths.backups / f".part-{os.getpid()}-x.sqlite"
    mine.write_bytes(b"still being written")
    open_store(paths).store.close()
    assert [one.name for one in tmp_path.rglob(".part-*")] == [mine.name]


@pytest.mark.parametrize("held", [b"", b"2026-13-01", b"\xff\0"])
def test_a_damaged_marker_costs_the_copies_and_no_row(paths: Paths, held: bytes) -> None:
    marker = paths.database.with_name(f"{paths.database.name}.forgetting")
    marker.write_bytes(held)
    opened = open_store(paths)
    assert opened.notes == ()
    assert len(opened.store.events(*ALL)) == 20
    opened.store.close()
    assert not marker.exists()
    assert not list(paths.backups.iterdir())


@pytest.mark.slow
def test_a_kill_anywhere_is_finished_by_the_next_start(paths: Paths, tmp_path: Path) -> None:
    words = (str(paths.home), str(tmp_path / "place"), OLD.decode(), BETWEEN.isoformat())
    done = subprocess.run(
        [sys.executable, "-m", killed_forgetting.__name__, *words], capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    begun = [one for one in lines if one["left"] < 20]
    assert len(lines) > 20
    assert len(begun) > 5
    assert {one["left"] for one in lines} <= {20, 21, 22, 23, 11}, "all of the old rows, or none"
    for one in begun:
        assert one["holding"] == [], one


@pytest.mark.slow
@pytest.mark.skipif(sqlite_calls.library() is None, reason="SQLite's table of functions cannot be reached")
def test_a_flush_that_fails_and_then_a_kill_leave_all_of_it_or_nothing(paths: Paths, tmp_path: Path) -> None:
    """The log held the whole transaction, and only the disk had not answered, but its marker was gone."""
    model, told = tmp_path / "model", []
    assert paths.home is not None
    paths.home.rename(model)
    for number in count():
        shutil.copytree(model, paths.home)
        refused = RefusedFlush(number)
        with sqlite_calls.before_each(refused):
            store = open_store(paths).store
            refused.ready = True
            try:
                store.forget(BETWEEN)
            except Fault as fault:
                told.append(fault.message.code)
        killed = Paths(tmp_path / "killed")
        assert killed.home is not None
        shutil.copytree(paths.home, killed.home)
        store.close()
        shutil.rmtree(paths.home)
        again = open_store(killed).store
        gone = len(again.events(*ALL)) < 20
        again.close()
        assert bool(list(killed.backups.glob("*.sqlite"))) is not gone, number
        shutil.rmtree(killed.home)
        if not refused.reached:
            break
    assert len(told) > 3


class RefusedFlush:
    """Let the flush with this number fail, from 0 on, once ``ready``."""

    def __init__(self, number: int) -> None:
        self._left = number
        self.ready = self.reached = False

    def __call__(self, call: sqlite_calls.Call) -> int:
        if not self.ready or call.codes != sqlite_calls.FLUSH:
            return 0
        self._left -= 1
        self.reached = self.reached or self._left == -1
        return call.codes[0] if self._left == -1 else 0
