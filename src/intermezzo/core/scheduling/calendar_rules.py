"""Classify calendar events: busy, a break, quiet time, a day off, or ignored."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.intervals import Interval, merge, subtract
from intermezzo.core.settings import Settings


class BusyStatus(StrEnum):
    """The time status that the calendar gives an event."""

    BUSY = "busy"
    FREE = "free"
    TENTATIVE = "tentative"
    OUT_OF_OFFICE = "out_of_office"
    WORKING_ELSEWHERE = "working_elsewhere"


class Meaning(StrEnum):
    """What an event means for the day; ``NOTHING`` is free time."""

    BUSY = "busy"
    BREAK = "break"
    QUIET = "quiet"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event at one time: ``start`` ≤ ``end``, both aware and in UTC.

    ``declined`` means declined by the user, ``alone`` that nobody else is invited. An all-day event runs from
    a local midnight to a local midnight. The title is kept in memory only and never logged.
    """

    start: datetime
    end: datetime
    title: str = field(default="", repr=False)
    all_day: bool = False
    busy: BusyStatus = BusyStatus.BUSY
    cancelled: bool = False
    transparent: bool = False
    declined: bool = False
    alone: bool = True
    private: bool = False
    uid: str = ""


@dataclass(frozen=True, slots=True)
class DayEntry:
    """An event as shown in Today; ``label`` is its title, empty if there is none or it is private."""

    start: datetime
    end: datetime
    label: str = field(repr=False)
    state: str
    """``busy``, ``break`` or ``quiet``."""
    private: bool = False


def plain_words(text: str) -> str:
    """Return the case-folded words of a text, separated by single spaces, without punctuation."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def mentions(title: str, phrases: Iterable[str]) -> bool:
    """Return whether the title contains one of the phrases as whole words: *walk* is not in *walkthrough*."""
    padded = f" {plain_words(title)} "
    return any(f" {words} " in padded for words in map(plain_words, phrases) if words)


def meaning(one: Occurrence, settings: Settings) -> Meaning:
    """Return what one occurrence means for the day.

    Cancelled, declined, all-day and empty ones mean nothing. One that takes no time (transparent, shown as
    free, or tentative if the settings say so) is neither a meeting nor a break. A title with a break word is
    a break. One with a quiet word and nobody else invited is quiet time, even if it is shown as free.
    """
    if one.cancelled or one.declined or one.all_day or one.end <= one.start:
        return Meaning.NOTHING
    takes_time = not one.transparent and (
        settings.tentative_busy if one.busy is BusyStatus.TENTATIVE else one.busy is not BusyStatus.FREE
    )
    if takes_time and mentions(one.title, settings.break_words):
        return Meaning.BREAK
    if one.alone and mentions(one.title, settings.quiet_words):
        return Meaning.QUIET
    return Meaning.BUSY if takes_time else Meaning.NOTHING


def date_span(day: date, zone: tzinfo) -> Interval:
    """Return the local date from midnight to midnight: 23 or 25 hours long when the clocks change."""
    start, end = (
        datetime.combine(one, time(), zone).astimezone(UTC) for one in (day, day + timedelta(days=1))
    )
    return Interval(start, end)


def away(occurrences: Iterable[Occurrence], local_day: date, zone: tzinfo) -> bool:
    """Return whether an all-day *out of office* covers the local noon; midnights differ between zones."""
    noon = datetime.combine(local_day, time(12), zone).astimezone(UTC)
    return any(
        one.all_day
        and one.busy is BusyStatus.OUT_OF_OFFICE
        and not (one.cancelled or one.declined)
        and one.start <= noon < one.end
        for one in occurrences
    )


def day(
    occurrences: Iterable[Occurrence],
    settings: Settings,
    local_day: date,
    zone: tzinfo,
    work: tuple[Interval, ...],
) -> Day:
    """Return the fixed facts of one local day.

    ``work`` are its working intervals, empty on a day off. Busy time is whatever overlaps the date or the
    work, which may end after midnight. A break counts only where no meeting overlaps it, and quiet time only
    where nothing is busy.
    """
    known = tuple(occurrences)
    if away(known, local_day, zone):
        work = ()
    span = merge((date_span(local_day, zone), *work))
    times: dict[Meaning, list[Interval]] = {one: [] for one in Meaning}
    for one in known:
        what = meaning(one, settings)
        if what is not Meaning.NOTHING:
            interval = Interval(one.start, one.end)
            if any(interval.meets(part) for part in span):
                times[what].append(interval)
    busy = merge(times[Meaning.BUSY] + times[Meaning.BREAK])
    return Day(
        work=work,
        busy=busy,
        breaks=subtract(times[Meaning.BREAK], times[Meaning.BUSY]),
        quiet=subtract(times[Meaning.QUIET], busy),
        off="" if work else "day_off",
    )


def entries(
    occurrences: Iterable[Occurrence], settings: Settings, local_day: date, zone: tzinfo
) -> tuple[DayEntry, ...]:
    """Return the busy times, breaks and quiet times of the local day for Today, in order."""
    span = merge((date_span(local_day, zone), *hours.work(settings, local_day, zone)))
    shown = []
    for one in occurrences:
        what = meaning(one, settings)
        if what is not Meaning.NOTHING and any(Interval(one.start, one.end).meets(part) for part in span):
            label = "" if one.private else one.title
            shown.append(DayEntry(one.start, one.end, label, what.value, one.private))
    return tuple(sorted(shown, key=lambda entry: (entry.start, entry.end, entry.label, entry.state)))
