"""Whether what somebody typed stands in a text, whatever its case and its accents."""

import unicodedata


def plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def found(wanted: str, text: str) -> bool:
    """Whether every word of ``wanted`` stands in a text that is already ``plain``, in whatever order."""
    return all(word in text for word in plain(wanted).split())
