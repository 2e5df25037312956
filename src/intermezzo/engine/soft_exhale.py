"""When one line about a soft breath out is shown, for who wants it."""

from datetime import datetime, timedelta

from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.engine.engine import Engine

_AFTER, _APART, _SHOWN = (
    timedelta(minutes=n) for n in (NUMBERS.exhale_after, NUMBERS.exhale_apart, NUMBERS.exhale_shown)
)


def soft_exhale(engine: Engine, now: datetime) -> bool:
    """Return whether to show it: for some minutes of an hour, after long sitting, while the user types.

    Never in a call, in a session, beside a card, on a day off or while Intermezzo is paused.
    """
    state, presence = engine.state, engine.presence
    working = any(one.holds(now) for one in engine.day.work)
    if not state.settings.soft_exhale or not working or not presence.typing:
        return False
    busy = presence.in_call or engine.calls.running(now) or any(one.holds(now) for one in engine.day.busy)
    if busy or engine.offer is not None or engine.running is not None:
        return False
    if engine.day_state.paused_until is not None:
        return False
    moved = (one.end for one in engine.day_state.moved if one.end <= now)
    sitting = now - max([engine.here_since(now), *moved])
    return sitting >= _AFTER and (sitting - _AFTER) % _APART < _SHOWN
