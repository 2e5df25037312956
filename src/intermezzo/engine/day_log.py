"""The rows about a whole day: its figures, breaks of the user's own, and what was owed at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.practice.model import Day, Kind, Slot
from intermezzo.core.scheduling import away
from intermezzo.core.scheduling.day_state import DayState, day_state
from intermezzo.core.scheduling.intervals import Interval, intersect, minutes
from intermezzo.core.scheduling.stretches import sitting
from intermezzo.engine.recorder import Recorder


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One local day, and how many slots of each kind the whole of it has room for."""

    date: date
    day: Day
    room: Mapping[Kind, int]

    @property
    def end(self) -> datetime | None:
        """The end of its working time, None for a day off."""
        return self.day.work[-1].end if self.day.work else None


def own_break(
    summary: DaySummary, gone: Interval, slots: Sequence[Slot], events: Sequence[Event], recorder: Recorder
) -> Event | None:
    """Return the row of an absence that was long enough; it covers a slot that was due, or one owed."""
    own = away.own_break(gone, summary.day)
    if own is None:
        return None
    stand = day_state(events, summary.date, own.end)
    left = owed(summary.room, stand)
    due = [slot.kind for slot in slots if slot.start <= own.end and slot.kind in left]
    covers = next(iter([*due, *left]), None)
    return recorder.event(
        EventKind.AWAY, own.end, seconds=own.length.total_seconds(), reason=Reason.AWAY, day=summary.date,
        occurrence=stand.occurrence if covers is not None else None,
        detail={"covers": covers.value if covers is not None else None},
    )  # fmt: skip


def day_row(
    summary: DaySummary, stand: DayState, now: datetime, events: Sequence[Event], recorder: Recorder
) -> Event | None:
    """Return the row of the day's figures if they have changed; the last such row of a day counts."""
    over = summary.end is None or now >= summary.end
    detail = frame(summary.day, summary.room, stand, over=over)
    last = last_frame(events, summary.date)
    if last is not None and {k: v for k, v in last.items() if k != "v"} == detail:
        return None
    return recorder.event(EventKind.DAY, now, detail=detail, day=summary.date)


def dropped(summary: DaySummary, now: datetime, events: Sequence[Event], recorder: Recorder) -> Event | None:
    """Return the row that drops what is still owed at the day's end; nothing is carried over."""
    stand = day_state(events, summary.date, now)
    left = owed(summary.room, stand)
    if not left:
        return None
    return recorder.event(
        EventKind.DROPPED, now, reason=Reason.DAY_ENDED, day=summary.date,
        occurrence=stand.occurrence or recorder.new_id(),
        detail={"kind": next(iter(left)).value, "owed": sum(left.values())},
    )  # fmt: skip


def last_frame(events: Sequence[Event], day: date) -> Mapping[str, Json] | None:
    """Return the detail of the day's last row of figures, or None."""
    return next((e.detail for e in reversed(events) if e.kind is EventKind.DAY and e.day == day), None)


def frame(day: Day, room: Mapping[Kind, int], stand: DayState, *, over: bool) -> dict[str, Json]:
    """Return the detail of the ``day`` row, in minutes; the longest stretch only once the day is ``over``.

    On a gentle day nothing is owed: its room is what was taken.
    """
    gentle = stand.gentle_until is not None
    longest = sitting(day.work, [*day.breaks, *stand.moved]).longest
    return {
        "room": {
            kind.value: min(room.get(kind, 0), stand.taken.get(kind, 0)) if gentle else room.get(kind, 0)
            for kind in (Kind.INTERLUDE, Kind.MICRO)
        },
        "work": round(minutes(day.work)),
        "busy": round(minutes(intersect(day.work, day.busy))),
        "longest": round(longest) if over else None,
        "off": not day.work,
    }


def owed(room: Mapping[Kind, int], stand: DayState) -> Mapping[Kind, int]:
    """Return how many slots of each kind were neither taken, covered nor declined.

    One too many of a kind counts for the other kind. Nothing is owed on a gentle day or after *no more*.
    """
    if stand.gentle_until is not None or stand.no_more:
        return {}
    gone = stand.answered
    left = {kind: room.get(kind, 0) - gone.get(kind, 0) for kind in (Kind.INTERLUDE, Kind.MICRO)}
    over = -sum(min(n, 0) for n in left.values())
    return {kind: n - over for kind, n in left.items() if n - over > 0}
