"""Classify calendar events: busy, a break, quiet time, a day off, travel, or ignored; find the next one."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cache, partial
from itertools import islice

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.intervals import Interval, merge, subtract
from intermezzo.core.settings import Settings

_TRAVEL = (
    "flight", "flights", "fly to", "airport", "train to", "train from", "travel", "travelling", "traveling",
    "road trip", "flug", "flughafen", "zug nach", "bahnfahrt", "reise", "dienstreise", "anreise", "abreise",
    "rückreise", "voyage", "aéroport", "vuelo", "viaje", "aeropuerto", "viaggio", "aeroporto",
)  # fmt: skip
"""Words of a title that tell of travel, in the languages of most calendars here."""
JOIN_BEFORE = timedelta(minutes=15)
"""A meeting can be joined from so long before its start."""
JOIN_AFTER = timedelta(minutes=5)
"""A meeting that began so long ago is still the next one to go to."""


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
    transparent: bool = False
    declined: bool = False
    alone: bool = True
    private: bool = False
    uid: str = ""
    link: str = field(default="", repr=False)
    """The address at which it is joined, empty if unknown; in memory only, like the title."""


@dataclass(frozen=True, slots=True)
class DayEntry:
    """An event as shown in Today; ``label`` is its title, empty if there is none or it is private."""

    start: datetime
    end: datetime
    label: str = field(repr=False)
    state: str
    """``busy``, ``break`` or ``quiet``."""
    private: bool = False


def mentions(title: str, phrases: Iterable[str], *, joined: bool = True) -> bool:
    """Return whether the title contains one of the phrases as whole words: *walk* is not in *walkthrough*.

    Without ``joined``, a phrase joined to another word does not count: *walk-through*, *lunch & learn*.
    """
    text = _folded(title)
    return any(pattern.search(text) for pattern in map(partial(_pattern, joined=joined), phrases) if pattern)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _words(phrase: str) -> list[str]:
    return re.findall(r"\w+", _folded(phrase))


@cache
def _pattern(phrase: str, *, joined: bool) -> re.Pattern[str] | None:
    words = _words(phrase)
    if not words:
        return None
    before, after = r"(?<!\w)", r"(?!\w)"
    if not joined:
        before += r"(?<!\w[-‐‑])(?<![&+] )(?<![&+])(?<!\band )(?<!\bund )(?<!\bet )"
        after += r"(?![-‐‑]\w)(?!\s*(?:[&+]|and\b|und\b|et\b))"
    return re.compile(before + r"[\W_]+".join(map(re.escape, words)) + after)


def _is_called_off(title: str, words: Iterable[str]) -> bool:
    """Return whether the title begins with one of the words and a colon, as mail programs write it."""
    head, colon, _rest = _folded(title).partition(":")
    return bool(colon) and head.strip() in {_folded(word).strip() for word in words}


def meaning(one: Occurrence, settings: Settings) -> Meaning:
    """Return what one occurrence means for the day.

    Declined, all-day and empty ones mean nothing, and those whose title says that they are cancelled. One
    that takes no time (transparent, shown as free, or tentative or working elsewhere if the settings say so)
    is neither a meeting nor a break. A title with a break word is a break, unless others are invited and the
    word is joined to another. One with a quiet word and nobody else invited is quiet time, even if it is
    shown as free.
    """
    if one.declined or one.all_day or one.end <= one.start:
        return Meaning.NOTHING
    if _is_called_off(one.title, settings.cancelled_words):
        return Meaning.NOTHING
    counts = {
        BusyStatus.FREE: False,
        BusyStatus.TENTATIVE: settings.tentative_busy,
        BusyStatus.WORKING_ELSEWHERE: settings.elsewhere_busy,
    }
    takes_time = not one.transparent and counts.get(one.busy, True)
    if takes_time and mentions(one.title, settings.break_words, joined=one.alone):
        return Meaning.BREAK
    if one.alone and mentions(one.title, settings.quiet_words):
        return Meaning.QUIET
    return Meaning.BUSY if takes_time else Meaning.NOTHING


def words_in(one: Occurrence, settings: Settings) -> str:
    """Return those of the user's own words that give the title of an event its meaning, and nothing else."""
    if _is_called_off(one.title, settings.cancelled_words):
        return f"{_folded(one.title).partition(':')[0].strip()}:"
    breaks = (word for word in settings.break_words if mentions(one.title, (word,), joined=one.alone))
    quiet = (word for word in settings.quiet_words if one.alone and mentions(one.title, (word,)))
    # One of each and without punctuation: more could be read as a longer phrase, as joined or as called off.
    return ", ".join(" ".join(_words(word)) for word in (*islice(breaks, 1), *islice(quiet, 1)))


