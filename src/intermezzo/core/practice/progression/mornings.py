"""The morning after something demanding: which day an answer is about."""

from collections.abc import Iterable
from datetime import date

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.progression.numbers import NUMBERS

MUCH_MORE = "much_more"
MORNING_ANSWERS = ("usual", "little_more", MUCH_MORE)
"""The answers to how one is the morning after a load."""


def day_before(days: Iterable[date], morning: date) -> date | None:
    """Return the last of the demanding ``days`` before a morning, which it is about.

    That need not be the day before: the first morning after a Friday may be a Monday. None if it is too long
    ago to say.
    """
    last = max((day for day in days if day < morning), default=None)
    return last if last is not None and (morning - last).days <= NUMBERS.morning_within else None


def answers(events: Iterable[Event], days: Iterable[date]) -> dict[date, str]:
    """Return what was said about the demanding ``days``; of several words about one the last one holds."""
    days, found = frozenset(days), dict[date, str]()
    for event in events:
        if event.kind is EventKind.MORNING and (day := day_before(days, event.day)) is not None:
            found[day] = str(event.detail.get("said"))
    return found


def worse_mornings(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the rows that say *much more* the morning after."""
    return tuple(
        event for event in events if event.kind is EventKind.MORNING and event.detail.get("said") == MUCH_MORE
    )
