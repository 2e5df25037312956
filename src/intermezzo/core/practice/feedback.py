"""The user's feedback after a session: one word, stored as a number, and after *stopped* why."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind

FELT = {"smooth": 1.0, "shaky": 0.5, "stopped": 0.0}
"""The number stored for each word."""
NO_TIME = "no_time"
WORRYING = "worrying"
WHYS = ("thread", "uncomfortable", WORRYING, NO_TIME)
"""Why a session was stopped: the thread was lost, it was uncomfortable, something was new or worrying, or
there was no time, which says nothing about the movement."""
OF_A_MOVEMENT = ("thread", "uncomfortable")
"""Those of which it is asked which movement it was."""
EFFORTS = ("light", "moderate", "hard")
"""How hard a session with a movement of level 3 or more was."""
ASKED_FOR = timedelta(minutes=30)
"""How long after its end a session can be given feedback, unless another has begun."""


def just_ended(events: Sequence[Event], now: datetime) -> Event | None:
    """Return the (effective) event of the session that ended last, or None if feedback is no longer asked."""
    for event in reversed(events):
        if event.kind is EventKind.BEGUN:
            return None
        if event.kind in {EventKind.COMPLETED, EventKind.PARTIAL}:
            return event if event.at <= now < event.at + ASKED_FOR else None
    return None


def feedback_on(events: Sequence[Event], ended: Event) -> Event | None:
    """Return the feedback already given on the session that ended, from (effective) events, or None."""
    after = events[events.index(ended) :]
    return next((one for one in reversed(after) if one.kind is EventKind.FEEDBACK), None)


def is_stop(feedback: Event) -> bool:
    """Return whether feedback says that the session had to be stopped."""
    return feedback.detail.get("felt") == FELT["stopped"]
