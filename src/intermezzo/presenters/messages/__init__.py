"""The sentence of every Message: a file for each kind of code, a function from code to sentence in each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from intermezzo.core.faults import Fault, Message
from intermezzo.presenters.messages import app, calendars, commands, library, settings, store, system

Sentence = str | Callable[..., str]
"""A template with the facts as its fields, or a function that takes the facts by name."""

TABLES: tuple[Callable[[], Mapping[str, Sentence]], ...] = (
    app.sentences,
    calendars.sentences,
    commands.sentences,
    library.sentences,
    settings.sentences,
    store.sentences,
    system.sentences,
)
"""Sentences by code. Called when a sentence is wanted, because the user's language may change."""


def tell(told: Message | Fault) -> str:
    """Return the one line for the user.

    A fact that is a Message is told as well, a tuple is listed, and of a datetime the time of day is given.
    """
    message = told.message if isinstance(told, Fault) else told
    sentence = next((found for table in TABLES if (found := table().get(message.code))), None)
    if sentence is None:
        return message.code
    facts = {name: _told(value) for name, value in message.facts.items()}
    return sentence.format(**facts) if isinstance(sentence, str) else sentence(**facts)


def _told(fact: Any) -> Any:
    if isinstance(fact, Message):
        return tell(fact)
    if isinstance(fact, datetime):
        return f"{fact:%H:%M}"
    return ", ".join(fact) if isinstance(fact, tuple) else fact
