"""When presence is to be sampled, and whether calls and surroundings matter."""

from datetime import datetime, timedelta

from intermezzo.core.practice.model import Day, Plan
from intermezzo.core.scheduling.away import NOTICE_SECONDS
from intermezzo.core.scheduling.day_state import DayState
from intermezzo.core.scheduling.presence import Presence

RESTING = timedelta(minutes=4)
"""Longest age of a sample while nothing is due."""
WATCHFUL = timedelta(seconds=25)
"""Longest age of a sample while the user is away or in a call: its end is to be noticed soon."""
IN_MEETING = timedelta(seconds=55)
"""Longest age of a sample in a meeting whose call may end early."""


def slot_due(plan: Plan, now: datetime) -> bool:
    """Return whether the next slot of the plan has begun."""
    return bool(plan.slots) and plan.slots[0].start <= now


def meeting_matters(day: Day, now: datetime, plan: Plan, state: DayState) -> bool:
    """Return whether it would change anything if the meeting of this moment ended early.

    It would where something is still to be offered, and nothing keeps it back until later.
    """
    owed = bool(plan.slots or plan.unplaced) and not state.no_more and not _waits(state, now)
    in_break = any(one.holds(now) for one in day.breaks)
    return owed and not in_break and any(one.holds(now) for one in day.busy)


def sample_due(
    now: datetime,
    sampled_at: datetime | None,
    presence: Presence,
    plan: Plan,
    *,
    offer_open: bool,
    in_meeting: bool = False,
) -> bool:
    """Return whether to sample before deciding; ``presence`` is the sample taken at ``sampled_at``.

    ``in_meeting``: the answer of ``meeting_matters``. A sample from the future was taken before the clock was
    set back: it counts as none.
    """
    if sampled_at is None or now < sampled_at or offer_open or slot_due(plan, now):
        return True
    idle = presence.idle_seconds
    away = presence.locked is True or (idle is not None and idle >= NOTICE_SECONDS)
    if away or (in_meeting and presence.in_call):
        return now - sampled_at >= WATCHFUL
    return now - sampled_at >= (IN_MEETING if in_meeting else RESTING)


def surroundings_matter(
    now: datetime,
    plan: Plan,
    state: DayState,
    *,
    offer_open: bool,
    in_session: bool,
    in_meeting: bool = False,
) -> bool:
    """Return whether calls, a shared screen and the like would change anything; else nobody is asked."""
    if offer_open or in_session or in_meeting:
        return True
    return slot_due(plan, now) and not _waits(state, now)


def _waits(state: DayState, now: datetime) -> bool:
    """Return whether the day is paused or snoozed."""
    return any(until is not None and until > now for until in (state.paused_until, state.snoozed_until))
