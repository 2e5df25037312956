"""The week on the command line, as a picture."""

import subprocess
import sys
from pathlib import Path

import pytest


def draw(home: Path, picture: Path) -> "subprocess.CompletedProcess[str]":
    """A process of its own, as a terminal starts it: the picture needs no display."""
    words = [sys.executable, "-m", "intermezzo", "--home", str(home), "week", "--png", str(picture)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.slow
def test_the_week_is_drawn_whatever_the_file_is_called(tmp_path: Path) -> None:
    picture = tmp_path / "week.of.mine"
    done = draw(tmp_path / "home", picture)
    assert (done.returncode, done.stderr) == (0, f"{picture}\n")
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_a_place_that_does_not_exist_costs_one_line(tmp_path: Path) -> None:
    done = draw(tmp_path / "home", tmp_path / "nowhere" / "week.png")
    assert done.returncode == 1
    assert done.stderr == (
        f"intermezzo: {tmp_path / 'nowhere' / 'week.png'} can’t be saved: No such file or directory. "
        "Choose another folder.\n"
    )
