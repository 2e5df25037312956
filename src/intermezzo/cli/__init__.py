"""The command line: one parser, a file a family of commands. The app is imported only to run the tray."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from traceback import extract_tb

from intermezzo import __version__
from intermezzo.adapters.system import language, resources
from intermezzo.adapters.system.paths import paths
from intermezzo.adapters.system.program import typed
from intermezzo.cli import output
from intermezzo.cli.parsing import USAGE, Parser
from intermezzo.core.command_words import require_filled
from intermezzo.core.faults import Fault, Malformed
from intermezzo.presenters import _, install
from intermezzo.presenters.messages import tell
from intermezzo.presenters.program import install_program
from intermezzo.presenters.units import install_units

DONE, WORLD, OURS = 0, 1, 3
"""Exit codes: done; a named file or the running app is at fault; our own fault. See also ``USAGE``."""

_FAMILIES = (
    "plan", "simulate", "guide", "week", "repertoire", "practice", "sessions", "take_away", "prescription",
    "calendar", "autostart", "data", "doctor", "run",
)  # fmt: skip
"""The modules of the other commands, in the order of the help."""


def parser(command: str = "") -> argparse.ArgumentParser:
    """Return the parser of every command; of the families up to that of ``command`` if it is given.

    The commands for the running app, which are first, start in half the time without the other families.
    """
    from intermezzo.cli import run, talk

    top = Parser(prog="intermezzo", description=_("Short movements between meetings."))
    top.add_argument("--version", action="version", version=f"intermezzo {__version__}")
    top.add_argument("--home", metavar="DIR", help=_("keep settings, database, cache and log in DIR"))
    run.arguments(top)
    top.set_defaults(run=run.tray)
    commands = top.add_subparsers(metavar="COMMAND")
    talk.register(commands)
    for family in _FAMILIES:
        if command in commands.choices:
            break
        import_module(f"intermezzo.cli.{family}").register(commands)
    return top


def _parse(words: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments. Where no command is among them, the tray shows before any family is imported."""
    from intermezzo.cli import run

    top = Parser(prog="intermezzo", add_help=False, allow_abbrev=False)
    top.add_argument("--home")
    run.arguments(top)
    top.set_defaults(run=run.tray)
    args, more = top.parse_known_args(words)
    return parser(more[0]).parse_args(words) if more else args


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    output.prepare()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
    except SystemExit as ended:  # of argparse, after the help or about a malformed argument
        sys.exit(output.finish(int(ended.code or DONE), WORLD))
    return output.finish(code, WORLD)


def _run(words: Sequence[str]) -> int:
    try:
        install(*language.load(resources.assets() / "locale", language.preferred(os.environ)))
        install_units(pounds=language.uses_pounds(os.environ))
        require_filled(words)
        args = _parse(words)
        where = paths(args.home)
        install_program(typed(where))
        code: int = args.run(args, where)
    except Fault as fault:
        output.complain(tell(fault))
        return USAGE if isinstance(fault, Malformed) else WORLD
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - our own fault: one line for the user, the rest for the log
        if isinstance(error, OSError) and output.refused():
            return WORLD
        output.complain(_ours(error))
        return OURS
    return code


def _ours(error: Exception) -> str:
    frame = extract_tb(error.__traceback__)[-1]
    return _("Something went wrong in Intermezzo: {error} ({where}). Please report it.").format(
        error=f"{type(error).__name__}: {error}", where=f"{frame.filename}:{frame.lineno}"
    )
