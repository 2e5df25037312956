"""What ``status --follow`` prints: an event for each thing that has changed in the running app."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Literal

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Slot
from intermezzo.presenters.reasons import because

State = Literal["starting", "offer", "session", "hold", "wait"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the app does at a moment."""

    state: State
    reason: Reason | None = None
    """Why; None before the first decision."""
    occurrence: str = ""
    """Identifies the offer or the session."""
    session: str = ""
    """The id of the session that is offered or played."""
    next: Slot | None = None
    """The next slot that is neither offered nor played just now."""
    ended: str = ""
    """How the last offer or session ended: the kind of its row."""


def changes(before: Standing, now: Standing) -> Iterator[tuple[str, str]]:
    """Yield the name of every event between two standings, and how it ended where something has."""
    same = (before.state, before.occurrence) == (now.state, now.occurrence)
    begun = now.state == "session" and now.occurrence == before.occurrence
    if before.state == "session" and not same:
        yield "done", now.ended
    if before.state == "offer" and not same and not begun:
        yield "closed", now.ended
    if now.state == "session" and not same:
        yield "begun", ""
    elif now.state == "offer" and not (same and before.session == now.session):
        yield "offer", ""
    elif now.state in {"hold", "wait"} and (before.state, before.reason) != (now.state, now.reason):
        yield now.state, ""
    if _moment(before.next) != _moment(now.next):
        yield "next", ""


def event_json(name: str, how: str, standing: Standing, at: datetime, zone: tzinfo) -> dict[str, Any]:
    """Return an event for a program; each carries all of the standing, so that a program need keep none."""
    coming = standing.next
    return {
        "event": name,
        "how": how or None,
        "at": at.astimezone(zone).isoformat(timespec="seconds"),
        "state": standing.state,
        "reason": standing.reason.value if standing.reason is not None else None,
        "why": because(standing.reason) if standing.reason is not None else None,
        "session": standing.session or None,
        "next": None if coming is None else {
            "start": coming.start.astimezone(zone).isoformat(), "kind": coming.kind.value,
            "session": coming.session or None,
        },
    }  # fmt: skip


def _moment(slot: Slot | None) -> tuple[object, ...]:
    return () if slot is None else (slot.start, slot.kind, slot.session)
