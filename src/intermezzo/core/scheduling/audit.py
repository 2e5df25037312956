"""Find working time that meetings never leave room in, and the five minutes that would give some back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from intermezzo.core.history.statistics import DayTally
from intermezzo.core.practice.model import Day, Rhythm
from intermezzo.core.scheduling import calendar_rules, hours
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval, clip, subtract
from intermezzo.core.settings import Settings

EARLIER = timedelta(minutes=5)
"""How much earlier a meeting would have to end."""
LONG = timedelta(hours=2)
"""Time without room for a session is mentioned from this length on."""
SEEN, FEWEST = 4, 3
"""*Never* is said of the last four known days of a weekday, three at least."""


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A day of the calendars: its times in UTC, and its meetings, which may overlap."""

    date: date
    day: Day
    meetings: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Relief:
    """A weekday (0 is Monday) with time that never left room, and the meeting that could end earlier.

    Times are local. ``gain`` is by how much Σ s² would fall with a movement there, in min².
    """

    weekday: int
    start: time
    end: time
    meeting: time
    minutes: float
    gain: float


def days_wanted(today: date) -> tuple[date, date]:
    """Return the first and the last day that the audit looks at: the week of ``today``, and those before."""
    monday = _monday(today)
    return monday - timedelta(weeks=SEEN), monday + timedelta(days=6)


def meeting_days(
    occurrences: Sequence[Occurrence], known: Interval, settings: Settings, zone: tzinfo, today: date
) -> tuple[MeetingDay, ...]:
    """Return those of the wanted days that are in the ``known`` time as a whole.

    Breaks and quiet time are no meetings.
    """
    first, last = days_wanted(today)
    found = []
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        date_span, work = calendar_rules.date_span(on, zone), hours.work(settings, on, zone)
        start, end = date_span.start, max([date_span.end, *(part.end for part in work)])
        if start < known.start or known.end < end:
            continue
        # What is far away is left out first: the rules read every title.
        near = [one for one in occurrences if one.start <= end and start <= one.end]
        facts = calendar_rules.day(near, settings, on, zone, work)
        entries = calendar_rules.entries(near, settings, on, zone)
        meetings = tuple(Interval(one.start, one.end) for one in entries if one.state == "busy")
        found.append(MeetingDay(on, facts, meetings))
    return tuple(found)


def audit(
    days: Sequence[MeetingDay],
    history: Collection[DayTally],
    today: date,
    rhythm: Rhythm,
    shortest: timedelta,
    zone: tzinfo,
) -> Relief | None:
    """Return the best relief in the week of ``today``, or None: the one with the most gain.

    ``days`` are those that the calendars are known for. On the last days of its weekday before ``today``, as
    far as calendars or history know them, there was no room either: by the calendars the same relief would
    have held, and by the history the longest stretch was at least as long.
    """
    reliefs = {one.date: tuple(_reliefs(one, rhythm, shortest, zone)) for one in days if one.day.work}
    tallies = {one.day: one for one in history}
    monday = _monday(today)
    found = (relief for on, several in reliefs.items() if on >= monday for relief in several)
    never = (one for one in found if _never_room(one, reliefs, tallies, today))
    return max(never, key=lambda one: (one.gain, -one.weekday, one.meeting), default=None)


def _reliefs(one: MeetingDay, rhythm: Rhythm, shortest: timedelta, zone: tzinfo) -> Iterable[Relief]:
    """Yield what five minutes less of each meeting would give back on a day."""
    busy = (*one.day.busy, *one.day.breaks)
    margins = [Interval(part.start - rhythm.leave, part.end + rhythm.settle) for part in busy]
    gaps = [gap for gap in subtract(one.day.work, margins) if gap.length >= shortest]
    needs = rhythm.settle + shortest + rhythm.leave
    for full in subtract(one.day.work, [*gaps, *one.day.breaks]):
        block = _of_meetings(full, one.meetings)
        if block is None or block.length < LONG:
            continue
        for meeting in one.meetings:
            others = [other for other in one.meetings if other != meeting]
            coming = (other.start for other in (*busy, *others) if other.start >= meeting.end)
            following = min(coming, default=block.end)
            alone = not any(other.start < meeting.end <= other.end for other in others)
            end = meeting.end - EARLIER
            inside = block.start < end and following < block.end
            if alone and inside and meeting.length > EARLIER and following - end >= needs:
                before, after = (end - block.start).total_seconds(), (block.end - end).total_seconds()
                yield Relief(
                    one.date.weekday(), _clock(block.start, zone), _clock(block.end, zone),
                    _clock(meeting.start, zone), block.minutes, round(2 * before * after / 3600),
                )  # fmt: skip


def _of_meetings(full: Interval, meetings: Iterable[Interval]) -> Interval | None:
    """Return the time from the first meeting to the last, without margins; None without meetings."""
    parts = clip(meetings, full)
    return Interval(min(one.start for one in parts), max(one.end for one in parts)) if parts else None


def _never_room(
    relief: Relief,
    reliefs: Mapping[date, Collection[Relief]],
    tallies: Mapping[date, DayTally],
    today: date,
) -> bool:
    """Return whether there was no room on the last known days of the weekday."""
    before = (on for on in {*reliefs, *tallies} if on < today and on.weekday() == relief.weekday)
    said = (_no_room(relief, reliefs.get(on), tallies.get(on)) for on in sorted(before, reverse=True))
    last = [one for one in said if one is not None][:SEEN]
    return len(last) >= FEWEST and all(last)


def _no_room(relief: Relief, reliefs: Collection[Relief] | None, tally: DayTally | None) -> bool | None:
    """Return whether a day had no room there, by its reliefs and its tally; None for days off and unknown."""
    if tally is not None and tally.off:
        return None
    said = []
    if reliefs is not None:
        said.append(any(
            one.meeting == relief.meeting and one.start <= relief.start and relief.end <= one.end
            for one in reliefs
        ))  # fmt: skip
    if tally is not None and tally.known and tally.longest is not None:
        said.append(tally.longest >= round(relief.minutes))
    return all(said) if said else None


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _clock(moment: datetime, zone: tzinfo) -> time:
    """Return the local time of day, to the minute."""
    local = moment.astimezone(zone)
    return time(local.hour, local.minute)
