"""Expand the events that share a UID: versions, repetitions, and the exceptions to them."""

import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from intermezzo.adapters.calendars.parse.events import CalendarEvent, stamps
from intermezzo.adapters.calendars.parse.lines import first
from intermezzo.adapters.calendars.parse.protocol import Question, Trouble
from intermezzo.adapters.calendars.parse.rules import BadRule, clock_time, starts
from intermezzo.adapters.calendars.parse.values import utc

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366 * 100)
"""Of an event that repeats; earlier instances of a longer one are left out."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of an event, in UTC."""

    event: CalendarEvent
    start: datetime
    end: datetime


class _TooSlow(BaseException):
    """The expansion takes too long. A BaseException, so that no library catches it."""


def instances(events: Sequence[CalendarEvent], question: Question) -> Iterator[Instance]:
    """Yield the instances of events with one UID that overlap the question's window.

    An exception takes the place of one instance, or with ``and_later`` of this and all later ones. One that
    fits no instance stands for itself. A cancelled series takes its exceptions with it, but not newer ones.
    An answer to an event (RFC 5546, 3.2.3) stands for it only if there is nothing else.
    """
    events = [one for one in events if one.reader.method != "REPLY"] or events
    masters = _versions([one for one in events if one.replaces is None and one.reader.method != "ADD"])
    added = [one for one in events if one.replaces is None and one.reader.method == "ADD"]
    if masters:  # an addition is newer than what it is added to (RFC 5546, 3.2.4)
        added = [one for one in added if one.sequence >= masters[0].sequence]
    exceptions = [_in_time_of(masters, one) for one in events if one.replaces is not None]
    exceptions = _not_excluded(_newest_exceptions(exceptions), masters)
    for master in (*added, *masters):
        exceptions = [_complete(one, master) for one in exceptions]
        if not master.cancelled:
            yield from _series(master, exceptions, question)
    if masters and all(one.cancelled for one in masters):
        exceptions = [one for one in exceptions if one.sequence > masters[0].sequence]
    for one in exceptions:
        if one.and_later and not masters and not one.cancelled:
            yield from _series(one, (), question)
        elif not one.and_later and not one.cancelled:
            yield from _overlapping(
                [Instance(one, one.at, one.end_of(clock_time(one.start, one.zone)))], question
            )


def _overlapping(found: Iterable[Instance], question: Question) -> Iterator[Instance]:
    start, end = question.start, question.end
    return (one for one in found if one.start < end and (one.end > start or one.start >= start))


def _versions(events: Sequence[CalendarEvent]) -> list[CalendarEvent]:
    """Return the events that count, of several with one UID; more than one, and reported, if in doubt."""
    newest = max((one.sequence for one in events), default=0)
    kept: list[CalendarEvent] = []
    # Of two versions of the same moment, the cancellation is the later one.
    for event in sorted(
        (one for one in events if one.sequence == newest), key=lambda one: (_stamp(one), one.cancelled)
    ):
        kept = [one for one in kept if not _is_replaced(one, event)]
        kept.append(event)
    if len(kept) > 1:
        for one in kept:
            one.reader.report(one, Trouble.TWO_VERSIONS)
    return kept


def _stamp(event: CalendarEvent) -> str:
    known = stamps(event)
    return known.get("LAST-MODIFIED") or known.get("DTSTAMP", "")


def _is_replaced(old: CalendarEvent, new: CalendarEvent) -> bool:
    """Return whether ``new``, whose stamp is not earlier, is another version of the same event.

    Some programs give many events one UID, so that a UID alone says nothing.
    """
    same_title = _title(old) == _title(new)
    if new.cancelled and (same_title or old.start == new.start or "DTSTART" not in new.properties):
        return True
    if (old.start, old.length, _repetition(old)) == (new.start, new.length, _repetition(new)):
        return True
    earlier, later = stamps(old), stamps(new)
    if (
        earlier.keys() & later.keys() >= {"LAST-MODIFIED"}
        and earlier["LAST-MODIFIED"] != later["LAST-MODIFIED"]
    ):
        return same_title or _day(old) == _day(new)
    return same_title and _stamp(old) != _stamp(new)


