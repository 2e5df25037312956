"""One week from the store: the view of its window and its numbers, for window and command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from intermezzo.adapters.store import Store
from intermezzo.core.history.events import EventKind
from intermezzo.core.history.statistics import (
    KEPT_WEEKS,
    MAP_DAYS,
    DayTally,
    monday_of,
    so_far,
    summarise,
    week_key,
)
from intermezzo.core.history.suggestions import GAPS_DAYS, Suggestion, suggestion
from intermezzo.core.practice.model import Rhythm
from intermezzo.core.practice.standards import MOST_ACTIVE, STANDARDS, OwnStandard, ever, kept_days
from intermezzo.core.scheduling.audit import MeetingDay, audit
from intermezzo.presenters.today.standards import kept_on, standard_words
from intermezzo.presenters.views import WeekView
from intermezzo.presenters.week.numbers import week_json
from intermezzo.presenters.week.view import week_view


@dataclass(frozen=True, slots=True)
class Week:
    """A week as a view and as numbers."""

    view: WeekView
    numbers: dict[str, object]


@dataclass(frozen=True, slots=True)
class KnownMeetings:
    """Five weeks of days, as far as the calendars are known, without any title; and what a session needs."""

    days: tuple[MeetingDay, ...]
    rhythm: Rhythm
    shortest: timedelta
    zone: tzinfo


def load(
    store: Store, key: str, today: date, rhythm: str = "", meetings: KnownMeetings | None = None,
    bad_times: Sequence[str] = (),
) -> Week:  # fmt: skip
    """Return the ISO week ``key`` (2026-W47; empty is that of ``today``). Raise Fault for a malformed key.

    With ``rhythm``, the preset in use, the present week may suggest something (``suggestions.suggestion``);
    with ``meetings``, one that could end earlier.
    """
    monday = monday_of(key or week_key(today))
    sunday = monday + timedelta(days=6)
    sums = store.sums(monday, sunday)
    before = store.tallies(sunday - timedelta(days=MAP_DAYS - 1), monday - timedelta(days=1))
    days = before + sums.days
    summary = so_far(summarise(days, monday), today)
    relief = None
    if meetings is not None:
        relief = audit(meetings.days, days, today, meetings.rhythm, meetings.shortest, meetings.zone)
    suggests = rhythm and monday <= today <= sunday
    found = _suggestion(store, days, today, rhythm, bad_times) if suggests else None
    return Week(
        week_view(
            summary, days, sums.areas, sums.gaps, today=today, first_day=store.first_day(), suggestion=found,
            relief=relief, standards=_standards(store, monday, sunday),
        ),
        week_json(summary, sums.areas, sums.gaps),
    )  # fmt: skip


def _suggestion(
    store: Store, days: Sequence[DayTally], today: date, rhythm: str, bad_times: Sequence[str]
) -> Suggestion | None:
    monday = today - timedelta(days=today.weekday())
    before = [summarise(days, monday - timedelta(weeks=n)) for n in reversed(range(1, KEPT_WEEKS + 1))]
    gaps = store.gaps(today - timedelta(days=GAPS_DAYS - 1), today)
    return suggestion(rhythm, before, gaps, bad_times)


def _standards(store: Store, monday: date, sunday: date) -> tuple[tuple[str, str], ...]:
    """Return the standards that were kept most in a week, each with on how many days."""
    rows = store.events(monday, sunday, (EventKind.STANDARD,))
    ids = {str(row.detail.get("id")) for row in rows if row.detail.get("kept") is True}
    known = {one: OwnStandard(one) for one in STANDARDS}
    if not ids <= known.keys():
        known |= {one.id: one for one in ever(store.events(date.min, sunday, (EventKind.STANDARD,)))}
    days = {one: kept_days(rows, one, monday, sunday) for one in sorted(ids & known.keys())}
    most = sorted(days, key=lambda one: -days[one])[:MOST_ACTIVE]
    return tuple((standard_words(known[one]), kept_on(days[one])) for one in most)
