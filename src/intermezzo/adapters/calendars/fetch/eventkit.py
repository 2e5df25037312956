"""Calendars of macOS, through EventKit (developer.apple.com/documentation/eventkit). Experimental.

Written against its documentation with PyObjC, and not yet run there. The request must have a window.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Any

from intermezzo.adapters.calendars.fetch import documents
from intermezzo.adapters.calendars.fetch.documents import EventInstance
from intermezzo.adapters.calendars.fetch.protocol import SECONDS, Answer, Request
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Calendar

_EVENTS = 0
"""EKEntityTypeEvent."""
_NOT_DETERMINED, _FULL_ACCESS = 0, 3
"""EKAuthorizationStatusNotDetermined and …FullAccess, before macOS 14 …Authorized."""
_FREE, _TENTATIVE, _UNAVAILABLE = 1, 2, 3
"""EKEventAvailability."""
_STATUS_TENTATIVE, _STATUS_CANCELLED = 2, 3
"""EKEventStatus."""
_PENDING, _DECLINED, _MAYBE = 1, 3, 4
"""EKParticipantStatus."""


def find(request: Request) -> Answer:
    """Return every calendar; asks for permission only if the user waits (``unlock``). Raise Fault."""
    store = _store(ask=request.unlock)
    return Answer(found=tuple(_calendar(one) for one in store.calendarsForEntityType_(_EVENTS)))


def fetch(request: Request) -> Answer:
    """Return the instances of one calendar in the window; EventKit expands its series. Raise Fault."""
    return documents.answer(documents.of_instances(map(event_of, _events(request))), request)


def _events(request: Request) -> Iterable[Any]:
    from Foundation import NSDate

    store = _store(ask=request.unlock)
    calendar = store.calendarWithIdentifier_(request.calendar.path)
    if calendar is None:
        raise Fault("eventkit.gone")
    start, end = (
        NSDate.dateWithTimeIntervalSince1970_(datetime.fromisoformat(one).timestamp())
        for one in (request.start, request.end)
    )
    predicate = store.predicateForEventsWithStartDate_endDate_calendars_(start, end, [calendar])
    return store.eventsMatchingPredicate_(predicate) or ()


def event_of(event: Any) -> EventInstance:
    """Return an EKEvent."""
    answers = {one.participantStatus() for one in event.attendees() or () if one.isCurrentUser()}
    times = (one.timeIntervalSince1970() for one in (event.startDate(), event.endDate()))
    start, end = (datetime.fromtimestamp(one, UTC) for one in times)
    all_day = bool(event.isAllDay())
    return EventInstance(
        uid=str(event.calendarItemExternalIdentifier() or event.calendarItemIdentifier()),
        title=str(event.title() or ""),
        start=_day(start) if all_day else start,
        # It ends in the last second of its last day.
        end=_day(end) + timedelta(days=1) if all_day else end,
        tentative=event.status() == _STATUS_TENTATIVE or bool(answers & {_PENDING, _MAYBE}),
        cancelled=event.status() == _STATUS_CANCELLED,
        free=event.availability() == _FREE or _DECLINED in answers,
        busy_status={_TENTATIVE: "TENTATIVE", _UNAVAILABLE: "OOF"}.get(event.availability(), ""),
        others=any(not one.isCurrentUser() for one in event.attendees() or ()),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def _calendar(calendar: Any) -> Calendar:
    """Return an EKCalendar as one of the settings."""
    identifier = str(calendar.calendarIdentifier())
    return Calendar(
        identifier,
        kind="eventkit",
        id=documents.calendar_id("eventkit", identifier),
        name=str(calendar.title()),
        colour=_colour(calendar.color()),
    )


def _colour(colour: Any) -> str:
    from AppKit import NSColorSpace

    plain = colour.colorUsingColorSpace_(NSColorSpace.sRGBColorSpace()) if colour is not None else None
    if plain is None:
        return ""
    parts = (plain.redComponent(), plain.greenComponent(), plain.blueComponent())
    return "#" + "".join(f"{round(one * 255):02x}" for one in parts)


def _store(*, ask: bool) -> Any:
    """Return the event store. Raise Fault if the user has not allowed it."""
    from EventKit import EKEventStore

    store = EKEventStore.alloc().init()
    status = EKEventStore.authorizationStatusForEntityType_(_EVENTS)
    if status == _NOT_DETERMINED and ask and _allowed(store):
        return store
    if status != _FULL_ACCESS:
        raise Fault("eventkit.not_allowed")
    return store


def _allowed(store: Any) -> bool:
    """Ask the user, and return the answer; no answer in time is none."""
    answers: list[bool] = []
    answered = Event()

    def on_answer(granted: bool, _error: Any) -> None:  # noqa: FBT001 - EKEventStoreRequestAccessCompletionHandler
        answers.append(bool(granted))
        answered.set()

    if store.respondsToSelector_("requestFullAccessToEventsWithCompletion:"):  # macOS 14
        store.requestFullAccessToEventsWithCompletion_(on_answer)
    else:
        store.requestAccessToEntityType_completion_(_EVENTS, on_answer)
    answered.wait(SECONDS / 2)
    return any(answers)
