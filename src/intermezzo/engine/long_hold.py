"""What has held an offer back for a long time, and may be overruled: do not disturb, an inhibitor."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from intermezzo.core.history.events import Reason
from intermezzo.core.scheduling.decision import YIELDS, Decision, Hold
from intermezzo.core.scheduling.presence import Presence

LONG = timedelta(hours=1)
"""A hold of this length is told."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is due has been held for ``reason`` since then."""

    reason: Reason
    since: datetime


class LongHold:
    """Knows since when. A meeting, a lock or an absence in between does not end it, if the cause lasts."""

    def __init__(self) -> None:
        self._held: Held | None = None

    def follow(self, now: datetime, decision: Decision, presence: Presence) -> None:
        """Update from the decision at ``now`` and the presence that it is based on."""
        if isinstance(decision, Hold) and decision.reason in YIELDS:
            if self._held is None or self._held.reason is not decision.reason:
                self._held = Held(decision.reason, now)
        elif self._held is not None and (_is_answered(decision) or _is_over(self._held.reason, presence)):
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


def _is_answered(decision: Decision) -> bool:
    return decision.slot is None or decision.reason in {Reason.OFFERED, Reason.IN_SESSION}


def _is_over(reason: Reason, presence: Presence) -> bool:
    """Return whether the cause is known to be gone."""
    found = presence.do_not_disturb if reason is Reason.DO_NOT_DISTURB else presence.inhibited
    return found is False
