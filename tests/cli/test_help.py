"""The help of every command: it says what the command does, and every argument and word that it takes."""

import argparse
import re
from collections.abc import Iterator

import pytest

from intermezzo.cli import main, parser
from intermezzo.cli.talk import spoken
from intermezzo.core.practice.feedback import WHYS
from intermezzo.engine.commands.table import COMMANDS


def every(
    top: argparse.ArgumentParser, *words: str
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Yield every command with its parser, and those of its verbs."""
    yield words, top
    for action in top._actions:  # private: argparse tells its commands to nobody
        if isinstance(action, argparse._SubParsersAction):  # private: as above
            for name, one in action.choices.items():
                yield from every(one, *words, name)


PARSERS = dict(every(parser()))


@pytest.mark.parametrize("words", PARSERS, ids=" ".join)
def test_every_command_and_every_argument_is_explained(words: tuple[str, ...]) -> None:
    one = PARSERS[words]
    assert one.description
    for action in one._actions:  # private: as above
        assert action.help or action.metavar in {"COMMAND", "VERB"}, action
    text = one.format_help()
    assert "%%" not in text


@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if "terminal" in one.sources])
def test_every_word_of_the_table_is_in_the_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    told = set(re.findall(r"^ +([a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    assert set(COMMANDS[name].words) <= told


@pytest.mark.parametrize("name", [name for name in spoken() if name in COMMANDS])
def test_every_word_of_the_help_is_in_the_table(name: str) -> None:
    told = {word.split()[0] for word in spoken()[name][1]}
    assert told - {"TIME", "MOVEMENT"} == set(COMMANDS[name].words)


def test_the_help_of_felt_tells_every_reason_of_a_stop(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["felt", "--help"])
    told = capsys.readouterr().out
    assert all(why in told for why in WHYS)


def test_a_command_without_words_takes_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["undo", "it"])
    assert ended.value.code == 2
    assert capsys.readouterr().err == "intermezzo: unrecognized arguments: it\n"


def test_an_argument_with_a_line_break_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["plan", "--date", "a\nb"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, (_text, words) in spoken().items() if words])
def test_options_after_the_words_of_a_command_belong_to_it(name: str) -> None:
    """As in ``felt smooth --effort hard``, which the running app reads."""
    given = ["word", "--option", "value"]
    assert parser().parse_args([name, *given]).words == given
