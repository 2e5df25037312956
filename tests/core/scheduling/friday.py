"""Times of one Friday, in UTC, as the tests of the plan and of decisions write them."""

from datetime import UTC, datetime, timedelta

from intermezzo.core.scheduling.intervals import Interval

MINUTE = timedelta(minutes=1)


def at(clock: str) -> datetime:
    """Return the moment of a time such as ``09:30``."""
    return datetime.fromisoformat(f"2026-11-20T{clock}").replace(tzinfo=UTC)


def span(text: str) -> Interval:
    """Return the interval of a text such as ``09:00-17:00``."""
    start, end = text.split("-")
    return Interval(at(start), at(end))
