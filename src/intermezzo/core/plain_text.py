"""Foreign text as one line: what is shown is what is there, and no mark in it changes the text around it."""

import unicodedata

MOST_LINES = 40
_JOINERS = "\u200c\u200d"
"""Format characters (Cf) that are kept, because Persian text and emoji need them."""
_BREAKS = frozenset({"Cc", "Zl", "Zp"})
_HIDDEN = frozenset({"Cf", "Cs"})


def one_line(text: str, length: int) -> str:
    """Return the text as one line of at most ``length`` characters, without marks of text direction.

    Runs of white space are one blank. Surrogates, which no encoding has, are left out.
    """
    visible = text[: 8 * length]
    if not visible.isprintable():  # else there is no mark in it: most texts are looked at in one go
        letters = (one for one in visible if not _is_hidden(one))
        visible = "".join(" " if unicodedata.category(one) in _BREAKS else one for one in letters)
    line = " ".join(visible.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def some_lines(text: str, length: int) -> str:
    """Return the text with its line breaks, each line as ``one_line`` returns it, at most 40 of them."""
    return "\n".join(one_line(line, length) for line in text.strip().splitlines()[:MOST_LINES]).strip()


def escaped(name: str) -> str:
    r"""Return the name of a file with what cannot be seen as an escape: ``a\nb``, ``a\udcffb``."""
    return "".join(
        one.encode("unicode_escape").decode("ascii")
        if unicodedata.category(one) in _BREAKS or _is_hidden(one)
        else one
        for one in name
    )


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in _HIDDEN and letter not in _JOINERS
