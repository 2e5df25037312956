"""Command lines of the child processes, for a checkout, an installed wheel and a frozen program."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # most commands start no process
    from subprocess import Popen

CHILDREN = {
    "parse": "intermezzo.adapters.calendars.parse.child",
    "fetch": "intermezzo.adapters.calendars.fetch.child",
}
"""The module of each child. A frozen program must include them, because nothing imports them by name."""
OPTION = "--child"
running: "set[Popen[bytes]]" = set()
"""The children of this process that may still run."""


def command(name: str) -> list[str]:
    """Return the command line that starts a child.

    A frozen program has no interpreter to start, so it starts itself with ``--child NAME``.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION, name]
    # -P: the child does not import modules from the current folder.
    return [sys.executable, "-P", "-m", CHILDREN[name]]


def end_all() -> None:
    """Kill the children that run now; whoever waits for one gets no more answers from it."""
    for process in tuple(running):
        process.kill()


def run(name: str) -> int:
    """Run a child in this process and return its exit code. Raise KeyError if there is no such child."""
    code: int = import_module(CHILDREN[name]).main()
    return code
