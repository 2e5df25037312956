"""``now --text`` writes down what happened, in the same rows as the player."""

import argparse
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.store import Store
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import guide
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event, EventKind

LIBRARY = load([resources.sessions()])


def _run(paths: Paths, *words: str, no_welcome: bool) -> int:
    top = argparse.ArgumentParser()
    top.set_defaults(no_welcome=no_welcome)
    guide.register(top.add_subparsers())
    args = top.parse_args(["now", "--text", *words])
    code: int = args.run(args, paths)
    return code


def _rows(paths: Paths) -> tuple[Event, ...]:
    store = Store.open(paths.database, paths.backups).store
    try:
        today = datetime.now(UTC).date()
        return store.events(today - timedelta(days=2), today + timedelta(days=2))
    finally:
        store.close()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time that passes by sleeping only; the list is when Ctrl-C comes, if ever."""
    interrupt: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds
        if interrupt and now[0] >= interrupt[0]:
            now[0] = interrupt[0]
            raise KeyboardInterrupt

    monkeypatch.setattr(guide, "time", SimpleNamespace(monotonic=lambda: now[0], sleep=sleep))
    return interrupt


@pytest.mark.usefixtures("hurried")
def test_a_whole_session_is_written_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = Paths(tmp_path)
    assert _run(paths, "seated_reset", no_welcome=True) == 0
    assert "Complete: 1 min 30 s" in capsys.readouterr().out
    rows = _rows(paths)
    assert [row.kind for row in rows] == [EventKind.BEGUN, *[EventKind.STEP] * 4, EventKind.COMPLETED]
    assert {row.session for row in rows} == {"seated_reset"}
    assert rows[0].detail["where"] == "terminal"
    assert rows[-1].seconds == pytest.approx(90)


def test_an_end_before_the_end_is_partial(tmp_path: Path, hurried: list[float]) -> None:
    hurried.append(15.0)
    assert _run(Paths(tmp_path), "seated_reset", no_welcome=True) == 0
    rows = _rows(Paths(tmp_path))
    assert [row.kind for row in rows] == [EventKind.BEGUN, EventKind.STEP, EventKind.PARTIAL]
    assert rows[-1].seconds == pytest.approx(10)


@pytest.mark.usefixtures("hurried")
@pytest.mark.usefixtures("hurried")
def test_one_sentence_comes_before_a_movement_that_was_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = Paths(tmp_path)
    name = LIBRARY.movements["scap_set"].name
    sentence = f"You stopped {name} recently: go gently, or leave it out."
    _run(paths, "scap_set", no_welcome=True)
    before = capsys.readouterr().out
    assert "recently" not in before
    end = _rows(paths)[-1]
    stop = replace(
        end, id="00000009-0000-4000-8000-000000000000", kind=EventKind.FEEDBACK, seconds=None, reason=None,
        detail={"v": 1, "felt": 0.0},
    )  # fmt: skip
    store = Store.open(paths.database, paths.backups).store
    store.append([stop])
    store.close()
    assert _run(paths, "scap_set", no_welcome=True) == 0
    out = capsys.readouterr().out
    assert sentence in out.splitlines()[0]
    assert "Complete: " in out


def test_the_red_flags_come_first(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"^session\.blocked"):
        _run(Paths(tmp_path), no_welcome=False)
    assert _rows(Paths(tmp_path)) == ()


@pytest.mark.slow
@pytest.mark.usefixtures("hurried")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_what_cannot_be_saved_is_told_and_kept_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    home = tmp_path / "home"
    home.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", home], check=True)
    try:
        assert _run(Paths(home), "seated_reset", no_welcome=True) == 1
    finally:
        subprocess.run(["umount", home], check=True)
    told = capsys.readouterr()
    assert "Complete: 1 min 30 s" in told.out
    assert told.err.count("Not saved yet, but kept in a file of its own") == 2
    assert _run(Paths(home), "seated_reset", no_welcome=True) == 0
    kinds = [row.kind for row in _rows(Paths(home))]
    assert kinds == [EventKind.BEGUN, *[EventKind.STEP] * 4, EventKind.COMPLETED] * 2
    assert not list((tmp_path / "state").rglob("*.json"))


@pytest.mark.usefixtures("hurried")
def test_one_nobody_will_notice_is_seated_and_quiet(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    assert _run(paths, "--quiet", no_welcome=True) == 0
    (begun,) = (row for row in _rows(paths) if row.kind is EventKind.BEGUN)
    session = load([resources.sessions()]).sessions[begun.session or ""]
    assert session.seated
    assert session.quiet
    with pytest.raises(SystemExit) as refused:
        _run(paths, "--quiet", "seated_reset", no_welcome=True)
    assert refused.value.code == 2
