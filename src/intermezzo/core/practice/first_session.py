"""What is different for somebody who is new: the session that is tried first, and the time to read."""

from collections.abc import Sequence

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.selection import Choice, Constraints, shortest, suits

SESSION = "away_from_the_screen"
"""Eyes, neck, ankles and breath: seated, not noticed by anybody, and it leaves the back alone."""
UNHURRIED = 3
"""So many sessions wait before their first step: the player is new, and there is more to read than later."""


def is_new(events: Sequence[Event]) -> bool:
    """Return whether fewer than ``UNHURRIED`` sessions have been begun, by the rows that hold."""
    return sum(one.kind is EventKind.BEGUN for one in events) < UNHURRIED


def first_session(seconds: float, sessions: Sequence[Session], terms: Constraints) -> Choice | None:
    """Return the session if it fits in ``seconds`` and suits, else one of the shortest interludes."""
    found = next((one for one in sessions if one.id == SESSION), None)
    if found is None or found.seconds > seconds or not suits(found, terms):
        return shortest(seconds, sessions, terms)
    return Choice(found, "shortest")
