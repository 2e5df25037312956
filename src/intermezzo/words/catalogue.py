"""The one place where a text becomes the user's language."""

import gettext as _gettext
from collections.abc import Sequence

_installed: list[_gettext.NullTranslations] = [_gettext.NullTranslations()]


def install(folder: str, languages: Sequence[str]) -> None:
    """Use the first catalogue found in ``folder`` for the languages, else the words as written."""
    _installed[0] = _gettext.translation("intermezzo", folder, languages=list(languages), fallback=True)


def gettext(text: str) -> str:
    """The text in the user's language."""
    return _installed[0].gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The text for ``n`` things in the user's language."""
    return _installed[0].ngettext(one, many, n)
