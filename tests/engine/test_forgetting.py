"""What the user has had forgotten is in no file any more, also after a kill in the middle of it."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from intermezzo.adapters.system.paths import Paths
from intermezzo.engine.forgetting import forget, open_store
from tests.engine import killed_forgetting
from tests.engine.canaries import BETWEEN, NEW, OLD, lay_out
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
