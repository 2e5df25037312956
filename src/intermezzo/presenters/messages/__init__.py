"""The sentence of every Message: a file for each kind of code, a function from code to template in each."""

from collections.abc import Callable, Mapping

from intermezzo.core.faults import Fault, Message
from intermezzo.presenters.messages import store, system

Sentences = Callable[[], Mapping[str, str]]
"""Returns templates by code. Called when a sentence is wanted, because the user's language may change."""

TABLES: tuple[Sentences, ...] = (store.sentences, system.sentences)


def tell(told: Message | Fault) -> str:
    """Return the one line for the user. A fact that is a Message is told as well."""
    message = told.message if isinstance(told, Fault) else told
    template = next((found for table in TABLES if (found := table().get(message.code))), message.code)
    facts = {name: tell(v) if isinstance(v, Message) else v for name, v in message.facts.items()}
    return template.format(**facts) if facts else template
