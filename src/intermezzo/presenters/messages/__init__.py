"""The sentence of every Message: a file for each kind of code, a function from code to template in each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from intermezzo.core.faults import Fault, Message
from intermezzo.presenters.messages import app, commands, store, system

Sentences = Callable[[], Mapping[str, str]]
"""Returns templates by code. Called when a sentence is wanted, because the user's language may change."""

TABLES: tuple[Sentences, ...] = (app.sentences, commands.sentences, store.sentences, system.sentences)


def tell(told: Message | Fault) -> str:
    """Return the line for the user. A fact that is a Message is told too, a datetime as its time of day."""
    message = told.message if isinstance(told, Fault) else told
    template = next((found for table in TABLES if (found := table().get(message.code))), message.code)
    facts = {name: _fact(value) for name, value in message.facts.items()}
    return template.format(**facts) if facts else template


def _fact(value: Any) -> Any:
    if isinstance(value, Message):
        return tell(value)
    return f"{value:%H:%M}" if isinstance(value, datetime) else value
