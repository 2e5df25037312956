"""The first offer of somebody who is new: it comes within the hour, wherever the best plan would have it."""

from datetime import datetime, timedelta

from intermezzo.core.history.events import EventKind
from intermezzo.engine.state import EngineState

WITHIN = timedelta(hours=1)
_ANSWERED = frozenset(
    {EventKind.BEGUN, EventKind.DONE_ALREADY, EventKind.DECLINED, EventKind.SNOOZED, EventKind.UNANSWERED}
)


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
            state.first_by = now + WITHIN
        state.look(now)
