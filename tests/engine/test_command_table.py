"""The table of the engine's commands agrees with those who send them."""

import ast
import re
from pathlib import Path

import pytest

from intermezzo.cli import parser
from intermezzo.core.faults import Malformed
from intermezzo.engine.commands.table import COMMANDS
from tests.engine.days import Story
from tests.syntax import tree_of

UI = Path(__file__).parents[2] / "src" / "intermezzo" / "ui"
NOTICES = "../presenters"
"""A notice in Today comes with the command of its button."""
OF_FILES_IN_THE_TERMINAL = {"prescription"}
"""The command line adds and prints the files of prescriptions; only windows begin one."""


def words(*folders: str) -> set[object]:
    """Return every string of the files in these folders of ui."""
    files = [file for folder in folders for file in (UI / folder).rglob("*.py")]
    trees = [tree_of(file) for file in files]
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def test_the_terminal_has_the_commands_that_the_table_says() -> None:
    there = set(re.findall(r"^    ([a-z-]+) ", parser().format_help(), re.MULTILINE))
    assert {name for name, one in COMMANDS.items() if "terminal" in one.sources} == (
        (there & set(COMMANDS)) - OF_FILES_IN_THE_TERMINAL
    )


@pytest.mark.slow
def test_tray_and_windows_send_the_commands_that_the_table_says() -> None:
    tray, window = words("tray", "kit"), words(".", NOTICES)
    assert {name for name, one in COMMANDS.items() if "tray" in one.sources} <= tray
    assert {name for name, one in COMMANDS.items() if "window" in one.sources} <= window


@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if one.most is not None])
def test_a_word_too_many_is_refused(name: str) -> None:
    most = COMMANDS[name].most
    assert most is not None
    with pytest.raises(Malformed, match=r"^command\.too_long"):
        Story().say("08:00", name, *["begin"] * (most + 1))


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(Malformed, match=r"^command\.unknown words=yoga now"):
        Story().say("08:00", "yoga", "now")


@pytest.mark.parametrize("empty", ["", "  ", "--why="])
def test_an_empty_word_is_a_mistake_and_no_wish_for_any_session(empty: str) -> None:
    with pytest.raises(Malformed, match=r"^command\.empty"):
        Story().say("08:00", "now", empty)
