"""Why the plan of the day has changed since it was last seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Slot
from intermezzo.core.practice.prescription import NOT_TODAY
from intermezzo.core.scheduling.day_state import is_resumed, slot_kind
from intermezzo.core.scheduling.intervals import Interval, subtract
from intermezzo.core.scheduling.pins import is_pin

TOLD_FOR = timedelta(minutes=10)
"""How long a change of the plan is told."""


class Cause(StrEnum):
    """The closed list of what moves a slot."""

    MEETING_CAME = "meeting_came"
    MEETING_MOVED = "meeting_moved"
    MEETING_WENT = "meeting_went"
    IN_MEETING = "in_meeting"
    """The user has announced one."""
    CALL_ON = "call_on"
    CALL_OVER = "call_over"
    SNOOZED = "snoozed"
    PINNED = "pinned"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"
    """*Not today*, for an exercise that was stopped the last time."""
    UNANSWERED = "unanswered"
    MOVED = "moved"
    STOPPED = "stopped"
    """The user has finished a session early."""
    AWAY = "away"
    PAUSED = "paused"
    GENTLE = "gentle"
    CLOSED = "closed"
    """The app did not run, and nothing else is known of that time."""


_SAID_OF_MEETINGS = {
    Reason.MEETING_UNTIL: Cause.IN_MEETING, Reason.CALL_OVER: Cause.CALL_OVER,
    Reason.STILL_IN_CALL: Cause.CALL_ON,
}  # fmt: skip
_BY_REASON = {
    Reason.GENTLE: Cause.GENTLE, Reason.MICROPHONE: Cause.CALL_ON, Reason.CAMERA: Cause.CALL_ON,
    Reason.CALL_RUNNING: Cause.CALL_ON, Reason.AWAY: Cause.AWAY, Reason.LOCKED: Cause.AWAY,
}  # fmt: skip
_BY_KIND = {
    EventKind.SNOOZED: Cause.SNOOZED, EventKind.DECLINED: Cause.SKIPPED, EventKind.PAUSED: Cause.PAUSED,
    EventKind.UNANSWERED: Cause.UNANSWERED, EventKind.COMPLETED: Cause.MOVED,
    EventKind.PARTIAL: Cause.STOPPED, EventKind.DONE_ALREADY: Cause.MOVED,
}  # fmt: skip
_OF_ROOM = frozenset(
    {Cause.MEETING_CAME, Cause.MEETING_MOVED, Cause.MEETING_WENT, *_SAID_OF_MEETINGS.values()}
)
"""The causes for which a slot comes or goes instead of moving."""
_WHOLE_DAY = frozenset({Reason.NO_MORE_TODAY, Reason.DAY_OFF, Reason.WORK_TODAY})
_ANSWERS = frozenset({EventKind.DECLINED, EventKind.DONE_ALREADY, EventKind.COMPLETED, EventKind.AWAY})
"""The kinds of events after which one slot less is owed."""


@dataclass(frozen=True, slots=True)
class DaySeen:
    """A day and its plan as they were ``at`` a moment; ``events`` are the effective ones of the day.

    ``closed``: the last run of the app left them so; the next one began at that moment.
    """

    at: datetime
    day: date
    slots: tuple[Slot, ...]
    busy: tuple[Interval, ...]
    events: tuple[Event, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Reflow:
    """The slots that have moved: the starts that they had, and in the same order those that they have.

    ``was`` is empty where slots have come, ``to`` where they have gone.
    """

    at: datetime
    cause: Cause
    was: tuple[datetime, ...]
    to: tuple[datetime, ...]

    def is_told(self, seen: DaySeen) -> bool:
        """Return whether to tell it of a day seen now: it is recent, still so, and no *resume* came since.

        It is not so any more if a slot is not where it has moved to, as after an *undo*.
        """
        resumed = any(event.at >= self.at and is_resumed(event) for event in seen.events)
        stands = {*_starts(seen.slots)}.issuperset(one for one in self.to if one > seen.at)
        return self.at <= seen.at < self.at + TOLD_FOR and stands and not resumed


def reflow(before: DaySeen, after: DaySeen) -> Reflow | None:
    """Return what has moved in the plan since ``before``, and why; None if only slots have passed.

    What *resume* moves is not told: the user has asked for it. A slot that was answered, or got its time from
    the user, has not moved. Neither has one that is still due.
    """
    if before.day != after.day:
        return None
    known = {event.id for event in before.events}
    new = [event for event in after.events if event.id not in known]
    if any(event.reason in _WHOLE_DAY or is_resumed(event) for event in new):
        return None
    starts, ends = _starts(before.slots), _starts(after.slots)
    lost, found = [one for one in starts if one not in ends], [one for one in ends if one not in starts]
    for event in new:
        named = event.detail_time("slot") if event.kind is not EventKind.OFFERED else None
        if is_pin(event):
            found = [one for one in found if one.isoformat() != event.detail.get("until")]
        if named is not None:
            lost = [one for one in lost if one != named]
        elif event.kind in _ANSWERS and slot_kind(event) is not None:
            lost = lost[1:]
    cause = _cause(before, after, new) or (Cause.CLOSED if before.closed else None)
    if cause is None or (found and found[0] <= after.at):
        return None
    moved = min(len(lost), len(found))
    if moved:
        lost, found = lost[:moved], found[:moved]
    elif not (lost or found) or cause not in _OF_ROOM:
        return None
    return Reflow(after.at, cause, tuple(lost), tuple(found))


def _starts(slots: Sequence[Slot]) -> list[datetime]:
    return [slot.start for slot in slots]


def _cause(before: DaySeen, after: DaySeen, new: Sequence[Event]) -> Cause | None:
    """Return what the user or a call says of a meeting, else a change of the calendar, else the last event.

    Of an occurrence with a new event the earlier ones count too: what is held goes on for some time.
    """
    for event in new:
        if event.reason in _SAID_OF_MEETINGS:
            return _SAID_OF_MEETINGS[event.reason]
    came, went = (
        any(one.end > before.at for one in subtract(some, others))
        for some, others in ((after.busy, before.busy), (before.busy, after.busy))
    )
    if came or went:
        return Cause.MEETING_MOVED if came and went else Cause.MEETING_CAME if came else Cause.MEETING_WENT
    ids, occurrences = {event.id for event in new}, {event.occurrence for event in new} - {None}
    for event in reversed(after.events):
        if event.id not in ids and event.occurrence not in occurrences:
            continue
        by_reason = _BY_REASON.get(event.reason) if event.reason is not None else None
        by_word = Cause.PINNED if is_pin(event) else Cause.LEFT_OUT if NOT_TODAY in event.detail else None
        cause = by_word or by_reason or _BY_KIND.get(event.kind)
        if cause is not None:
            return cause
    return None
