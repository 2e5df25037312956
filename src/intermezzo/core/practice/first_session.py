"""The session that is tried at the end of the first start."""

from collections.abc import Sequence
from dataclasses import replace

from intermezzo.core.practice.model import Session
from intermezzo.core.practice.selection import Choice, Constraints, shortest, suits

SESSION = "away_from_the_screen"
"""Eyes, neck, ankles and breath: seated, not noticed by anybody, and it leaves the back alone."""


def first_session(seconds: float, sessions: Sequence[Session], terms: Constraints) -> Choice | None:
    """Return the session if it fits in ``seconds`` and suits, else one of the shortest interludes.

    It waits before its first step: what the player shows is new, and there is more to read than later.
    """
    found = next((one for one in sessions if one.id == SESSION), None)
    if found is None or found.seconds > seconds or not suits(found, terms):
        other = shortest(seconds, sessions, terms)
        return replace(other, session=replace(other.session, waits=True)) if other is not None else None
    return Choice(replace(found, waits=True), "shortest")
