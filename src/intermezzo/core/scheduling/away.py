"""Detect absences from a sequence of presence samples."""

from datetime import datetime, timedelta

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling.intervals import Interval, intersect, subtract
from intermezzo.core.scheduling.presence import Presence

NOTICE_SECONDS = 240.0
"""From this idle time on the probes are sampled more often, to notice the return."""
BREAK = timedelta(minutes=10)
"""An absence of at least this length in free working time is a break of the user's own."""


def follow(
    since: datetime | None,
    presence: Presence,
    now: datetime,
    *,
    asleep: timedelta = timedelta(),
    after: datetime | None = None,
) -> tuple[datetime | None, Interval | None]:
    """Return since when the user is away after one more sample and, once they are back, the whole time away.

    ``since`` is the time of the last sign of the user while they are away, else None. A sample that knows
    neither lock nor idle time changes nothing. While the machine was ``asleep``, until ``now``, the user was
    away whatever the probes say. Time before ``after`` (the end of a session, during which keys are not used)
    is no absence, and neither is idle time in a call.
    """
    idle = presence.idle_seconds
    if asleep:
        since = _earlier(since, now - asleep)
    if presence.locked is None and idle is None:
        return (None, _between(since, now)) if asleep else (since, None)
    last_active = now - timedelta(seconds=idle or 0.0)
    if after is not None:
        last_active = max(last_active, min(after, now))
    idle_long = idle is not None and idle >= NOTICE_SECONDS
    if idle_long and presence.in_call is True and presence.locked is not True and not asleep:
        return None, None
    if presence.locked is True or idle_long:
        return _earlier(since, last_active), None
    return None, _between(since, last_active)


def _earlier(since: datetime | None, moment: datetime) -> datetime:
    return moment if since is None else min(since, moment)


def _between(since: datetime | None, back: datetime) -> Interval | None:
    return Interval(since, back) if since is not None and back > since else None


def own_break(away: Interval, day: Day) -> Interval | None:
    """Return the longest part of the absence in free working time, if it is long enough to be a break."""
    free = subtract(intersect([away], day.work), day.busy)
    longest = max(free, key=lambda one: one.length, default=None)
    return longest if longest is not None and longest.length >= BREAK else None
