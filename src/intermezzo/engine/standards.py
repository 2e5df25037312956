"""Which of the user's standards is due at a moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from intermezzo.core.practice.progression.exposures import moved_days
from intermezzo.core.practice.standards import DueContext, OwnStandard, due
from intermezzo.core.scheduling.ahead import is_over
from intermezzo.core.scheduling.calendar_rules import travels
from intermezzo.engine.engine import Engine

AFTER_MEETING = timedelta(minutes=15)
"""How long a moment is just after a meeting."""


def due_standard(engine: Engine, now: datetime) -> OwnStandard | None:
    """Return the standard to show at ``now``, None without one and once work is over."""
    if is_over(engine.day, now):
        return None
    return due(engine.state.practice.events, engine.state.local_day, frozenset(_contexts(engine, now)))


def _contexts(engine: Engine, now: datetime) -> Iterator[DueContext]:
    state, day = engine.state, engine.day
    if any(timedelta() <= now - one.end < AFTER_MEETING for one in day.busy):
        yield DueContext.AFTER_MEETING
    if not any(slot.start > now for slot in engine.plan.slots[1:]):
        yield DueContext.LAST_SLOT
    if travels(state.occurrences, state.settings, state.local_day, state.zone):
        yield DueContext.TRAVEL
    if state.local_day not in moved_days(state.practice.events):
        yield DueContext.FIRST_OPENING
