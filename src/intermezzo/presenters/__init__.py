"""Turn codes and numbers into sentences and views in the user's language, for ui and cli."""

import gettext
from collections.abc import Sequence

_installed: list[gettext.NullTranslations] = [gettext.NullTranslations()]
_languages: list[str] = []


def install(translations: gettext.NullTranslations, languages: Sequence[str] = ()) -> None:
    """Translate with ``translations`` from now on.

    ``languages`` are the codes that the user prefers to the language of the source, best first. Call this
    before the first sentence is made: texts that were translated before stay as they are.
    """
    _installed[0] = translations
    _languages[:] = languages


def languages() -> tuple[str, ...]:
    """Return the codes that the user prefers to the language of the source, best first."""
    return tuple(_languages)


def _(text: str) -> str:
    """Return the text in the user's language."""
    return _installed[0].gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the text for ``n`` things in the user's language."""
    return _installed[0].ngettext(one, many, n)
