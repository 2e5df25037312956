"""The view of the sheet that adds a calendar: what was found, what today looks like, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from intermezzo.core.calendar_entry import host
from intermezzo.core.plain_text import escaped, one_line
from intermezzo.core.practice.model import Plan
from intermezzo.core.scheduling import calendar_rules
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval, clip
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.calendars.status import LONGEST_NAME, calendar_name
from intermezzo.presenters.durations import clock, weekday
from intermezzo.presenters.settings import StripView, strip

AHEAD = timedelta(days=8)
"""How far the next meeting is looked for."""


@dataclass(frozen=True, slots=True)
class OfferedCalendar:
    """One calendar that can be added. ``line`` is what was read of it, or why it cannot be."""

    key: str
    name: str
    where: str
    """What tells calendars of one name apart, in a few words."""
    ticked: bool = True
    known: bool = False
    """Whether the settings have it already."""
    line: str = ""
    faulty: bool = False
    place: str = ""
    """The same in full, where it is a path."""


@dataclass(frozen=True, slots=True)
class AddingView:
    """What the sheet shows below the form. ``line`` is about all of it."""

    line: str = ""
    faulty: bool = False
    consent: bool = False
    """Whether the user is asked to allow a server in a private network."""
    calendars: tuple[OfferedCalendar, ...] = ()
    day: StripView | None = None
    can_add: bool = False


def where(calendar: Calendar) -> str:
    """Return what tells calendars of one name apart: the program or place that has it."""
    programs = {
        "eds": _("GNOME or Evolution"), "thunderbird": _("Thunderbird"),
        "eventkit": _("Calendar (experimental)"), "outlook": _("Outlook (experimental)"),
    }  # fmt: skip
    if calendar.kind == "caldav":
        return one_line(f"{calendar.user} · {host(calendar.path)}", LONGEST_NAME)
    return programs.get(calendar.kind, escaped(calendar.path))


def offered(
    key: str, calendar: Calendar, *, ticked: bool, known: bool = False, line: str = "", faulty: bool = False
) -> OfferedCalendar:
    """Return a calendar that can be added."""
    place = where(calendar) if calendar.kind == "files" else ""
    shortly = _folder(place) if place else where(calendar)
    return OfferedCalendar(key, calendar_name(calendar), shortly, ticked, known, line, faulty, place)


def _folder(path: str) -> str:
    """Return the name of the folder that a file or folder is in; empty at the top."""
    inside = path.replace("\\", "/").rstrip("/").rpartition("/")[0].rpartition("/")[2]
    return _("in {folder}").format(folder=one_line(inside, LONGEST_NAME)) if inside else ""


def today_line(
    known: Sequence[Occurrence], settings: Settings, today: date, now: datetime, zone: tzinfo
) -> str:
    """Return today's meetings: 7 meetings today, next 13:03. Without one, the next of the following week."""
    meetings = busy_entries(known, settings, today, zone)
    if not meetings:
        days = (today + timedelta(days=number) for number in range(1, AHEAD.days))
        coming = next((one for day in days for one in busy_entries(known, settings, day, zone)), None)
        if coming is None:
            return _("No meetings in the next days")
        on, time = weekday(coming.start.astimezone(zone).date()), clock(coming.start, zone)
        return _("No meetings today, next {day} {time}").format(day=on, time=time)
    text = ngettext("{n} meeting today", "{n} meetings today", len(meetings)).format(n=len(meetings))
    following = next((one for one in meetings if one.start > now), None)
    if following is None:
        return text
    return _("{meetings}, next {time}").format(meetings=text, time=clock(following.start, zone))


def busy_entries(
    known: Sequence[Occurrence], settings: Settings, day: date, zone: tzinfo
) -> list[calendar_rules.DayEntry]:
    """Return the meetings of a day, without breaks and quiet times."""
    entries = calendar_rules.entries(known, settings, day, zone)
    return [one for one in entries if one.state == "busy"]


def today_strip(
    known: Sequence[Occurrence], settings: Settings, today: date, now: datetime, zone: tzinfo
) -> StripView:
    """Return today with these events alone: eight to six, and what lies around that."""
    whole = calendar_rules.date_span(today, zone)
    times = calendar_rules.day(known, settings, today, zone, (whole,)).busy
    within = clip(times, whole)
    start = min([whole.start + timedelta(hours=8), *(one.start for one in within)])
    end = max([whole.start + timedelta(hours=18), *(one.end for one in within)])
    day = calendar_rules.day(known, settings, today, zone, (Interval(start, min(end, whole.end)),))
    line = today_line(known, settings, today, now, zone)
    return replace(strip(day, Plan(), zone), sentence=("", line, ""))
