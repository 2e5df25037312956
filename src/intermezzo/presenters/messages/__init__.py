"""The sentence of every Message: a file for each kind of code, a function from code to sentence in each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from intermezzo.core.faults import Fault, Message
from intermezzo.core.plain_text import escaped, one_line
from intermezzo.presenters.messages import (
    app,
    calendars,
    commands,
    fetching,
    library,
    settings,
    store,
    system,
)
from intermezzo.presenters.program import typed

Sentence = str | Callable[..., str]
"""A template with the facts as its fields, or a function that takes the facts by name."""

_FILES = (app, calendars, commands, fetching, library, settings, store, system)
TABLES: tuple[Callable[[], Mapping[str, Sentence]], ...] = tuple(one.sentences for one in _FILES)
"""Sentences by code. Called when a sentence is wanted, because the user's language may change."""


LONGEST_FACT = 400
"""Characters of one fact; a longer one is clipped."""


def tell(told: Message | Fault) -> str:
    """Return the one line for the user.

    In a sentence ``{intermezzo}`` stands for what one types to run this program.
    A fact that is a Message is told as well, a tuple is listed, and of a datetime the time of day is given.
    Text from outside, such as a key in a file, may be anything: it is shown on one line, clipped.
    """
    message = told.message if isinstance(told, Fault) else told
    sentence = next((found for table in TABLES if (found := table().get(message.code))), None)
    if sentence is None:
        return message.code
    facts = {name: _told(value) for name, value in message.facts.items()}
    if isinstance(sentence, str):
        return sentence.format(**facts, intermezzo=typed())
    return sentence(**facts)


def _told(fact: Any) -> Any:
    if isinstance(fact, Message):
        return tell(fact)
    if isinstance(fact, datetime):
        return f"{fact:%H:%M}"
    if hasattr(fact, "__fspath__"):
        return escaped(str(fact))
    text = ", ".join(map(str, fact)) if isinstance(fact, tuple) else fact
    return one_line(str(text), LONGEST_FACT) if isinstance(text, str | Exception) else text
