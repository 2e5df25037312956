"""Facts → Offer, Hold or Wait, each with a reason and the next moment at which the answer may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Day, Kind, Plan, Slot
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import TYPING_SECONDS, Presence

JUST_BACK = timedelta(seconds=90)
"""Nothing is offered for this long after sleep."""
AWAY_SECONDS = 180.0
"""From this idle time on the user would not see the card."""
PAUSE_SECONDS = 20.0
"""An idle time of this length is a natural pause."""
QUIET_LIMIT = timedelta(minutes=10)
"""An offer in quiet time waits at most this long for a natural pause."""
TYPING_LIMIT = timedelta(minutes=3)
"""At any other time it waits at most this long while the user types."""
TIME_TO_ANSWER = timedelta(minutes=1)
"""It waits for no pause that would leave less time to answer while a session fits."""
SHORTEST_LOOK = timedelta(seconds=1)
"""The shortest interval between two looks at a user who types."""
NOTICE = timedelta(minutes=1)
"""How long before a meeting a session under way is interrupted."""
LOOK_AGAIN = timedelta(seconds=30)
"""The interval at which facts that can only be polled are checked."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a decision depends on, at ``now``; times in UTC."""

    now: datetime
    day: Day
    plan: Plan
    lengths: Mapping[Kind, timedelta]
    """The shortest session of each kind; no offer is made where it does not fit."""
    day_end: datetime
    """When the next local day begins."""
    presence: Presence = field(default_factory=Presence)
    settle: timedelta = timedelta(minutes=1)
    leave: timedelta = timedelta(minutes=2)
    back_at: datetime | None = None
    """When the machine last woke or its clock jumped."""
    paused_until: datetime | None = None
    paused_reason: Reason | None = None
    snoozed_until: datetime | None = None
    no_more: bool = False
    quiet_since: datetime | None = None
    """Since when an offer has waited in quiet time."""
    typing_since: datetime | None = None
    """Since when an offer has waited while the user types."""
    call_running: bool = False
    """Whether the call of a meeting that has just ended goes on."""
    at_once: bool = False
    """Whether the user has asked for the offer although it is held: see ``YIELDS``."""
    offered_until: datetime | None = None
    """How long the offer on the screen lasts; None without one."""
    in_session: bool = False
    screening_passed: bool = True
    """Whether the red flags were shown and none was ticked."""
    clock_suspect: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Show the card for this slot now; it can stay until ``until``."""

    slot: Slot
    reason: Reason
    until: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """A slot is due but held back."""

    reason: Reason
    until: datetime
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing is due; ``slot`` is the next."""

    reason: Reason
    until: datetime
    slot: Slot | None = None


Decision = Offer | Hold | Wait


def busy_at(day: Day, now: datetime) -> Interval | None:
    """Return the busy interval that contains the moment."""
    return next((one for one in day.busy if one.holds(now)), None)


def next_busy(day: Day, now: datetime) -> Interval | None:
    """Return the next busy interval that begins at the moment or later."""
    return next((one for one in day.busy if one.start >= now), None)


def begins_within(day: Day, since: datetime, now: datetime, left: float) -> Interval | None:
    """Return the busy interval that interrupts a session with ``left`` seconds to go.

    It begins within a minute or has begun since the session did, at ``since``. Breaks do not count.
    """
    since = min(since, now)  # the clock may have been set back
    soon = now + min(NOTICE, timedelta(seconds=left))
    breaks = {one.start for one in day.breaks}
    found = (one for one in day.busy if since < one.start < soon and one.end > now)
    return next((one for one in found if one.start not in breaks), None)


def meeting_after(day: Day, now: datetime) -> Interval | None:
    """Return the next busy interval that has working time after it, for *after my next meeting*."""
    following = next_busy(day, now)
    return following if following is not None and day.work and following.end < day.work[-1].end else None


YIELDS = frozenset({Reason.DO_NOT_DISTURB, Reason.INHIBITED})
"""What the user may overrule with *Offer anyway*."""


def kept_from(presence: Presence, *, call_running: bool = False, at_once: bool = False) -> Reason | None:
    """Return the reason why no offer may be shown, or None; what ``YIELDS`` is no reason ``at_once``.

    While the call of a meeting is still running, the microphone in use is that of the call.
    """
    if presence.locked is True:
        return Reason.LOCKED
    if presence.microphone is True:
        return Reason.CALL_RUNNING if call_running else Reason.MICROPHONE
    held = (
        (presence.camera, Reason.CAMERA),
        (presence.screen_shared, Reason.SCREEN_SHARED),
        (presence.presenting, Reason.PRESENTING),
        (presence.do_not_disturb, Reason.DO_NOT_DISTURB),
        (presence.inhibited, Reason.INHIBITED),
    )
    return next((why for holds, why in held if holds is True and not (at_once and why in YIELDS)), None)


def removed_by(presence: Presence, *, call_running: bool = False, at_once: bool = False) -> Reason | None:
    """Return the reason why a visible offer is removed, or None.

    All that keeps one from being shown, except a program that keeps the screen on: music has begun to play.
    It removes the offer only if it fills the screen, as a video and slides do.
    """
    why = kept_from(presence, call_running=call_running, at_once=at_once)
    return None if why is Reason.INHIBITED and presence.full_screen is not True else why


