"""The movements that rest because the user had to stop them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.feedback import NO_TIME, is_stop
from intermezzo.core.practice.model import Session

REST = timedelta(hours=72)
"""How long a movement rests after it was stopped."""


def rests(events: Sequence[Event], sessions: Iterable[Session]) -> Mapping[str, datetime]:
    """Return until when each movement that was ever stopped rests, by its id, from the (effective) events.

    A movement was stopped if the feedback names it, or, without a name, if its step was running: the last one
    of that occurrence, or, where none was done, the first of the session. Stopping for lack of time counts as
    nothing. The moments are those of the rows alone, so a clock that is set back makes no rest end sooner.
    """
    known = {one.id: one for one in sessions}
    found: dict[str, datetime] = {}
    for event in events:
        if event.kind is EventKind.FEEDBACK and is_stop(event) and event.detail.get("why") != NO_TIME:
            name = _stopped(event, events, known)
            if name is not None:
                found[name] = max(event.at + REST, found.get(name, event.at))
    return found


def resting(until: Mapping[str, datetime], now: datetime) -> frozenset[str]:
    """Return the ids of the movements that rest at ``now``."""
    return frozenset(name for name, end in until.items() if now < end)


def _stopped(feedback: Event, events: Iterable[Event], sessions: Mapping[str, Session]) -> str | None:
    """Return the id of the movement that was stopped; None if nothing says which one."""
    done = [
        one.detail.get("movement")
        for one in events
        if one.kind is EventKind.STEP and one.occurrence == feedback.occurrence
    ]
    name = feedback.detail.get("movement", done[-1] if done else None)
    if isinstance(name, str):
        return name
    session = sessions.get(feedback.session or "")
    # A practice of one movement has the movement's id as its session.
    return session.steps[0].movement.id if session is not None else feedback.session
