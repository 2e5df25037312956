"""The stored plan of today: a restart keeps its slots and their sessions, and tells what it cannot keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec

from intermezzo.core.practice.model import Area, Kind, Slot
from intermezzo.core.scheduling.intervals import Interval

PLAN = "plan"
"""The key of the fact."""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """The slots of a day, and the busy time that they were planned around."""

    day: date
    slots: tuple[Slot, ...]
    busy: tuple[Interval, ...]


def written(today: date, slots: Sequence[Slot], busy: Sequence[Interval]) -> str:
    """Return the text of the fact."""
    found = [
        [one.start.isoformat(), one.end.isoformat(), one.kind, one.session, one.why, [*one.areas]]
        for one in slots
    ]
    times = [[one.start.isoformat(), one.end.isoformat()] for one in busy]
    return msgspec.json.encode({"day": today.isoformat(), "slots": found, "busy": times}).decode()


def read(fact: str | None) -> KeptPlan | None:
    """Return the plan in a fact; None if it cannot be read."""
    try:
        found = msgspec.json.decode(fact or "{}")
        return KeptPlan(
            date.fromisoformat(found["day"]),
            tuple(_slot(*one) for one in found["slots"]),
            tuple(Interval(_moment(start), _moment(end)) for start, end in found["busy"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):  # of msgspec too
        return None


def _slot(start: str, end: str, kind: str, session: str, why: str, areas: Sequence[str]) -> Slot:
    found = tuple(Area(one) for one in areas)
    return Slot(_moment(start), _moment(end), Kind(kind), session, why, found)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
