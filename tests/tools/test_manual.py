"""The man page and the completion for bash tell what the parser takes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from intermezzo.cli import parser
from tools import manual

COMMANDS = [words for words, _one in manual.commands(parser())]


def test_every_command_has_its_part_of_the_man_page() -> None:
    page = manual.man_page().splitlines()
    assert [line.removeprefix(".SS ") for line in page if line.startswith(".SS ")] == [
        " ".join(words) for words in COMMANDS if words
    ]
    assert len(COMMANDS) > 40
    assert ".B 3" in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_the_man_page_is_set_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Kutf8", "-Tutf8"],
        input=manual.man_page(), capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert "--no-welcome" in done.stdout
    assert "two gentle days" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="needs a bash that is not older than 4")
@pytest.mark.parametrize(
    ("said", "begun", "offered"),
    [
        ("", "calen", ["calendar"]),
        ("", "--ho", ["--home"]),
        ("--home /tmp calendar", "", ["--help", "add", "list", "remove", "test"]),
        ("calendar add", "a", ["address"]),
        ("answer", "s", ["short", "skip", "snooze", "still-in-it"]),
        ("autostart", "o", ["off", "on"]),
        ("plan", "--j", ["--json"]),
        ("sessions check", "README", []),
    ],
)
def test_bash_completes(said: str, begun: str, offered: list[str], tmp_path: Path) -> None:
    script = tmp_path / "completion"
    script.write_text(manual.completion(), encoding="utf-8")
    words = ["intermezzo", *said.split(), begun]
    call = (
        f'. "{script}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
        '_intermezzo intermezzo "${@: -1}"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-euc", call, "bash", *words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == offered


def test_they_are_written_where_packages_put_them(tmp_path: Path) -> None:
    assert manual.main(tmp_path) == 0
    assert (tmp_path / "share/man/man1/intermezzo.1").read_text(encoding="utf-8") == manual.man_page()
    kept = tmp_path / "share/bash-completion/completions/intermezzo"
    assert kept.read_text(encoding="utf-8") == manual.completion()