def _title(event: CalendarEvent) -> str:
    title = first(event.properties, "SUMMARY")
    return title.value if title else ""


def _repetition(event: CalendarEvent) -> list[str]:
    return [one.value for name in ("RRULE", "RDATE", "EXDATE") for one in event.properties.get(name, ())]


def _day(event: CalendarEvent) -> date:
    return clock_time(event.start, event.zone).date()


def _newest_exceptions(events: Sequence[CalendarEvent]) -> Iterator[CalendarEvent]:
    newest: dict[date, CalendarEvent] = {}
    for event in sorted(events, key=lambda one: (one.sequence, _stamp(one))):
        if event.replaces is not None:
            newest[event.replaces] = event
    yield from newest.values()


def _in_time_of(masters: Sequence[CalendarEvent], exception: CalendarEvent) -> CalendarEvent:
    """Return an exception that replaces a local time, or a date, with this time in the zone of the series."""
    if not masters or exception.replaces is None:
        return exception
    master, replaced = masters[0], exception.replaces
    if isinstance(replaced, datetime):
        if exception.replaces_local:
            replaced = replaced.replace(tzinfo=master.zone)
    elif isinstance(master.start, datetime) and _is_once_a_day(master):
        replaced = _clock_of(replaced, master).replace(tzinfo=master.zone)
    return replace(exception, replaces=replaced)


def _is_once_a_day(master: CalendarEvent) -> bool:
    rules = [one.value.upper() for one in master.properties.get("RRULE", ())]
    times = ("BYHOUR", "BYMINUTE", "BYSECOND", "HOURLY", "MINUTELY", "SECONDLY")
    return len(rules) == 1 and "RDATE" not in master.properties and not any(one in rules[0] for one in times)


def _not_excluded(
    exceptions: Iterable[CalendarEvent], masters: Iterable[CalendarEvent]
) -> list[CalendarEvent]:
    """Return the exceptions, without those whose instance a newer version of the series takes out."""
    left = list(exceptions)
    for master in masters:
        if any(one.sequence < master.sequence for one in left):
            excluded = {_clock_of(value, master) for value in _values(master, "EXDATE")}
            left = [
                one for one in left
                if one.sequence >= master.sequence
                or one.replaces is None
                or _clock_of(one.replaces, master) not in excluded
            ]  # fmt: skip
    return left


def _complete(exception: CalendarEvent, master: CalendarEvent) -> CalendarEvent:
    """Return an exception that names no end with the length of its series."""
    if exception.properties.keys() & {"DTEND", "DURATION"}:
        return exception
    return replace(exception, length=master.length, exact=master.exact)


def _series(
    master: CalendarEvent, exceptions: Sequence[CalendarEvent], question: Question
) -> Iterator[Instance]:
    """Yield the instances of a series that no exception replaces, and those that are moved with it."""
    longest = max([master.length, *(one.length for one in exceptions if one.and_later)])
    first_start = clock_time(question.start, master.zone) - min(longest, _LONGEST) - 2 * _DAY
    last_start = clock_time(question.end, master.zone) + 2 * _DAY
    try:
        with _cpu_limit(question.limits.series_seconds):
            found = set(_starts(master, first_start, last_start))
    except _TooSlow:
        master.reader.report(master, Trouble.TOO_OFTEN)
        found = {clock_time(master.start, master.zone)}
    periods = list(_periods(master))
    replaced = _Replaced(
        master, exceptions, [*found, *(clock_time(one.start, master.zone) for one in periods)]
    )
    later = sorted(
        (_clock_of(one.replaces, master), n, one)
        for n, one in enumerate(exceptions)
        if one.and_later and one.replaces is not None
    )
    moved = []
    for clock in found:
        if clock not in replaced:
            change = next(((since, one) for since, _n, one in reversed(later) if since <= clock), None)
            if change is None:
                start = utc(clock.replace(tzinfo=master.zone), master.zone)
                moved.append(Instance(master, start, master.end_of(clock)))
            elif not change[1].cancelled:
                since, event = change
                shifted = clock + (clock_time(event.start, event.zone) - since)
                start = utc(shifted.replace(tzinfo=event.zone), event.zone)
                moved.append(Instance(event, start, event.end_of(shifted)))
    moved += [one for one in periods if clock_time(one.start, master.zone) not in replaced]
    chosen = sorted(_overlapping(moved, question), key=lambda one: one.start)
    if len(chosen) > question.limits.series_occurrences:
        master.reader.report(master, Trouble.TOO_OFTEN)
    yield from islice(chosen, question.limits.series_occurrences)


