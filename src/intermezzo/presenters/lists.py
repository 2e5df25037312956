"""Join names in a sentence."""

from collections.abc import Sequence

from intermezzo.presenters import _


def together(names: Sequence[str]) -> str:
    """Return the names joined: a bag, a stool and a cushion. No names give ""."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
