"""The next working day: which one it is, and what it will be as far as that is known today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intermezzo.core.practice.model import Day, Plan
from intermezzo.core.scheduling.day_state import DayState

LOOKED_AHEAD = 30
"""Days in which a working day is looked for."""
KNOWN_AHEAD = 4
"""Days after today of which the calendars are read: from a Thursday evening to the Monday."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """The next working day; ``plan`` is None where the calendars have not been read so far ahead."""

    date: date
    day: Day
    plan: Plan | None

    @property
    def first(self) -> datetime:
        """When its first slot is, or its work begins."""
        return self.plan.slots[0].start if self.plan and self.plan.slots else self.day.work[0].start


def is_over(day: Day, now: datetime) -> bool:
    """Return whether no working time is left at the moment, as on a day off."""
    return all(one.end <= now for one in day.work)


def asks_less(day: Day, stand: DayState, now: datetime) -> bool:
    """Return whether fewer offers come in what is left of the day, because some went unanswered."""
    return stand.asks_less and not stand.no_more and not is_over(day, now)


def next_working(today: date, made: Callable[[date], Day]) -> tuple[date, Day] | None:
    """Return the first day after ``today`` that has working time, as ``made`` makes it; None without one."""
    for number in range(1, LOOKED_AHEAD + 1):
        on = today + timedelta(days=number)
        if (day := made(on)).work:
            return on, day
    return None
