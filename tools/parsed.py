"""What the command line takes, from its parser, for the man page and the completions."""

import argparse
from collections.abc import Iterator, Mapping

from intermezzo.cli import parser, talk


def commands(
    of: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Return every command with its words, the program itself first."""
    yield words, of
    for action in actions(of):
        if isinstance(action.choices, dict):
            for name, one in action.choices.items():
                yield from commands(one, (*words, name))


def actions(of: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return the arguments of a command."""
    return of._actions  # noqa: SLF001 - argparse has no public list of its arguments


def next_words() -> Mapping[str, list[str]]:
    """Return what may follow, by the words of each command: commands, options, choices, words of the app."""
    return {" ".join(words): sorted(_next(words, one)) for words, one in commands(parser())}


def _next(words: tuple[str, ...], one: argparse.ArgumentParser) -> set[str]:
    found = set[str]()
    for action in actions(one):
        found |= {option for option in action.option_strings if option.startswith("--")}
        if not action.option_strings:
            found |= set(map(str, action.choices or ()))
    if len(words) == 1:
        _text, said = talk.spoken().get(words[0], ("", {}))
        found |= {word.split()[0] for word in said if word.split()[0].islower()}
    return found
