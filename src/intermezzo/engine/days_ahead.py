"""The next working day, planned: what is shown once no work is left today."""

from dataclasses import dataclass
from datetime import date, datetime

from intermezzo.core.practice.model import Day, Plan, Rhythm
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.ahead import KNOWN_AHEAD, DayAhead, is_over, next_working
from intermezzo.core.scheduling.planner import plan
from intermezzo.core.settings import Settings
from intermezzo.engine.state import EngineState


@dataclass(frozen=True, slots=True)
class ShownDay:
    """The day that Today shows, with nothing done yet: today, or the next working day."""

    date: date
    day: Day
    rhythm: Rhythm
    start: datetime
    """When the day starts, which is before its work."""


def shown_day(state: EngineState, settings: Settings, now: datetime) -> ShownDay:
    """Return the day under these settings: today while work is left of it, else the next working day.

    Without a working day of which the calendars are known it is today.
    """
    on = state.recorder.day(now)
    day = state.today_under(settings, on)
    if is_over(day, now):
        found = next_working(on, lambda other: state.day_under(settings, other))
        if found is not None and (found[0] - on).days <= KNOWN_AHEAD:
            on, day = found
    start = hours.day_start(settings, on, state.zone)
    return ShownDay(on, day, state.rhythm_of(settings, day.work, max(start, now)), start)


class DaysAhead:
    """Plans the next working day, again only if something that it depends on has changed."""

    def __init__(self, state: EngineState) -> None:
        self._state = state
        self._known: tuple[object, DayAhead | None] | None = None

    def look(self, now: datetime) -> DayAhead | None:
        """Return the next working day; None while work is left today, and if there is none for long."""
        state = self._state
        today = state.recorder.day(now)
        if not is_over(state.day, now):
            return None
        facts = (
            today, state.occurrences, state.settings, state.zone, state.lengths(), state.prescriptions,
            len(state.events), state.day_state.gentle_until,
        )  # fmt: skip
        if self._known is None or self._known[0] != facts:
            found = next_working(today, lambda on: state.day_under(state.settings, on))
            self._known = (facts, DayAhead(*found, self._plan(today, *found)) if found is not None else None)
        return self._known[1]

    def _plan(self, today: date, on: date, day: Day) -> Plan | None:
        """Return the plan of a day with nothing done, as at its start; None for one too far ahead."""
        if (on - today).days > KNOWN_AHEAD:
            return None
        state = self._state
        start = hours.day_start(state.settings, on, state.zone)
        rhythm = state.rhythm_of(state.settings, day.work, day.work[0].start)
        made = plan(day, rhythm, start, state.zone, lengths=state.lengths())
        return Plan(state.choices().fill(made.slots, day, rhythm.leave), made.unplaced)
