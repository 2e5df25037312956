"""Every command, whatever the terminal can show, wherever its output goes, whatever its home is called."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from intermezzo.cli import parser
from tests.cli.every_command import samples
from tests.cli.test_help import every

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="forks, and has no display of its own elsewhere"),
]

ROOT = Path(__file__).parents[2]


class Ended(NamedTuple):
    """How a command ended."""

    words: list[str]
    code: int
    out: str
    errors: str


def run(room: Path, *homes: str | Path, output: str = "file", **variables: str) -> list[list[Ended]]:
    """Run every command with one of the homes, without a display and with the user's folders in ``room``."""
    for name in ("user", "runtime"):
        (room / name).mkdir(mode=0o700)
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"}
    inherited = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.every_command", output, *map(str, homes)],
        cwd=ROOT, capture_output=True, check=False,
        env={
            **inherited, "HOME": str(room / "user"), "XDG_RUNTIME_DIR": str(room / "runtime"), **variables
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return [[Ended(*one) for one in of_home] for of_home in json.loads(done.stdout)]


def wrong(ended: list[Ended]) -> Iterator[Ended]:
    """Yield what ended neither well nor with one line and a code that says whose fault it is."""
    for one in ended:
        # The path of a picture is no error, but stdout is for the numbers.
        said = one.errors.removesuffix(f"{one.words[2]}\n") if "--png" in one.words else one.errors
        is_one_line = said.count("\n") == 1 and said.startswith("intermezzo")
        if one.code not in {0, 1, 2} or (said and not is_one_line):
            yield one


def test_no_command_is_left_out(tmp_path: Path) -> None:
    names = {words for words, one in every(parser()) if words and not list(every(one))[1:]}
    tried = {words[:count] for words in samples(tmp_path) for count in (1, 2)}
    assert names <= tried


def assert_shown(ended: list[Ended], encoding: str) -> None:
    """Check that all is in the encoding, and that JSON is whole in it."""
    for one in ended:
        for text in (one.out, one.errors):
            text.encode("latin-1").decode(encoding)
        if "--json" in one.words and one.code == 0:
            json.loads(one.out.encode("latin-1").decode(encoding))


def test_an_output_that_is_full_costs_every_command_one_line(tmp_path: Path) -> None:
    (ended,) = run(tmp_path, tmp_path / "home", output="full")
    assert list(wrong(ended)) == []
    silent = {one.words[0] for one in ended if one.code == 0}
    assert silent == {"week"}, "only the path of a picture is on stderr"


def test_a_reader_that_has_gone_is_an_error_to_no_command(tmp_path: Path) -> None:
    (ended,) = run(tmp_path, tmp_path / "home", output="gone")
    assert list(wrong(ended)) == []
    assert all(one.errors for one in ended if one.code)
    assert {"plan", "sessions", "doctor", "--help"} <= {
        one.words[0] for one in ended if one.words and not one.code
    }


def test_a_home_of_any_name_and_a_terminal_that_cannot_show_it(tmp_path: Path) -> None:
    name = " two\nlines \t \x1b[31m 😀 " + os.fsdecode(b"h\xffme ") + "x" * 200
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    (ended,) = run(tmp_path, tmp_path / name, **variables)
    assert list(wrong(ended)) == []
    assert_shown(ended, "ascii")
    assert {one.words[0] for one in ended if one.words and one.code == 0} >= {
        "plan",
        "week",
        "backup",
        "export",
    }
    assert (tmp_path / name / "intermezzo.sqlite3").exists()


def unusable(room: Path) -> dict[str, tuple[str, str]]:
    """Return homes that cannot be one, and why."""
    (room / "file").touch()
    (room / "round").symlink_to("round")
    (room / "dead").symlink_to("nowhere")
    return {
        "file": (f"{room}/file", "Not a directory"),
        "in a file": (f"{room}/file/home", "Not a directory"),
        "long": (f"{room}/{'x' * 300}", "File name too long"),
        "deep": (f"{room}/{'/'.join(['y' * 200] * 25)}", "File name too long"),
        "round": (f"{room}/round", "Too many levels of symbolic links"),
        "dead": (f"{room}/dead", "No such file or directory"),
        "nobody’s": ("~nobody-is-called-so/home", "Could not determine home directory"),
    }


UNUSABLE = ("file", "in a file", "long", "deep", "round", "dead", "nobody’s")


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[str, str, list[Ended]]]:
    """Homes that cannot be one, why, and how the commands ended that were run with each."""
    room = tmp_path_factory.mktemp("unusable")
    homes = unusable(room)
    all_ended = run(room, *(home for home, _why in homes.values()))
    return {name: (*homes[name], ended) for name, ended in zip(homes, all_ended, strict=True)}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_home_that_can_be_none_is_one_line(
    refused: Mapping[str, tuple[str, str, list[Ended]]], name: str
) -> None:
    home, why, ended = refused[name]
    for one in ended:
        if one.words in (["--help"], ["--version"]):
            assert (one.code, one.errors) == (0, "")
        else:
            assert one.code == 1, one
            (line,) = one.errors.encode("latin-1").decode().splitlines()
            assert line.startswith(f"intermezzo: {home}"[:200])
            assert f" can’t be Intermezzo’s folder: {why}. Name another" in line


def test_a_home_in_a_folder_that_has_gone_is_one_line(tmp_path: Path) -> None:
    command = f'mkdir gone && cd gone && rmdir ../gone && "{sys.executable}" -m intermezzo --home here plan'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "here can’t be Intermezzo’s folder: No such file or directory" in done.stderr
