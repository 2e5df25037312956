"""Read the events of one calendar. What is wrong costs an event as little as possible, and is reported."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from difflib import get_close_matches

from intermezzo.adapters.calendars.parse.blocks import Component, RawCalendar
from intermezzo.adapters.calendars.parse.lines import Properties, Property, first, properties, says, word
from intermezzo.adapters.calendars.parse.protocol import Trouble
from intermezzo.adapters.calendars.parse.rules import clock_time
from intermezzo.adapters.calendars.parse.values import LAST, duration, is_floating, moment, period, utc
from intermezzo.adapters.calendars.parse.zones import Zones, definition

ASSUMED = timedelta(hours=1)
"""The length of an event whose end, or start, cannot be read."""
_DAY = timedelta(days=1)
_NAME = re.compile(rb"\n[ \t]*([A-Za-z0-9.-]+)")

Warn = Callable[[int, Trouble, datetime | None], None]
"""Called with an offset in the data, what is wrong there, and the time of the event if it is known."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A VEVENT that can be expanded.

    ``start`` is a date or an aware time, ``zone`` that in which it repeats. ``length`` is in clock time, or
    exact. ``replaces`` is the start of the instance of a series that it takes the place of; if it names no
    zone, ``replaces_local`` is true and its zone is that of the series.
    """

    reader: "EventReader"
    properties: Properties
    place: int
    uid: str
    start: date
    zone: tzinfo
    length: timedelta
    exact: bool
    replaces: date | None
    replaces_local: bool
    and_later: bool
    cancelled: bool
    sequence: int

    @property
    def at(self) -> datetime:
        """The start in UTC."""
        return utc(self.start, self.zone)

    def end_of(self, clock: datetime) -> datetime:
        """Return the end in UTC of an instance that starts at a clock time of the zone."""
        start = utc(clock.replace(tzinfo=self.zone), self.zone)
        try:
            if self.exact:
                return start + self.length
            end = utc((clock + self.length).replace(tzinfo=self.zone), self.zone)
            # A start in the hour that a clock change leaves out lies after its end.
            return end if end > start else start + self.length
        except OverflowError:  # it ends after the year 9999
            return max(start, LAST)


class EventReader:
    """What the events of one VCALENDAR share: its zones, the zone of times without one, and its method."""

    def __init__(self, raw: RawCalendar, file: int, zone: tzinfo, warn: Warn) -> None:
        """``file`` is the number of its file, ``zone`` the user's."""
        head = properties(raw.head)
        self.zones = Zones([definition(one.text) for one in raw.components if one.name == b"VTIMEZONE"])
        self.file = file
        self.user_zone = zone
        named = first(head, "X-WR-TIMEZONE")
        self.series_zone = self.zones[named.value] if named else None
        """That in which series in UTC repeat, as in exports of Google; None if it is UTC."""
        self.own_zone = self.series_zone or zone
        self._own_is_unknown = bool(named) and self.series_zone is None
        self.method = word(head, "METHOD")
        self._warn = warn

    def event(self, component: Component) -> CalendarEvent | None:
        """Return the event of a component, or None if nothing of its time can be read."""
        known = properties(component.text)
        cancelled = self.method == "CANCEL" or says(known, "STATUS", ("CANCELLED", "CANCELED"))
        start = self._start(known, component.place)
        if start is None and cancelled:
            start = date.min  # RFC 5546, 3.2.5: a cancellation needs no start
        if start is None:
            if self.method != "REPLY":  # RFC 5546, 3.2.3: an answer needs no start
                self._warn(component.place, Trouble.NO_START, None)
            return None
        repeats = "RRULE" in known or "RDATE" in known
        zone = self.user_zone
        if isinstance(start, datetime):
            of_series = self.series_zone if repeats and start.tzinfo is UTC else None
            zone = of_series or start.tzinfo or zone
        length, exact = self._length(known, start, zone, component, repeats=repeats)
        replaces = self._replaces(known, start, zone, component.place)
        identity = first(known, "RECURRENCE-ID")
        return CalendarEvent(
            reader=self,
            properties=known,
            place=component.place,
            uid=uid.text if (uid := first(known, "UID")) else "",
            start=start,
            zone=zone,
            length=length,
            exact=exact,
            replaces=replaces,
            replaces_local=identity is not None
            and "TZID" not in identity.parameters
            and is_floating(identity.value),
            and_later=any(one.word("RANGE") == "THISANDFUTURE" for one in known.get("RECURRENCE-ID", ())),
            cancelled=cancelled,
            sequence=_number(known),
        )

    def report(self, event: CalendarEvent, trouble: Trouble, at: datetime | None = None) -> None:
        """Report what is wrong with an event; without ``at``, the time is its start."""
        self._warn(event.place, trouble, at or event.at)

    def value_of(self, one: Property, default: tzinfo, place: int, at: datetime | None = None) -> date:
        """Return the value of a date property; ``default`` is the zone of a time that names none.

        Raise ValueError. An unknown zone is reported with the time as it is read in the default zone.
        """
        name = one.parameters.get("TZID", "")
        zone = self.zones[name] if name else default
        value = moment(one.value, zone or default, is_date=one.word("VALUE") == "DATE")
        unknown = zone is None if name else self._own_is_unknown and default is self.own_zone
        if unknown and is_floating(one.value) and isinstance(value, datetime):
            self._warn(place, Trouble.BAD_ZONE, at or utc(value, default))
        return value

    def periods(
        self, one: Property, default: tzinfo, length: timedelta, place: int, at: datetime | None = None
    ) -> Iterator[tuple[datetime, datetime]]:
        """Yield start and end in UTC of each period in a property.

        One whose end cannot be read takes ``length``. What cannot be read is reported.
        """
        zone = self.zones[one.parameters.get("TZID", "")] or default
        for text in one.parts:
            try:
                start, end = period(text, zone)
            except (ValueError, OverflowError):
                self._warn(place, Trouble.BAD_PART, at)
                with suppress(ValueError, OverflowError):
                    start, _start = period(f"{text.partition('/')[0]}/PT0S", zone)
                    yield utc(start, zone), utc(start + length, zone)
            else:
                yield utc(start, zone), utc(end, zone)

    def _start(self, known: Properties, place: int) -> date | None:
        """Return the start, the earliest time of several.

        If it cannot be read, it is that of the replaced instance, or before the end.
        """
        end = first(known, "DTEND")
        # A start without a zone is meant in that of its end.
        default = (end and self.zones[end.parameters.get("TZID", "")]) or self.own_zone
        found = self._readable(known, "DTSTART", default, place)
        if found:
            earliest = min(found, key=lambda one: (not isinstance(one, datetime), utc(one, self.user_zone)))
            if len(set(found)) > 1:
                self._warn(place, Trouble.BAD_START, utc(earliest, self.user_zone))
            return earliest
        replaced = self._readable(known, "RECURRENCE-ID", self.own_zone, place)
        if replaced:
            if "DTSTART" in known:
                self._warn(place, Trouble.BAD_START, utc(replaced[0], self.user_zone))
            return replaced[0]
        ends = self._readable(known, "DTEND", self.own_zone, place)
        if not ends or not isinstance(ends[0], datetime):
            return None
        self._warn(place, Trouble.BAD_START, utc(ends[0], self.user_zone) - ASSUMED)
        return ends[0] - ASSUMED

    def _readable(
        self, known: Properties, name: str, default: tzinfo, place: int, at: datetime | None = None
    ) -> list[date]:
        found = []
        for one in known.get(name, ()):
            try:
                found.append(self.value_of(one, default, place, at))
            except (ValueError, OverflowError):
                continue
        return found

    def _length(
        self, known: Properties, start: date, zone: tzinfo, component: Component, *, repeats: bool
    ) -> tuple[timedelta, bool]:
        """Return the length, and whether it is exact."""
        timed, at = isinstance(start, datetime), utc(start, zone)
        if component.whole and not known.keys() & {"DTEND", "DURATION"} and not _misspells_end(component):
            return (timedelta(0) if timed else _DAY), False
        found = list(self._lengths(known, start, zone, component.place, repeats=repeats))
        possible = [one for one in found if one[0] >= timedelta(0)]
        if possible:
            longest = max(possible)
            if timed and len({length for length, _exact in possible}) > 1:
                self._warn(component.place, Trouble.TWO_ENDS, at)
            return longest if timed else (max(_DAY, longest[0]), False)
        backwards = found and component.whole
        self._warn(component.place, Trouble.ENDS_BEFORE_START if backwards else Trouble.BAD_END, at)
        return (ASSUMED if timed else _DAY), True

    def _lengths(
        self, known: Properties, start: date, zone: tzinfo, place: int, *, repeats: bool
    ) -> Iterator[tuple[timedelta, bool]]:
        """Yield the lengths by the ends and by the durations that can be read; each may be negative."""
        timed, at = isinstance(start, datetime), utc(start, zone)
        default = start.tzinfo if isinstance(start, datetime) and start.tzinfo else zone
        for until in self._readable(known, "DTEND", default, place, at):
            with suppress(OverflowError):
                if not repeats and timed and utc(until, zone) > at:
                    yield utc(until, zone) - at, True
                    continue
                length = clock_time(until, zone) - clock_time(start, zone)
                # A time on the last day of an event of days ends after that day.
                yield (length if timed else timedelta(days=-(-length // _DAY))), False
        for one in known.get("DURATION", ()):
            with suppress(ValueError, OverflowError):
                length, in_days = duration(one.value)
                yield length, not in_days

    def _replaces(self, known: Properties, start: date, zone: tzinfo, place: int) -> date | None:
        """Return the start of the replaced instance; if it cannot be read, that of the event itself."""
        one = first(known, "RECURRENCE-ID")
        if one is None:
            return None
        at = utc(start, zone)
        try:
            return self.value_of(one, zone, place, at)
        except (ValueError, OverflowError):
            self._warn(place, Trouble.BAD_PART, at)
            return start


def _misspells_end(component: Component) -> bool:
    """Return whether a line has nearly the name of the end or the duration."""
    names = {name.decode().upper() for name in _NAME.findall(component.text)}
    return any(get_close_matches(name, ("DTEND", "DURATION"), 1, 0.8) for name in names)


def _number(known: Properties) -> int:
    """Return the SEQUENCE, 0 if it is none."""
    one = first(known, "SEQUENCE")
    try:
        return int(float(one.value)) if one else 0
    except (ValueError, OverflowError):
        return 0


def stamps(event: CalendarEvent) -> Mapping[str, str]:
    """Return LAST-MODIFIED and DTSTAMP as they are written, without those that are missing."""
    found = {name: first(event.properties, name) for name in ("LAST-MODIFIED", "DTSTAMP")}
    return {name: one.value for name, one in found.items() if one}
