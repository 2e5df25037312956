"""The day tallies and gaps, computed in Python: the oracle for the SQL of the store."""

from collections.abc import Mapping, Sequence
from datetime import date

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.history.statistics import (
    OWN_BREAK_SECONDS,
    Count,
    DayTally,
    Gap,
    count_gaps,
    quarter_hour,
)
from intermezzo.core.practice.model import Kind
from intermezzo.core.scheduling.day_state import effective

_DONE = frozenset({EventKind.COMPLETED, EventKind.DONE_ALREADY})
_ENDED = frozenset({EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED})


def tally(events: Sequence[Event]) -> tuple[DayTally, ...]:
    """Return the tally of each day that has an event, sorted by day; retracted events do not count."""
    by_day: dict[date, list[Event]] = {}
    for event in effective(events):
        by_day.setdefault(event.day, []).append(event)
    return tuple(_day(day, by_day[day]) for day in sorted(by_day))


def gaps(events: Sequence[Event]) -> tuple[Gap, ...]:
    """Return the times of day of offers, by the slot of each occurrence's first offer, sorted."""
    first: dict[str, Event] = {}
    done: set[str] = set()
    for event in effective(events):
        if event.occurrence is None:
            continue
        if event.kind is EventKind.OFFERED:
            known = first.get(event.occurrence)
            if known is None or (event.at, event.id) < (known.at, known.id):
                first[event.occurrence] = event
        elif event.kind in _DONE:
            done.add(event.occurrence)
    return count_gaps(
        (quarter_hour(event.detail.get("slot"), event.at, event.offset), occurrence in done)
        for occurrence, event in first.items()
    )


def _day(day: date, events: Sequence[Event]) -> DayTally:
    frames = [event for event in events if event.kind is EventKind.DAY]
    frame = max(frames, key=lambda event: (event.at, event.id)).detail if frames else None
    breaks = [e for e in events if e.kind is EventKind.AWAY and (e.seconds or 0.0) >= OWN_BREAK_SECONDS]
    felt = [
        float(said)
        for event in events
        if event.kind is EventKind.FEEDBACK
        and isinstance(said := event.detail.get("felt"), int | float)
        and event.detail.get("why") != "no_time"
    ]
    return DayTally(
        day=day,
        room=None if frame is None else _room(frame),
        off=frame is not None and frame.get("off") is True,
        done=Count(*(_occurrences(events, _DONE, kind) for kind in (Kind.INTERLUDE, Kind.MICRO))),
        done_already=len({_one(e) for e in events if e.kind is EventKind.DONE_ALREADY}),
        partial=len({_one(e) for e in events if e.kind is EventKind.PARTIAL}),
        covers=Count(
            sum(e.detail.get("covers") == Kind.INTERLUDE for e in breaks),
            sum(e.detail.get("covers") == Kind.MICRO for e in breaks),
        ),
        breaks=len(breaks),
        seconds=sum(e.seconds or 0.0 for e in events if e.kind in _ENDED | _DONE),
        work=_number(frame, "work") or 0.0,
        busy=_number(frame, "busy") or 0.0,
        longest=_number(frame, "longest"),
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


def _number(frame: Mapping[str, object] | None, key: str) -> float | None:
    value = frame.get(key) if frame is not None else None
    return float(value) if isinstance(value, int | float) else None


def _one(event: Event) -> str:
    return event.occurrence or event.id


def _occurrences(events: Sequence[Event], kinds: frozenset[EventKind], kind: Kind) -> int:
    """Count each occurrence once: a session resumed after an interruption is still one session."""
    return len(
        {_one(e) for e in events if e.kind in kinds and (e.detail.get("for") or e.detail.get("kind")) == kind}
    )
