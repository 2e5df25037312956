"""Facts → Offer, Hold or Wait, each with a reason and the next moment at which the answer may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Day, Kind, Plan, Slot
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence

JUST_BACK = timedelta(seconds=90)
"""How long nothing is offered after sleep."""
AWAY_SECONDS = 180.0
"""Idle for this long, nobody would see the card."""
PAUSE_SECONDS = 20.0
"""Hands off the keys for this long is a natural pause."""
QUIET_LIMIT = timedelta(minutes=10)
"""In quiet time an offer waits at most this long for one."""
NOTICE = timedelta(minutes=1)
"""So long before a meeting a session under way makes room for it."""
LOOK_AGAIN = timedelta(seconds=30)
"""When a fact can only be polled."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a decision depends on, at ``now``; times in UTC."""

    now: datetime
    day: Day
    plan: Plan
    lengths: Mapping[Kind, timedelta]
    """The shortest session of each kind: an offer that leaves no time for its kind is no offer."""
    day_end: datetime
    """When the local day rolls over."""
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
    offered_until: datetime | None = None
    """An offer stands on the screen until then."""
    in_session: bool = False
    screening_passed: bool = True
    """Whether the red flags were shown and none was ticked."""
    clock_suspect: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Show the card for this slot, now; it can stay until ``until``."""

    slot: Slot
    reason: Reason
    until: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """Something is due and kept back."""

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
    """The busy interval that holds the moment."""
    return next((one for one in day.busy if one.holds(now)), None)


def next_busy(day: Day, now: datetime) -> Interval | None:
    """The next busy interval that begins at the moment or later."""
    return next((one for one in day.busy if one.start >= now), None)


def begins_within(day: Day, since: datetime, now: datetime, left: float) -> Interval | None:
    """The busy time that cuts into a session of ``left`` more seconds: it begins in a minute, or began.

    What had begun before the session, at ``since``, was no news to the user; and a break is none either.
    """
    soon = now + min(NOTICE, timedelta(seconds=left))
    breaks = {one.start for one in day.breaks}
    found = (one for one in day.busy if since < one.start < soon and one.end > now)
    return next((one for one in found if one.start not in breaks), None)


def meeting_after(day: Day, now: datetime) -> Interval | None:
    """The next busy interval that leaves working time after it: *after my next meeting* means this one."""
    following = next_busy(day, now)
    return following if following is not None and day.work and following.end < day.work[-1].end else None


def kept_from(presence: Presence) -> Reason | None:
    """What keeps the user from an offer, so that none is shown and one that stands leaves."""
    if presence.locked is True:
        return Reason.LOCKED
    if presence.microphone is True:
        return Reason.MICROPHONE
    return Reason.CAMERA if presence.camera is True else None


def free_until(day: Day, now: datetime, leave: timedelta) -> datetime | None:
    """When a session begun now must be over: the next meeting less its margin, or the end of work.

    A meeting at the very end of work has its margin too. None when it is busy now or not working time.
    """
    work = next((one for one in day.work if one.holds(now)), None)
    if work is None or busy_at(day, now) is not None:
        return None
    following = next_busy(day, now)
    return work.end if following is None else min(work.end, following.start - leave)


def decide(facts: Facts) -> Decision:
    """The decision at ``facts.now``; pure, and the same for the same facts."""
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
    if due.start > now:
        return Wait(Reason.NEXT_SLOT, due.start, due)
    return _due(facts, due)


def _due(facts: Facts, due: Slot) -> Decision:
    now, presence = facts.now, facts.presence
    meeting = busy_at(facts.day, now)
    if meeting is not None:
        return Hold(Reason.IN_MEETING, meeting.end + facts.settle, due)
    if not any(one.holds(now) for one in facts.day.work):
        return _outside(facts, due)
    kept = kept_from(presence)
    if kept is not None:
        return Hold(kept, now + LOOK_AGAIN, due)
    if facts.back_at is not None and now < facts.back_at + JUST_BACK:
        return Hold(Reason.JUST_BACK, facts.back_at + JUST_BACK, due)
    if presence.idle_seconds is not None and presence.idle_seconds >= AWAY_SECONDS:
        return Hold(Reason.AWAY, now + LOOK_AGAIN, due)
    free = free_until(facts.day, now, facts.leave)
    needs = facts.lengths.get(due.kind)
    if free is None or needs is None or now + needs > free:
        return Hold(Reason.TOO_CLOSE, _next_gap(facts), due)
    if any(one.holds(now) for one in facts.day.quiet):
        patience = (facts.quiet_since or now) + QUIET_LIMIT
        paused = presence.idle_seconds is not None and presence.idle_seconds >= PAUSE_SECONDS
        if now < patience and not paused:
            return Hold(Reason.QUIET_TIME, min(patience, now + LOOK_AGAIN), due)
    return Offer(due, Reason.NEXT_SLOT, free)


def _next_gap(facts: Facts) -> datetime:
    """When there may be room again: after the next meeting, or when work goes on."""
    day, now = facts.day, facts.now
    following = next_busy(day, now)
    moments = [one.start for one in day.work if one.start > now]
    if following is not None:
        moments.append(following.end + facts.settle)
    return min(moments, default=facts.day_end)


def _outside(facts: Facts, slot: Slot | None = None) -> Wait:
    """It is not working time: before it, between two stretches of it, or after."""
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
