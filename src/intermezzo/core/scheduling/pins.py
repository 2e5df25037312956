"""Pins: slots whose time the user has set. A later plan keeps each that is still possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Day, Kind, Rhythm, Slot
from intermezzo.core.scheduling.decision import busy_at, free_until
from intermezzo.core.scheduling.intervals import Interval

_STANDS = frozenset({EventKind.HELD, EventKind.OFFERED})
"""The kinds of events of an occurrence after which its pin is not over."""


@dataclass(frozen=True, slots=True)
class PinnedSlot:
    """The time that the user has set for a slot, in UTC."""

    occurrence: str
    kind: Kind
    start: datetime

    def slot(self, length: timedelta) -> Slot:
        """Return the slot, with a session of this length."""
        return Slot(self.start, self.start + length, self.kind)


def is_pin(event: Event) -> bool:
    """Return whether the event sets the time of a slot."""
    return event.kind is EventKind.SNOOZED and event.reason is Reason.ASKED


def pins(today: Sequence[Event]) -> tuple[PinnedSlot, ...]:
    """Return the pins of a day by start, from its effective events.

    A later pin of an occurrence replaces an earlier one; a pin is over once the occurrence is answered, begun
    or snoozed, or its offer was not answered.
    """
    found: dict[str, PinnedSlot] = {}
    for event in today:
        if event.occurrence is None:
            continue
        start = event.detail_time("until") if is_pin(event) else None
        kind = event.detail.get("for") or event.detail.get("kind")
        if start is not None and isinstance(kind, str):
            found[event.occurrence] = PinnedSlot(event.occurrence, Kind(kind), start)
        elif event.kind not in _STANDS:
            found.pop(event.occurrence, None)
    return tuple(sorted(found.values(), key=lambda one: one.start))


def vacated(today: Sequence[Event]) -> tuple[datetime, ...]:
    """Return the starts from which the user has moved a slot, or that were skipped before their time."""
    slots = (one.detail_time("slot") for one in today if is_pin(one) or one.kind is EventKind.DECLINED)
    return tuple(slot for slot in slots if slot is not None)


def require_possible(
    slot: Slot,
    day: Day,
    rhythm: Rhythm,
    zone: tzinfo,
    *,
    moved: Sequence[Interval] = (),
    others: Sequence[Slot] = (),
) -> None:
    """Raise Fault, with what is in the way, if the planner would not keep a slot at this time.

    ``moved`` is when the user moved today, ``others`` are the other slots that are pinned. The planner has
    the same rules, see ``SlotGrid.still_possible``; here the first that is broken has a name.
    """
    start = slot.start
    time = start.astimezone(zone)
    if not any(one.holds(start) for one in day.work):
        raise Fault("slot.outside_hours", time=time)
    if any(one.meets(slot.interval) for one in day.bad):
        raise Fault("slot.bad_time", time=time)
    if any(one.holds(start) for one in day.breaks):
        raise Fault("slot.in_break", time=time)
    if busy_at(day, start) is not None:
        raise Fault("slot.in_meeting", time=time)
    ended = next((one.end for one in day.busy if one.end <= start < one.end + rhythm.settle), None)
    if ended is not None:
        raise Fault("slot.just_after", first=(ended + rhythm.settle).astimezone(zone))
    free = free_until(day, start, rhythm.leave)
    if free is None or slot.end > free:
        raise Fault("slot.too_short", time=time, seconds=slot.interval.length.total_seconds())
    after_last = max((_next_start(one, rhythm) for one in moved), default=start)
    if start < after_last:
        raise Fault("slot.too_soon", first=after_last.astimezone(zone))
    for other in others:
        if start < _next_start(other.interval, rhythm) and other.start < _next_start(slot.interval, rhythm):
            raise Fault("slot.near_another", other=other.start.astimezone(zone))


def _next_start(one: Interval, rhythm: Rhythm) -> datetime:
    """Return when the next slot may start after a slot or a movement."""
    return max(one.start + rhythm.spacing, one.end)
