"""Several things in a row, as a sentence names them."""

from collections.abc import Sequence

from intermezzo.presenters.i18n import gettext as _


def together(names: Sequence[str]) -> str:
    """Join names: a bag, a stool and a cushion. None give nothing."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
