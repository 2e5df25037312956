"""When the summary of the week is shown."""

from datetime import datetime, time, timedelta, tzinfo

from intermezzo.core.scheduling import hours
from intermezzo.core.settings import Settings

BEFORE_THE_END = timedelta(minutes=15)
"""The summary comes this long before the last working day ends."""
STALE = timedelta(hours=3)
"""A summary that is later than this, after a sleep of the computer, is left out."""


def summary_at(settings: Settings, zone: tzinfo, now: datetime) -> datetime:
    """Return when the next summary is due, in UTC: shortly before the last working day of a week ends.

    Without any working time in the next three weeks it is the noon after them, when to look again.
    """
    today = hours.local_day(settings, now, zone)
    monday = today - timedelta(days=today.weekday())
    for week in range(3):
        days = (monday + timedelta(days=7 * week + n) for n in range(6, -1, -1))
        work = next((found for day in days if (found := hours.work(settings, day, zone))), None)
        if work and (moment := work[-1].end - BEFORE_THE_END) > now:
            return moment
    return hours.first_moment(monday + timedelta(days=21), time(12), zone)


def is_stale(due: datetime, now: datetime) -> bool:
    """Return whether a summary that was due then is too late now."""
    return now - due > STALE
