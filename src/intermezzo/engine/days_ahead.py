"""The next working day, planned: what is shown once no work is left today."""

from datetime import date, datetime

from intermezzo.core.practice.model import Day, Plan
from intermezzo.core.scheduling import calendar_rules, hours
from intermezzo.core.scheduling.ahead import KNOWN_AHEAD, DayAhead, is_over, next_working
from intermezzo.core.scheduling.planner import plan
from intermezzo.engine.state import EngineState


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
            found = next_working(today, self._day)
            self._known = (facts, DayAhead(*found, self._plan(today, *found)) if found is not None else None)
        return self._known[1]

    def _day(self, on: date) -> Day:
        state = self._state
        work = hours.work(state.settings, on, state.zone)
        return calendar_rules.day(state.occurrences, state.settings, on, state.zone, work)

    def _plan(self, today: date, on: date, day: Day) -> Plan | None:
        """Return the plan of a day with nothing done, as at its start; None for one too far ahead."""
        if (on - today).days > KNOWN_AHEAD:
            return None
        state = self._state
        start, rhythm = (
            hours.day_start(state.settings, on, state.zone),
            state.rhythm_of(day.work, day.work[0].start),
        )
        made = plan(day, rhythm, start, state.zone, lengths=state.lengths())
        return Plan(state.choices().fill(made.slots, day, rhythm.leave), made.unplaced)
