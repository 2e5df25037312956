"""Events as iCalendar text (RFC 5545)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

OWNER = "me@example.org"
"""The address of the calendar's owner."""
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def calendar(events: Iterable[str]) -> str:
    """Return a calendar with these events, each of which gets an id of its own."""
    start = "BEGIN:VEVENT\n"
    numbered = (
        event if "UID:" in event else event.replace(start, f"{start}UID:{number}@simulated\n")
        for number, event in enumerate(events)
    )
    whole = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//intermezzo//simulated//EN\n" + "".join(numbered)
    return f"{whole}END:VCALENDAR\n".replace("\n", "\r\n")


def weekly(
    first: date, days: str, at: str, minutes: int, title: str, *lines: str, zone: str, every: int = 1
) -> str:
    """Return a meeting on these weekdays (``mon tue``) of every week, or of each ``every``-th.

    It repeats from the week of ``first``, a Monday, on. ``lines`` are further properties.
    """
    names = days.split()
    start = first + timedelta(days=min(_DAYS[name] for name in names))
    by_day = ",".join(name[:2].upper() for name in names)
    rule = f"RRULE:FREQ=WEEKLY;INTERVAL={every};WKST=MO;BYDAY={by_day}"
    return once(start, at, minutes, title, rule, *lines, zone=zone)


def once(day: date, at: str, minutes: int, title: str, *lines: str, zone: str) -> str:
    """Return a meeting at a local time of the zone."""
    start = datetime.combine(day, time.fromisoformat(at))
    return _event(f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}", f"DURATION:PT{minutes}M", title, *lines)


def all_day(first: date, days: int, title: str, *lines: str) -> str:
    """Return an event of whole days."""
    end = first + timedelta(days=days)
    return _event(f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}", title, *lines)


def invited(answer: str) -> tuple[str, ...]:
    """Return the lines of a meeting to which the owner is invited, and has given this answer."""
    return (
        "ORGANIZER:mailto:boss@example.org",
        f"ATTENDEE;PARTSTAT={answer}:mailto:{OWNER}",
    )


def _event(*lines: str) -> str:
    start, end, title, *more = lines
    body = "\n".join((start, end, f"SUMMARY:{title}", *more))
    return f"BEGIN:VEVENT\nDTSTAMP:20261001T000000Z\n{body}\nEND:VEVENT\n"
