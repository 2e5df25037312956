"""Repetition rules: brought into one form, and expanded by dateutil in the clock time of their zone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import dropwhile, takewhile
from math import prod

from dateutil.rrule import rrulestr

from intermezzo.adapters.calendars.parse.protocol import Trouble
from intermezzo.adapters.calendars.parse.values import moment

TIMES_A_DAY = 48
"""A series with more starts a day is refused."""

_PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY",
    "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS",
}  # fmt: skip
_MEANS_NOTHING = {"RSCALE": {"GREGORIAN"}, "SKIP": {"OMIT"}}
_SKIPS = ("BACKWARD", "FORWARD")
_APART = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
_SHORTEST_MONTH = 28
_DAY = timedelta(days=1)
_OF_DAY = {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}
_OF_TIME = ("BYHOUR", "BYMINUTE", "BYSECOND")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class BadRule(Exception):
    """A rule that is refused; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def starts(text: str, start: date, zone: tzinfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the starts of a series from ``first`` to ``last``, all in naive clock time of ``zone``.

    ``start`` is that of the series. Raise BadRule, also for a rule that gives more than TIMES_A_DAY, because
    no meeting repeats so often.
    """
    parts = _parts(text)
    if not isinstance(start, datetime):
        parts = {name: value for name, value in parts.items() if name not in _OF_TIME}
    clock = clock_time(start, zone)
    if "BYWEEKNO" in parts and not parts.keys() & (_OF_DAY - {"BYWEEKNO"}):
        parts["BYDAY"] = _WEEKDAYS[clock.weekday()]  # RFC 5545, 3.3.10: that of DTSTART; dateutil takes all
    try:
        if min(int(parts.get(name, "1")) for name in ("INTERVAL", "COUNT")) < 1:
            raise BadRule(Trouble.BAD_RULE)
        _check(parts, timed=isinstance(start, datetime))
        skip = parts.pop("SKIP", "")
        lacking = _on_last_days(parts, clock) if skip else 0
        if "UNTIL" in parts:
            last = min(last, _until(parts.pop("UNTIL"), start, zone))
            parts.pop("COUNT", None)
        if "COUNT" not in parts:
            clock = _nearer(parts, clock, first)
        rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=clock)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise BadRule(Trouble.BAD_RULE) from error
    try:
        found: Iterable[datetime] = rule
        if skip == "FORWARD" and lacking:
            found = (one if one.day == lacking else one + _DAY for one in rule)
        yield from takewhile(last.__ge__, dropwhile(first.__gt__, found))
    except (IndexError, ValueError, OverflowError) as error:  # of dateutil, such as at BYDAY=8WE
        raise BadRule(Trouble.BAD_RULE) from error


def clock_time(at: date, zone: tzinfo) -> datetime:
    """Return a date (its midnight) or an aware time as naive clock time of the zone."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time())
    return at.astimezone(zone).replace(tzinfo=None)


def _parts(text: str) -> dict[str, str]:
    parts = {}
    for part in re.sub(r'[\s"]', "", text).upper().split(";"):
        name, _equals, value = part.partition("=")
        value = value.strip(",")
        if name.startswith("X-") or value in _MEANS_NOTHING.get(name, ()):
            continue
        if not value and (not part or name in _PARTS):
            continue
        if not value or (name not in _PARTS and (name != "SKIP" or value not in _SKIPS)):
            raise BadRule(Trouble.BAD_RULE)
        parts[name] = value
    return parts


def _check(parts: Mapping[str, str], *, timed: bool) -> None:
    """Raise BadRule if a series would repeat too often, or has no frequency."""
    frequency = parts.get("FREQ", "")
    if frequency not in (*_APART, "MONTHLY", "YEARLY"):
        raise BadRule(Trouble.BAD_RULE)
    apart = _APART.get(frequency, _DAY) * int(parts.get("INTERVAL", "1"))
    # Each of these parts gives several starts where it is finer than the frequency.
    finer = _OF_TIME[("HOURLY", "MINUTELY", "SECONDLY").index(frequency) + 1 :] if apart < _DAY else _OF_TIME
    times = prod(parts.get(name, "").count(",") + 1 for name in finer)
    if times * max(_DAY / apart, 1) > TIMES_A_DAY or (apart < _DAY and not timed):
        raise BadRule(Trouble.TOO_OFTEN)


def _on_last_days(parts: dict[str, str], start: datetime) -> int:
    """Let a series on a day that some months lack come on their last days, and return that day; 0 for others.

    This is SKIP=BACKWARD (RFC 7529, 4.1). Raise BadRule if the rule has more than one such day.
    """
    if "BYMONTHDAY" not in parts and (parts["FREQ"] in _APART or parts.keys() & _OF_DAY):
        return 0
    days = [int(day) for day in parts.get("BYMONTHDAY", str(start.day)).split(",")]
    if all(abs(day) <= _SHORTEST_MONTH for day in days):
        return 0
    if parts["FREQ"] == "YEARLY" and "BYMONTHDAY" not in parts:
        parts.setdefault("BYMONTH", str(start.month))
    once = parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and parts.get("BYMONTH", "").isdecimal())
    if len(days) > 1 or days[0] < 0 or not once or parts.keys() & {*_OF_DAY - {"BYMONTHDAY"}, "BYSETPOS"}:
        raise BadRule(Trouble.BAD_RULE)
    parts["BYMONTHDAY"] = ",".join(str(day) for day in range(_SHORTEST_MONTH, days[0] + 1))
    parts["BYSETPOS"] = "-1"
    return days[0]


def _until(text: str, start: date, zone: tzinfo) -> datetime:
    """Return the last possible start in clock time. A date includes its day; a time without zone is local."""
    until = moment(text, zone)
    if until.year == 9999 or not isinstance(until, datetime):
        return datetime.combine(until, time(23, 59, 59))
    if not isinstance(start, datetime):
        # A date's series ends on that day, in whichever zone it was meant.
        return datetime.combine(until.date(), time(23, 59, 59))
    return clock_time(until, zone)


def _nearer(parts: dict[str, str], start: datetime, first: datetime) -> datetime:
    """Return a start shortly before ``first`` from which an endless rule repeats the same, for speed.

    What the rule takes from its start is written into ``parts``.
    """
    interval = int(parts.get("INTERVAL", "1"))
    by_day = parts.keys() & _OF_DAY
    if parts["FREQ"] in _APART:
        apart = _APART[parts["FREQ"]] * interval
        return start + max(0, (first - start) // apart - 1) * apart
    if parts["FREQ"] == "MONTHLY":
        months = (first.year - start.year) * 12 + first.month - start.month
    else:
        months = (first.year - start.year) * 12
        interval *= 12
    skipped = (months // interval - 1) * interval
    if skipped <= 0:
        return start
    if not by_day:
        parts["BYMONTHDAY"] = str(start.day)
        if parts["FREQ"] == "YEARLY":
            parts.setdefault("BYMONTH", str(start.month))
    month = (0 if parts["FREQ"] == "YEARLY" else start.month - 1) + skipped
    return start.replace(year=start.year + month // 12, month=month % 12 + 1, day=1)
