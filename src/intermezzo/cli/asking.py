"""Questions at a terminal; without one nothing is asked."""

import sys

from intermezzo.core.faults import Malformed
from intermezzo.presenters import _


def can_ask() -> bool:
    """Return whether a person is at the terminal. A process may have no standard input at all."""
    return sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Ask at the terminal; return whether the answer is *yes*."""
    print(question, _("Type yes:"), end=" ", flush=True)
    return line_of_input().strip().lower() in {_("yes"), "yes"}


def line_of_input() -> str:
    """Return a line of the standard input, empty if there is none. Raise Malformed if it is not text."""
    if sys.stdin is None:
        return ""
    try:
        return sys.stdin.readline()
    except UnicodeDecodeError as error:
        words = _("the line of stdin is not text in {encoding}")
        raise Malformed(words.format(encoding=error.encoding)) from error
