"""How a session felt: one word after its end, kept as a number."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind

FELT = {"smooth": 1.0, "shaky": 0.5, "stopped": 0.0}
"""The words, and what is kept of them."""
ASKED_FOR = timedelta(minutes=30)
"""So long after its end a session can still be told how it felt, unless another has begun."""


def just_ended(events: Sequence[Event], now: datetime) -> Event | None:
    """The (effective) row of the session that ended last; None when it is long ago or another has begun."""
    for event in reversed(events):
        if event.kind is EventKind.BEGUN:
            return None
        if event.kind in {EventKind.COMPLETED, EventKind.PARTIAL}:
            return event if event.at <= now < event.at + ASKED_FOR else None
    return None


def said_of(events: Sequence[Event], ended: Event) -> Event | None:
    """What was said of it already, among the (effective) events."""
    after = events[events.index(ended) :]
    return next((one for one in reversed(after) if one.kind is EventKind.FEEDBACK), None)
