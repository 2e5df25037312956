"""The week that a person asks for: by its number, its key, or a date in it."""

import re
from datetime import date

from intermezzo.core.faults import Malformed
from intermezzo.core.history.statistics import monday_of, week_key

_WEEK = re.compile(r"(?:w(?:eek)?\s*)?(\d{1,2})", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?")


def asked_week(text: str, today: date) -> str:
    """Return the key of the week of 47, W47, 2026-W47, 17.11., 17.11.2026 or 2026-11-17.

    Without a year it is the last such week or day that has begun. Raise Malformed for anything else, and for
    a week that is still to come.
    """
    asked = text.strip()
    key = _key(asked, today)
    if key > week_key(today):
        raise Malformed("argument.week_to_come", text=asked)
    return key


def _key(asked: str, today: date) -> str:
    if found := _WEEK.fullmatch(asked):
        year, present = today.isocalendar().year, week_key(today)
        keys = (f"{one:04d}-W{int(found[1]):02d}" for one in (year, year - 1))
        key = next(one for one in (*keys, "") if one <= present)
        return week_key(monday_of(key)) if key else asked
    try:
        if found := _DAY.fullmatch(asked):
            day, month = int(found[1]), int(found[2])
            on = date(int(found[3] or today.year), month, day)
            return week_key(on.replace(year=on.year - 1) if not found[3] and on > today else on)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", asked):
            return week_key(date.fromisoformat(asked))
    except ValueError as error:
        raise Malformed("argument.week", text=asked) from error
    return week_key(monday_of(asked.upper()))
