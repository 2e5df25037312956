"""What becomes of a command that was said."""

from dataclasses import dataclass

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Session, Step


@dataclass(frozen=True, slots=True)
class StepReplaced:
    """The player goes on with another step at ``index``; None where there is none: on to the next."""

    index: int
    step: Step | None
    line: str
    undone: bool = False
    """It is the first one again."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """One line for the user, the rows to be written, and what the player is to guide now."""

    line: str
    record: tuple[Event, ...] = ()
    begin: Session | None = None
    exchanged: StepReplaced | None = None
