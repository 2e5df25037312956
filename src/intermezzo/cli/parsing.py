"""The parser of the command line: errors in one line, and a help that tells what a command does."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from intermezzo.core.override import override

USAGE = 2
"""The exit code of a malformed argument."""


if TYPE_CHECKING:
    _SubParsers = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - it has no other name
else:
    _SubParsers = argparse._SubParsersAction  # noqa: SLF001 - as above; while it runs it takes no type


class CommandParsers(_SubParsers):
    """The commands of a parser. Each one’s own help begins with its line in the list of all."""

    @override
    def add_parser(self, name: str, **of_parser: Any) -> "Parser":
        of_parser.setdefault("description", of_parser.get("help", "").replace("%%", "%"))
        return super().add_parser(name, **of_parser)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def __init__(self, **of_parser: Any) -> None:
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter, **of_parser})

    @override
    def add_subparsers(self, **of_action: Any) -> Any:
        return super().add_subparsers(action=CommandParsers, **of_action)

    @override
    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {' '.join(message.split())}\n")


def word_list(words: Mapping[str, str]) -> str:
    """Return the part of a help that tells every word that a command takes."""
    width = max(map(len, words))
    return "\n".join(f"  {word.ljust(width)}  {text}" for word, text in words.items())
