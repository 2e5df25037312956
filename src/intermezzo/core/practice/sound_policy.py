"""When voice and tones must be silent, and where the user wants them."""

from collections.abc import Iterable
from datetime import datetime

from intermezzo.core.practice.model import Day, Place, Session
from intermezzo.core.practice.selection import LYING
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.core.scheduling.intervals import Interval


def in_meeting(day: Day, announced: Iterable[Interval], now: datetime) -> bool:
    """Return whether the calendar or an announced meeting says so; a break is no meeting."""
    if any(one.holds(now) for one in announced):
        return True
    return busy_at(day, now) is not None and not any(one.holds(now) for one in day.breaks)


def must_be_silent(*, call: bool | None, paused: bool, muted: bool) -> bool:
    """Return whether voice and tones must be silent. ``call`` is None if unknown, which counts as no."""
    return call is True or paused or muted


def sounds_at(choice: str, place: Place) -> bool:
    """Return whether sound is on at a place; ``choice`` is off, floor (floor and bed only) or always."""
    return choice == "always" or (choice == "floor" and place in LYING)


def sounds_in(choice: str, session: Session) -> bool:
    """Return whether sound is on in any step of a session."""
    return any(sounds_at(choice, step.movement.place) for step in session.steps)
