"""The one place where a text becomes the user's language."""

import gettext as _gettext
from collections.abc import Sequence
from pathlib import Path

DOMAIN = "intermezzo"
WRITTEN_IN = "en"
"""The language of the words in the source: whoever prefers it needs no catalogue."""

_installed: list[_gettext.NullTranslations] = [_gettext.NullTranslations()]
_languages: list[str] = []


def install(folder: Path, preferred: Sequence[str] = ()) -> None:
    """Speak the first of the ``preferred`` languages that has a catalogue, else use the words as written.

    Languages are codes such as ``de_AT``, the dearest first; the catalogue of one is
    ``folder/de/LC_MESSAGES/intermezzo.mo``. Call it before the first sentence is made: what was said stays.
    """
    codes = [part for code in preferred for part in dict.fromkeys((code, code.partition("_")[0]))]
    _languages[:] = codes[: codes.index(WRITTEN_IN)] if WRITTEN_IN in codes else codes
    _installed[0] = _gettext.NullTranslations()
    for code in _languages:
        path = folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file():
            with path.open("rb") as file:
                _installed[0] = _gettext.GNUTranslations(file)
            return


def languages() -> tuple[str, ...]:
    """The codes in which the user would rather read than in the language of the source, the dearest first."""
    return tuple(_languages)


def gettext(text: str) -> str:
    """The text in the user's language."""
    return _installed[0].gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The text for ``n`` things in the user's language."""
    return _installed[0].ngettext(one, many, n)
