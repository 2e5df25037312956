"""The view of the sheet that adds a calendar: what was found, what today looks like, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from intermezzo.core.calendar_entry import host
from intermezzo.core.practice.model import Day, Plan
from intermezzo.core.scheduling.calendar_rules import DayEntry
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import clock, weekday
from intermezzo.presenters.settings import StripView, strip


@dataclass(frozen=True, slots=True)
class OfferedCalendar:
    """One calendar that can be added. ``line`` is what was read of it, or why it cannot be."""

    key: str
    name: str
    where: str
    colour: str = ""
    ticked: bool = True
    known: bool = False
    """Whether the settings have it already."""
    line: str = ""
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class AddingView:
    """What the sheet shows below the form. ``line`` is about all of it."""

    line: str = ""
    faulty: bool = False
    busy: bool = False
    consent: bool = False
    """Whether the user is asked to allow a server in a private network."""
    calendars: tuple[OfferedCalendar, ...] = ()
    day: StripView | None = None
    can_add: bool = False


def looking() -> str:
    """Return the line while a calendar is fetched."""
    return _("Looking…")


def nothing_found() -> str:
    """Return the line if no other program has a calendar here."""
    return _("No other program has a calendar on this computer.")


def without_keyring() -> str:
    """Return the line after adding a calendar whose secret could not be kept."""
    return _(
        "This computer has no keyring, so the address or password is remembered only until Intermezzo quits."
    )


def where(calendar: Calendar) -> str:
    """Return what tells calendars of one name apart: the program or place that has it."""
    programs = {
        "eds": _("GNOME or Evolution"), "thunderbird": _("Thunderbird"),
        "eventkit": _("Calendar (experimental)"), "outlook": _("Outlook (experimental)"),
    }  # fmt: skip
    if calendar.kind == "caldav":
        return f"{calendar.user} · {host(calendar.path)}"
    return programs.get(calendar.kind, calendar.path)


def meetings_line(
    entries: Sequence[DayEntry], following: DayEntry | None, now: datetime, zone: tzinfo
) -> str:
    """Return today's meetings: 7 meetings today, next 13:03. ``following`` is the next of another day."""
    meetings = [one for one in entries if one.state == "busy"]
    if not meetings:
        return _nothing_today(following, zone)
    text = ngettext("{n} meeting today", "{n} meetings today", len(meetings)).format(n=len(meetings))
    coming = next((one for one in meetings if one.start > now), None)
    if coming is None:
        return text
    return _("{meetings}, next {time}").format(meetings=text, time=clock(coming.start, zone))


def _nothing_today(following: DayEntry | None, zone: tzinfo) -> str:
    if following is None:
        return _("No meetings in the next days")
    day = weekday(following.start.astimezone(zone).date())
    return _("No meetings today, next {day} {time}").format(day=day, time=clock(following.start, zone))


def day_view(day: Day, sentence: str, zone: tzinfo) -> StripView:
    """Return today as a strip, with the sentence in bold."""
    return replace(strip(day, Plan(), zone), sentence=("", sentence, ""), left="")


def shown_span(entries: Sequence[DayEntry], start: datetime) -> Interval:
    """Return the hours to draw: eight to six from the day's ``start``, and what lies around them."""
    first, last = start + timedelta(hours=8), start + timedelta(hours=18)
    within = [one for one in entries if one.end > start and one.start < start + timedelta(days=1)]
    return Interval(
        max(start, min([first, *(one.start for one in within)])),
        min(start + timedelta(days=1), max([last, *(one.end for one in within)])),
    )
