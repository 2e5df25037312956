"""The one search: beginnings of words, names before areas before other text, one slip forgiven."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

LEAST_FOR_SLIP = 4
"""Letters of a word in which one slip is forgiven; in a shorter one it would be another word."""
_SLIP = 100
"""Added to the rank of a word that is found with a slip."""
_WORD = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SearchText:
    """The words that one thing is found by, ``folded``: those of its names, its areas, and other text."""

    names: tuple[str, ...]
    areas: tuple[str, ...]
    text: tuple[str, ...]


def folded(text: str) -> str:
    """Return the text case-folded and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_text(*, names: Iterable[str], areas: Iterable[str] = (), text: Iterable[str] = ()) -> SearchText:
    """Return what a thing is found by."""
    return SearchText(_words(names), _words(areas), _words(text))


def found(query: str, things: Iterable[T], text_of: Callable[[T], SearchText]) -> tuple[T, ...]:
    """Return the things that have all words of ``query``, in any order, the best first.

    A word is found at the beginning of a word of the text. A thing found by its name comes before one that
    is found by an area, and that before one found by other text; the order is kept otherwise. Where nothing
    is found, one word of at least four letters may have a wrong, missing, additional or swapped letter.
    """
    wanted = tuple(_WORD.findall(folded(query)))
    if not wanted:
        return tuple(things)
    texts = [(one, text_of(one)) for one in things]
    return _ranked(wanted, texts, slip=False) or _ranked(wanted, texts, slip=True)


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words, each once; those joined by a hyphen also as one word."""
    words: dict[str, None] = {}
    for text in map(folded, texts):
        words.update(dict.fromkeys(_WORD.findall(text)))
        words.update((one.replace("-", ""), None) for one in _HYPHENED.findall(text))
    return tuple(words)


def _ranked(wanted: tuple[str, ...], texts: Iterable[tuple[T, SearchText]], *, slip: bool) -> tuple[T, ...]:
    ranks = [(_rank_of_all(wanted, text, slip=slip), thing) for thing, text in texts]
    good = [(rank, thing) for rank, thing in ranks if rank is not None]
    return tuple(thing for _rank, thing in sorted(good, key=lambda one: one[0]))


def _rank_of_all(wanted: tuple[str, ...], text: SearchText, *, slip: bool) -> int | None:
    """Return how well all words are found, 0 the best; None if one is not, or two have a slip."""
    whole = 0
    for word in wanted:
        rank = _rank(word, text, slip=slip)
        if rank is None:
            return None
        whole += rank
    return whole if whole < 2 * _SLIP else None


def _rank(word: str, text: SearchText, *, slip: bool) -> int | None:
    """Return how well a word is found, 0 the best; None if it is not."""
    fields = (text.names, text.areas, text.text)
    for rank, words in enumerate(fields):
        if any(one.startswith(word) for one in words):
            return rank
    if slip and len(word) >= LEAST_FOR_SLIP:
        for rank, words in enumerate(fields):
            if any(_begins_nearly(one, word) for one in words):
                return _SLIP + rank
    return None


def _begins_nearly(word: str, typed: str) -> bool:
    """Return whether a beginning of ``word`` differs from ``typed`` by one slip."""
    at = next((n for n, (a, b) in enumerate(zip(word, typed, strict=False)) if a != b), None)
    if at is None:
        return len(typed) == len(word) + 1
    rest, typed_rest = word[at:], typed[at:]
    return (
        rest[1:].startswith(typed_rest[1:])
        or rest[1:].startswith(typed_rest)
        or rest.startswith(typed_rest[1:])
        or (rest[:2] == typed_rest[1::-1] and rest[2:].startswith(typed_rest[2:]))
    )
