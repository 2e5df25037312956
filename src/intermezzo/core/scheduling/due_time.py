"""When the offer of a slot comes: early enough to be answered while the session still fits."""

from datetime import datetime, timedelta

from intermezzo.core.practice.model import Day, Slot
from intermezzo.core.scheduling.decision import free_until

PATIENCE = timedelta(minutes=3)
"""How long an offer waits for an answer."""


def due_time(
    slot: Slot, length: timedelta, day: Day, earliest: datetime, *, settle: timedelta, leave: timedelta
) -> datetime:
    """Return when the offer of a slot comes, in UTC: at its start, or earlier near the end of its gap.

    A session of ``length``, the shortest of its kind, then still fits once the offer has waited as long as it
    may. It comes neither before ``earliest`` nor before the gap.
    """
    free = free_until(day, slot.start, leave)
    if free is None:
        return slot.start
    opened = [one.start for one in day.work] + [one.end + settle for one in day.busy]
    opened += [one.end for one in day.bad]
    opens = max((one for one in opened if one <= slot.start), default=slot.start)
    return min(slot.start, max(free - length - PATIENCE, opens, earliest))
