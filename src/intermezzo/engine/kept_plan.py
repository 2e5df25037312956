"""The stored plan of today, so that a restart keeps its slots and their sessions."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import msgspec

from intermezzo.core.practice.model import Area, Kind, Slot

PLAN = "plan"
"""The key of the fact."""


def written(today: date, slots: Sequence[Slot]) -> str:
    """Return the text of the fact."""
    found = [
        [one.start.isoformat(), one.end.isoformat(), one.kind, one.session, one.why, [*one.areas]]
        for one in slots
    ]
    return msgspec.json.encode({"day": today.isoformat(), "slots": found}).decode()


def read(fact: str | None) -> tuple[date, tuple[Slot, ...]] | None:
    """Return the day and its slots in a fact; None if it cannot be read."""
    try:
        found = msgspec.json.decode(fact or "{}")
        return date.fromisoformat(found["day"]), tuple(_slot(*one) for one in found["slots"])
    except (ValueError, KeyError, TypeError, RecursionError):  # of msgspec too
        return None


def _slot(start: str, end: str, kind: str, session: str, why: str, areas: Sequence[str]) -> Slot:
    first, last = (datetime.fromisoformat(one).astimezone(UTC) for one in (start, end))
    return Slot(first, last, Kind(kind), session, why, tuple(Area(one) for one in areas))
