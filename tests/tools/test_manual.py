"""The man page tells what the parser takes."""

import shutil
import subprocess
from pathlib import Path

import pytest

from intermezzo.cli import parser
from tools import completion, manual
from tools.parsed import commands

COMMANDS = [words for words, _one in commands(parser())]


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


@pytest.mark.slow
def test_they_are_written_where_packages_put_them(tmp_path: Path) -> None:
    assert manual.main(tmp_path) == 0
    assert (tmp_path / "share/man/man1/intermezzo.1").read_text(encoding="utf-8") == manual.man_page()
    for place, text in completion.files().items():
        assert (tmp_path / "share" / place).read_text(encoding="utf-8") == text
