"""The ``prescription`` commands, through the parser that runs them."""

from pathlib import Path

import pytest

from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import main
from tests.plans import TEXT

pytestmark = pytest.mark.usefixtures("qapp")

A4 = b"/MediaBox [0 0 595"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


def run(paths: Paths, *words: str | Path) -> int:
    return main(["--home", str(paths.home), "prescription", *map(str, words)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hip.toml"
    path.write_text(TEXT.replace("until = 2026-12-20\n", ""), "utf-8")
    return path


def test_check_tells_every_fault_and_what_goes_beyond_our_own_limits(
    paths: Paths, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "check", file) == 0
    assert capsys.readouterr().out == f"{file}: no problems found\n"
    bad = tmp_path / "bad.toml"
    bad.write_text(TEXT.replace("bird_dog", "bird_dogs").replace("sets = 3", "sets = 99"), "utf-8")
    long = tmp_path / "long.toml"
    long.write_text(TEXT.replace("reps = 12", "reps = 120"), "utf-8")
    assert run(paths, "check", bad, long, tmp_path / "none.toml") == 1
    out, err = capsys.readouterr()
    assert f"{bad}:22:8: exercise[3].sets" in out
    assert f"{tmp_path / 'none.toml'}:1:1: there is no such file" in out
    assert f"{long}: no problems found" in out
    assert "longer than most gaps" in err


@pytest.mark.slow
def test_add_list_sheet_and_report(
    paths: Paths, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "list") == 0
    assert run(paths, "sheet", "--pdf", tmp_path / "x.pdf") == 1
    assert run(paths, "add", file) == 0
    assert run(paths, "list") == 0
    out = capsys.readouterr().out
    assert "No prescription yet" in out
    assert "Added: Hip and ankle, 3 exercises." in out
    assert "heel_raises_on_the_step      Heel raises on the step · 3 sets of 12 · 2 kg" in out
    for what in ("sheet", "report"):
        pdf = tmp_path / f"{what}.pdf"
        assert run(paths, what, "hip", "--pdf", pdf) == 0
        assert pdf.read_bytes().startswith(b"%PDF-")
        assert A4 in pdf.read_bytes()
    assert run(paths, "report", "knee", "--pdf", tmp_path / "x.pdf") == 1
    assert run(paths, "sheet", "--pdf", tmp_path / "no" / "x.pdf") == 1
    err = capsys.readouterr().err
    assert "no prescription “knee”; available: hip" in err
    assert "x.pdf can’t be saved" in err
    assert not (tmp_path / "x.pdf").exists()


def test_a_faulty_file_is_not_taken_in(paths: Paths, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("format = 1\n", "utf-8")
    assert run(paths, "add", file) == 1
    assert "title is missing" in capsys.readouterr().err
    assert not paths.plans.exists()


@pytest.mark.slow
def test_the_day_s_plan_is_made_with_it(paths: Paths, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paths, "add", file) == 0
    capsys.readouterr()
    assert (
        main(["--home", str(paths.home), "plan", "--date", "2026-11-20", "--timezone", "Europe/Berlin"]) == 0
    )
    assert "Hip and ankle" in capsys.readouterr().out
