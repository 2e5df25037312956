"""Expand raw calendars into occurrences, with icalendar and recurring-ical-events. For the child only.

Each event is parsed and each series expanded separately, so that a faulty one does not affect the others.
The libraries raise many exceptions on malformed files (KeyError, OverflowError, RecursionError, …), hence the
broad ``except`` around each call. Every exception caught there is reported as a trouble of the file.
"""

import signal
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta, tzinfo
from math import prod
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.prop import vBroken
from icalendar.timezone import tzp
from icalendar.timezone.zoneinfo import ZONEINFO
from x_wr_timezone import UTCChangingWalker

from intermezzo.adapters.calendars.event_mapping import occurrence, utc
from intermezzo.adapters.calendars.protocol import FileAnswer, Question, Trouble
from intermezzo.adapters.calendars.raw import RawCalendar
from intermezzo.core.override import override

TIMES_A_DAY = 48
"""A series with more starts a day is refused."""

_ESSENTIAL = {
    "DTSTART": Trouble.BAD_START,
    "DTEND": Trouble.BAD_END,
    "DURATION": Trouble.BAD_END,
    "RRULE": Trouble.BAD_RULE,
    "RECURRENCE-ID": Trouble.BAD_EVENT,
    "UID": Trouble.BAD_EVENT,
}
_DATES = ("RDATE", "EXDATE")

# Raised when /vendor/Europe/Berlin is read as Europe/Berlin, which is what is meant.
warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)

_Troubles = list[tuple[int, Trouble]]
_LineEvent = tuple[int, Any]
"""(line in the file or 0, an icalendar event)."""


class _TooSlow(BaseException):
    """The expansion of a series takes too long. A BaseException, so that no library catches it."""


class _Zones(ZONEINFO):
    """Zones by name. A name that is a folder, or not a file name at all, is an unknown zone."""

    @override
    def timezone(self, name: str) -> tzinfo | None:
        try:
            found: tzinfo | None = super().timezone(name)
        except OSError:
            return None
        return found


def expand(calendars: Sequence[RawCalendar], question: Question, me: Sequence[str]) -> FileAnswer:
    """Return the occurrences in the question's window, with a warning for each event that was left out."""
    tzp.use(_Zones())  # zones that one file defines must not reach the next
    troubles: _Troubles = []
    by_uid: dict[str, list[_LineEvent]] = defaultdict(list)
    for calendar in calendars:
        for line, event in _events(calendar, troubles):
            # Without a UID each event is its own.
            by_uid[str(event.get("UID", f"\n{len(by_uid)}"))].append((line, event))
    zone = ZoneInfo(question.zone)
    found = []
    for events in by_uid.values():
        for event in _instances(events, question, zone, troubles):
            try:
                found.append(occurrence(event, zone, me))
            except Exception:  # noqa: BLE001 - see the module docstring
                troubles.append((events[0][0], Trouble.BAD_EVENT))
        if len(found) > question.limits.occurrences:
            return FileAnswer(fault=Trouble.TOO_MANY)
    if troubles and not by_uid:
        return FileAnswer(fault=Trouble.DAMAGED, line=troubles[0][0])
    return FileAnswer(tuple(found), warnings=tuple(dict.fromkeys(troubles)))


def _events(calendar: RawCalendar, troubles: _Troubles) -> Iterator[_LineEvent]:
    """Yield the events of one calendar, floating times in the zone of its X-WR-TIMEZONE."""
    if calendar.endless_zone:
        troubles.append((0, Trouble.BAD_ZONE))
    for zone in calendar.zones:
        try:
            icalendar.Timezone.from_ical(zone)
        except Exception:  # noqa: BLE001 - see the module docstring
            troubles.append((0, Trouble.BAD_ZONE))
    own_zone: tzinfo | None = tzp.timezone(calendar.zone_name)
    walker = None if own_zone is None else UTCChangingWalker(own_zone)
    for line, text in calendar.components:
        try:
            for event in icalendar.Component.from_ical(text).walk("VEVENT"):
                yield line, walker.walk_event(event) if walker else event
        except Exception:  # noqa: BLE001 - see the module docstring
            troubles.append((line, Trouble.BAD_EVENT))


def _instances(
    events: Sequence[_LineEvent], question: Question, zone: tzinfo, troubles: _Troubles
) -> Sequence[Any]:
    """Return the instances in the window of the events that share a UID."""
    calendar = icalendar.Calendar()
    for line, event in events:
        try:
            trouble = _trouble(event, zone)
        except Exception:  # noqa: BLE001 - see the module docstring
            trouble = Trouble.BAD_EVENT
        if trouble:
            troubles.append((line, trouble))
        if trouble in (None, Trouble.BAD_PART):
            calendar.add_component(event)
    try:
        with _cpu_limit(question.limits.series_seconds):
            query = recurring_ical_events.of(calendar)
            instances: Sequence[Any] = query.between(
                question.start.astimezone(zone), question.end.astimezone(zone)
            )
    except _TooSlow:
        troubles.append((events[0][0], Trouble.TOO_OFTEN))
    except Exception:  # noqa: BLE001 - see the module docstring
        troubles.append((events[0][0], Trouble.BAD_EVENT))
    else:
        if len(instances) <= question.limits.series_occurrences:
            return instances
        troubles.append((events[0][0], Trouble.TOO_OFTEN))
    return ()


def _trouble(event: Any, zone: tzinfo) -> Trouble | None:
    """Return what is wrong with an event; remove unreadable properties that are not essential."""
    trouble = None
    for name, value in list(event.items()):
        values = value if isinstance(value, list) else [value]
        sound = [one for one in values if not isinstance(one, vBroken)]
        if name in _ESSENTIAL and (len(sound) < len(values) or (len(values) > 1 and name != "RRULE")):
            return _ESSENTIAL[name]
        if len(sound) < len(values):
            event[name] = sound
            trouble = Trouble.BAD_PART if name in _DATES else trouble
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if wrong := _rule_trouble(rule):
            return wrong
    return _time_trouble(event, zone) or trouble


def _time_trouble(event: Any, zone: tzinfo) -> Trouble | None:
    start = event["DTSTART"].dt if "DTSTART" in event else None
    if not isinstance(start, date):
        return Trouble.BAD_START
    if "DTEND" in event:
        end = event["DTEND"].dt
        if not isinstance(end, date):
            return Trouble.BAD_END
        same_clock = type(end) is type(start) and getattr(end, "tzinfo", None) is getattr(
            start, "tzinfo", None
        )
        backwards = end < start if same_clock else utc(end, zone) < utc(start, zone)
    elif "DURATION" in event:
        backwards = event["DURATION"].dt < timedelta(0)
    else:
        backwards = False
    return Trouble.ENDS_BEFORE_START if backwards else None


def _rule_trouble(rule: Any) -> Trouble | None:
    """Return why a rule is refused, or None. HOURLY and finer rules are: no meeting repeats so often."""
    frequency = str(next(iter(rule.get("FREQ", [])), "")).upper()
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return Trouble.TOO_OFTEN if frequency in ("HOURLY", "MINUTELY", "SECONDLY") else Trouble.BAD_RULE
    if any(int(number) < 1 for number in rule.get("INTERVAL", [])):
        return Trouble.BAD_RULE
    times_a_day = prod(max(1, len(rule.get(part, []))) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    return Trouble.TOO_OFTEN if times_a_day > TIMES_A_DAY else None


@contextmanager
def _cpu_limit(seconds: float) -> Iterator[None]:
    """Raise _TooSlow after so many seconds of CPU time; on Windows only the limit of the file applies."""
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
