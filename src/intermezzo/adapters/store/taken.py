"""What became of rows from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intermezzo.adapters.store.rows import Flaw
from intermezzo.core.faults import Message, message


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were added, how many were there already, and how many were left out for each flaw."""

    added: int
    known: int = 0
    refused: Mapping[Flaw, int] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        """The one line for the user."""
        refused = {flaw.value: count for flaw, count in self.refused.items()}
        return message("transfer.taken", added=self.added, known=self.known, refused=refused)