def free_until(day: Day, now: datetime, leave: timedelta = timedelta()) -> datetime | None:
    """Return when the free time at this moment ends: at the next meeting, or at the end of work.

    With the margin ``leave`` before a meeting it is when a session begun now must be over. A meeting at the
    end of work has its margin too. Return None in busy time or outside working time.
    """
    work = next((one for one in day.work if one.holds(now)), None)
    if work is None or busy_at(day, now) is not None:
        return None
    following = next_busy(day, now)
    return work.end if following is None else min(work.end, following.start - leave)


def decide(facts: Facts) -> Decision:
    """Return the decision at ``facts.now``; it depends on the facts only."""
    now = facts.now
    due = facts.plan.slots[0] if facts.plan.slots else None
    if not facts.screening_passed:
        return Wait(Reason.SCREENING, facts.day_end)
    if facts.in_session:
        return Wait(Reason.IN_SESSION, now + LOOK_AGAIN)
    if facts.offered_until is not None:
        return Wait(Reason.OFFERED, facts.offered_until, due)
    if facts.no_more:
        return Wait(Reason.NO_MORE_TODAY, facts.day_end)
    if facts.paused_until is not None and facts.paused_until > now:
        return Hold(facts.paused_reason or Reason.PAUSED, facts.paused_until, due)
    if due is None:
        return _nothing_planned(facts)
    if facts.clock_suspect:
        return Hold(Reason.CLOCK_SUSPECT, now + LOOK_AGAIN, due)
    if facts.snoozed_until is not None and facts.snoozed_until > now:
        return Hold(Reason.SNOOZED, facts.snoozed_until, due)
    if not facts.plan.is_due(now):
        return Wait(Reason.NEXT_SLOT, facts.plan.due_at or due.start, due)
    return _due(facts, due)


def _due(facts: Facts, due: Slot) -> Decision:
    now, presence = facts.now, facts.presence
    meeting = busy_at(facts.day, now)
    if meeting is not None:
        return Hold(Reason.IN_MEETING, meeting.end + facts.settle, due)
    if not any(one.holds(now) for one in facts.day.work):
        return _outside(facts, due)
    bad = next((one for one in facts.day.bad if one.holds(now)), None)
    if bad is not None and not facts.at_once:
        return Hold(Reason.BAD_TIME, bad.end, due)
    kept = kept_from(presence, call_running=facts.call_running, at_once=facts.at_once)
    if kept is not None:
        return Hold(kept, now + LOOK_AGAIN, due)
    if not facts.at_once:
        if facts.back_at is not None and now < facts.back_at + JUST_BACK:
            return Hold(Reason.JUST_BACK, facts.back_at + JUST_BACK, due)
        if presence.idle_seconds is not None and presence.idle_seconds >= AWAY_SECONDS:
            return Hold(Reason.AWAY, now + LOOK_AGAIN, due)
    free = free_until(facts.day, now, facts.leave)
    needs = facts.lengths.get(due.kind)
    if free is None or needs is None or now + needs > free:
        return Hold(Reason.TOO_CLOSE, _next_gap(facts), due)
    waiting = None if facts.at_once else _waits_for_pause(facts, due, free - needs - TIME_TO_ANSWER)
    return waiting or Offer(due, Reason.NEXT_SLOT, free)


def _waits_for_pause(facts: Facts, due: Slot, latest: datetime) -> Hold | None:
    """Return the hold until the user pauses, or None once they do, it has lasted long enough, or ``latest``.

    Later there would be too little time to answer.
    """
    now, idle = facts.now, facts.presence.idle_seconds
    if any(one.holds(now) for one in facts.day.quiet):
        patience = min((facts.quiet_since or now) + QUIET_LIMIT, latest)
        if now < patience and (idle is None or idle < PAUSE_SECONDS):
            return Hold(Reason.QUIET_TIME, min(patience, now + LOOK_AGAIN), due)
        return None
    patience = min((facts.typing_since or now) + TYPING_LIMIT, latest)
    if idle is None or facts.presence.typing is not True or now >= patience:
        return None
    pause = now + max(timedelta(seconds=TYPING_SECONDS - idle), SHORTEST_LOOK)
    return Hold(Reason.TYPING, min(patience, pause), due)


def _next_gap(facts: Facts) -> datetime:
    """Return when there may be room again: after the next meeting, or when work resumes."""
    day, now = facts.day, facts.now
    following = next_busy(day, now)
    moments = [one.start for one in day.work if one.start > now]
    if following is not None:
        moments.append(following.end + facts.settle)
    return min(moments, default=facts.day_end)


def _outside(facts: Facts, slot: Slot | None = None) -> Wait:
    """Return the wait outside working time: before it, between two intervals, or after it."""
    coming = min((one.start for one in facts.day.work if one.start > facts.now), default=None)
    if coming is None:
        return Wait(Reason.AFTER_WORK, facts.day_end, slot)
    return Wait(Reason.BEFORE_WORK, coming, slot)


def _nothing_planned(facts: Facts) -> Decision:
    day, now = facts.day, facts.now
    if not day.work:
        return Wait(Reason.DAY_OFF, facts.day_end)
    if now < day.work[0].start or now >= day.work[-1].end:
        return _outside(facts)
    reason = Reason.NO_ROOM if facts.plan.unplaced else Reason.DAY_DONE
    return Wait(reason, day.work[-1].end)
