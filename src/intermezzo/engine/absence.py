"""The user's absence from turn to turn; a long one covers a slot that was due."""

from datetime import datetime, timedelta

from intermezzo.core.history.events import Event
from intermezzo.core.scheduling import away
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.day_log import own_break
from intermezzo.engine.state import DaySummary, EngineState


class AbsenceTracker:
    """Knows since when the user is away."""

    def __init__(self, state: EngineState) -> None:
        self._state = state
        self._absence = away.Absence()
        self._moved_at: datetime | None = None

    def moved(self, now: datetime) -> None:
        """Forget an absence: without hands on the keys the user was moving, not away."""
        self._absence, self._moved_at = away.Absence(), now

    def slept(self, now: datetime, duration: timedelta) -> None:
        """Count the time that the computer slept as absence."""
        since, slept_since = self._absence.since, now - duration
        self._absence = away.Absence(slept_since if since is None else min(since, slept_since))

    def follow(self, now: datetime, presence: Presence, asleep: timedelta) -> list[Event]:
        """Update from the presence at ``now``; return the row of an absence that has ended."""
        self._absence, gone = away.follow(self._absence, presence, now, asleep=asleep, after=self._moved_at)
        return [] if gone is None else own_break(self._state, self._state.today(now), gone)

    def split(self, day: DaySummary, end: datetime) -> list[Event]:
        """End an absence of the day at its ``end``, and begin another there; return the row of the first."""
        since = self._absence.since
        if since is None or since >= end:
            return []
        self._absence = away.Absence(end)
        return own_break(self._state, day, Interval(since, end))
