"""Text search that ignores case and accents."""

import unicodedata


def plain(text: str) -> str:
    """Return the text case-folded and without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def found(wanted: str, text: str) -> bool:
    """Return whether every word of ``wanted`` occurs in a text that is already ``plain``, in any order."""
    return all(word in text for word in plain(wanted).split())
