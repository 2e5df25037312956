"""The append-only event log, from which all statistics are computed.

Keys of ``detail``, beside its version ``v``; unknown keys are kept and ignored:

day
    ``room`` {"interlude": n, "micro": n}: slots that fitted into the whole day; ``work``, ``busy``:
    minutes; ``longest``: minutes of the longest stretch, null until the day is over; ``off``: true on a
    day off. Of several rows of one day the one with the last ``at`` (then ``id``) counts.
begun, completed, partial, interrupted, done_already, declined, unanswered, dropped
    ``kind`` of the session (interlude, micro, ritual); ``for``: the kind of slot that it answers, if it is
    another. ``seconds`` of the row: active seconds, as far as they are known. begun: ``where`` is
    ``terminal`` for a session guided in a terminal. A practice of one movement has the movement's id as
    its session and is a ritual, which answers no slot. ``left`` (interrupted, and begun for a resumed
    session): the number of the session's last steps that remain.
offered
    ``kind`` and ``for``; ``slot``: its start, ISO UTC.
dropped, at the day's end
    ``owed``: the number of slots that the day still had room for.
snoozed, paused
    ``until``: ISO UTC; ``minutes``: its length, if it was said as one and not as a time. ``hour``: the bad
    time of day, as in the settings, that the user named with it.
resumed because a call is over, paused because the user is still in it
    ``until``: the end of the meeting, ISO UTC; resumed: ``since``: when the call ended, ISO UTC.
snoozed, with the reason ``asked``
    The user has set the time of a planned slot: ``until`` is the time, ``slot`` the start it had, ``kind``
    the kind of slot.
paused with the reason ``day_off``, resumed with the reason ``work_today``
    No keys: the row's whole day is a day off, or is worked from ``at`` on although it is one.
step
    ``movement``: id; ``regions``: names in data; ``reps``: those done on each side; ``side``: sides;
    ``seconds``: active; ``eased``; ``range``: thirds of one's own; ``hold``: seconds; ``load_kg`` and
    ``band``, if any.
    In a prescription, where a step is one set, also ``plan``: the prescription's id; ``exercise``: its id
    within the prescription; ``set`` (from 1) of ``sets``; ``load``: as written; ``whole``: active seconds
    of the set.
away
    ``covers``: the kind of slot that is removed from the room, or null. ``seconds`` of the row: time away.
feedback
    ``felt``: 0 (stopped), 0.5 (shaky) or 1 (smooth). ``why`` it was stopped: ``thread`` (lost),
    ``uncomfortable``, ``worrying``, ``no_time``. ``movement``: the one that was shaky or stopped, if it was
    named. ``effort`` of level 3 and above: ``light``, ``moderate`` or ``hard``.
repertoire
    ``movement``: id; ``in``: true if it is added, false if it is removed; ``by``: ``user``, ``week`` (the
    week's new movement and the one it replaces), ``need`` (the start, and a change of place or body) or
    ``practice`` (it was stopped twice).
check
    ``movement``: that of the opening check; ``said``: ``even``, ``different`` (no side) or ``caught``.
grade
    ``movement``; ``from`` and ``to``: grades, each {range, hold, reps, load_kg, band} as in
    ``practice.progression.grades``; ``by``: ``user``, ``practice``, ``absence`` or ``gentle``; ``rule``: one
    of ``progression.progress.Rule``. With ``level`` and no movement: the highest open level from then on.
standard
    ``id``; ``in`` with the ``text`` of the user's own and ``context``, one of ``standards.DueContext``; or
    ``kept``: true.
ease
    ``item``: ``rise``, ``car`` or ``pick_up``; ``said``: ``easier``, ``same`` or ``harder``.
morning
    ``said``: ``usual``, ``little_more`` or ``much_more`` after the load of the day before.
retracted
    ``id`` of the row that is taken back. Neither that row nor the retraction counts.

``day`` is stored, so a week is the ISO week of the stored days, whatever the time zone is later.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

DETAIL_VERSION = 1
"""The version stored in ``detail``."""

Json = str | int | float | bool | None | list["Json"] | Mapping[str, "Json"]


class EventKind(StrEnum):
    """The closed list of event kinds."""

    DAY = "day"
    OFFERED = "offered"
    HELD = "held"
    SNOOZED = "snoozed"
    UNANSWERED = "unanswered"
    DECLINED = "declined"
    DONE_ALREADY = "done_already"
    BEGUN = "begun"
    STEP = "step"
    COMPLETED = "completed"
    PARTIAL = "partial"
    INTERRUPTED = "interrupted"
    DROPPED = "dropped"
    AWAY = "away"
    PAUSED = "paused"
    RESUMED = "resumed"
    FEEDBACK = "feedback"
    REPERTOIRE = "repertoire"
    CHECK = "check"
    GRADE = "grade"
    STANDARD = "standard"
    EASE = "ease"
    MORNING = "morning"
    RETRACTED = "retracted"


LASTING = (EventKind.REPERTOIRE, EventKind.GRADE, EventKind.STANDARD)
"""The kinds whose rows hold however old they are; of the others the app reads the last weeks."""


class Reason(StrEnum):
    """The closed list of reason codes of holds, waits and events. A reason is never a title."""

    # of a hold
    IN_MEETING = "in_meeting"
    MEETING_UNTIL = "meeting_until"
    PAUSED = "paused"
    SNOOZED = "snoozed"
    LOCKED = "locked"
    AWAY = "away"
    JUST_BACK = "just_back"
    TOO_CLOSE = "too_close"
    QUIET_TIME = "quiet_time"
    MICROPHONE = "microphone"
    CAMERA = "camera"
    CALL_RUNNING = "call_running"
    """The meeting's time is over, and its call goes on."""
    SCREEN_SHARED = "screen_shared"
    PRESENTING = "presenting"
    INHIBITED = "inhibited"
    DO_NOT_DISTURB = "do_not_disturb"
    TYPING = "typing"
    CLOCK_SUSPECT = "clock_suspect"
    SCREENING = "screening"
    # of a wait
    NEXT_SLOT = "next_slot"
    OFFERED = "offered"
    IN_SESSION = "in_session"
    DAY_DONE = "day_done"
    DAY_OFF = "day_off"
    NO_ROOM = "no_room"
    BEFORE_WORK = "before_work"
    AFTER_WORK = "after_work"
    NO_MORE_TODAY = "no_more_today"
    # of an event
    SKIPPED = "skipped"
    GAP_CLOSED = "gap_closed"
    DAY_ENDED = "day_ended"
    MOVED = "moved"
    GENTLE = "gentle"
    FINISHED_HERE = "finished_here"
    FINISH_LATER = "finish_later"
    CLOSED_UNEXPECTEDLY = "closed_unexpectedly"
    SUSPENDED = "suspended"
    UNDO = "undo"
    ASKED = "asked"
    """Begun by the user without an offer."""
    CALL_OVER = "call_over"
    """The call of a meeting ended before the meeting's time was over."""
    STILL_IN_CALL = "still_in_call"
    ANYWAY = "anyway"
    """Offered at the user's word, although something held it."""
    WORK_TODAY = "work_today"
    BAD_TIME = "bad_time"


