"""Events of programs that expand series themselves. Stand-ins for EventKit and Outlook: neither runs here."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import icalendar
import pytest

from intermezzo.adapters.calendars.fetch import documents, eventkit, outlook
from intermezzo.adapters.calendars.fetch.documents import EventInstance
from intermezzo.adapters.calendars.fetch.protocol import Request
from intermezzo.core.faults import message
from intermezzo.core.settings import Calendar

TEN = datetime(2026, 12, 2, 10, tzinfo=UTC)
ELEVEN = TEN + timedelta(hours=1)
DAY = date(2026, 12, 2)


def test_the_document_says_what_the_events_are() -> None:
    events = [
        EventInstance("b", "Series", TEN, ELEVEN),
        EventInstance("b", "Series", TEN + timedelta(days=1), ELEVEN + timedelta(days=1)),
        EventInstance("a", "Fair, all day", DAY, DAY + timedelta(days=1), free=True),
        EventInstance(
            "c", "Not sure", TEN, ELEVEN, tentative=True, private=True, others=True, busy_status="OOF"
        ),
        EventInstance("d", "Off", TEN, ELEVEN, tentative=True, cancelled=True),
    ]
    document = documents.of_instances(events)
    assert document == documents.of_instances(events[::-1])
    found: list[Any] = list(icalendar.Calendar.from_ical(document).walk("VEVENT"))
    fair, first, second, unsure, off = found
    assert (fair["SUMMARY"], fair["DTSTART"].dt, fair["DTEND"].dt) == (
        "Fair, all day",
        DAY,
        date(2026, 12, 3),
    )
    assert fair["TRANSP"] == "TRANSPARENT"
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (TEN, ELEVEN)
    assert first["UID"] != second["UID"], "neither replaces the other"
    assert (unsure["STATUS"], unsure["CLASS"], unsure["X-MICROSOFT-CDO-BUSYSTATUS"]) == (
        "TENTATIVE",
        "PRIVATE",
        "OOF",
    )
    assert "ATTENDEE" in unsure
    assert "ATTENDEE" not in first
    assert off["STATUS"] == "CANCELLED"


def test_an_answer_is_unchanged_or_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    document = documents.of_instances([EventInstance("a", "A", TEN, ELEVEN)])
    first = documents.answer(document, Request("fetch", Calendar("x")))
    assert first.documents == (document,)
    again = documents.answer(document, Request("fetch", Calendar("x"), validators=first.validators))
    assert (again.unchanged, again.documents) == (True, ())
    monkeypatch.setattr(documents, "DOCUMENT_BYTES", 10)
    large = documents.answer(document, Request("fetch", Calendar("x")))
    assert large.fault == message("local.too_large", limit=10)


def called(**values: Any) -> Any:
    """An object whose methods return the values."""
    return SimpleNamespace(**{name: lambda value=value: value for name, value in values.items()})


def moment(when: datetime) -> Any:
    return called(timeIntervalSince1970=when.timestamp())


def ek(**values: Any) -> Any:
    """An EKEvent."""
    usual: dict[str, Any] = {"calendarItemExternalIdentifier": "a", "title": "A", "startDate": moment(TEN)}
    usual |= {"endDate": moment(ELEVEN), "isAllDay": False, "status": 0, "availability": 0, "attendees": None}
    return called(**usual | values)


def participant(status: int, *, me: bool) -> Any:
    return called(participantStatus=status, isCurrentUser=me)


def test_events_of_eventkit() -> None:
    assert eventkit.event_of(ek()) == EventInstance("a", "A", TEN, ELEVEN)
    assert eventkit.event_of(ek(status=3)).cancelled
    assert eventkit.event_of(ek(status=2)).tentative
    assert eventkit.event_of(ek(availability=1)).free
    assert eventkit.event_of(ek(availability=3)).busy_status == "OOF"
    declined = eventkit.event_of(ek(attendees=[participant(3, me=True), participant(2, me=False)]))
    assert (declined.free, declined.others) == (True, True)
    pending = eventkit.event_of(ek(attendees=[participant(1, me=True)]))
    assert (pending.tentative, pending.others) == (True, False)
    midnight = datetime(2026, 12, 2).astimezone()  # whole days are in local time there
    last = midnight + timedelta(days=2, seconds=-1)
    fair = eventkit.event_of(ek(isAllDay=True, startDate=moment(midnight), endDate=moment(last)))
    assert (fair.start, fair.end) == (DAY, date(2026, 12, 4))


def item(**values: Any) -> Any:
    """An AppointmentItem."""
    usual: dict[str, Any] = {
        "GlobalAppointmentID": "a",
        "Subject": "A",
        "AllDayEvent": False,
        "StartUTC": TEN,
    }
    usual |= {"EndUTC": ELEVEN, "ResponseStatus": 0, "MeetingStatus": 0, "BusyStatus": 2, "Sensitivity": 0}
    return SimpleNamespace(**usual | values)


def test_events_of_outlook() -> None:
    assert outlook.event_of(item()) == EventInstance("a", "A", TEN, ELEVEN, busy_status="BUSY")
    assert outlook.event_of(item(BusyStatus=4)).busy_status == "WORKINGELSEWHERE"
    declined = outlook.event_of(item(MeetingStatus=3, ResponseStatus=4))
    assert (declined.free, declined.others, declined.cancelled) == (True, True, False)
    assert outlook.event_of(item(MeetingStatus=3, ResponseStatus=5)).tentative
    assert outlook.event_of(item(MeetingStatus=7)).cancelled
    assert outlook.event_of(item(Sensitivity=2)).private
    start, end = (
        datetime(2026, 12, 2, tzinfo=UTC),
        datetime(2026, 12, 4, tzinfo=UTC),
    )  # local, whatever it says
    fair = outlook.event_of(item(AllDayEvent=True, Start=start, End=end))
    assert (fair.start, fair.end) == (DAY, date(2026, 12, 4))
