"""The history after another process has written to the store."""

from collections.abc import Collection, Iterable

from intermezzo.core.history.events import Event


def reloaded(
    stored: Iterable[Event],
    current: Iterable[Event],
    read_before: Collection[str],
    unwritten: Collection[str],
) -> list[Event]:
    """Return the stored events, and after them those of ``current`` that the store could not hold yet.

    These are the events (by id) that still wait to be written, and those noted after ``read_before``, the
    ids that were known when the reading began.
    """
    found = list(stored)
    there = {event.id for event in found}
    late = (event for event in current if event.id in unwritten or event.id not in read_before)
    return [*found, *(event for event in late if event.id not in there)]
