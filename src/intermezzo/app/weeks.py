"""The week out of the store, and when its summary comes."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.statistics import monday_of
from intermezzo.core.scheduling import hours
from intermezzo.core.settings import Settings
from intermezzo.engine.week import Week, load
from intermezzo.presenters.messages import tell

__all__ = ["Week", "check", "load", "summary_at"]

BEFORE_THE_END = timedelta(minutes=15)
"""The week's summary comes this long before the last working day ends."""


def check(key: str) -> None:
    """Raise Malformed for what is not an ISO week; empty is this one."""
    if key:
        try:
            monday_of(key)
        except Fault as fault:
            raise Malformed(tell(fault)) from fault


def summary_at(settings: Settings, zone: tzinfo, now: datetime) -> datetime:
    """When the summary of the week comes next: at the end of its last working day, in UTC."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    for week in range(3):
        days = (monday + timedelta(days=7 * week + n) for n in range(6, -1, -1))
        for day in days:
            work = hours.work(settings, day, zone)
            if not work:
                continue
            moment = work[-1].end - BEFORE_THE_END
            if moment > now:
                return moment
            break  # the last working day of this week is over
    return datetime.combine(monday + timedelta(days=21), time(12), zone).astimezone(UTC)
