"""Times of day, durations, numbers, dates and lists in words."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

from intermezzo.presenters import _, ngettext

_WHOLE_FROM = 10
"""Minutes from which on nobody asks for the seconds."""
_MINUTE = timedelta(minutes=1)


def clock(moment: datetime, zone: tzinfo) -> str:
    """Return the local time of day: 09:05."""
    return moment.astimezone(zone).strftime("%H:%M")


def stretch(minutes: float) -> str:
    """Return a duration to the minute: 15 min, 1 h, 1 h 30 min."""
    whole = round(minutes)
    hours, rest = divmod(whole, 60)
    if hours == 0:
        return _("{minutes} min").format(minutes=rest)
    if rest == 0:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def shown_minutes(start: datetime, end: datetime) -> int:
    """Return the minutes between two moments as ``clock`` shows them, without their seconds."""
    return (end.replace(second=0, microsecond=0) - start.replace(second=0, microsecond=0)) // _MINUTE


def length(seconds: float) -> str:
    """Return the length of a session to the second, from ten minutes on to the minute: 48 s, 1 min 52 s."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= _WHOLE_FROM:
        return stretch(seconds / 60)
    if minutes == 0:
        return _("{seconds} s").format(seconds=rest)
    if rest == 0:
        return _("{minutes} min").format(minutes=minutes)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def heard(text: str) -> str:
    """Return a text for screen readers, its durations in whole words: 1 min 52 s as 1 minute 52 seconds.

    Every text that is heard goes through it, so that no other place needs a second form of a duration.
    """
    if not any(map(str.isdecimal, text)):
        return text
    for written in (
        _("{hours} h {minutes} min"), _("{hours} h"), _("{minutes} min {seconds} s"), _("{minutes} min"),
        _("{seconds} s"),
    ):  # fmt: skip
        text = _pattern(written).sub(_in_words, text)
    return text


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """Return what finds a duration that is written so."""
    parts = re.split(r"\{(\w+)\}", written)
    found = (rf"(?P<{one}>\d+)" if place % 2 else re.escape(one) for place, one in enumerate(parts))
    return re.compile(rf"(?<![\w.,:]){''.join(found)}(?!\w)")


def _in_words(found: re.Match[str]) -> str:
    n = {unit: int(digits) for unit, digits in found.groupdict().items()}
    parts = []
    if "hours" in n:
        parts.append(ngettext("{n} hour", "{n} hours", n["hours"]).format(n=n["hours"]))
    if "minutes" in n:
        parts.append(ngettext("{n} minute", "{n} minutes", n["minutes"]).format(n=n["minutes"]))
    if "seconds" in n:
        parts.append(ngettext("{n} second", "{n} seconds", n["seconds"]).format(n=n["seconds"]))
    return " ".join(parts)


def number(n: int) -> str:
    """Return a number from 0 to 12 as a word, any other in digits."""
    names = (
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"),
        _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return names[n] if 0 <= n < len(names) else str(n)


def steps(n: int) -> str:
    """Return a number of steps in words."""
    return ngettext("{n} step", "{n} steps", n).format(n=number(n))


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def together(names: Sequence[str]) -> str:
    """Return the names joined: a bag, a stool and a cushion. No names give ""."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def day_names() -> tuple[str, ...]:
    """Return the names of the days of the week, Monday first."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip


def weekday(day: date) -> str:
    """Return the name of the day of the week."""
    return day_names()[day.weekday()]


def month_names() -> tuple[str, ...]:
    """Return the names of the months, January first."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
        _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def day_month(day: date) -> str:
    """Return day and month: 20 November."""
    return _("{day} {month}").format(day=day.day, month=month_names()[day.month - 1])


def on_day(day: date, today: date) -> str:
    """Return when a past day was: yesterday, on Tuesday, on 3 November."""
    if (today - day).days == 1:
        return _("yesterday")
    return _("on {day}").format(day=weekday(day) if (today - day).days < 7 else day_month(day))


def initials() -> tuple[str, ...]:
    """Return the first letters of the days of the week, Monday first."""
    return tuple(name[:1] for name in day_names())
