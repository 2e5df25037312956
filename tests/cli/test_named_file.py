"""Every command that writes a file the user names: what it replaces, and what it leaves alone."""

import os
import stat
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from intermezzo.adapters.store import Store
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import main
from intermezzo.core.history.events import Event, EventKind

pytestmark = pytest.mark.slow

PLAN = """format = 1
title = "Hip"
from = 2026-11-02

[[exercise]]
id = "raises"
movement = "bird_dog"
sets = 3
reps = 12
"""
COMMANDS = (
    ("export", "--format", "json", "--out"),
    ("export", "--format", "csv", "--out"),
    ("backup", "--out"),
    ("week", "--png"),
    ("prescription", "sheet", "--pdf"),
    ("prescription", "report", "--pdf"),
    ("sessions", "sheet", "bird_dog", "--out"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    paths = Paths(tmp_path_factory.mktemp("named") / "home")
    paths.plans.mkdir(parents=True)
    (paths.plans / "hip.toml").write_text(PLAN)
    store = Store.open(paths.database, paths.backups).store
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    store.append([Event(str(UUID(int=1)), EventKind.COMPLETED, at, 0, at.date(), detail={"v": 1})])
    store.close()
    assert paths.home is not None
    return paths.home


def run(home: Path, words: Sequence[str], out: Path, *more: str) -> int:
    return main(["--home", str(home), *words, str(out), *more])


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_replaces_its_own_files_and_no_others(
    words: Sequence[str], home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(home, words, out) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    first = out.stat().st_ino
    assert run(home, words, out) == 0
    assert out.stat().st_ino != first
    out.write_text("dear diary")
    capsys.readouterr()
    assert run(home, words, out) == 1
    assert out.read_text() == "dear diary"
    said = capsys.readouterr()
    assert said.err == (
        f"intermezzo: {out} already exists and isn’t from Intermezzo, so it was kept. "
        "Choose another name, or replace it with --force.\n"
    )
    assert said.out == ""
    assert run(home, words, out, "--force") == 0
    assert not out.read_bytes().startswith(b"dear")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_never_writes_to_a_pipe_or_over_the_apps_files(
    words: Sequence[str], home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    own = (home / "intermezzo.sqlite3", home / "plans" / "hip.toml", home / "new")
    for out in (*own, pipe, Path(os.devnull)):
        assert run(home, words, out, "--force") == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_schemas_replace_schemas_only(home: Path, tmp_path: Path) -> None:
    words = ("sessions", "schema")
    assert run(home, words, tmp_path / "schema") == run(home, words, tmp_path / "schema") == 0
    (tmp_path / "schema" / "prescription.json").write_text("{}")
    (tmp_path / "schema" / "session.json").unlink()
    assert run(home, words, tmp_path / "schema") == 1
    assert not (tmp_path / "schema" / "session.json").exists()
    assert run(home, words, tmp_path / "schema", "--force") == 0


@pytest.mark.parametrize("words", [("tour", "--out"), ("--demo", "--pictures")])
def test_pictures_of_others_stay_in_their_folder(
    words: Sequence[str], home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "today.png").write_bytes(b"\x89PNG of a child")
    assert run(home, words, tmp_path) == 1
    assert "today.png already exists" in capsys.readouterr().err
    assert run(home, words, home) == 1
    assert "own folder" in capsys.readouterr().err
