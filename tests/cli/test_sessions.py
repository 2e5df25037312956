"""The ``sessions`` commands, through the parser that runs them."""

import argparse
import json
import tomllib
from pathlib import Path

import pytest

from intermezzo.adapters.system import resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import sessions
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.practice.model import Ask
from tests.telling import fault_told


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


def _run(paths: Paths, *words: str) -> int:
    top = argparse.ArgumentParser()
    sessions.register(top.add_subparsers())
    args = top.parse_args(["sessions", *words])
    code: int = args.run(args, paths)
    return code


def test_list_names_every_session_with_its_length(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(paths, "list") == 0
    out = capsys.readouterr().out
    assert "seated_reset" in out
    assert "1 min 50 s  Seated reset" in out
    assert "Before bed" in out


@pytest.mark.parametrize("name", ["seated_reset", "bird_dog"])
def test_show_gives_steps_or_words_and_the_stop_rule(
    paths: Paths, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert _run(paths, "show", name) == 0
    out = capsys.readouterr().out
    assert "Stop if anything hurts sharply" in out
    assert ("6 slow" in out) or (
        "Cleveland Clinic" in out and "kneeling" in out and "not yet reviewed" in out
    )


def test_show_tells_of_an_easier_form(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    _run(paths, "new", "mine")
    path = Path(capsys.readouterr().out.strip())
    path.write_text(path.read_text("utf-8").replace("# easier = true", "easier = true"), "utf-8")
    assert _run(paths, "check", str(path)) == 0
    capsys.readouterr()
    assert _run(paths, "show", "mine") == 0
    assert "3. Seated turn · 1 each side · easier form  (thor_rot_seated)" in capsys.readouterr().out


def test_show_of_nothing_is_told(paths: Paths) -> None:
    with pytest.raises(Fault, match="no session or movement “nap”"):
        _run(paths, "show", "nap")


def test_check_of_what_ships_finds_nothing(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(paths, "check", str(resources.sessions())) == 0
    assert capsys.readouterr().out.endswith(": no problems found\n")


def test_check_without_a_path_looks_at_what_is_the_users_own(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    own = f"Checking your own, in {paths.sessions}\n"
    assert _run(paths, "check") == 0
    assert capsys.readouterr().out == f"{own}0 movements and 0 sessions: no problems found\n"
    _run(paths, "new", "mine")
    path = Path(capsys.readouterr().out.strip())
    assert _run(paths, "check") == 0
    assert capsys.readouterr().out == f"{own}0 movements and 1 session: no problems found\n"
    path.write_text("format = 1\n", "utf-8")
    assert _run(paths, "check") == 1
    out = capsys.readouterr().out
    assert out.startswith(own)
    assert str(path) in out


def test_check_tells_every_faulty_file(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (resources.sessions() / "interludes" / "seated_reset.toml").read_text("utf-8")
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(good.replace('id = "seated_reset"', 'id = "one"').replace("reps = 6", "reps = 60"))
    two.write_text("steps = [")
    assert _run(paths, "check", str(one), str(two), str(tmp_path / "three.toml")) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        f"{one}:4:8", f"{tmp_path / 'three.toml'}:1:1", f"{two}:1:10",
    ]  # fmt: skip
    assert "lasts 380 s" in lines[0]
    assert "; remove at least 260 s" in lines[0]


def test_check_gives_advice_on_sound_files_and_leaves_it_at_that(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For a file, a movement and a folder; a folder’s own rules only where a folder was named."""
    session = (resources.sessions() / "interludes" / "seated_reset.toml").read_text("utf-8")
    movement = (resources.sessions() / "movements" / "dead_bug.toml").read_text("utf-8")
    mine, bug = tmp_path / "interludes" / "seated_reset.toml", tmp_path / "movements" / "dead_bug.toml"
    for path in (mine, bug):
        path.parent.mkdir()
    mine.write_text(
        session.replace("chin_nod_seated", "thor_rot_seated", 1).replace("reps = 2", "reps = 1", 1)
    )
    bug.write_text(movement.replace("Only the arm.", "Only the arm and slowly."))
    turn = f"{mine}: advice: Seated turn comes up more than once; once is enough."
    assert _run(paths, "check", str(mine)) == 0
    assert turn in (lines := capsys.readouterr().out.splitlines())
    assert lines[-1] == "0 movements and 1 session: no problems found"
    assert not any("chair" in line for line in lines)
    assert _run(paths, "check", str(tmp_path)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{bug}: advice: The easier form changes several things: “Only the arm and")
    assert turn in lines
    assert lines[-2].startswith(f"{tmp_path}: advice: Most of these interludes stay on the chair.")


def test_new_writes_a_template_that_is_already_good(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(paths, "new", "my_own") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == paths.sessions / "interludes" / "my_own.toml"
    assert tomllib.loads(path.read_text("utf-8"))["id"] == "my_own"
    assert _run(paths, "check", str(path)) == 0
    with pytest.raises(Fault, match="already exists"):
        _run(paths, "new", "my_own")


def test_new_writes_a_movement_too(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(paths, "new", "slow_turn", "--movement") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == paths.sessions / "movements" / "slow_turn.toml"
    text = path.read_text("utf-8")
    assert tomllib.loads(text)["asks"] == ["turning"]
    assert [ask for ask in Ask if ask not in text] == []
    assert _run(paths, "check", str(path)) == 0
    assert capsys.readouterr().out.startswith("1 movement and 0 sessions")


DRAWING_FORMS = {"FigureForm", "EasierForm", "PathForm"}
"""How to draw has a page of its own."""


@pytest.mark.parametrize("kind", [[], ["--movement"]], ids=["session", "movement"])
def test_every_key_of_a_template_is_explained(
    paths: Paths, capsys: pytest.CaptureFixture[str], kind: list[str]
) -> None:
    _run(paths, "new", "mine", *kind)
    text = Path(capsys.readouterr().out.strip()).read_text("utf-8")
    schema = json.loads(
        (resources.sessions() / "schema" / f"{'movement' if kind else 'session'}.json").read_text()
    )
    drawing = (Path(__file__).parents[2] / "docs" / "figures.md").read_text("utf-8")
    for name, form in schema["$defs"].items():
        for key in form.get("properties", ()):
            assert key in (drawing if key == "figure" or name in DRAWING_FORMS else text), key


def test_show_tells_what_a_movement_asks_and_whom_it_suits(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(paths, "show", "back_bend_standing") == 0
    out = capsys.readouterr().out
    assert "arching the back, standing" in out
    assert "never offered on its own" in out
    assert _run(paths, "show", "jaw_rest") == 0
    assert "Common practice, no single source." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["My own", "../x", "", "é", "A", "x" * 61])
def test_new_takes_only_an_id(paths: Paths, name: str) -> None:
    with pytest.raises(Malformed, match="is not an id"):
        _run(paths, "new", name)
    assert not paths.sessions.exists()


def test_schema_writes_what_is_committed(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(paths, "schema", str(tmp_path / "out")) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    for name in ("movement.json", "session.json", "prescription.json"):
        committed = (resources.sessions() / "schema" / name).read_text("utf-8")
        assert (tmp_path / "out" / name).read_text("utf-8") == committed
        assert json.loads(committed)["$defs"]


def test_what_cannot_be_written_is_one_line(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with fault_told(r"file/[a-z]+\.json can’t be saved: Not a directory"):
        _run(paths, "schema", str(tmp_path / "file"))
    paths.sessions.parent.mkdir(parents=True, exist_ok=True)
    paths.sessions.write_text("not a folder")
    with fault_told(r"mine\.toml: can’t be written"):
        _run(paths, "new", "mine")
