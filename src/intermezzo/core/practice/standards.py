"""The user's own standards: which are active, and on how many days each was kept."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.plain_text import one_line

STANDARDS = (
    "pick_up", "sofa", "phone", "get_up", "bag", "car", "shoes", "bin", "travel_seat", "screen", "long_call",
    "bed",
)  # fmt: skip
"""The ids of the given ones; ``presenters.practice`` has their words."""
MOST_ACTIVE = 3
LONGEST = 80
"""Letters of one in the user's own words."""


@dataclass(frozen=True, slots=True)
class OwnStandard:
    """A standard; ``text`` is empty for a given one."""

    id: str
    text: str = ""


def ever(events: Iterable[Event]) -> tuple[OwnStandard, ...]:
    """Return every standard that was added by the (effective) events, also one that was dropped."""
    return active(event for event in events if event.detail.get("in") is True)


def active(events: Iterable[Event]) -> tuple[OwnStandard, ...]:
    """Return the active standards by the (effective) events, in the order in which they came."""
    found: dict[str, OwnStandard] = {}
    for event in events:
        name, enters = event.detail.get("id"), event.detail.get("in")
        if event.kind is not EventKind.STANDARD or not isinstance(name, str):
            continue
        if enters is True:
            text = event.detail.get("text")
            found[name] = OwnStandard(name, text if isinstance(text, str) else "")
        elif enters is False:
            found.pop(name, None)
    return tuple(found.values())


def added(words: str, known: Sequence[OwnStandard]) -> OwnStandard | None:
    """Return the standard that the words add: a given one by its id, or one's own; None if it cannot be."""
    text = one_line(words, LONGEST + 1)
    if len(known) >= MOST_ACTIVE or not text or len(text) > LONGEST:
        return None
    if text in STANDARDS:
        found = OwnStandard(text)
    else:
        found = OwnStandard(f"own_{hashlib.sha256(text.encode()).hexdigest()[:8]}", text)
    return None if found.id in {one.id for one in known} else found


def of_the_day(events: Sequence[Event], today: date) -> OwnStandard | None:
    """Return the standard to show today, each in turn; None without any, or once it was kept today."""
    known = active(events)
    if not known:
        return None
    shown = known[today.toordinal() % len(known)]
    return None if kept_days(events, shown.id, today, today) else shown


def kept_days(events: Iterable[Event], standard_id: str, first: date, last: date) -> int:
    """Return on how many of the days the standard was kept."""
    return len(
        {
            event.day for event in events
            if event.kind is EventKind.STANDARD and event.detail.get("id") == standard_id
            and event.detail.get("kept") is True and first <= event.day <= last
        }
    )  # fmt: skip
