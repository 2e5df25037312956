"""What a day allows: on gentle days, the half-way day, after an absence, and after *it caught*."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import Ask
from intermezzo.core.practice.progression.absence import away_rule, gentle_times
from intermezzo.core.practice.progression.exposures import CAUGHT, checks, moved_days
from intermezzo.core.practice.progression.grades import FULL
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import Rule

_DAY = timedelta(days=1)
NO_HINGE_NO_TURN = frozenset({Ask.BENDING_FORWARD, Ask.TURNING})
AFTER_CAUGHT = NO_HINGE_NO_TURN | {Ask.ARCHING}


class Easier(StrEnum):
    """Why a day is easier without having been asked to be."""

    AFTER_GENTLE = "after_gentle"
    RETURNED = "returned"
    """The first day back, whenever the grades were lowered."""
    BACK = "back"


@dataclass(frozen=True, slots=True)
class DayBounds:
    """The most that a day allows; the grades are not changed by it."""

    level: int = 5
    range: int = FULL
    loads: bool = True
    most_load: float = NUMBERS.load_most
    """The user's own limit, in kg."""
    leave_out: frozenset[Ask] = frozenset()
    interludes: int | None = None
    """The most interludes and micro-sessions of the day; None for the rhythm's own."""
    micros: int | None = None
    quiet: bool = False
    """Whether the day has the quiet rhythm at most."""
    easier: Easier | None = None


def day_bounds(events: Sequence[Event], today: date, now: datetime) -> DayBounds:
    """Return what is allowed at ``now`` by the (effective) events."""
    easy = _both(_gentle(events, now), _first_days_back(events, today))
    if not checks(events, CAUGHT, today, 1):  # nothing has caught in an opening check of today
        return easy
    return _both(easy, DayBounds(loads=False, leave_out=AFTER_CAUGHT))


def _both(one: DayBounds, other: DayBounds) -> DayBounds:
    """Return what both allow; the user's own limit is in neither."""
    return DayBounds(
        level=min(one.level, other.level),
        range=min(one.range, other.range),
        loads=one.loads and other.loads,
        leave_out=one.leave_out | other.leave_out,
        interludes=_fewer(one.interludes, other.interludes),
        micros=_fewer(one.micros, other.micros),
        quiet=one.quiet or other.quiet,
        easier=other.easier or one.easier,
    )


def _fewer(one: int | None, other: int | None) -> int | None:
    return min((many for many in (one, other) if many is not None), default=None)


def _gentle(events: Sequence[Event], now: datetime) -> DayBounds:
    """Return the bounds of a gentle day, and of the half-way day that ends one."""
    times = gentle_times(events)
    if any(one.start <= now < one.end for one in times):
        return DayBounds(
            NUMBERS.gentle_level, NUMBERS.gentle_range, loads=False, leave_out=NO_HINGE_NO_TURN, quiet=True
        )
    if any(one.start < one.end <= now < one.end + _DAY for one in times):
        return DayBounds(NUMBERS.halfway_level, NUMBERS.gentle_range, loads=False, easier=Easier.AFTER_GENTLE)
    return DayBounds()


def _first_days_back(events: Sequence[Event], today: date) -> DayBounds:
    """Return the bounds of the first days after an absence."""
    days = [day for day in moved_days(events) if day <= today]
    returned, before = today, max((day for day in days if day < today), default=None)
    for later, earlier in zip(reversed(days), reversed(days[:-1]), strict=False):
        if away_rule((later - earlier).days) is not None and (today - later).days < NUMBERS.quiet_days:
            returned, before = later, earlier
            break
    rule = away_rule((returned - before).days) if before is not None else None
    why = Easier.RETURNED if returned == today else Easier.BACK
    if rule is Rule.AWAY:
        if returned != today:
            return DayBounds()
        return DayBounds(interludes=NUMBERS.back_interludes, micros=NUMBERS.back_micros, easier=why)
    if rule is not None:
        return DayBounds(level=NUMBERS.gentle_level, loads=False, quiet=True, easier=why)
    return DayBounds()
