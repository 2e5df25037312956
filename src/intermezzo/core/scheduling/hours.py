"""Working hours and rhythm: convert settings to the local days, their working intervals and their slots.

A local day goes from its start to the start of the next. Working hours belong to the date on which they
start and are never divided: a day does not end before its hours do, nor begin after them. Otherwise it begins
at the rollover of the settings.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Rhythm
from intermezzo.core.scheduling.intervals import Interval, clip, intersect, merge
from intermezzo.core.settings import PRESETS, WEEKDAYS, Settings

FREQUENT_MINUTES = 45
"""*Frequent* plans one slot for this many minutes of working time."""
FREQUENT_MICROS = 2
"""The number of micro-sessions among the slots of *Frequent*."""
FREQUENT_SPACING = timedelta(minutes=15)
"""The least time between two starts in *Frequent*."""

AFTER_HOURS = timedelta(hours=3)
"""How long work goes on that the user begins after the hours of a working day."""

_HOURS = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")


def parse_interval(text: str) -> tuple[time, time]:
    """Parse ``09:00-17:00`` into local start and end times.

    An end that is not after its start is on the next day, such as ``22:00-02:00``; ``24:00`` is midnight.
    Raise Fault for anything else, and if both are the same minute.
    """
    found = _HOURS.fullmatch(text)
    if found is None:
        raise Fault("hours.unreadable", text=text)
    hour, minute, end_hour, end_minute = (int(part) for part in found.groups())
    midnight = (end_hour, end_minute) == (24, 0)
    if hour > 23 or minute > 59 or end_minute > 59 or (end_hour > 23 and not midnight):
        raise Fault("hours.beyond_day", text=text)
    if (hour, minute) == (end_hour, end_minute):
        raise Fault("hours.empty", text=text)
    return time(hour, minute), time(0 if midnight else end_hour, end_minute)


def work(settings: Settings, day: date, zone: tzinfo) -> tuple[Interval, ...]:
    """Return the working intervals that start on the local ``day``, in UTC and merged; () on days off.

    Times are local wall times, so a day on which the clock changes is an hour shorter or longer. A time that
    the clock skips moves forward by the skipped hour. Of a time that occurs twice, a start is the first and
    an end the second, so that no working time is lost. Time that is in the hours of the day before as well
    belongs to that day. Raise Fault, naming the weekday, for malformed hours.
    """
    start = day_start(settings, day, zone)
    return tuple(
        Interval(max(one.start, start), one.end) for one in _written(settings, day, zone) if one.end > start
    )


def bad_times(
    settings: Settings, day: date, zone: tzinfo, work: tuple[Interval, ...]
) -> tuple[Interval, ...]:
    """Return the parts of the working time of the local ``day`` that the settings call bad times of day."""
    # The times of the date before and after it reach into hours that run past midnight.
    found = (
        _span(*parse_interval(text), day + timedelta(days=shift), zone)
        for text in settings.bad_times
        for shift in (-1, 0, 1)
    )
    return intersect(work, (one for one in found if one is not None))


def bad_time_at(moment: datetime, zone: tzinfo) -> tuple[str, Interval]:
    """Return the hour that a moment is in, from the last full or half hour on: as a setting, and in UTC."""
    local = moment.astimezone(zone)
    into = timedelta(minutes=local.minute % 30, seconds=local.second, microseconds=local.microsecond)
    clock, start = local.replace(tzinfo=None) - into, moment.astimezone(UTC) - into
    hour = timedelta(hours=1)
    return f"{clock:%H:%M}-{clock + hour:%H:%M}", Interval(start, start + hour)


def work_on_day_off(settings: Settings, day: date, zone: tzinfo, since: datetime) -> tuple[Interval, ...]:
    """Return the working intervals of a day off on which the user works ``since`` then, in UTC and merged.

    They are the hours that most weekdays have, from ``since`` on. Where these are over by then, it is the
    length of such a day. The local day ends them.
    """
    written = Counter(hours for name in WEEKDAYS if (hours := getattr(settings, name)))
    usual = written.most_common(1)[0][0] if written else Settings().monday
    laid = _laid(usual, day, zone)
    left = [Interval(max(one.start, since), one.end) for one in laid if one.end > since]
    if not left:
        left = [Interval(since, since + sum((one.length for one in laid), timedelta()))]
    return clip(left, day_span(settings, day, zone))


def work_after_hours(
    settings: Settings, day: date, zone: tzinfo, work: tuple[Interval, ...], since: datetime
) -> tuple[Interval, ...]:
    """Return the time in which the user works after the hours of the ``day``, from ``since`` on, in UTC.

    Empty if it was said before they were over. The local day ends it.
    """
    if work and since < work[-1].end:
        return ()
    return clip([Interval(since, since + AFTER_HOURS)], day_span(settings, day, zone))


@lru_cache(maxsize=16)  # a turn asks for the same days a dozen times
def day_start(settings: Settings, day: date, zone: tzinfo) -> datetime:
    """Return when the local ``day`` begins, in UTC; it is on this date, at any rollover and hours.

    Where a change of the clock repeats the rollover, the day begins once, at the first.
    """
    start = first_moment(day, time.fromisoformat(settings.rollover), zone)
    start = min([start, *(one.start for one in _written(settings, day, zone))])
    return max([start, *(one.end for one in _written(settings, day - timedelta(days=1), zone))])


def day_span(settings: Settings, day: date, zone: tzinfo) -> Interval:
    """Return the whole local ``day``, in UTC."""
    return Interval(day_start(settings, day, zone), day_start(settings, day + timedelta(days=1), zone))


def local_day(settings: Settings, moment: datetime, zone: tzinfo) -> date:
    """Return the local day that the moment belongs to: its own date or the one before."""
    local = moment.astimezone(zone).date()
    begun = moment.astimezone(UTC) >= day_start(settings, local, zone)
    return local if begun else local - timedelta(days=1)


def moment_of(settings: Settings, day: date, clock: time, zone: tzinfo) -> datetime:
    """Return when local clocks show the time on the ``day``, in UTC.

    Outside the working hours of its own date, a time that they reach beyond midnight is on the next date.
    """
    moments = [first_moment(one, clock, zone) for one in (day, day + timedelta(days=1))]
    worked = work(settings, day, zone)
    return next((one for one in moments if any(part.holds(one) for part in worked)), moments[0])


def first_moment(on: date, clock: time, zone: tzinfo) -> datetime:
    """Return when clocks first show the time on this date, in UTC; a skipped one moves forward (PEP 495)."""
    return datetime.combine(on, clock, zone).astimezone(UTC)


def _written(settings: Settings, day: date, zone: tzinfo) -> tuple[Interval, ...]:
    """Return the hours of the settings that start on the ``day``, in UTC and merged."""
    if day.isoformat() in settings.days_off:
        return ()
    weekday = WEEKDAYS[day.weekday()]
    try:
        return _laid(getattr(settings, weekday), day, zone)
    except Fault as fault:
        raise Fault("hours.of_day", weekday=weekday, what=fault.message) from fault


def _laid(written: Iterable[str], day: date, zone: tzinfo) -> tuple[Interval, ...]:
    """Return written hours laid on the ``day``, in UTC and merged. Raise Fault for malformed ones."""
    spans = (_span(*parse_interval(text), day, zone) for text in written)
    return merge(span for span in spans if span is not None)


def _span(start: time, end: time, day: date, zone: tzinfo) -> Interval | None:
    """Return the time between two local wall times of the ``day``, the end on the next if it is not later.

    None if it is wholly inside the skipped part of a day.
    """
    begin = first_moment(day, start, zone)
    finish = _last_moment(day + timedelta(days=end <= start), end, zone)
    return Interval(begin, finish) if begin < finish else None


def rhythm(settings: Settings, work_minutes: float) -> Rhythm:
    """Return the rhythm for a day with this much working time; presets have their own numbers."""
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


def _last_moment(on: date, clock: time, zone: tzinfo) -> datetime:
    """Return when clocks last show the time on this date, in UTC; a skipped one moves forward as well."""
    # For a skipped time fold 1 is before fold 0; for a repeated one it is after.
    return max(first_moment(on, clock.replace(fold=fold), zone) for fold in (0, 1))
