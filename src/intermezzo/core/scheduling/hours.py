"""Working hours and the rhythm: from settings to the intervals of one day and what is asked of it."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Rhythm
from intermezzo.core.scheduling.intervals import Interval, merge
from intermezzo.core.settings import PRESETS, WEEKDAYS, Settings

FREQUENT_MINUTES = 45
"""*Frequent* asks for one slot in so many minutes of working time …"""
FREQUENT_MICROS = 2
"""… of which so many are micro-sessions …"""
FREQUENT_SPACING = timedelta(minutes=15)
"""… and starts them at least so far apart."""

_HOURS = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")


def parse_interval(text: str) -> tuple[time, time]:
    """Read ``09:00-17:00`` as the local start and end.

    An end that is not after its start means the next day: ``22:00-02:00``; ``24:00`` as an end is midnight.
    Raises Fault for anything else, and where the two are the same minute.
    """
    found = _HOURS.fullmatch(text)
    if found is None:
        raise Fault(f"{text!r} are no hours: write a start and an end, like 09:00-17:00")
    hour, minute, end_hour, end_minute = (int(part) for part in found.groups())
    midnight = (end_hour, end_minute) == (24, 0)
    if hour > 23 or minute > 59 or end_minute > 59 or (end_hour > 23 and not midnight):
        raise Fault(f"{text!r} are no hours: a day goes from 00:00 to 24:00")
    if (hour, minute) == (end_hour, end_minute):
        raise Fault(f"{text!r} are no hours: they end when they start; a whole day is 00:00-24:00")
    return time(hour, minute), time(0 if midnight else end_hour, end_minute)


def work(settings: Settings, day: date, zone: tzinfo) -> tuple[Interval, ...]:
    """The working intervals that start on the local ``day``, in UTC, merged and sorted; () on days off.

    Local wall times, so a day with a change of the clock is an hour shorter or longer. A time that the clock
    skips moves forward by what was skipped; one that comes twice is the first as a start and the second as
    an end, so that no working time is lost. Raises Fault, naming the weekday, for malformed hours.
    """
    if day.isoformat() in settings.days_off:
        return ()
    weekday = WEEKDAYS[day.weekday()]
    found: list[Interval] = []
    for text in getattr(settings, weekday):
        try:
            start, end = parse_interval(text)
        except Fault as fault:
            raise Fault(f"{weekday.capitalize()}: {fault}") from fault
        begin = _first(datetime.combine(day, start), zone)
        finish = _last(datetime.combine(day + timedelta(days=end <= start), end), zone)
        # Hours that lie wholly in the skipped part of a day can turn around: then nothing is left of them.
        if begin < finish:
            found.append(Interval(begin, finish))
    return merge(found)


def rhythm(settings: Settings, work_minutes: float) -> Rhythm:
    """What a day with so many minutes of working time is asked for; presets bring their own numbers."""
    spacing = FREQUENT_SPACING
    if settings.rhythm == "frequent":
        slots = int(work_minutes // FREQUENT_MINUTES)
        micros = min(FREQUENT_MICROS, slots)
        interludes = slots - micros
    else:
        own = (settings.interludes, settings.micros, settings.spacing)
        interludes, micros, apart = own if settings.rhythm == "own" else PRESETS[settings.rhythm]
        spacing = timedelta(minutes=apart)
    return Rhythm(
        interludes=interludes,
        micros=micros,
        spacing=spacing,
        settle=timedelta(minutes=settings.settle),
        leave=timedelta(minutes=settings.leave),
    )


def _first(local: datetime, zone: tzinfo) -> datetime:
    """A local wall time in UTC: the earlier of two; a skipped one moves forward (PEP 495, fold 0)."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def _last(local: datetime, zone: tzinfo) -> datetime:
    """A local wall time in UTC: the later of two; a skipped one moves forward as well."""
    # Where a time is skipped, fold 1 lies before fold 0; where it comes twice, after.
    return max(_first(local, zone), _first(local.replace(fold=1), zone))
