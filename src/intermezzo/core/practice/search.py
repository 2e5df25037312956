"""Text search that ignores case and accents."""

import unicodedata


def folded(text: str) -> str:
    """Return the text case-folded and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def matches(query: str, text: str) -> bool:
    """Return whether every word of ``query`` occurs in a text that is already ``folded``, in any order."""
    return all(word in text for word in folded(query).split())
