"""Turn the documents of one calendar into occurrences. All files of a folder are one calendar."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from intermezzo.adapters.calendars.parse.blocks import Document, hidden_event, line_of
from intermezzo.adapters.calendars.parse.events import CalendarEvent, EventReader
from intermezzo.adapters.calendars.parse.lines import first, properties
from intermezzo.adapters.calendars.parse.occurrences import free_busy, occurrence
from intermezzo.adapters.calendars.parse.protocol import FileAnswer, Question, Trouble, Warned
from intermezzo.adapters.calendars.parse.series import instances
from intermezzo.core.scheduling.calendar_rules import Occurrence

MOST_WARNINGS = 100
"""Of one file; the user sees the first few."""
NAME_LENGTH = 80
"""Characters of a calendar's own name that are kept."""

_ONLY_ABOUT_EVENTS = ("COUNTER", "DECLINECOUNTER", "REFRESH")
"""Methods of messages that propose or ask something, and change no event (RFC 5546, 3.2.6 to 3.2.8)."""


def read(
    documents: Sequence[Document | Trouble], question: Question, zone: tzinfo, me: Sequence[str]
) -> tuple[FileAnswer, ...]:
    """Return the answer of each file; those that could not be read are given as their trouble."""
    sound = [(number, one) for number, one in enumerate(documents) if isinstance(one, Document)]
    kept = {uid for _number, one in sound for uid in one.kept_uids}
    warned: dict[int, list[tuple[int, Trouble, datetime | None]]] = defaultdict(list)
    by_uid: dict[object, list[CalendarEvent]] = defaultdict(list)
    found: list[list[Occurrence]] = [[] for _document in documents]
    for number, document in sound:
        document.restore(kept)
        for part in _parts(number, document, zone, warned[number]):
            if isinstance(part, CalendarEvent):
                # Without a UID each event is its own.
                by_uid[part.uid or (number, part.place)].append(part)
            else:
                found[number].append(part)
        hidden = hidden_event(document)
        if hidden is not None:
            warned[number].append((hidden, Trouble.BAD_EVENT, None))
        if not document.whole:
            warned[number].append((len(document.data), Trouble.CUT_SHORT, None))
    count = 0
    for events in by_uid.values():
        try:
            for one in instances(events, question):
                found[one.event.reader.file].append(occurrence(one.event, one.start, one.end, me))
                count += 1
        except OverflowError:  # an exception moves a series out of the years that there are
            events[0].reader.report(events[0], Trouble.BAD_EVENT)
        if count > question.limits.occurrences:
            return tuple(FileAnswer(fault=Trouble.TOO_MANY) for _document in documents)
    return tuple(
        FileAnswer(fault=one)
        if isinstance(one, Trouble)
        else FileAnswer(
            tuple(found[number]),
            warnings=tuple(_with_lines(one, warned[number])),
            uids=tuple(sorted(one.uids)) if len(documents) > 1 else (),
            name=_name(one),
        )
        for number, one in enumerate(documents)
    )


def _name(document: Document) -> str:
    """Return what the document calls itself, on one line."""
    named = (first(properties(one.head), "X-WR-CALNAME") for one in document.calendars)
    return next((" ".join(one.text.split())[:NAME_LENGTH] for one in named if one), "")


def _parts(
    number: int, document: Document, zone: tzinfo, warned: list[tuple[int, Trouble, datetime | None]]
) -> Iterator[CalendarEvent | Occurrence]:
    def warn(place: int, trouble: Trouble, at: datetime | None) -> None:
        warned.append((place, trouble, at))

    for raw in document.calendars:
        if all(one.name == b"VTIMEZONE" for one in raw.components):
            continue
        reader = EventReader(raw, number, zone, warn)
        if reader.method in _ONLY_ABOUT_EVENTS:
            continue
        for component in raw.components:
            try:
                if component.name == b"VEVENT":
                    event = reader.event(component)
                    if event is not None:
                        yield event
                elif component.name == b"VFREEBUSY":
                    yield from free_busy(reader, properties(component.text), component.place)
            except (ValueError, OverflowError):
                warn(component.place, Trouble.BAD_EVENT, None)


def _with_lines(
    document: Document, warned: Sequence[tuple[int, Trouble, datetime | None]]
) -> Iterator[Warned]:
    """Yield each warning once, in the order of their lines."""
    for place, trouble, at in sorted(dict.fromkeys(warned), key=lambda one: one[0])[:MOST_WARNINGS]:
        yield Warned(line_of(document.data, place), trouble, at)