def _clock_of(value: date, master: CalendarEvent) -> datetime:
    """Return a start of a series in clock time; on a date, it starts at the time of the first one."""
    if isinstance(value, datetime):
        return clock_time(value, master.zone)
    return datetime.combine(value, clock_time(master.start, master.zone).time())


class _Replaced:
    """The clock times of a series that exceptions or EXDATEs take out."""

    def __init__(
        self, master: CalendarEvent, exceptions: Iterable[CalendarEvent], found: Iterable[datetime]
    ) -> None:
        self._days: set[date] = set()
        self._times: set[datetime] = set()
        a_day = Counter(clock.date() for clock in found)
        replaced = [one.replaces for one in exceptions if not one.and_later and one.replaces is not None]
        # Of several a day, a date doesn't say which an exception replaces.
        replaced = [one for one in replaced if isinstance(one, datetime) or a_day[one] == 1]
        for value in (*_values(master, "EXDATE"), *replaced):
            if not isinstance(value, datetime):
                self._days.add(value)
            elif isinstance(master.start, datetime):
                self._times.add(clock_time(value, master.zone))
            else:  # midnight, of the user or of the zone that it is written in
                midnight = value.time() == time()
                self._days.add((value if midnight else clock_time(value, master.zone)).date())

    def __contains__(self, clock: datetime) -> bool:
        return clock in self._times or clock.date() in self._days


def _starts(master: CalendarEvent, first_start: datetime, last_start: datetime) -> Iterator[datetime]:
    """Yield the starts of a series in clock time, the first instance included whatever its rule says."""
    start = clock_time(master.start, master.zone)
    excluded: set[datetime] = set()
    yield start
    for name, times in (("EXRULE", excluded), ("RRULE", None)):
        for rule in master.properties.get(name, ()):
            try:
                for one in starts(rule.value, master.start, master.zone, first_start, last_start):
                    if times is not None:
                        times.add(one)
                    elif one not in excluded:
                        yield one
            except BadRule as bad:
                master.reader.report(master, bad.trouble)
    for value in _values(master, "RDATE"):
        yield _clock_of(value, master)


def _values(master: CalendarEvent, name: str) -> Iterator[date]:
    """Yield the dates and times of EXDATE or RDATE, without periods. What cannot be read is reported."""
    for one in master.properties.get(name, ()):
        for text in one.parts:
            if "/" in text:
                continue
            try:
                yield master.reader.value_of(replace(one, value=text), master.zone, master.place, master.at)
            except (ValueError, OverflowError):
                master.reader.report(master, Trouble.BAD_PART)


def _periods(master: CalendarEvent) -> Iterator[Instance]:
    """Yield the instances of RDATEs that are periods, which have their own length."""
    for one in master.properties.get("RDATE", ()):
        periods = replace(one, value=",".join(text for text in one.parts if "/" in text))
        for start, end in master.reader.periods(periods, master.zone, master.length, master.place, master.at):
            yield Instance(master, start, end)


@contextmanager
def _cpu_limit(seconds: float) -> Iterator[None]:
    """Raise _TooSlow after so many seconds of CPU time; on Windows only the limit of the calendar applies."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
