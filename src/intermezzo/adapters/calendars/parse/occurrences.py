"""Map an instance of an event to an Occurrence, and free/busy times to others.

The properties are those of RFC 5545; the X-MICROSOFT ones are described in MS-OXCICAL, 2.1.3.1.1.20.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from intermezzo.adapters.calendars.parse.events import ASSUMED, CalendarEvent, EventReader
from intermezzo.adapters.calendars.parse.lines import Properties, Property, first, says, word
from intermezzo.core.plain_text import one_line
from intermezzo.core.scheduling.calendar_rules import BusyStatus, Occurrence
from intermezzo.core.scheduling.meeting_links import meeting_in, openable

TEXT_LENGTH = 200
"""Characters of a title or UID that are kept, in memory only."""
_LINKS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
"""Properties that have nothing but the address of a meeting; the first is that of RFC 7986, 5.11."""
_MAY_HAVE_LINKS = ("URL", "LOCATION", "DESCRIPTION")
"""Properties that may have one among other things."""

_SHOWN_AS = {
    "FREE": BusyStatus.FREE,
    "TENTATIVE": BusyStatus.TENTATIVE,
    "BUSY": BusyStatus.BUSY,
    "OOF": BusyStatus.OUT_OF_OFFICE,
    "WORKINGELSEWHERE": BusyStatus.WORKING_ELSEWHERE,
}
_FREE_BUSY = {
    "FREE": BusyStatus.FREE,
    "BUSY-TENTATIVE": BusyStatus.TENTATIVE,
    "BUSY-UNAVAILABLE": BusyStatus.BUSY,
}
_NOT_COMING = {"DECLINED", "DELEGATED"}
_UNSURE = ("TENTATIVE", "NEEDS-ACTION")
_THINGS = ("ROOM", "RESOURCE")
_ALL_DAY = timedelta(hours=23)
"""The shortest that an event with the flag of all-day events can be: a day on which the clocks go forward."""


def occurrence(event: CalendarEvent, start: datetime, end: datetime, me: Sequence[str]) -> Occurrence:
    """Return the occurrence of an instance, times in UTC. ``me`` are the user's addresses."""
    known = event.properties
    mine = {_address(one) for one in me}
    attendees = [one for one in known.get("ATTENDEE", ()) if one.value]
    answers = {one.word("PARTSTAT") for one in attendees if mine & _addresses(one)}
    organizers = {name for one in known.get("ORGANIZER", ()) for name in _addresses(one)}
    unsure = word(known, "STATUS") == "TENTATIVE" or (not mine & organizers and bool(answers & set(_UNSURE)))
    shown = _SHOWN_AS.get(
        _microsoft(known, "BUSYSTATUS") or _microsoft(known, "INTENDEDSTATUS"), BusyStatus.BUSY
    )
    return Occurrence(
        start=start,
        end=end,
        title=one_line(_text(known, "SUMMARY"), TEXT_LENGTH),
        all_day=not isinstance(event.start, datetime)
        or (_microsoft(known, "ALLDAYEVENT") == "TRUE" and end - start >= _ALL_DAY),
        busy=BusyStatus.TENTATIVE if unsure and shown is BusyStatus.BUSY else shown,
        transparent=says(known, "TRANSP", ("TRANSPARENT", "TRANSPARENT-NOCONFLICT")),
        declined=bool(answers & _NOT_COMING) and "ACCEPTED" not in answers,
        alone=_alone(attendees, mine or organizers),
        private=word(known, "CLASS") in ("PRIVATE", "CONFIDENTIAL"),
        uid=_text(known, "UID"),
        link=_link(known),
    )


def free_busy(reader: EventReader, known: Properties, place: int) -> Iterator[Occurrence]:
    """Yield the times of a VFREEBUSY, which begins at ``place``."""
    for one in known.get("FREEBUSY", ()):
        busy = _FREE_BUSY.get(one.word("FBTYPE"), BusyStatus.BUSY)
        for start, end in reader.periods(one, reader.own_zone, ASSUMED, place):
            yield Occurrence(start, end, busy=busy, uid=_text(known, "UID"))


def _link(known: Properties) -> str:
    """Return the address at which the meeting is joined, empty without one that may be opened."""
    own = (openable(one.text) for name in _LINKS for one in known.get(name, ()))
    among = (meeting_in(one.text) for name in _MAY_HAVE_LINKS for one in known.get(name, ()))
    return next(filter(None, own), "") or next(filter(None, among), "")


def _microsoft(known: Properties, name: str) -> str:
    return word(known, f"X-MICROSOFT-CDO-{name}") or word(known, f"X-MICROSOFT-MSNCALENDAR-{name}")


def _alone(attendees: Sequence[Property], mine: set[str]) -> bool:
    """Return whether no one but ``mine`` is invited; rooms and resources do not count."""
    people = [one for one in attendees if one.word("CUTYPE") not in _THINGS]
    return all(mine & _addresses(one) for one in people)


def _text(known: Properties, name: str) -> str:
    one = first(known, name)
    return one.text[:TEXT_LENGTH] if one else ""


def _address(text: str) -> str:
    return text.strip().casefold().removeprefix("mailto:").strip(" <>")


def _addresses(value: Property) -> set[str]:
    """Return the addresses of an attendee: the value, and the EMAIL parameter (RFC 7986, 6.2)."""
    return {_address(one) for one in (value.value, value.parameters.get("EMAIL", "")) if one}
