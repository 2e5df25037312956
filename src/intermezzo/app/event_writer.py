"""Writes events to the store in the worker, again after a fault."""

from collections.abc import Callable, Sequence
from functools import partial

from intermezzo.adapters.store import Pending
from intermezzo.app.context import Context
from intermezzo.core.faults import Fault, message
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell

RETRY_AFTER = 5.0
"""Seconds until what could not be written is tried again."""
LIMIT = 8.0
"""Seconds to write."""


class EventWriter:
    """Keeps the order of the events. What cannot be written waits, and is told in a notice."""

    def __init__(self, context: Context, pending: Pending) -> None:
        self._context = context
        self._pending = pending

    @property
    def unwritten(self) -> tuple[Event, ...]:
        """The events that wait to be written, oldest first."""
        return self._pending.rows

    def write(self, events: Sequence[Event], then: Callable[[str], None] = lambda _why: None) -> None:
        """Write the events; ``then`` is called after their commit, or with a line that says why they wait."""
        if not events:
            then("")
            return
        self._pending.add(events)
        self.retry(then)

    def retry(self, then: Callable[[str], None] = lambda _why: None) -> None:
        """Write what waits, as ``write`` does."""
        context = self._context

        def on_written(_rows: object) -> None:
            context.notices.clear("store")
            then("")

        def on_fault(fault: Fault) -> None:
            why = message("store.not_written_yet", why=fault.message)
            context.notices.set("store", why)
            context.scheduler.after("write", RETRY_AFTER, self.retry)
            then(tell(why))

        flush = partial(self._pending.flush, context.store.append)
        context.worker.submit("store.append", flush, on_written, on_fault, LIMIT)
