"""Messages as codes with facts; ``presenters.messages`` turns them into sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from intermezzo.core.override import override


@dataclass(frozen=True, slots=True)
class Message:
    """A code such as ``store.read_only`` and the facts of its sentence; a fact may be a Message."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @override
    def __str__(self) -> str:
        """Return the code and the facts, for the log."""
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])


def message(code: str, **facts: Any) -> Message:
    """Return the Message of a code with its facts."""
    return Message(code, facts)


class Fault(Exception):
    """An error outside the program. Its message says where it is, what it is and how to mend it."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.message = Message(code, facts)
        super().__init__(self.message)

    @classmethod
    def of(cls, message: Message) -> Self:
        """Return the fault of a message that was made elsewhere."""
        return cls(message.code, **message.facts)


class Malformed(Fault):
    """A command or an argument that cannot be parsed."""
