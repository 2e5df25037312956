"""Find working time that meetings never leave room in, and the five minutes that would give some back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from intermezzo.core.history.statistics import DayTally
from intermezzo.core.practice.model import Day, Rhythm
from intermezzo.core.scheduling.calendar_rules import DayEntry
from intermezzo.core.scheduling.intervals import Interval, clip, subtract

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


def meeting_day(on: date, day: Day, entries: Iterable[DayEntry]) -> MeetingDay:
    """Return the day with its meetings; breaks and quiet time are none."""
    return MeetingDay(on, day, tuple(Interval(one.start, one.end) for one in entries if one.state == "busy"))


def audit(
    days: Sequence[MeetingDay],
    history: Collection[DayTally],
    today: date,
    rhythm: Rhythm,
    shortest: timedelta,
    zone: tzinfo,
) -> Relief | None:
    """Return the best relief, or None: the one with the most gain.

    ``days`` are those that the calendars are known for. A relief must hold on each of them that is of its
    weekday. The history confirms that there never was room: on its last days of that weekday before ``today``
    the longest stretch was at least as long.
    """
    found: dict[int, list[set[Relief]]] = {}
    for one in days:
        if one.day.work:
            reliefs = set(_reliefs(one, rhythm, shortest, zone))
            found.setdefault(one.date.weekday(), []).append(reliefs)
    always = (relief for several in found.values() for relief in set.intersection(*several))
    confirmed = (one for one in always if _confirmed(one, history, today))
    return max(confirmed, key=lambda one: (one.gain, -one.weekday, one.meeting), default=None)


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


def _confirmed(relief: Relief, history: Collection[DayTally], today: date) -> bool:
    """Return whether the last known days of the weekday had so long a stretch without a movement."""
    known = [
        one for one in sorted(history, key=lambda one: one.day)
        if one.day.weekday() == relief.weekday and one.day < today and one.known and not one.off
        and one.longest is not None
    ][-SEEN:]  # fmt: skip
    return len(known) >= FEWEST and all((one.longest or 0) >= round(relief.minutes) for one in known)


def _clock(moment: datetime, zone: tzinfo) -> time:
    """Return the local time of day, to the minute."""
    local = moment.astimezone(zone)
    return time(local.hour, local.minute)
