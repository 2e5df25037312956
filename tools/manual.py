"""``python -m tools.manual DIR``: makes the man page and the completions of shells, for packages."""

import argparse
import sys
from pathlib import Path

from intermezzo import __version__
from intermezzo.cli import parser
from tools import completion
from tools.identity import identity
from tools.parsed import actions, commands

EXIT_STATUS = {
    0: "Done.",
    1: "A named file is missing or faulty, or there is no running app to answer.",
    2: "A malformed argument.",
    3: "A fault of Intermezzo itself.",
}


def man_page() -> str:
    """Return the page of section 1, for ``man``."""
    of = identity()
    top = parser()
    lines = [
        f'.TH {of.command.upper()} 1 "" "{_roff(of.name)} {__version__}" "User commands"',
        ".SH NAME",
        f"{of.command} \\- {_roff(of.summary[0].lower() + of.summary[1:])}",
        ".SH SYNOPSIS",
        *_usage(top),
        ".SH DESCRIPTION",
    ]
    for paragraph in of.description:
        lines += [".PP", _roff(paragraph)]
    lines += [".SH OPTIONS", *_arguments(top), ".SH COMMANDS"]
    for words, one in commands(top):
        if words:
            lines += [f".SS {' '.join(words)}", _roff(one.description or ""), ".PP"]
            lines += [*_usage(one), *_arguments(one)]
            if one.epilog:
                lines += [".PP", ".nf", *map(_roff, one.epilog.splitlines()), ".fi"]
    lines.append(".SH EXIT STATUS")
    for code, text in EXIT_STATUS.items():
        lines += [".TP", f".B {code}", text]
    return "\n".join(lines) + "\n"


def _usage(one: argparse.ArgumentParser) -> list[str]:
    return [_roff(" ".join(one.format_usage().removeprefix("usage: ").split()))]


def _arguments(one: argparse.ArgumentParser) -> list[str]:
    lines = []
    for action in actions(one):
        if action.help in {None, argparse.SUPPRESS}:
            continue
        value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        names = ", ".join(action.option_strings)
        lines += [".TP", f".B {_roff(f'{names} {value}'.strip())}", _roff(_help(one, action))]
    return lines


def _help(one: argparse.ArgumentParser, action: argparse.Action) -> str:
    return (action.help or "") % {**vars(action), "prog": one.prog}


def _roff(text: str) -> str:
    """Return the text as roff takes it: literal hyphens, and no line that begins as a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def main(folder: Path) -> int:
    """Write the files where packages put them; return the exit code."""
    command = identity().command
    for path, text in (
        (folder / "share" / "man" / "man1" / f"{command}.1", man_page()),
        *((folder / "share" / place, text) for place, text in completion.files().items()),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
