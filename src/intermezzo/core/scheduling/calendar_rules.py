"""What an event of a calendar means for the day: busy, a break, quiet time, a day off, or nothing."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling.intervals import Interval, merge, subtract
from intermezzo.core.settings import Settings


class BusyStatus(StrEnum):
    """How the calendar itself shows the time of an event."""

    BUSY = "busy"
    FREE = "free"
    TENTATIVE = "tentative"
    OUT_OF_OFFICE = "out_of_office"
    WORKING_ELSEWHERE = "working_elsewhere"


class Meaning(StrEnum):
    """What the time of an event is to us; ``NOTHING`` is free time like any other."""

    BUSY = "busy"
    BREAK = "break"
    QUIET = "quiet"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event at one time: ``start`` ≤ ``end``, both aware and in UTC.

    ``declined`` is by the user, ``alone`` says that nobody else is invited. An all-day event runs from a
    local midnight to a local midnight. The title lives in memory only, and in no log.
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
    """One event as Today shows it; ``label`` is its title, empty where it has none or is private."""

    start: datetime
    end: datetime
    label: str = field(repr=False)
    state: str
    """``busy``, ``break`` or ``quiet``."""
    private: bool = False


def plain_words(text: str) -> str:
    """The words of a text, case-folded and between single spaces; punctuation is no part of a word."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def mentions(title: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the title as whole words: *walk* is not in *walkthrough*."""
    padded = f" {plain_words(title)} "
    return any(f" {words} " in padded for words in map(plain_words, phrases) if words)


def meaning(one: Occurrence, settings: Settings) -> Meaning:
    """What one occurrence is to us.

    Cancelled and declined ones, all-day ones and those of no length are nothing. What takes no time
    (transparent, shown as free, or tentative where the setting says so) is no meeting and no break. A title
    with a break word is a break; one with a quiet word and nobody else invited is quiet time, even where the
    calendar shows it as free.
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


def local_day_span(day: date, zone: tzinfo) -> Interval:
    """The local day from midnight to midnight; 23 or 25 hours where the clocks change."""
    start, end = (
        datetime.combine(one, time(), zone).astimezone(UTC) for one in (day, day + timedelta(days=1))
    )
    return Interval(start, end)


def away(occurrences: Iterable[Occurrence], local_day: date, zone: tzinfo) -> bool:
    """Whether an all-day *out of office* covers the day: its noon, since midnights differ between zones."""
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
    """The fixed facts of one local day.

    ``work`` are its working intervals (empty on a day off). Busy time is whatever meets the day or its work,
    which may end after midnight. A break counts as one only where no meeting runs into it, and quiet time
    only where nothing is busy.
    """
    known = tuple(occurrences)
    if away(known, local_day, zone):
        work = ()
    span = merge((local_day_span(local_day, zone), *work))
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
    """What Today shows of the calendar: every busy time, break and quiet time of the local day, in order."""
    span = local_day_span(local_day, zone)
    shown = []
    for one in occurrences:
        what = meaning(one, settings)
        if what is not Meaning.NOTHING and Interval(one.start, one.end).meets(span):
            label = "" if one.private else one.title
            shown.append(DayEntry(one.start, one.end, label, what.value, one.private))
    return tuple(sorted(shown, key=lambda entry: (entry.start, entry.end, entry.label, entry.state)))
