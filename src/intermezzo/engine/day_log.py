"""The rows about a whole day: its figures, breaks of the user's own, and what was owed at its end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from intermezzo.core.history.events import Event, EventKind, Json, Reason
from intermezzo.core.practice.model import Day, Kind
from intermezzo.core.scheduling import away
from intermezzo.core.scheduling.day_state import DayState, day_state, effective
from intermezzo.core.scheduling.intervals import Interval, intersect, minutes
from intermezzo.core.scheduling.stretches import sitting
from intermezzo.engine.state import DaySummary, EngineState


def own_break(state: EngineState, summary: DaySummary, gone: Interval) -> list[Event]:
    """Record an absence that was long enough; it covers a slot that was due, or one owed."""
    own = away.own_break(gone, summary.day)
    if own is None:
        return []
    stand = day_state(state.events, summary.date, own.end)
    left = owed(summary.room, stand)
    due = [slot.kind for slot in state.plan.slots if slot.start <= own.end and slot.kind in left]
    covers = next(iter([*due, *left]), None)
    row = state.record(
        EventKind.AWAY, own.end, seconds=own.length.total_seconds(), reason=Reason.AWAY, day=summary.date,
        occurrence=stand.occurrence if covers is not None else None,
        detail={"covers": covers.value if covers is not None else None},
    )  # fmt: skip
    return [row]


def day_row(state: EngineState, summary: DaySummary, stand: DayState, now: datetime) -> list[Event]:
    """Record the day's figures if they have changed; the last such row of a day counts.

    A day whose work was over when the app was first started has none: nothing is known of it.
    """
    over = summary.end is None or now >= summary.end
    if summary.end is not None and over and _began(state, summary.date, now) >= summary.end:
        return []
    detail = frame(summary.day, summary.room, stand, over=over)
    last = last_frame(state.events, summary.date)
    if last is not None and {k: v for k, v in last.items() if k != "v"} == detail:
        return []
    return [state.record(EventKind.DAY, now, detail=detail, day=summary.date)]


def _began(state: EngineState, day: date, now: datetime) -> datetime:
    """Return when the first row of a day was written; ``now`` before there is any."""
    return next((row.at for row in state.events if row.day == day), now)


def dropped(state: EngineState, summary: DaySummary, now: datetime) -> list[Event]:
    """Record, once for a day, that what is still owed at its end is dropped; nothing is carried over."""
    if _dropped(state, summary.date):
        return []
    stand = day_state(state.events, summary.date, now)
    left = owed(summary.room, stand)
    if not left:
        return []
    row = state.record(
        EventKind.DROPPED, now, reason=Reason.DAY_ENDED, day=summary.date,
        occurrence=stand.occurrence or state.recorder.new_id(),
        detail={"kind": next(iter(left)).value, "owed": sum(left.values())},
    )  # fmt: skip
    return [row]


def goes_on(state: EngineState, day: date, now: datetime) -> list[Event]:
    """Take back what the ``day`` dropped at an end that was not its last.

    It goes on when the user travels west, when the clock is set back, or with longer hours.
    """
    return [state.retract(row, now) for row in _dropped(state, day)]


def _dropped(state: EngineState, day: date) -> list[Event]:
    of_day = [row for row in state.events if row.day == day]  # the whole history would take long in each turn
    return [row for row in effective(of_day) if row.reason is Reason.DAY_ENDED]


def last_frame(events: Sequence[Event], day: date) -> Mapping[str, Json] | None:
    """Return the detail of the day's last row of figures, or None."""
    return next((e.detail for e in reversed(events) if e.kind is EventKind.DAY and e.day == day), None)


def frame(day: Day, room: Mapping[Kind, int], stand: DayState, *, over: bool) -> dict[str, Json]:
    """Return the detail of the ``day`` row, in minutes; the longest stretch only once the day is ``over``.

    On a gentle day nothing is owed: its room is what was taken.
    """
    gentle = stand.gentle_until is not None
    longest = round(sitting(day.work, [*day.breaks, *stand.moved]).longest) if over else None
    return {
        "room": {
            kind.value: min(room.get(kind, 0), stand.taken.get(kind, 0)) if gentle else room.get(kind, 0)
            for kind in (Kind.INTERLUDE, Kind.MICRO)
        },
        "work": round(minutes(day.work)),
        "busy": round(minutes(intersect(day.work, day.busy))),
        "longest": longest,
        "off": not day.work,
        **({"gentle": True} if gentle else {}),
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
