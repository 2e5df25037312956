"""Check the bytes of an .ics file, and drop events outside the window before they are parsed.

Parsing takes most of the time. An event is dropped only if all of its dates are understood here; anything
unusual is kept for the library.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from intermezzo.adapters.calendars.protocol import Trouble

MARGIN = timedelta(days=3)
"""Days are compared without zones. Real zones are at most 26 hours apart, self-defined ones two days."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"B\0E\0G\0", b"\0B\0E\0G")
_CALENDAR = b"BEGIN:VCALENDAR"
_CALENDAR_END = b"\nEND:VCALENDAR"

# A fold as icalendar reads one (RFC 5545, 3.1), but on bytes: this also joins a character that was split.
_FOLD = re.compile(rb"(?:(?<!\n)\r\n|(?<![\r\n])\n)(?:\r?\n)*[ \t]")
_BEGIN = re.compile(rb"\nBEGIN:(VEVENT|VTODO|VJOURNAL)\r?\n(?![ \t\r\n])")
_LINE_END = re.compile(rb"\r?\n(?![ \t\r\n])|\r?\n?\Z")
_ALARM = re.compile(rb"\nBEGIN:VALARM\r?(?=\n).*?\nEND:VALARM\r?(?=\n)", re.DOTALL)
_ZONE = re.compile(rb"\nBEGIN:VTIMEZONE\r?(?=\n).*?\nEND:VTIMEZONE\r?(?=\n)", re.DOTALL | re.IGNORECASE)
_OWN_ZONE = re.compile(rb"\nX-WR-TIMEZONE(?:;[^:\n]*)?:([^\r\n]*)", re.IGNORECASE)
_ENDLESS = re.compile(rb"FREQ=(?!YEARLY|MONTHLY)|INTERVAL=0*(?!\d)", re.IGNORECASE)
_REPEATS = re.compile(rb"\n(?:R(?:RULE|DATE|ECURRENCE-ID)|EX(?:DATE|RULE))")
_DAY = rb"(?:;[^:\n]*)?:(\d{8})(?:T\d{6}Z?)?\r?\n"
_START = re.compile(rb"\nDTSTART" + _DAY)
_END = re.compile(rb"\nDTEND" + _DAY)
_DURATION = re.compile(
    rb"\nDURATION:P(?:(\d{1,3})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?)\r?\n"
)
_UID = re.compile(rb"\nUID(?:;[^:\n]*)?:([^\r\n]*)", re.IGNORECASE)
_PLAIN_UID = re.compile(rb"[!-\[\]-~]+")
_NEEDED = re.compile(
    rb"^(?:BEGIN|END|UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE|SUMMARY|STATUS|TRANSP"
    rb"|CLASS|ATTENDEE|ORGANIZER|X-MICROSOFT-CDO-(?:BUSYSTATUS|INTENDEDSTATUS|ALLDAYEVENT))[:;][^\n]*\n",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class RawCalendar:
    """One VCALENDAR, unfolded.

    ``zone_name`` is its X-WR-TIMEZONE, ``zones`` are its VTIMEZONEs. ``components`` are (line in the file,
    text) of each event, with only the properties that matter; the last may be a calendar with everything
    unusual. ``endless_zone``: a zone was left out because its expansion might not end.
    """

    zone_name: str
    zones: tuple[bytes, ...]
    components: tuple[tuple[int, bytes], ...]
    endless_zone: bool = False


def trouble_of_file(data: bytes) -> Trouble | None:
    """Return what is wrong with the file as a whole, or None."""
    start = data[:4096].removeprefix(_BYTE_ORDER_MARK).lstrip()
    trouble = None
    if data.startswith(_UTF_16):
        trouble = Trouble.UTF_16
    elif not start and not data.strip():
        trouble = Trouble.EMPTY
    elif b"\0" in data:
        trouble = Trouble.NUL
    elif start.startswith(b"<"):
        trouble = Trouble.WEB_PAGE
    elif not start.upper().startswith(_CALENDAR):
        trouble = Trouble.NOT_A_CALENDAR
    return trouble


def split(data: bytes, start: datetime, end: datetime) -> tuple[RawCalendar, ...] | None:
    """Return the calendars of a file without a ``trouble_of_file``, less events outside ``start`` to ``end``.

    Series, their exceptions, and all events that share a UID with a kept one are kept; to-dos and journals
    are dropped. Return None if a calendar has no end, because the file was cut short.
    """
    first, last = _digits(start - MARGIN), _digits(end + MARGIN)
    upper = data.upper()
    understood: list[tuple[int, int]] = []
    kept: dict[int, bytes] = {}
    kept_uids: set[bytes] = set()
    outside: dict[bytes, list[tuple[int, int]]] = {}
    for is_event, begin, stop in _components(upper):
        text = _event_text(data, begin, stop)
        shape = text.upper()
        if shape.find(b"\nBEGIN:", 1) >= 0:
            continue
        understood.append((begin, stop))
        if is_event:
            uids = _UID.findall(text)
            if _is_plain(uids) and _is_outside(shape, first, last):
                outside.setdefault(b"".join(uids), []).append((begin, stop))
            else:
                kept[begin] = text
                kept_uids.update(map(_unescaped, uids))

    between: list[list[tuple[int, bytes]]] = []
    starts = (*_calendar_starts(upper), len(data))
    for opening, following in pairwise(starts):
        closing = upper.find(_CALENDAR_END, opening, following)
        if closing < 0:
            return None
        between.append([(place, _unfold(text)) for place, text in _rest(data, understood, opening, closing)])
        kept_uids.update(_unescaped(uid) for _, text in between[-1] for uid in _UID.findall(text))
    for uid in kept_uids & outside.keys():
        kept.update((begin, _event_text(data, begin, stop)) for begin, stop in outside[uid])
    places = sorted(kept)
    line_of = _LineNumbers(data)
    calendars = []
    for (opening, following), pieces in zip(pairwise(starts), between, strict=True):
        mine = places[bisect_left(places, opening) : bisect_left(places, following)]
        calendars.append(_calendar(line_of, pieces, [(begin, kept[begin]) for begin in mine]))
    return tuple(calendars)


def _calendar(
    line_of: Callable[[int], int], pieces: list[tuple[int, bytes]], events: list[tuple[int, bytes]]
) -> RawCalendar:
    """Return a calendar of the given events and of the ``pieces`` of text around them."""
    zones: list[bytes] = []
    found = [(begin, b"".join(_NEEDED.findall(text))) for begin, text in events]
    for place, text in pieces:
        zones += _ZONE.findall(text)
        rest = _ZONE.sub(b"", text)
        unusual = rest.upper().find(b"\nBEGIN:")
        if unusual >= 0:
            found.append((place, _CALENDAR + rest[unusual:] + _CALENDAR_END + b"\n"))
    name = _OWN_ZONE.search(pieces[0][1])
    sound = tuple(zone + b"\n" for zone in zones if not _ENDLESS.search(zone))
    return RawCalendar(
        zone_name=name[1].decode(errors="replace").strip() if name else "",
        zones=sound,
        components=tuple((line_of(place + 1), text) for place, text in sorted(found)),
        endless_zone=len(sound) < len(zones),
    )


class _LineNumbers:
    """Counts lines: returns the line number of a byte offset. Offsets must not decrease."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._line = 1
        self._place = 0

    def __call__(self, place: int) -> int:
        self._line += self._data.count(b"\n", self._place, place)
        self._place = place
        return self._line


def _components(upper: bytes) -> Iterator[tuple[bool, int, int]]:
    """Yield (is it an event, start, end) of each component, including the line end before it."""
    ends: dict[bytes, int] = {}
    begins = [(one.group(1), one.start(), one.end()) for one in _BEGIN.finditer(upper)]
    begins.append((b"", len(upper), len(upper)))
    for (name, begin, inside), (_, following, _) in pairwise(begins):
        mark = b"\nEND:" + name
        if 0 <= ends.get(name, 0) < inside:
            ends[name] = upper.find(mark, inside - 1)
        end = ends[name]
        if 0 <= end < following and (line_end := _LINE_END.match(upper, end + len(mark))):
            yield name == b"VEVENT", begin, line_end.end()


def _calendar_starts(upper: bytes) -> Iterator[int]:
    """Yield the offset of each VCALENDAR; the first one may follow a byte order mark."""
    yield upper.index(_CALENDAR)
    place = upper.find(b"\n" + _CALENDAR, 1)
    while place >= 0:
        yield place + 1
        place = upper.find(b"\n" + _CALENDAR, place + 1)


def _rest(
    data: bytes, understood: list[tuple[int, int]], opening: int, closing: int
) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, text) of what is around the understood components of one calendar.

    The first piece starts with the calendar itself, the others with the line end before them.
    """
    place = opening
    for begin, stop in understood[bisect_left(understood, (opening, 0)) :]:
        if begin >= closing:
            break
        if begin > place:
            yield place, data[place : begin + 1]
        place = stop - 1
    yield place, data[place:closing] + b"\n"


def _event_text(data: bytes, begin: int, stop: int) -> bytes:
    """Return a component unfolded and without its alarms."""
    text = _unfold(data[begin:stop])
    return _ALARM.sub(b"", text) if b"VALARM" in text else text


def _unfold(text: bytes) -> bytes:
    if b"\n " not in text and b"\n\t" not in text:
        return text
    if b"\n\n" in text or b"\n\r\n" in text:
        return _FOLD.sub(b"", text)
    # Equivalent if there are no empty lines, and ten times faster.
    for fold in (b"\r\n ", b"\r\n\t", b"\n ", b"\n\t"):
        text = text.replace(fold, b"")
    return text


def _is_plain(uids: list[bytes]) -> bool:
    """Return whether the UID, if there is one, can be compared byte by byte."""
    return not uids or (len(uids) == 1 and _PLAIN_UID.fullmatch(uids[0]) is not None)


def _unescaped(uid: bytes) -> bytes:
    """Return a UID without the backslashes that escape its characters (RFC 5545, 3.3.11)."""
    return re.sub(rb"\\([\\;,:])", rb"\1", uid).strip()


def _is_outside(shape: bytes, first: bytes, last: bytes) -> bool:
    """Return whether an upper-case event is not repeated and lies before ``first`` or after ``last``."""
    if _REPEATS.search(shape):
        return False
    starts, ends = _START.findall(shape), _END.findall(shape)
    if len(starts) != 1 or shape.count(b"\nDTSTART") != 1:
        return False
    if len(ends) > 1 or shape.count(b"\nDTEND") != len(ends):
        return False
    if not ends and b"\nDURATION" in shape:
        ends = _lasting(starts[0], shape)
        if not ends:
            return False
    days: list[bytes] = starts + ends
    return max(days) < first or min(days) > last


def _lasting(start: bytes, shape: bytes) -> list[bytes]:
    """Return a day on which an event with a DURATION has certainly ended; empty if unknown."""
    durations = _DURATION.findall(shape)
    if len(durations) != 1 or shape.count(b"\nDURATION") != 1:
        return []
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in durations[0])
    lasting = timedelta(weeks=weeks, days=days + 1, hours=hours, minutes=minutes, seconds=seconds)
    try:
        day = date(int(start[:4]), int(start[4:6]), int(start[6:])) + lasting
    except (ValueError, OverflowError):
        return []
    return [_digits(day)]


def _digits(day: date) -> bytes:
    return f"{day.year:04}{day.month:02}{day.day:02}".encode()
