"""One week from the store: the view of its window and its numbers, for window and command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from intermezzo.core.history.statistics import MAP_DAYS, DayTally, Gap, monday_of, so_far, summarise, week_key
from intermezzo.core.practice.model import Area
from intermezzo.presenters.views import WeekView
from intermezzo.presenters.week import week_json, week_view


class HistoryReader(Protocol):
    """The part of the store that a week is read from."""

    def tallies(self, first: date, last: date) -> tuple[DayTally, ...]:
        """Return every day from ``first`` to ``last``."""

    def areas(self, first: date, last: date) -> Mapping[Area, int]:
        """Return how many sessions moved each area."""

    def gaps(self, first: date, last: date) -> Sequence[Gap]:
        """Return the times of day of the offers."""

    def first_day(self) -> date | None:
        """Return the first day that has a row, or None."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week as a view and as numbers."""

    view: WeekView
    numbers: dict[str, object]


def load(history: HistoryReader, key: str, today: date, rhythm: str = "") -> Week:
    """Return the ISO week ``key`` (2026-W47; empty is that of ``today``). Raise Fault for a malformed key.

    With ``rhythm``, the preset in use, the view may suggest a denser one.
    """
    monday = monday_of(key or week_key(today))
    sunday = monday + timedelta(days=6)
    days = history.tallies(sunday - timedelta(days=MAP_DAYS - 1), sunday)
    summary = so_far(summarise(days, monday), today)
    areas, gaps = history.areas(monday, sunday), history.gaps(monday, sunday)
    return Week(
        week_view(summary, days, areas, gaps, today=today, first_day=history.first_day(), rhythm=rhythm),
        week_json(summary, areas, gaps),
    )
