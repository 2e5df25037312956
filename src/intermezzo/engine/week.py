"""One week from the store: the view of its window and its numbers, for window and command line."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from intermezzo.adapters.store import Store
from intermezzo.core.history.statistics import MAP_DAYS, monday_of, so_far, summarise, week_key
from intermezzo.core.practice.model import Rhythm
from intermezzo.core.scheduling import calendar_rules, hours
from intermezzo.core.scheduling.audit import MeetingDay, audit, meeting_day
from intermezzo.engine.state import EngineState
from intermezzo.presenters.views import WeekView
from intermezzo.presenters.week import week_json, week_view


@dataclass(frozen=True, slots=True)
class Week:
    """A week as a view and as numbers."""

    view: WeekView
    numbers: dict[str, object]


@dataclass(frozen=True, slots=True)
class KnownMeetings:
    """The days around today as the calendars have them, without any title, and what a session needs."""

    days: tuple[MeetingDay, ...]
    rhythm: Rhythm
    shortest: timedelta
    zone: tzinfo


def known_meetings(state: EngineState, today: date) -> KnownMeetings:
    """Return the meetings of yesterday to the day after tomorrow, which are in memory whole."""
    days = []
    for number in range(-1, 3):
        day = today + timedelta(days=number)
        work = hours.work(state.settings, day, state.zone)
        facts = calendar_rules.day(state.occurrences, state.settings, day, state.zone, work)
        entries = calendar_rules.entries(state.occurrences, state.settings, day, state.zone)
        days.append(meeting_day(day, facts, entries))
    return KnownMeetings(tuple(days), state.rhythm(), state.shortest(), state.zone)


def load(
    store: Store, key: str, today: date, rhythm: str = "", meetings: KnownMeetings | None = None
) -> Week:
    """Return the ISO week ``key`` (2026-W47; empty is that of ``today``). Raise Fault for a malformed key.

    With ``rhythm``, the preset in use, the view may suggest a denser one; with ``meetings``, one that could
    end earlier.
    """
    monday = monday_of(key or week_key(today))
    sunday = monday + timedelta(days=6)
    days = store.tallies(sunday - timedelta(days=MAP_DAYS - 1), sunday)
    summary = so_far(summarise(days, monday), today)
    areas, gaps = store.areas(monday, sunday), store.gaps(monday, sunday)
    relief = None
    if meetings is not None:
        relief = audit(meetings.days, days, today, meetings.rhythm, meetings.shortest, meetings.zone)
    return Week(
        week_view(
            summary, days, areas, gaps, today=today, first_day=store.first_day(), rhythm=rhythm, relief=relief
        ),
        week_json(summary, areas, gaps),
    )
