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
        self._since: datetime | None = None
        self._moved_at: datetime | None = None
        self.back_at: datetime | None = None
        """When the user last came back."""

    def moved(self, now: datetime) -> None:
        """Forget an absence: without hands on the keys the user was moving, not away."""
        self._since, self._moved_at = None, now

    def slept(self, now: datetime, duration: timedelta) -> None:
        """Count the time that the computer slept as absence."""
        self._since = min(self._since or now, now - duration)

    def clock_set(self, shift: timedelta) -> None:
        """Move what was noted along with the clock."""
        self._since = self._since + shift if self._since is not None else None
        self._moved_at = self._moved_at + shift if self._moved_at is not None else None

    def follow(self, now: datetime, presence: Presence, asleep: timedelta) -> list[Event]:
        """Update from the presence at ``now``; return the row of an absence that has ended."""
        self._since, gone = away.follow(self._since, presence, now, asleep=asleep, after=self._moved_at)
        if gone is None:
            return []
        self.back_at = gone.end
        return own_break(self._state, self._state.today(now), gone)

    def split(self, day: DaySummary, end: datetime) -> list[Event]:
        """End an absence of the day at its ``end``, and begin another there; return the row of the first."""
        since = self._since
        if since is None or since >= end:
            return []
        self._since = end
        return own_break(self._state, day, Interval(since, end))
