"""One week from the store: the view of its window and its numbers, for window and command line."""

from dataclasses import dataclass
from datetime import date, timedelta

from intermezzo.adapters.store import Store
from intermezzo.core.history.statistics import MAP_DAYS, monday_of, so_far, summarise, week_key
from intermezzo.presenters.views import WeekView
from intermezzo.presenters.week import week_json, week_view


@dataclass(frozen=True, slots=True)
class Week:
    """A week as a view and as numbers."""

    view: WeekView
    numbers: dict[str, object]


def load(store: Store, key: str, today: date, rhythm: str = "") -> Week:
    """Return the ISO week ``key`` (2026-W47; empty is that of ``today``). Raise Fault for a malformed key.

    With ``rhythm``, the preset in use, the view may suggest a denser one.
    """
    monday = monday_of(key or week_key(today))
    sunday = monday + timedelta(days=6)
    days = store.tallies(sunday - timedelta(days=MAP_DAYS - 1), sunday)
    summary = so_far(summarise(days, monday), today)
    areas, gaps = store.areas(monday, sunday), store.gaps(monday, sunday)
    return Week(
        week_view(summary, days, areas, gaps, today=today, first_day=store.first_day(), rhythm=rhythm),
        week_json(summary, areas, gaps),
    )
