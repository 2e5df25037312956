"""When nothing may sound, and where the user wants it to."""

from collections.abc import Iterable
from datetime import datetime

from intermezzo.core.practice.model import Day, Place, Session
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.core.scheduling.intervals import Interval

AWAY_FROM_THE_SCREEN = frozenset({Place.FLOOR, Place.BED})
"""Where one does not see the screen well."""


def in_meeting(day: Day, announced: Iterable[Interval], now: datetime) -> bool:
    """Whether the calendar, or the user (*in a meeting until*), says so; a break is no meeting."""
    if any(one.holds(now) for one in announced):
        return True
    return busy_at(day, now) is not None and not any(one.holds(now) for one in day.breaks)


def hushed(*, call: bool | None, paused: bool, muted: bool) -> bool:
    """Whether voice and tones must be silent. ``call`` is None where nobody knows: it never counts as yes."""
    return call is True or paused or muted


def wanted_at(choice: str, place: Place) -> bool:
    """Whether a sound is wanted at a place; ``choice`` is off, floor (floor and bed only) or always."""
    return choice == "always" or (choice == "floor" and place in AWAY_FROM_THE_SCREEN)


def wanted_in(choice: str, session: Session) -> bool:
    """Whether it is wanted in any step of a session."""
    return any(wanted_at(choice, step.movement.place) for step in session.steps)
