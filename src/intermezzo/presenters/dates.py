"""Dates as people type them, and as they are shown in a field."""

import re
from datetime import date

from intermezzo.core.faults import Fault
from intermezzo.presenters import _
from intermezzo.presenters.durations import month_names

_NUMBERS = re.compile(r"\s*(\d{1,4})\s*[-./\s]\s*(\d{1,2})\s*[-./\s]\s*(\d{1,4})\s*\Z")
_DAY_FIRST = re.compile(r"\s*(?P<day>\d{1,2})\s*[.\s]\s*(?P<month>[^\W\d_]+)\.?,?\s*(?P<year>\d{4})\s*\Z")
_MONTH_FIRST = re.compile(r"\s*(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})\s*\Z")
_CENTURY = 2000
"""What a year of two digits is added to."""


def shown_date(day: date) -> str:
    """Return a date as it is shown in a field, which ``typed_date`` reads: 20 Dec 2026."""
    return f"{day.day} {month_names()[day.month - 1][:3]} {day.year}"


def typed_date(text: str) -> date:
    """Return the date that a text means. Raise Fault if it means none.

    2026-12-20, 20.12.2026, 20.12.26, 20/12/2026, 20 Dec 2026, December 20, 2026. Of two numbers that could
    both be the month the first one is the day; it is shown with the month's name then.
    """
    try:
        if match := _NUMBERS.match(text):
            return _of_numbers(*match.groups())
        if match := _DAY_FIRST.match(text) or _MONTH_FIRST.match(text):
            return date(int(match["year"]), _month(match["month"]), int(match["day"]))
    except ValueError:
        pass
    raise Fault(_("Write it like 20.12.2026, 2026-12-20 or 20 Dec 2026."))


def _of_numbers(first: str, second: str, third: str) -> date:
    if len(first) == 4:
        return date(int(first), int(second), int(third))
    if len(first) > 2 or len(third) not in {2, 4}:
        raise ValueError(first)
    year = int(third) + (_CENTURY if len(third) == 2 else 0)
    day, month = int(first), int(second)
    if month > 12 >= day:
        day, month = month, day
    return date(year, month, day)


def _month(name: str) -> int:
    """Return the number of the month whose name begins so, with at least three letters."""
    begins = name.casefold()
    for number, one in enumerate(month_names(), 1):
        if len(begins) >= 3 and one.casefold().startswith(begins):
            return number
    raise ValueError(name)
