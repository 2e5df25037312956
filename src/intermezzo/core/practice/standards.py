"""The user's own standards: which are active and due, and on how many days each was kept."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.plain_text import one_line


class DueContext(StrEnum):
    """When a standard is due."""

    ANY = "any"
    AFTER_MEETING = "after_meeting"
    LAST_SLOT = "last_slot"
    TRAVEL = "travel"
    """On a day with a travel word in the calendar."""
    FIRST_OPENING = "first_opening"
    """Before anything was done on a day."""


STANDARDS: Mapping[str, DueContext] = {
    "pick_up": DueContext.ANY, "sofa": DueContext.LAST_SLOT, "phone": DueContext.ANY,
    "get_up": DueContext.AFTER_MEETING,
    "bag": DueContext.LAST_SLOT, "car": DueContext.LAST_SLOT, "shoes": DueContext.FIRST_OPENING,
    "bin": DueContext.TRAVEL, "travel_seat": DueContext.TRAVEL, "screen": DueContext.FIRST_OPENING,
    "long_call": DueContext.AFTER_MEETING, "bed": DueContext.FIRST_OPENING,
}  # fmt: skip
"""The ids of the given ones, each with when it is due; ``presenters.today.standards`` has their words."""
MOST_ACTIVE = 3
LONGEST = 80
"""Letters of one in the user's own words."""


@dataclass(frozen=True, slots=True)
class OwnStandard:
    """A standard; ``text`` is empty for a given one."""

    id: str
    text: str = ""
    context: DueContext = DueContext.ANY


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
            text, when = event.detail.get("text"), event.detail.get("context")
            context = DueContext(when) if when in set(DueContext) else STANDARDS.get(name, DueContext.ANY)
            found[name] = OwnStandard(name, text if isinstance(text, str) else "", context)
        elif enters is False:
            found.pop(name, None)
    return tuple(found.values())


def added(words: str, known: Sequence[OwnStandard], context: DueContext | None = None) -> OwnStandard | None:
    """Return the standard that the words add: a given one by its id, or one's own; None if it cannot be.

    One that is active is added again only with another ``context``, from which on it has that one.
    """
    text = one_line(words, LONGEST + 1)
    if not text or len(text) > LONGEST:
        return None
    same = next((one for one in known if text in {one.id, one.text}), None)
    if same is not None:
        return None if context in {None, same.context} else replace(same, context=context or same.context)
    if len(known) >= MOST_ACTIVE:
        return None
    if text in STANDARDS:
        return OwnStandard(text, context=context or STANDARDS[text])
    name = f"own_{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return OwnStandard(name, text, context or DueContext.ANY)


def due(events: Sequence[Event], today: date, contexts: Collection[DueContext]) -> OwnStandard | None:
    """Return the standard to show in these ``contexts``; None if there is none, or it was kept today.

    One that belongs to this moment comes before those for any, of which each day has one in turn.
    """
    known = active(events)
    of_now = [one for one in known if one.context in contexts and one.context is not DueContext.ANY]
    left = [one for one in of_now if not kept_days(events, one.id, today, today)]
    if left:
        return left[0]
    at_any = [one for one in known if one.context is DueContext.ANY]
    shown = at_any[today.toordinal() % len(at_any)] if at_any and not of_now else None
    return None if shown is None or kept_days(events, shown.id, today, today) else shown


def kept_days(events: Iterable[Event], standard_id: str, first: date, last: date) -> int:
    """Return on how many of the days the standard was kept."""
    return len(
        {
            event.day for event in events
            if event.kind is EventKind.STANDARD and event.detail.get("id") == standard_id
            and event.detail.get("kept") is True and first <= event.day <= last
        }
    )  # fmt: skip
