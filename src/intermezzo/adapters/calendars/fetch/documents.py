"""iCalendar text of events that another program has read, and the answer that it makes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from intermezzo.adapters.calendars.fetch.protocol import DOCUMENT_BYTES, Answer, Request
from intermezzo.core.faults import message


@dataclass(frozen=True, slots=True)
class EventInstance:
    """One instance of an event, as programs have it that expand series themselves; dates for whole days."""

    uid: str
    title: str
    start: date
    end: date
    tentative: bool = False
    cancelled: bool = False
    free: bool = False
    """It takes no time, or the user has declined it."""
    busy_status: str = ""
    """A value of X-MICROSOFT-CDO-BUSYSTATUS."""
    private: bool = False
    others: bool = False
    """Whether other people take part, whose addresses are left out."""

    def lines(self) -> Iterator[str]:
        """Yield the lines of a VEVENT."""
        # Each instance stands for itself, else it would count as another version of the first.
        yield from ("BEGIN:VEVENT", f"UID:{escaped(self.uid)}-{self.start.isoformat()}")
        yield f"SUMMARY:{escaped(self.title)}"
        yield from (_time("DTSTART", self.start), _time("DTEND", self.end))
        if self.cancelled or self.tentative:
            yield "STATUS:CANCELLED" if self.cancelled else "STATUS:TENTATIVE"
        if self.free:
            yield "TRANSP:TRANSPARENT"
        if self.busy_status:
            yield f"X-MICROSOFT-CDO-BUSYSTATUS:{self.busy_status}"
        if self.private:
            yield "CLASS:PRIVATE"
        if self.others:
            yield "ATTENDEE:mailto:others@participants.invalid"
        yield "END:VEVENT"


def calendar(lines: Iterable[str]) -> bytes:
    """Return a document of the lines of its components."""
    text = "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Intermezzo//EN", *lines, "END:VCALENDAR", ""]
    )
    return text.encode("utf-8", "replace")


def of_instances(events: Iterable[EventInstance]) -> bytes:
    """Return a document of events, in the same order each time."""
    ordered = sorted(list(one.lines()) for one in events)
    return calendar(line for lines in ordered for line in lines)


def answer(document: bytes, request: Request, more: Mapping[str, str] | None = None) -> Answer:
    """Return the document, or that it is the same as the last one; ``more`` are further validators."""
    if len(document) > DOCUMENT_BYTES:
        return Answer(fault=message("local.too_large", limit=DOCUMENT_BYTES))
    digest = sha256(document).hexdigest()
    validators = {"digest": digest, **(more or {})}
    if request.validators.get("digest") == digest:
        return Answer(unchanged=True, validators=validators)
    return Answer((document,), validators=validators)


def calendar_id(kind: str, path: str) -> str:
    """Return the id of a calendar, the same each time that it is found."""
    return f"{kind}-{sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"


def escaped(value: object) -> str:
    """Return a text as a value of iCalendar (RFC 5545, 3.3.11)."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def _time(name: str, moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};VALUE=DATE:{moment:%Y%m%d}"
