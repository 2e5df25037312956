"""What is written down: one append-only row per thing that happened. All that is shown is computed from it.

What ``detail`` holds, beside its version ``v``; a key that is not known is kept and passed over:

day
    ``room`` {"interlude": n, "micro": n}: slots that the whole day had place for; ``work``, ``busy``:
    minutes; ``longest``: minutes of the longest stretch, null until the day is over; ``off``: true on a
    day off.
    Of several rows of a day the one with the last ``at`` (then ``id``) holds.
begun, completed, partial, interrupted, done_already, declined, unanswered, dropped
    ``kind`` of the session (interlude, micro, ritual); ``for``: the kind of slot that it answers, where it is
    another. ``seconds`` of the row: active seconds, as far as they are known. begun: ``where`` is
    ``terminal`` when it is guided there, outside the app. A practice of one movement has the movement's id
    for its session, and is a ritual: it answers no slot. ``left``, of what was interrupted and of the rest
    that is begun later: how many of the session's last steps it is.
offered
    ``kind`` and ``for``; ``slot``: its start, ISO UTC.
dropped, at the day's end
    ``owed``: how many slots the day still had room for.
snoozed, paused
    ``until``: ISO UTC.
step
    ``movement``: id; ``regions``: names in data; ``reps``; ``side``: sides; ``seconds``: active; ``eased``.
    Of a physiotherapist's plan, where a step is one set, also ``plan``: the plan's id; ``exercise``: its id
    within the plan; ``set`` (from 1) of ``sets``; ``load``: as written; ``whole``: active seconds of the set.
away
    ``covers``: the kind of slot that leaves the room, or null. ``seconds`` of the row: time away.
feedback
    ``felt``: 0 (stopped), 0.5 (shaky) or 1 (smooth).
repertoire
    ``movement``: id; ``in``: true where it comes in, false where it goes; ``by``: ``user``, ``week`` (the
    week's new one and what gave way to it) or ``need`` (the start, and a change of place or body).
retracted
    ``id``: the row that is taken back. That row is passed over everywhere, and the retraction too.

A ``day`` is a stored fact: weeks are ISO weeks of it, whatever zone they are looked at from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DETAIL_VERSION = 1
"""The version inside ``detail``."""

Json = str | int | float | bool | None | list["Json"] | Mapping[str, "Json"]


class EventKind(StrEnum):
    """The closed list of kinds."""

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
    RETRACTED = "retracted"


class Reason(StrEnum):
    """The closed list of reason codes, for holds, waits and rows alike; never a title."""

    # an offer is held back
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
    SCREEN_SHARED = "screen_shared"
    DO_NOT_DISTURB = "do_not_disturb"
    TYPING = "typing"
    CLOCK_SUSPECT = "clock_suspect"
    SCREENING = "screening"
    # nothing is due
    NEXT_SLOT = "next_slot"
    OFFERED = "offered"
    IN_SESSION = "in_session"
    DAY_DONE = "day_done"
    DAY_OFF = "day_off"
    NO_ROOM = "no_room"
    BEFORE_WORK = "before_work"
    AFTER_WORK = "after_work"
    NO_MORE_TODAY = "no_more_today"
    # why a row was written
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


@dataclass(frozen=True, slots=True)
class Event:
    """One row. ``at`` is UTC; ``offset`` is the local zone's seconds east of it; ``day`` the local day."""

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


def local_day(moment: datetime, zone: tzinfo, rollover: time) -> date:
    """The local day that a moment belongs to: the hours before ``rollover`` are the evening before.

    A day begins once, also where the clock shows the rollover twice or not at all.
    """
    local = moment.astimezone(zone).date()
    begins = datetime.combine(local, rollover, zone)
    return local if moment.astimezone(UTC) >= begins.astimezone(UTC) else local - timedelta(days=1)
