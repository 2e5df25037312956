"""What was said to last for some minutes, after the wall clock was set."""

from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.scheduling.day_state import day_state, effective
from intermezzo.core.scheduling.heartbeat import TOLERANCE
from intermezzo.engine.state import EngineState

_WAITS = frozenset({EventKind.PAUSED, EventKind.SNOOZED})


def spans_kept(state: EngineState, now: datetime, shift: timedelta) -> list[Event]:
    """Return the rows with which pauses and snoozes end when they would have, had the clock not been set.

    Those that were said as a time of day, or until a meeting or the day ends, stay at that time.
    """
    if abs(shift) <= TOLERANCE:
        return []
    before = now - shift
    stand = day_state(state.events, state.recorder.day(before), before)
    ends = {stand.paused_until, stand.snoozed_until, stand.gentle_until, *(one.end for one in stand.meetings)}
    rows: list[Event] = []
    for event in effective(state.events):
        until = event.detail_time("until")
        if until is None or until <= before or until not in ends:
            continue
        if event.kind in _WAITS and "minutes" in event.detail:
            detail = {**event.detail, "until": (until + shift).isoformat()}
            rows += [
                state.retract(event, now),
                state.record(
                    event.kind, now, occurrence=event.occurrence, session=event.session,
                    reason=event.reason, detail=detail,
                ),
            ]  # fmt: skip
    return rows
