"""The words of a command."""

import re
import shlex
from collections.abc import Sequence

from intermezzo.core.faults import Malformed

_EMPTY = re.compile(r"(--[\w-]+=)?\s*")


def require_filled(words: Sequence[str]) -> None:
    """Raise Malformed if a word, or the value of an option, is empty: a script has left it out."""
    if any(_EMPTY.fullmatch(word) for word in words):
        raise Malformed("command.empty", words=shlex.join(words))
