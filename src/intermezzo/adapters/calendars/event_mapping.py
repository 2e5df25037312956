"""Map one instance of an icalendar event to an Occurrence.

The properties are those of RFC 5545; the X-MICROSOFT ones are described in MS-OXCICAL, 2.1.3.1.1.20.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from intermezzo.core.scheduling.calendar_rules import BusyStatus, Occurrence

TITLE_LENGTH = 200
"""Characters of a title or UID that are kept, in memory only."""

_SHOWN_AS = {
    "FREE": BusyStatus.FREE,
    "TENTATIVE": BusyStatus.TENTATIVE,
    "BUSY": BusyStatus.BUSY,
    "OOF": BusyStatus.OUT_OF_OFFICE,
    "WORKINGELSEWHERE": BusyStatus.WORKING_ELSEWHERE,
}
_UNSURE = ("TENTATIVE", "NEEDS-ACTION")
_THINGS = ("ROOM", "RESOURCE")


def occurrence(event: Any, zone: tzinfo, me: Sequence[str]) -> Occurrence:
    """Return the occurrence of an event. ``me`` are the user's addresses, ``zone`` is for floating times."""
    start, end, all_day = _time(event, zone)
    mine = {_address(one) for one in me}
    attendees = list(_values(event, "ATTENDEE"))
    answers = {_parameter(one, "PARTSTAT") for one in attendees if mine & _addresses(one)}
    organizers = {name for one in _values(event, "ORGANIZER") for name in _addresses(one)}
    unsure = _word(event, "STATUS") == "TENTATIVE" or (not mine & organizers and bool(answers & set(_UNSURE)))
    shown = _SHOWN_AS.get(
        _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") or _word(event, "X-MICROSOFT-CDO-INTENDEDSTATUS"),
        BusyStatus.BUSY,
    )
    return Occurrence(
        start=start,
        end=end,
        title=_text(event, "SUMMARY")[:TITLE_LENGTH],
        all_day=all_day,
        busy=BusyStatus.TENTATIVE if unsure and shown is BusyStatus.BUSY else shown,
        cancelled=_word(event, "STATUS") == "CANCELLED",
        transparent=_word(event, "TRANSP") == "TRANSPARENT",
        declined="DECLINED" in answers,
        alone=_alone(attendees, mine or organizers),
        private=_word(event, "CLASS") in ("PRIVATE", "CONFIDENTIAL"),
        uid=_text(event, "UID")[:TITLE_LENGTH],
    )


def utc(moment: date, zone: tzinfo) -> datetime:
    """Return a date (its midnight) or a time in UTC. ``zone`` is that of dates and floating times."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _time(event: Any, zone: tzinfo) -> tuple[datetime, datetime, bool]:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(start, datetime):
        # Some programs write the same date as start and end of an all-day event.
        end = max(end, start + timedelta(days=1))
        return utc(start, zone), utc(end, zone), True
    began, ended = utc(start, zone), utc(end, zone)
    if ended < began:
        # The start lies in the hour skipped by daylight saving: use the difference of the local times.
        ended = began + (end.replace(tzinfo=None) - start.replace(tzinfo=None))
    return began, ended, _word(event, "X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE"


def _alone(attendees: Sequence[Any], mine: set[str]) -> bool:
    """Return whether no one but ``mine`` is invited; rooms and resources do not count."""
    people = [one for one in attendees if _parameter(one, "CUTYPE") not in _THINGS]
    return all(mine & _addresses(one) for one in people)


def _values(event: Any, name: str) -> Iterator[Any]:
    value = event.get(name, [])
    yield from value if isinstance(value, list) else [value]


def _text(event: Any, name: str) -> str:
    return str(next(_values(event, name), ""))


def _word(event: Any, name: str) -> str:
    return _text(event, name).strip().upper()


def _parameter(value: Any, name: str) -> str:
    return str(getattr(value, "params", {}).get(name, "")).strip().upper()


def _address(text: str) -> str:
    return text.strip().casefold().removeprefix("mailto:").strip()


def _addresses(value: Any) -> set[str]:
    """Return the addresses of an attendee: the value, and the EMAIL parameter (RFC 7986, 6.2)."""
    params = getattr(value, "params", {})
    return {_address(str(one)) for one in (value, params.get("EMAIL", "")) if str(one)}
