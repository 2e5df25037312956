"""The result of a command."""

from dataclasses import dataclass

from intermezzo.core.faults import Message
from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Session, Step


@dataclass(frozen=True, slots=True)
class StepReplaced:
    """The player continues with another step at ``index``; with None it goes on to the next one."""

    index: int
    step: Step | None
    message: Message
    undone: bool = False
    """Whether it is the original step again."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What to tell the user, the rows to write, and what the player is to guide now."""

    message: Message
    record: tuple[Event, ...] = ()
    begin: Session | None = None
    exchanged: StepReplaced | None = None
    bad_times: tuple[str, ...] | None = None
    """The new value of the setting, if it is to change."""
    reshaped: Session | None = None
    """What the running session has become after its opening check; its first step is the same."""
    asks_health: bool = False
    """Whether the health questions are to be asked again, before any other session."""
