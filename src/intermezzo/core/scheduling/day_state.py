"""The state of a day, computed from its events: what was taken, paused, snoozed or ignored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from intermezzo.core.history.events import ENDED, Event, EventKind, Reason, hardly_begun
from intermezzo.core.practice.model import Kind
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.pins import PinnedSlot, is_pin, pins, vacated

ANSWERS = frozenset({EventKind.SNOOZED, EventKind.DECLINED, EventKind.DONE_ALREADY})
"""The answers that *undo* can take back; it also takes back a word about the whole day."""
_OPEN = frozenset(
    {EventKind.HELD, EventKind.OFFERED, EventKind.SNOOZED, EventKind.UNANSWERED, EventKind.INTERRUPTED}
)
_CLOSED = frozenset(
    {EventKind.DECLINED, EventKind.DONE_ALREADY, EventKind.COMPLETED, EventKind.PARTIAL, EventKind.DROPPED,
     EventKind.AWAY}
)  # fmt: skip
_MOVED = frozenset({EventKind.COMPLETED, EventKind.PARTIAL, EventKind.DONE_ALREADY, EventKind.AWAY})
_OF_CALLS = frozenset({Reason.CALL_OVER, Reason.STILL_IN_CALL})
"""The reasons of rows about the time of a calendar's meeting: they are no pauses."""
_WHOLE_DAY = frozenset({(EventKind.PAUSED, Reason.DAY_OFF), (EventKind.RESUMED, Reason.WORK_TODAY)})
"""The user takes the day off, or works on a day off."""
_NO_PAUSE = frozenset({Reason.GENTLE, Reason.DAY_OFF, Reason.WORK_TODAY, *_OF_CALLS})
"""The reasons of rows *paused* and *resumed* that neither begin nor end a pause."""
UNANSWERED = 3
"""So many offers in a row, unanswered although the user was there, and fewer are asked that day."""
TAKEN_BACK_WITHIN = timedelta(minutes=5)
"""An announced meeting that *resume* ends within this time was announced by mistake: there was none."""
RESUME_WITHIN = timedelta(minutes=30)
"""An interrupted session is offered again at once within this time."""


@dataclass(frozen=True, slots=True)
class DayState:
    """The state of a day so far. Counts are by the kind of slot that was answered."""

    taken: Mapping[Kind, int] = field(default_factory=dict)
    covered: Mapping[Kind, int] = field(default_factory=dict)
    declined: Mapping[Kind, int] = field(default_factory=dict)
    declined_at: datetime | None = None
    """When the last offer was declined, or its session left as it had hardly begun; a later slot that is
    declined does not count."""
    moved: tuple[Interval, ...] = ()
    paused_until: datetime | None = None
    paused_reason: Reason | None = None
    meetings: tuple[Interval, ...] = ()
    """Meetings that the user announced with *in a meeting until*; they are busy time."""
    calls_over: tuple[Interval, ...] = ()
    """Meetings whose call ended early: from the end of the call to that of the meeting."""
    still_in_until: frozenset[datetime] = frozenset()
    """The ends of those meetings of which the user said that they are still in the call."""
    whole_day: Event | None = None
    """The user's last word about today as a whole: a day off, or work on a day off."""
    gentle_until: datetime | None = None
    snoozed_until: datetime | None = None
    ignored: int = 0
    """Consecutive offers that were not answered although the user was present."""
    ignored_at: datetime | None = None
    """When the last of them was."""
    no_more: bool = False
    pins: tuple[PinnedSlot, ...] = ()
    vacated: tuple[datetime, ...] = ()
    """Starts of slots that the user has given another time, or skipped."""
    occurrence: str | None = None
    """The occurrence that was held or offered and has not ended; a later offer continues it."""
    interrupted: Event | None = None
    """A session of the open occurrence that was interrupted recently or is to be finished later."""
    undoable: Event | None = None
    begun: Event | None = None
    """A session that was begun and has not ended."""

    @property
    def put_off(self) -> Event | None:
        """The session that the user finishes later, if the rest of it still waits."""
        one = self.interrupted
        return one if one is not None and one.reason is Reason.FINISH_LATER else None

    def call_over(self, now: datetime) -> Interval | None:
        """Return the rest of the meeting of this moment if its call is over, else None."""
        return next((rest for rest in self.calls_over if rest.holds(now)), None)

    @property
    def asks_less(self) -> bool:
        """Whether fewer are asked for the rest of the day, because offers went unanswered."""
        return self.ignored >= UNANSWERED

    @property
    def answered(self) -> Mapping[Kind, int]:
        """Slots taken, covered or declined."""
        return Counter(self.taken) + Counter(self.covered) + Counter(self.declined)

    def pin_at(self, start: datetime) -> PinnedSlot | None:
        """Return the pin of the slot with this start, or None."""
        return next((one for one in self.pins if one.start == start), None)


