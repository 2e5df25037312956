"""What is followed from turn to turn: an absence, a call, what holds for long, a new user’s first offer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.scheduling import away
from intermezzo.core.scheduling import call as calls
from intermezzo.core.scheduling.call import Call
from intermezzo.core.scheduling.decision import YIELDS, Decision, Hold
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.day_log import own_break
from intermezzo.engine.state import DaySummary, EngineState

LONG = timedelta(hours=1)
"""A hold of this length is told."""
FIRST_WITHIN = timedelta(hours=1)
"""The first offer of somebody who is new comes so soon, wherever the best plan would have it."""
_ANSWERED = frozenset(
    {EventKind.BEGUN, EventKind.DONE_ALREADY, EventKind.DECLINED, EventKind.SNOOZED, EventKind.UNANSWERED}
)


class AbsenceTracker:
    """Knows since when the user is away; a long absence covers a slot that was due."""

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


class CallWatch:
    """Knows the call that is on, or was a moment ago; its early end frees the rest of its meeting."""

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


@dataclass(frozen=True, slots=True)
class Held:
    """What is due has been held for ``reason`` since then."""

    reason: Reason
    since: datetime


class LongHold:
    """Knows since when do not disturb or an inhibitor, which may be overruled, has held an offer back.

    A meeting, a lock or an absence in between does not end it, if the cause lasts.
    """

    def __init__(self) -> None:
        self._held: Held | None = None

    def follow(self, now: datetime, decision: Decision, presence: Presence) -> None:
        """Update from the decision at ``now`` and the presence that it is based on."""
        if isinstance(decision, Hold) and decision.reason in YIELDS:
            if self._held is None or self._held.reason is not decision.reason:
                self._held = Held(decision.reason, now)
        elif self._held is not None:
            answered = decision.slot is None or decision.reason in {Reason.OFFERED, Reason.IN_SESSION}
            if answered or _is_over(self._held.reason, presence):
                self._held = None

    def clock_set(self, shift: timedelta) -> None:
        """Move what was noted along with the clock."""
        if self._held is not None:
            self._held = Held(self._held.reason, self._held.since + shift)

    def told(self, now: datetime, decision: Decision | None) -> Held | None:
        """Return what has held for long and still does, else None."""
        held = self._held
        if held is None or not isinstance(decision, Hold) or decision.reason is not held.reason:
            return None
        return held if now - held.since >= LONG else None


def _is_over(reason: Reason, presence: Presence) -> bool:
    """Return whether the cause is known to be gone."""
    found = presence.do_not_disturb if reason is Reason.DO_NOT_DISTURB else presence.inhibited
    return found is False


class FirstOffer:
    """Sets ``first_by`` of the state once the user works, until an offer was answered or left unanswered."""

    def __init__(self, state: EngineState) -> None:
        self._state = state
        self.expected = False
        """Whether the user may be new."""

    def look(self, now: datetime, *, may_come: bool) -> None:
        """Update the state to ``now``; the hour begins when an offer ``may_come``."""
        state = self._state
        if not self.expected or not may_come:
            return
        if any(event.kind in _ANSWERED for event in state.events):
            self.expected, state.first_by = False, None
        elif state.first_by is None and any(one.holds(now) for one in state.day.work):
            state.first_by = now + FIRST_WITHIN
        state.look(now)
