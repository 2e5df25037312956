"""Catalogues of translated sentences: ``folder/de/LC_MESSAGES/intermezzo.mo``."""

import gettext
from collections.abc import Sequence
from pathlib import Path

DOMAIN = "intermezzo"
WRITTEN_IN = "en"
"""The language of the texts in the source, which needs no catalogue."""


def load(folder: Path, preferred: Sequence[str] = ()) -> tuple[gettext.NullTranslations, tuple[str, ...]]:
    """Return the catalogue of the first ``preferred`` language that has one, and the languages to read in.

    Languages are codes such as ``de_AT``, best first; ``de`` is looked for after ``de_AT``. Languages after
    English are ignored. Without a catalogue the texts stay as written.
    """
    codes = tuple(part for code in preferred for part in dict.fromkeys((code, code.partition("_")[0])))
    wanted = codes[: codes.index(WRITTEN_IN)] if WRITTEN_IN in codes else codes
    for code in wanted:
        path = folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file():
            with path.open("rb") as file:
                return gettext.GNUTranslations(file), wanted
    return gettext.NullTranslations(), wanted
