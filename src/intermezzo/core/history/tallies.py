"""Rows summed up: the tally of each day, the areas that were moved, the times of offers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from intermezzo.core.history.events import ENDED, Event, EventKind, hardly_begun, number_in
from intermezzo.core.history.statistics import OWN_BREAK_SECONDS, Count, DayTally, Gap
from intermezzo.core.practice.feedback import NO_TIME
from intermezzo.core.practice.model import AREA_OF, Area, Kind
from intermezzo.core.scheduling.day_state import effective

DONE = frozenset({EventKind.COMPLETED, EventKind.DONE_ALREADY})
TALLIED = ENDED | DONE | {EventKind.DAY, EventKind.AWAY, EventKind.FEEDBACK}
"""The kinds of rows that a day's tally is made of."""
OFFERS = DONE | {EventKind.OFFERED}
"""The kinds of rows that ``gaps`` are made of."""
SUMMED = TALLIED | OFFERS | {EventKind.STEP}
"""The kinds of rows that ``sums`` are made of."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What some days come to."""

    days: tuple[DayTally, ...]
    areas: Mapping[Area, int]
    """How many sessions moved each area."""
    gaps: tuple[Gap, ...]
    """The times of day of the offers."""


def sums(events: Sequence[Event], first: date, last: date) -> Sums:
    """Return what the days come to. A session of the last of them may end on the day after."""
    days = of_days((event for event in events if event.day <= last), first, last)
    return Sums(days, areas(events, last), gaps(events, last))


def of_days(events: Iterable[Event], first: date, last: date) -> tuple[DayTally, ...]:
    """Return the tally of every day in order, unknown days too."""
    found = {one.day: one for one in tally(events)}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(found.get(day, DayTally(day)) for day in days)


def tally(events: Iterable[Event]) -> tuple[DayTally, ...]:
    """Return the tally of each day that has an event, sorted by day; retracted events do not count."""
    by_day: dict[date, list[Event]] = {}
    for event in effective(tuple(events)):
        by_day.setdefault(event.day, []).append(event)
    return tuple(_day(day, by_day[day]) for day in sorted(by_day))


def areas(events: Sequence[Event], last: date = date.max) -> Mapping[Area, int]:
    """Return how many ended sessions moved each area, by their steps of more than 0 s up to a day."""
    lasting = effective(events)
    ended = {event.occurrence for event in lasting if event.kind in ENDED and not hardly_begun(event)}
    moved: dict[Area, set[str]] = {area: set() for area in Area}
    for event in lasting:
        if event.kind is not EventKind.STEP or event.day > last:
            continue
        if event.occurrence not in ended or not event.seconds:
            continue
        regions = event.detail.get("regions")
        for region in regions if isinstance(regions, list) else ():
            if isinstance(region, str) and region in AREA_OF:
                moved[AREA_OF[region]].add(event.occurrence or "")
    return {area: len(sessions) for area, sessions in moved.items()}


def gaps(events: Sequence[Event], last: date = date.max) -> tuple[Gap, ...]:
    """Return the times of day of offers up to a day, by the slot of each occurrence's first offer, sorted."""
    first: dict[str, Event] = {}
    done: set[str] = set()
    for event in effective(events):
        if event.occurrence is None:
            continue
        if event.kind is EventKind.OFFERED and event.day <= last:
            known = first.get(event.occurrence)
            if known is None or (event.at, event.id) < (known.at, known.id):
                first[event.occurrence] = event
        elif event.kind in DONE:
            done.add(event.occurrence)
    taken: dict[time, list[bool]] = {}
    for occurrence, event in first.items():
        at = _quarter_hour(event)
        taken.setdefault(at, []).append(occurrence in done)
    return tuple(Gap(at, len(said), sum(said)) for at, said in sorted(taken.items()))


def _quarter_hour(offer: Event) -> time:
    """Return the local time of an offer's slot, else its own, rounded down to the quarter hour.

    Rounding down keeps a slot at the end of a gap from being named after the meeting that follows.
    """
    local = (offer.detail_time("slot") or offer.at) + timedelta(seconds=offer.offset)
    return time(local.hour, local.minute // 15 * 15)


def _day(day: date, events: Sequence[Event]) -> DayTally:
    frames = [event for event in events if event.kind is EventKind.DAY]
    frame = max(frames, key=lambda event: (event.at, event.id)).detail if frames else {}
    breaks = [e for e in events if e.kind is EventKind.AWAY and (e.seconds or 0.0) >= OWN_BREAK_SECONDS]
    covers = [event.detail.get("covers") for event in breaks]
    said = [e for e in events if e.kind is EventKind.FEEDBACK and e.detail.get("why") != NO_TIME]
    felt = [number for event in said if (number := number_in(event.detail, "felt")) is not None]
    return DayTally(
        day=day,
        room=_room(frame) if frames else None,
        off=frame.get("off") is True,
        gentle=frame.get("gentle") is True,
        done=Count(*(_occurrences(events, kind) for kind in (Kind.INTERLUDE, Kind.MICRO))),
        done_already=len({_one(e) for e in events if e.kind is EventKind.DONE_ALREADY}),
        partial=len({_one(e) for e in events if e.kind is EventKind.PARTIAL and not hardly_begun(e)}),
        covers=Count(*(covers.count(kind) for kind in (Kind.INTERLUDE, Kind.MICRO))),
        breaks=len(breaks),
        seconds=sum(e.seconds or 0.0 for e in events if e.kind in ENDED | DONE and not hardly_begun(e)),
        work=number_in(frame, "work") or 0.0,
        busy=number_in(frame, "busy") or 0.0,
        longest=number_in(frame, "longest"),
        felt_sum=sum(felt),
        felt_count=len(felt),
    )


def _room(frame: Mapping[str, object]) -> Count:
    room = frame.get("room")
    if not isinstance(room, Mapping):
        return Count()
    return Count(_whole(room.get("interlude")), _whole(room.get("micro")))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _one(event: Event) -> str:
    return event.occurrence or event.id


def _occurrences(events: Sequence[Event], kind: Kind) -> int:
    """Count each occurrence once: a session resumed after an interruption is still one session."""
    return len(
        {_one(e) for e in events if e.kind in DONE and (e.detail.get("for") or e.detail.get("kind")) == kind}
    )
