"""Calendars of classic Outlook for Windows, through its object model. Experimental.

Written against learn.microsoft.com/office/vba/api with pywin32, and not yet run there. The request must have
a window.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from intermezzo.adapters.calendars.fetch import documents
from intermezzo.adapters.calendars.fetch.documents import EventInstance
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Calendar

MOST_EVENTS = 20_000
"""Of one window. A series without end makes the collection infinite."""

_CALENDAR_FOLDER, _APPOINTMENTS = 9, 1
"""olFolderCalendar of OlDefaultFolders, olAppointmentItem of OlItemType."""
_BUSY = {0: "FREE", 1: "TENTATIVE", 2: "BUSY", 3: "OOF", 4: "WORKINGELSEWHERE"}
"""OlBusyStatus."""
_NO_MEETING, _CANCELLED = 0, (5, 7)
"""olNonMeeting; olMeetingCanceled and olMeetingReceivedAndCanceled of OlMeetingStatus."""
_TENTATIVE, _DECLINED, _NOT_RESPONDED = 2, 4, 5
"""OlResponseStatus."""
_PRIVATE = (2, 3)
"""olPrivate and olConfidential of OlSensitivity."""
_USERS_FORMAT, _SHORT_DATE, _NO_SECONDS = 0x400, 1, 2
"""LOCALE_USER_DEFAULT, DATE_SHORTDATE, TIME_NOSECONDS: in which a filter has its dates."""


def find(request: Request) -> Answer:
    """Return the calendars of every account; starts Outlook only if the user waits. Raise Fault."""
    with _translate_errors():
        return Answer(found=tuple(map(_calendar, _folders(_session(start=request.unlock)))))


def fetch(request: Request) -> Answer:
    """Return the instances of one calendar in the window; Outlook expands its series. Raise Fault."""
    entry, _, store = request.calendar.path.partition("#")
    with _translate_errors():
        folder = _session(start=request.unlock).GetFolderFromID(entry, store)
        events = map(event_of, _items(folder, request))
        return documents.answer(documents.of_instances(events), request)


@contextmanager
def _translate_errors() -> Iterator[None]:
    """Raise Fault for what Outlook refuses."""
    import pywintypes

    try:
        yield
    except pywintypes.com_error as error:
        raise Fault("outlook.refused", error=f"{error.hresult & 0xFFFFFFFF:#010x}") from error


def event_of(item: Any) -> EventInstance:
    """Return an AppointmentItem."""
    all_day = bool(item.AllDayEvent)
    return EventInstance(
        uid=str(item.GlobalAppointmentID or item.EntryID),
        title=str(item.Subject or ""),
        start=_day(item.Start) if all_day else _moment(item.StartUTC),
        end=_day(item.End) if all_day else _moment(item.EndUTC),
        tentative=item.ResponseStatus in (_TENTATIVE, _NOT_RESPONDED),
        cancelled=item.MeetingStatus in _CANCELLED,
        free=item.ResponseStatus == _DECLINED,
        busy_status=_BUSY.get(item.BusyStatus, ""),
        private=item.Sensitivity in _PRIVATE,
        others=item.MeetingStatus != _NO_MEETING,
    )


def _session(*, start: bool) -> Any:
    """Return the MAPI session. Raise Fault if Outlook does not run and is not to be started."""
    import pythoncom
    import pywintypes
    from win32com.client import Dispatch, GetActiveObject

    pythoncom.CoInitialize()  # Once for each thread.
    try:
        program = GetActiveObject("Outlook.Application")
    except pywintypes.com_error as error:
        if not start:
            raise Fault("outlook.not_running") from error
        program = Dispatch("Outlook.Application")
    return program.GetNamespace("MAPI")


def _folders(session: Any) -> Iterator[Any]:
    """Yield the calendar of each account, and the calendars inside it."""
    import pywintypes

    for store in session.Stores:
        try:
            folder = store.GetDefaultFolder(_CALENDAR_FOLDER)
        except pywintypes.com_error:
            continue  # An archive, for example, has none.
        yield folder
        yield from (one for one in folder.Folders if one.DefaultItemType == _APPOINTMENTS)


def _calendar(folder: Any) -> Calendar:
    path = f"{folder.EntryID}#{folder.StoreID}"
    return Calendar(
        path,
        kind="outlook",
        id=documents.calendar_id("outlook", path),
        name=f"{folder.Name} ({folder.Store.DisplayName})",
    )


def _items(folder: Any, request: Request) -> Iterator[Any]:
    items = folder.Items
    # In this order, else a series is only its first instance.
    items.Sort("[Start]")
    items.IncludeRecurrences = True
    start, end = (_in_filter(datetime.fromisoformat(one)) for one in (request.start, request.end))
    found = items.Restrict(f"[Start] <= '{end}' AND [End] >= '{start}'")
    # Neither its Count nor its end can be relied upon.
    return islice(iter(found), MOST_EVENTS)


def _in_filter(moment: datetime) -> str:
    """Return a moment as filters have it: in local time, and in the formats of the user's region."""
    from win32api import GetDateFormat, GetTimeFormat

    local = moment.astimezone().replace(tzinfo=None)
    day = GetDateFormat(_USERS_FORMAT, _SHORT_DATE, local)
    return f"{day} {GetTimeFormat(_USERS_FORMAT, _NO_SECONDS, local)}"


def _moment(time: Any) -> datetime:
    """Return a time of COM, which has no zone, although pywin32 gives it one."""
    return datetime(time.year, time.month, time.day, time.hour, time.minute, time.second, tzinfo=UTC)


def _day(time: Any) -> date:
    return date(time.year, time.month, time.day)