def effective(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events without retracted ones and without the retractions."""
    retracted = {event.detail.get("id") for event in events if event.kind is EventKind.RETRACTED}
    if not retracted:
        return tuple(events)
    return tuple(e for e in events if e.kind is not EventKind.RETRACTED and e.id not in retracted)


def slot_kind(event: Event) -> Kind | None:
    """Return the kind of slot that the event answers, or that a break of the user's own covers."""
    text = event.detail.get("for") or event.detail.get("kind") or event.detail.get("covers")
    return Kind(text) if isinstance(text, str) else None


def is_movement(event: Event) -> bool:
    """Return whether the user moved: it keeps the spacing and ends a stretch of sitting."""
    return event.kind in _MOVED and not hardly_begun(event)


def moved_interval(event: Event) -> Interval:
    """Return the time of the movement that an event recorded at its end; at least one second."""
    seconds = max(event.seconds or 0.0, 1.0)
    return Interval(event.at - timedelta(seconds=seconds), event.at)


def day_state(events: Sequence[Event], day: date, now: datetime) -> DayState:
    """Return the state of ``day`` at ``now``.

    ``events`` may include other days: pauses and snoozes outlast midnight. Events later than ``now``, written
    before the clock was set back, count.
    """
    recent = effective(events)
    today = [event for event in recent if event.day == day]
    paused_until, paused_reason = _pause(recent, now)
    ignored, ignored_at = _ignored(today)
    occurrence = _open_occurrence(today)
    still_in = _still_in(today)
    return DayState(
        taken=_count(today, {EventKind.COMPLETED, EventKind.DONE_ALREADY}),
        covered=_count(today, {EventKind.AWAY}),
        declined=_count(today, {EventKind.DECLINED}),
        declined_at=_declined_at(today),
        moved=tuple(moved_interval(event) for event in today if is_movement(event)),
        paused_until=paused_until,
        paused_reason=paused_reason,
        meetings=_meetings(recent, day),
        calls_over=_calls_over(today, still_in),
        still_in_until=still_in,
        whole_day=next((e for e in reversed(today) if (e.kind, e.reason) in _WHOLE_DAY), None),
        gentle_until=_gentle(recent, now),
        snoozed_until=_last_snooze(recent, now),
        ignored=ignored,
        ignored_at=ignored_at,
        no_more=any(e.kind is EventKind.DECLINED and e.reason is Reason.NO_MORE_TODAY for e in today),
        pins=pins(today),
        vacated=vacated(today),
        occurrence=occurrence,
        interrupted=_interrupted(today, occurrence, now),
        undoable=_undoable(today),
        begun=_unfinished(recent),
    )


def changes_at(state: DayState, events: Sequence[Event], now: datetime) -> datetime | None:
    """Return when the state at ``now`` becomes another although nothing happens; None if it stays."""
    ends = [state.paused_until, state.gentle_until, state.snoozed_until]
    if state.interrupted is not None:
        ends.append(state.interrupted.at + RESUME_WITHIN)
    ends += [event.at for event in events]  # later than now where the clock was set back
    return min((end for end in ends if end is not None and end > now), default=None)


def _count(today: Sequence[Event], kinds: set[EventKind]) -> Mapping[Kind, int]:
    found = (slot_kind(event) for event in today if event.kind in kinds)
    return Counter(kind for kind in found if kind is not None and kind is not Kind.RITUAL)


def _declined_at(today: Sequence[Event]) -> datetime | None:
    offered = {event.occurrence for event in today if event.kind is EventKind.OFFERED}
    said = [
        event for event in today
        if event.occurrence in offered
        and (event.kind is EventKind.DECLINED or (event.kind is EventKind.PARTIAL and hardly_begun(event)))
    ]  # fmt: skip
    return said[-1].at if said else None


def _pause(events: Sequence[Event], now: datetime) -> tuple[datetime | None, Reason | None]:
    """Return the end and reason of the longer of a pause and an announced meeting; *resume* ends both."""
    said: dict[Reason | None, datetime] = {}
    for event in events:
        if event.reason in _NO_PAUSE:
            continue
        if event.kind is EventKind.RESUMED:
            said = {}
        elif event.kind is EventKind.PAUSED and (until := event.detail_time("until")) is not None:
            said[event.reason] = until
    reason = max(said, key=lambda one: said[one], default=None)
    return (said[reason], reason) if said and said[reason] > now else (None, None)


def _meetings(events: Sequence[Event], day: date) -> tuple[Interval, ...]:
    """Return announced meetings; each ends at its end or at *resume*, unless that takes it back.

    Another end that is announced while one runs replaces its end.
    """
    found: list[Interval] = []
    for event in events:
        again = event.kind is EventKind.PAUSED and event.reason is Reason.MEETING_UNTIL
        ended = is_resumed(event)
        if event.day != day or not (again or ended):
            continue
        start = event.at
        if found and found[-1].end > event.at:
            start = min(start, found.pop().start)  # it is later where the clock was set back
        until = event.detail_time("until") if again else None
        if until is not None and until > event.at:
            found.append(Interval(start, until))
        elif event.at - start >= TAKEN_BACK_WITHIN:
            found.append(Interval(start, event.at))
    return tuple(found)


def is_resumed(event: Event) -> bool:
    """Return whether the user wants offers again: after a pause, or as usual."""
    return event.kind is EventKind.RESUMED and event.reason not in _NO_PAUSE


def _still_in(today: Sequence[Event]) -> frozenset[datetime]:
    said = (event.detail_time("until") for event in today if event.reason is Reason.STILL_IN_CALL)
    return frozenset(until for until in said if until is not None)


def _calls_over(today: Sequence[Event], still_in: frozenset[datetime]) -> tuple[Interval, ...]:
    found = []
    for event in today:
        if event.kind is EventKind.RESUMED and event.reason is Reason.CALL_OVER:
            since, until = event.detail_time("since"), event.detail_time("until")
            began = since.astimezone(UTC) if since is not None else None
            if began is not None and until is not None and began < until and until not in still_in:
                found.append(Interval(began, until.astimezone(UTC)))
    return tuple(found)


def _gentle(events: Sequence[Event], now: datetime) -> datetime | None:
    """Return the end of the gentle days: the latest that was said since they were last ended."""
    said: list[datetime] = []
    for event in events:
        if event.reason is Reason.GENTLE and event.kind is EventKind.RESUMED:
            said = []
        elif event.reason is Reason.GENTLE and event.kind is EventKind.PAUSED:
            said += [until for until in [event.detail_time("until")] if until is not None]
    return max((until for until in said if until > now), default=None)


def _last_snooze(events: Sequence[Event], now: datetime) -> datetime | None:
    pinned = set()
    for event in reversed(events):
        if is_pin(event):
            pinned.add(event.occurrence)
        elif event.kind is EventKind.SNOOZED and event.occurrence in pinned:
            return None  # the time that the user has set instead
        elif event.kind is EventKind.SNOOZED:
            until = event.detail_time("until")
            return until if until is not None and until > now else None
        elif event.kind in _CLOSED | {EventKind.BEGUN}:
            return None
    return None


def _ignored(today: Sequence[Event]) -> tuple[int, datetime | None]:
    ignored, at = 0, None
    for event in today:
        if slot_kind(event) is Kind.RITUAL and event.kind is EventKind.UNANSWERED:
            continue  # a ritual answers no slot
        if event.kind is EventKind.UNANSWERED and event.reason is not Reason.AWAY:
            ignored, at = ignored + 1, event.at
        elif event.kind in ANSWERS or event.kind is EventKind.BEGUN or is_resumed(event):
            ignored, at = 0, None
    return ignored, at


def _open_occurrence(today: Sequence[Event]) -> str | None:
    last = None
    for event in today:
        if event.occurrence is None or slot_kind(event) is Kind.RITUAL:
            continue  # a ritual answers no slot
        if event.kind in _OPEN and not is_pin(event):
            last = event.occurrence
        elif event.occurrence == last and (event.kind in _CLOSED or is_pin(event)):
            last = None
    return last


def _interrupted(today: Sequence[Event], occurrence: str | None, now: datetime) -> Event | None:
    for event in reversed(today):
        if occurrence is None or event.occurrence != occurrence:
            continue
        if event.kind is EventKind.INTERRUPTED:
            again = event.reason is Reason.FINISH_LATER or event.at <= now < event.at + RESUME_WITHIN
            return event if again else None
    return None


def _undoable(today: Sequence[Event]) -> Event | None:
    for event in reversed(today):
        if event.kind in ANSWERS or (event.kind, event.reason) in _WHOLE_DAY:
            return event
        if event.kind is EventKind.BEGUN:
            return None
    return None


def _unfinished(events: Sequence[Event]) -> Event | None:
    begun: Event | None = None
    for event in events:
        if event.kind is EventKind.BEGUN:
            begun = event
        elif begun is not None and event.kind in ENDED and event.occurrence == begun.occurrence:
            begun = None
    if begun is None:
        return None
    # If the clock was set back in the session, its end comes before its beginning.
    kinds = [event.kind for event in events if event.occurrence == begun.occurrence]
    return begun if kinds.count(EventKind.BEGUN) > sum(kind in ENDED for kind in kinds) else None
