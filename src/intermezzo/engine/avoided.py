"""The movements that are offered in no session: refused by the user, or resting after they were stopped."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.progression.resting import resting, rests
from intermezzo.core.practice.repertoire import repertoire
from intermezzo.core.scheduling.day_state import effective


class AvoidedMovements:
    """Follows the history; it is read again only when it has changed."""

    def __init__(self) -> None:
        self._facts: tuple[object, ...] = ()
        self._refused: frozenset[str] = frozenset()
        self.rests: Mapping[str, datetime] = {}
        """Until when each movement rests, or rested."""
        self.resting: frozenset[str] = frozenset()
        """The ids of those that rest now."""

    @property
    def all(self) -> frozenset[str]:
        """The ids of all that are avoided now."""
        return self._refused | self.resting

    def forget(self) -> None:
        """Read the history again at the next look, however alike it is."""
        self._facts = ()

    def look(self, events: Sequence[Event], sessions: Sequence[Session], now: datetime) -> None:
        """Update to ``now``."""
        facts = (len(events), events[-1:], sessions)
        if facts != self._facts:
            known = effective(events)
            self._facts, self._refused = facts, repertoire(known).refused
            self.rests = rests(known, sessions, now)
        self.resting = resting(self.rests, now)
