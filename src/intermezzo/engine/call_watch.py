"""The call of a meeting from turn to turn: its early end frees the rest of the meeting."""

from dataclasses import replace
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.scheduling import call as calls
from intermezzo.core.scheduling.call import Call
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.state import EngineState


class CallWatch:
    """Knows the call that is on, or was a moment ago."""

    def __init__(self, state: EngineState) -> None:
        self._state = state
        self.call: Call | None = None

    def jumped(self, shift: timedelta) -> None:
        """Count silence anew: the clock was set by ``shift``, or the computer slept."""
        if self.call is not None:
            self.call = replace(self.call, heard_at=self.call.heard_at + shift, silent_since=None)

    def forget(self) -> None:
        """Forget the call: the user has said how it is."""
        self.call = None

    def running(self, now: datetime) -> bool:
        """Return whether the call of a meeting that has just ended goes on."""
        return self.call is not None and self.call.runs_over(now)

    def follow(self, now: datetime, presence: Presence) -> list[Event]:
        """Update from the presence at ``now``; return the row of a call that has ended early."""
        state = self._state
        meeting = state.meeting(now)
        if meeting is not None and meeting.end in state.day_state.still_in_until:
            # It is not asked about again; whether it runs on is still of interest.
            presence = replace(presence, sound_users=None)
        self.call = call = calls.follow(self.call, presence, meeting, now)
        if call is None or call.silent_since is None or not call.is_over(now):
            return []
        self.call = None
        detail = {"since": call.silent_since.isoformat(), "until": call.meeting.end.isoformat()}
        row = state.record(EventKind.RESUMED, now, reason=Reason.CALL_OVER, detail=detail)
        state.plan_cache.renew()
        return [row]