@dataclass(frozen=True, slots=True)
class Event:
    """One row. ``at`` is in UTC, ``offset`` the local offset from UTC in seconds, ``day`` the local day."""

    id: str
    kind: EventKind
    at: datetime
    offset: int
    day: date
    occurrence: str | None = None
    session: str | None = None
    seconds: float | None = None
    reason: Reason | None = None
    device: str = ""
    detail: Mapping[str, Json] = field(default_factory=dict)
    number: int = field(default=0, compare=False)
    """Its place in the order of writing, whatever the clock was set to; 0 until it is read again."""

    def detail_time(self, key: str) -> datetime | None:
        """Return the time in ``detail`` under a key, or None."""
        text = self.detail.get(key)
        return datetime.fromisoformat(text) if isinstance(text, str) else None


def number_in(detail: Mapping[str, Json], key: str) -> float | None:
    """Return the number in a detail under a key, or None."""
    value = detail.get(key)
    return float(value) if isinstance(value, int | float) else None


HARDLY_BEGUN = 20.0
"""Active seconds, about two repetitions: a session that is left before them has moved nobody."""


ENDED = frozenset({EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED})
"""The kinds of rows that end a session, or what was done of it so far."""
DONE_BY = ENDED | {EventKind.DONE_ALREADY}
MOVED_BY = DONE_BY | {EventKind.STEP}
"""The kinds of rows that say that something was done, unless its session had hardly begun."""


def hardly_begun(event: Event) -> bool:
    """Return whether the event ends a session before it could count as movement."""
    short = event.seconds is not None and event.seconds < HARDLY_BEGUN
    return short and event.kind in ENDED and event.kind is not EventKind.COMPLETED


def left_at_once(events: Iterable[Event]) -> frozenset[str]:
    """Return the occurrences of sessions that never came further than to have hardly begun."""
    short, longer = set[str](), set[str]()
    for event in events:
        if event.kind in DONE_BY and event.occurrence is not None:
            (short if hardly_begun(event) else longer).add(event.occurrence)
    return frozenset(short - longer)


def reloaded(
    stored: Iterable[Event],
    current: Iterable[Event],
    read_before: Collection[str],
    unwritten: Collection[str],
) -> list[Event]:
    """Return the stored events, and after them those of ``current`` that the store could not hold yet.

    These are the events (by id) that still wait to be written, and those noted after ``read_before``, the
    ids that were known when the reading began.
    """
    found = list(stored)
    there = {event.id for event in found}
    late = (event for event in current if event.id in unwritten or event.id not in read_before)
    return [*found, *(event for event in late if event.id not in there)]
