"""``python -m tools.manual DIR``: makes the man page and the completion for bash, for packages."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from intermezzo import __version__
from intermezzo.cli import parser, talk
from tools.identity import identity

EXIT_STATUS = {
    0: "Done.",
    1: "A named file is missing or faulty, or there is no running app to answer.",
    2: "A malformed argument.",
    3: "A fault of Intermezzo itself.",
}


def commands(
    of: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Return every command with its words, the program itself first."""
    yield words, of
    for action in _actions(of):
        if isinstance(action.choices, dict):
            for name, one in action.choices.items():
                yield from commands(one, (*words, name))


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


def completion() -> str:
    """Return a script that bash reads: it completes commands, options and the words that a command takes."""
    command = identity().command
    known = {" ".join(words): sorted(_next(words, one)) for words, one in commands(parser())}
    cases = "\n".join(f'    "{words}") next="{" ".join(after)}" ;;' for words, after in known.items())
    names = " | ".join(f'"{words}"' for words in known if words)
    return f"""# Completes {command} in bash; what it does not know is completed as a file.
_{command}() {{
    local said='' next='' at
    for ((at = 1; at < COMP_CWORD; at++)); do
        case "${{said:+$said }}${{COMP_WORDS[at]}}" in
        {names})
            said="${{said:+$said }}${{COMP_WORDS[at]}}" ;;
        esac
    done
    case "$said" in
{cases}
    esac
    mapfile -t COMPREPLY < <(compgen -W "$next" -- "$2")
}}
complete -o default -F _{command} {command}
"""


def _next(words: tuple[str, ...], one: argparse.ArgumentParser) -> set[str]:
    """Return what may follow: commands, options, choices, and the fixed words of the running app."""
    found = set[str]()
    for action in _actions(one):
        found |= {option for option in action.option_strings if option.startswith("--")}
        if not action.option_strings:
            found |= set(map(str, action.choices or ()))
    if len(words) == 1:
        _text, said = talk.spoken().get(words[0], ("", {}))
        found |= {word.split()[0] for word in said if word.split()[0].islower()}
    return found


def _usage(one: argparse.ArgumentParser) -> list[str]:
    return [_roff(" ".join(one.format_usage().removeprefix("usage: ").split()))]


def _arguments(one: argparse.ArgumentParser) -> list[str]:
    lines = []
    for action in _actions(one):
        if action.help in {None, argparse.SUPPRESS}:
            continue
        value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        names = ", ".join(action.option_strings)
        lines += [".TP", f".B {_roff(f'{names} {value}'.strip())}", _roff(_help(one, action))]
    return lines


def _help(one: argparse.ArgumentParser, action: argparse.Action) -> str:
    return (action.help or "") % {**vars(action), "prog": one.prog}


def _actions(of: argparse.ArgumentParser) -> list[argparse.Action]:
    return of._actions  # noqa: SLF001 - argparse has no public list of its arguments


def _roff(text: str) -> str:
    """Return the text as roff takes it: literal hyphens, and no line that begins as a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def main(folder: Path) -> int:
    """Write both files, where packages put them; return the exit code."""
    command = identity().command
    for path, text in (
        (folder / "share" / "man" / "man1" / f"{command}.1", man_page()),
        (folder / "share" / "bash-completion" / "completions" / command, completion()),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
