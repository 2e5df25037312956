"""Which rows of the history leave the memory of a run of weeks."""

from intermezzo.core.history.events import DONE_BY, LASTING, Event, hardly_begun
from intermezzo.core.scheduling.day_state import effective


def without_old(events: list[Event], days: int) -> list[Event]:
    """Return the events without those before the last ``days`` days that have any.

    The rows of the kinds that last stay, and the last one of the time before that says that something was
    done: an absence is counted from it. Days are counted by their rows: a clock that jumps ahead and back
    costs the history no more than the days that it wrote. The list is the same where nothing goes.
    """
    known = sorted({event.day for event in events if event.kind not in LASTING})
    if len(known) <= days:
        return events
    first = known[-days]
    valid = effective(events)
    kept = {event.id for event in valid if event.kind in LASTING}
    done = (event for event in valid if event.kind in DONE_BY and not hardly_begun(event))
    last = max((event for event in done if event.day < first), key=lambda event: event.day, default=None)
    return [event for event in events if event.day >= first or event.id in kept or event is last]
