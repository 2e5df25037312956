"""The meeting or break that comes next, for the page after a session."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from intermezzo.core.scheduling.calendar_rules import Meaning, Occurrence, meaning
from intermezzo.core.settings import Settings

JOIN_BEFORE = timedelta(minutes=15)
"""A meeting can be joined from so long before its start."""
JOIN_AFTER = timedelta(minutes=5)
"""A meeting that began so long ago is still the next one to go to."""


def next_meeting(
    occurrences: Iterable[Occurrence], settings: Settings, now: datetime, until: datetime
) -> Occurrence | None:
    """Return the meeting or break that has just begun or begins next before ``until``, or None."""
    coming = (
        one
        for one in occurrences
        if now - JOIN_AFTER < one.start < until
        and now < one.end
        and meaning(one, settings) in {Meaning.BUSY, Meaning.BREAK}
    )
    return min(coming, key=lambda one: (one.start, one.end, one.uid), default=None)


def can_join(meeting: Occurrence, now: datetime) -> bool:
    """Return whether the meeting has an address, and is about to begin."""
    return bool(meeting.link) and meeting.start - JOIN_BEFORE <= now
