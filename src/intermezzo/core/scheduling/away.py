"""When the user was away, from one sample of presence after another."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling.intervals import Interval, intersect, subtract
from intermezzo.core.scheduling.presence import Presence

NOTICE_SECONDS = 240.0
"""Idle for this long, the probes are asked more often, to see the return."""
BREAK = timedelta(minutes=10)
"""Away for this long in free working time is a break of one's own."""


@dataclass(frozen=True, slots=True)
class Absence:
    """``since`` is when the last sign of the user was, while they are away."""

    since: datetime | None = None


def follow(
    absence: Absence,
    presence: Presence,
    now: datetime,
    *,
    asleep: timedelta = timedelta(),
    after: datetime | None = None,
) -> tuple[Absence, Interval | None]:
    """The absence after one more sample, and the whole time away once the user is back.

    Unknown is unknown: a sample that knows neither lock nor idle time ends nothing and begins nothing; but
    for as long as the machine was ``asleep`` until now nobody was there, whatever the probes say. What lies
    before ``after`` (the end of a session, hands off the keys) is no absence; nor is listening in a call.
    """
    idle, since = presence.idle_seconds, absence.since
    if asleep:
        since = _earlier(since, now - asleep)
    if presence.locked is None and idle is None:
        return (Absence(), _between(since, now)) if asleep else (absence, None)
    seen = now - timedelta(seconds=idle or 0.0)
    if after is not None:
        seen = max(seen, min(after, now))
    gone = idle is not None and idle >= NOTICE_SECONDS
    if gone and presence.in_call is True and presence.locked is not True and not asleep:
        return Absence(), None
    if presence.locked is True or gone:
        return Absence(_earlier(since, seen)), None
    return Absence(), _between(since, seen)


def _earlier(since: datetime | None, moment: datetime) -> datetime:
    return moment if since is None else min(since, moment)


def _between(since: datetime | None, back: datetime) -> Interval | None:
    return Interval(since, back) if since is not None and back > since else None


def own_break(away: Interval, day: Day) -> Interval | None:
    """The longest stretch of the absence that was free working time, if it was long enough to be a break."""
    free = subtract(intersect([away], day.work), day.busy)
    longest = max(free, key=lambda one: one.length, default=None)
    return longest if longest is not None and longest.length >= BREAK else None