def date_span(day: date, zone: tzinfo) -> Interval:
    """Return the local date from midnight to midnight: 23 or 25 hours long when the clocks change."""
    start, end = (hours.first_moment(one, time(), zone) for one in (day, day + timedelta(days=1)))
    return Interval(start, end)


def away(occurrences: Iterable[Occurrence], local_day: date, zone: tzinfo) -> bool:
    """Return whether an all-day *out of office* covers the local noon; midnights differ between zones."""
    noon = hours.first_moment(local_day, time(12), zone)
    return any(
        one.all_day
        and one.busy is BusyStatus.OUT_OF_OFFICE
        and not one.declined
        and one.start <= noon < one.end
        for one in occurrences
    )


def day(
    occurrences: Iterable[Occurrence],
    settings: Settings,
    local_day: date,
    zone: tzinfo,
    work: tuple[Interval, ...],
    *,
    on_day_off: bool = False,
) -> Day:
    """Return the fixed facts of one local day.

    ``work`` are its working intervals, empty on a day off. An all-day *out of office* makes it one, unless
    the user works ``on_day_off``. Busy time is whatever overlaps the date or the work, which may end after
    midnight. A break counts only where no meeting overlaps it, and quiet time only where nothing is busy.
    """
    known = tuple(occurrences)
    if not on_day_off and away(known, local_day, zone):
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
        bad=hours.bad_times(settings, local_day, zone, work),
    )


def meeting_at(occurrences: Iterable[Occurrence], settings: Settings, now: datetime) -> Interval | None:
    """Return the meeting of this moment; None without one, and of several that end at different times."""
    found = [
        one for one in occurrences
        if one.start <= now < one.end and meaning(one, settings) is Meaning.BUSY
    ]  # fmt: skip
    if not found or len({one.end for one in found}) > 1:
        return None
    return Interval(min(one.start for one in found), found[0].end)


def shortened(
    occurrences: tuple[Occurrence, ...], settings: Settings, over: Sequence[Interval]
) -> tuple[Occurrence, ...]:
    """Return the occurrences, with the meetings of calls that are over ending when the call did.

    Each interval of ``over`` is from the end of the call to that of its meeting.
    """

    def end(one: Occurrence) -> datetime:
        cut = (rest.start for rest in over if one.end == rest.end and one.start <= rest.start)
        return min(cut, default=one.end) if meaning(one, settings) is Meaning.BUSY else one.end

    return tuple(replace(one, end=end(one)) for one in occurrences) if over else occurrences


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


def travels(occurrences: Iterable[Occurrence], settings: Settings, on: date, zone: tzinfo) -> bool:
    """Return whether an event of the local day is travel; those private or called off do not count."""
    span = date_span(on, zone)
    return any(
        not one.private
        and Interval(one.start, one.end).meets(span)
        and mentions(one.title, _TRAVEL, joined=False)
        and (one.all_day or meaning(one, settings) is not Meaning.NOTHING)
        for one in occurrences
    )


def next_meeting(
    occurrences: Iterable[Occurrence], settings: Settings, now: datetime, until: datetime
) -> Occurrence | None:
    """Return the meeting or break that has just begun or begins next before ``until``, or None."""
    coming = (
        one
        for one in occurrences
        if now - JOIN_AFTER < one.start < until
        and now < one.end
        and meaning(one, settings) in {Meaning.BUSY, Meaning.BREAK}
    )
    return min(coming, key=lambda one: (one.start, one.end, one.uid), default=None)


def can_join(meeting: Occurrence, now: datetime) -> bool:
    """Return whether the meeting has an address, and is about to begin."""
    return bool(meeting.link) and meeting.start - JOIN_BEFORE <= now
