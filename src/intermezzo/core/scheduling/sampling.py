"""When presence is to be sampled, and whether calls and what else holds an offer matter."""

from datetime import datetime, timedelta

from intermezzo.core.practice.model import Plan
from intermezzo.core.scheduling.away import NOTICE_SECONDS
from intermezzo.core.scheduling.call import Call
from intermezzo.core.scheduling.day_state import DayState
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence

RESTING = timedelta(minutes=4)
"""Longest age of a sample while nothing is due."""
WATCHFUL = timedelta(seconds=55)
"""Longest age of a sample while the user is away: their return is noticed within a minute."""

LISTENING = timedelta(seconds=55)
"""Longest age of a sample in a meeting whose end would leave time: its call may end early, or run on."""


def sample_due(
    now: datetime, sampled_at: datetime | None, presence: Presence, plan: Plan, *, offer_open: bool
) -> bool:
    """Return whether to sample before deciding; ``presence`` is the sample taken at ``sampled_at``.

    A sample from the future was taken before the clock was set back: it counts as none.
    """
    if sampled_at is None or now < sampled_at or offer_open or plan.is_due(now):
        return True
    idle = presence.idle_seconds
    away = presence.locked is True or (idle is not None and idle >= NOTICE_SECONDS)
    return now - sampled_at >= (WATCHFUL if away else RESTING)


def calls_matter(now: datetime, plan: Plan, state: DayState, *, offer_open: bool, in_session: bool) -> bool:
    """Return whether calls, a shared screen and the like would change anything; else nobody is asked."""
    if offer_open or in_session:
        return True
    waits = (until for until in (state.paused_until, state.snoozed_until) if until is not None)
    return plan.is_due(now) and all(until <= now for until in waits)


def call_due(
    now: datetime, sampled_at: datetime | None, meeting: Interval | None, call: Call | None, plan: Plan,
    state: DayState,
) -> bool:  # fmt: skip
    """Return whether to sample microphone and camera for a call in ``meeting``, the one of this moment.

    Once a minute, and at every turn once the call has fallen silent; never where nothing would be offered
    after it.
    """
    if meeting is None or not (plan.slots or plan.unplaced):
        return False
    if state.paused_until is not None and state.paused_until > now:
        return False
    silent = call is not None and call.silent_since is not None
    return silent or sampled_at is None or now < sampled_at or now - sampled_at >= LISTENING
