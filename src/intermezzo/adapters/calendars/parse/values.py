"""Dates, times, durations and periods as calendars write them (RFC 5545, 3.3)."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil.tz import resolve_imaginary

_MOMENT = re.compile(
    r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})"
    r"(?:Z|[T ]*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?[ ]?(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_AROUND = ' \t\u00a0;,"'
_DURATION = re.compile(
    r"([+-]?)P(?:0+Y)?(?:0+M(?=\w))?(?:(\d{1,5})W)?(?:(\d{1,6})D)?T?(?:(\d{1,6})D)?"
    r"(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?",
    re.IGNORECASE,
)
"""Some programs leave the T out or put it before the days; a month is no length, so that M is minutes."""


def moment(text: str, zone: tzinfo, *, is_date: bool = False) -> date:
    """Return a date, or an aware time; ``zone`` is that of a time without one.

    ``is_date``: the property says that it is a date, even if a time follows. Raise ValueError.
    """
    found = _MOMENT.fullmatch(text.strip(_AROUND))
    if found is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, offset = found.groups()
    on = date(int(year), int(month), int(day))
    if is_date or hour is None:
        return on
    at = datetime.combine(on, time()) + timedelta(days=1) if (hour, minute) == ("24", "00") else None
    at = at or datetime.combine(on, time(int(hour), int(minute or 0), min(59, int(second or 0))))
    if offset is None:
        return at.replace(tzinfo=zone)
    if offset in "Zz":
        return at.replace(tzinfo=UTC)
    return at.replace(tzinfo=timezone(offset_of(offset)))


def is_floating(text: str) -> bool:
    """Return whether a value is a time that names neither UTC nor an offset."""
    found = _MOMENT.fullmatch(text.strip(_AROUND))
    return found is not None and found[4] is not None and found[7] is None


def offset_of(text: str) -> timedelta:
    """Return the offset of ``+0100``, ``-05:30`` or ``-012345``, east of Greenwich."""
    digits = text[1:].replace(":", "")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:] or "0")
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -offset if text[0] == "-" else offset


def duration(text: str) -> tuple[timedelta, bool]:
    """Return a duration, and whether it is in days or weeks only. Raise ValueError."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(text)
    weeks, days, more_days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days + more_days, hours=hours, minutes=minutes, seconds=seconds)
    return (-length if found[1] == "-" else length), not (hours or minutes or seconds)


def period(text: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return start and end of a period, which has an end or a duration. Raise ValueError."""
    begin, _slash, rest = text.partition("/")
    start = _time(begin, zone)
    if rest.strip().upper().lstrip("+").startswith("P"):
        end = start + duration(rest)[0]
    else:
        end = _time(rest, start.tzinfo or zone)
    if end < start:
        raise ValueError(text)
    return start, end


def _time(text: str, zone: tzinfo) -> datetime:
    found = moment(text, zone)
    return found if isinstance(found, datetime) else datetime.combine(found, time(), zone)


FIRST, LAST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
"""For times of the years 1 and 9999; they leave room for every zone."""


def utc(at: date, zone: tzinfo) -> datetime:
    """Return a date (its midnight in ``zone``) or an aware time in UTC."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time(), zone)
    if at.year in (1, 9999):
        return FIRST if at.year == 1 else LAST
    if not isinstance(at.tzinfo, ZoneInfo | timezone):
        # Within the hour that a clock change leaves out, zones of dateutil have the offset after it.
        at = resolve_imaginary(at)
    return at.astimezone(UTC)
