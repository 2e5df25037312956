"""The table of commands is what windows, tray, notification and command line really say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import intermezzo.ui
from intermezzo.cli import parser
from intermezzo.cli.talk import spoken
from intermezzo.engine.commands.table import Source
from intermezzo.presenters.card import ACTIONS
from intermezzo.ui.kit import menus
from tests.app.conftest import House
from tests.syntax import tree_of

pytestmark = pytest.mark.slow

PLACEHOLDERS = {"TIME", "MOVEMENT"}
"""What stands in the help for a word of the user's."""


def said_by(house: House, source: Source) -> set[str]:
    return {name for name, command in house.runtime.commands.table.items() if source in command.sources}


def emitted(folder: Path) -> Iterator[str]:
    """The first words of the commands in a folder's code: ``emit(("name", …))`` and ``menus.add(…)``."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            match node.func.attr, node.args:
                case "emit", [ast.Tuple(elts=[ast.Constant(value=str(name)), *_])]:
                    yield name
                case "add", [_, _, ast.Constant(value=str(name)), *_]:
                    yield name


def test_every_command_of_the_windows_is_in_the_table(house: House) -> None:
    found = set(emitted(Path(intermezzo.ui.__file__).parent))
    assert {"answer", "hide", "show"} <= found <= said_by(house, "window") | said_by(house, "tray")


def test_every_command_of_the_tray_is_in_the_table(house: House) -> None:
    def found() -> set[str]:
        actions = [*house.app.tray.menu.actions()]
        said = set()
        for action in actions:
            menu: Any = action.menu()
            actions.extend(menu.actions() if menu is not None else ())
            said |= set(menus.command_of(action)[:1])
        return said

    house.until(lambda: {"now", "quit"} <= found())
    assert found() <= said_by(house, "tray")


def test_the_notification_says_what_the_tray_says(house: House) -> None:
    assert {words[0] for words in ACTIONS.values()} <= said_by(house, "tray")


def test_the_command_line_has_the_commands_that_the_table_says(house: House) -> None:
    there = set(re.findall(r"^    ([a-z-]+) ", parser().format_help(), re.MULTILINE))
    without_the_app = {"plan", "week", "autostart"}
    by_other_names = {"reload", "plan", "mend", "follow"}  # after writing, doctor --mend, status --follow
    table = set(house.runtime.commands.table)
    assert said_by(house, "terminal") - by_other_names == there & table - without_the_app


def test_the_help_tells_every_word_of_the_table_and_no_other(house: House) -> None:
    told = {
        name: {word.split()[0] for word in words} - PLACEHOLDERS for name, (_line, words) in spoken().items()
    }
    for name, words in told.items():
        assert words == set(house.runtime.commands.table[name].words), name


def test_a_word_that_is_in_no_table_is_refused_with_all_of_them(house: House) -> None:
    for name, (_line, words) in spoken().items():
        if {*words} - PLACEHOLDERS:
            ok, line, data = house.say(name, "dance")
            assert (ok, data) == (False, {"malformed": True}), name
            assert name == "pause" or all(word.split()[0] in line for word in words), line


def test_an_answer_is_told_to_the_views_once(house: House) -> None:
    house.offer()
    told: list[bool] = []
    house.day.changed.connect(lambda: told.append(house.engine.offer is None))
    assert house.say("answer", "skip")[0]
    house.until(lambda: not house.today.card.isVisible() and not house.day.sampling)
    assert told == [True]


def test_words_that_nobody_knows_are_malformed(house: House) -> None:
    ok, line, data = house.say("dance", "now")
    assert (ok, data) == (False, {"malformed": True})
    assert line == "Unknown command: dance now. See intermezzo --help"
    assert house.say("hide", "it")[1] == "Too many words: hide it"
