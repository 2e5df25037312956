"""What a running session does when the screen locks, or when a meeting or a call begins."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence, call_begins

GONE_LIMIT = 120.0
"""Seconds locked, asleep or without an answer, after which a session ends."""


class Action(Enum):
    """What the player is to do."""

    PAUSE = auto()
    RESUME = auto()
    INTERRUPT = auto()
    """End the session as interrupted: the screen stayed locked."""
    ASK_FOR_MEETING = auto()
    """Pause, and ask whether to finish later, because a meeting begins."""
    ASK_FOR_CALL = auto()
    FINISH_LATER = auto()
    """End the session; the rest comes later: nobody answered the question."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What has been seen since the session began. Times are monotonic seconds."""

    presence: Presence = field(default_factory=Presence)
    locked_since: float | None = None
    meeting: Interval | None = None
    """The last meeting that the user was asked about."""
    call_asked: bool = False
    asked_at: float = 0.0


def follow(
    watch: Watch, sample: Presence, now: float, meeting: Interval | None, *, asking: bool
) -> tuple[Watch, tuple[Action, ...]]:
    """Return the watch after one more sample, and what the player is to do, in this order.

    ``meeting`` is one that begins now and cuts into the session; ``asking`` tells that the question stands.
    Each meeting is asked about once, and a call once a session; during a meeting a call is not asked about.
    """
    before, seen = watch.presence, sample.filled_from(watch.presence)
    watch, actions = _follow_lock(replace(watch, presence=seen), sample, now)
    if Action.INTERRUPT in actions:
        return watch, actions
    if asking:
        late = now - watch.asked_at > GONE_LIMIT
        return watch, (*actions, Action.FINISH_LATER) if late else actions
    if meeting is not None:
        if watch.meeting is not None and watch.meeting.holds(meeting.start):
            return watch, actions
        return replace(watch, meeting=meeting, asked_at=now), (*actions, Action.ASK_FOR_MEETING)
    if not watch.call_asked and call_begins(before, seen):
        return replace(watch, call_asked=True, asked_at=now), (*actions, Action.ASK_FOR_CALL)
    return watch, actions


def _follow_lock(watch: Watch, sample: Presence, now: float) -> tuple[Watch, tuple[Action, ...]]:
    """Return the watch and what the lock asks for; an unknown lock changes nothing."""
    since = watch.locked_since
    if sample.locked is True and since is None:
        return replace(watch, locked_since=now), (Action.PAUSE,)
    if sample.locked is True and since is not None and now - since > GONE_LIMIT:
        return watch, (Action.INTERRUPT,)
    if sample.locked is False and since is not None:
        return replace(watch, locked_since=None), (Action.RESUME,)
    return watch, ()


def ends_after_sleep(seconds: float) -> bool:
    """Return whether a sleep of the computer ends the session."""
    return seconds > GONE_LIMIT
