"""Writes events to the store in the worker, again after a fault."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from intermezzo.adapters.store import Pending
from intermezzo.app.context import Context
from intermezzo.core.faults import Fault, message
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell

RETRY_AFTER = timedelta(seconds=5)
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

        def on_written(_rows: object) -> None:
            self._context.notices.clear("store")
            then("")

        def on_fault(fault: Fault) -> None:
            why = message("store.not_written_yet", why=fault.message)
            self._context.notices.set("store", why)
            self._retry_later()
            then(tell(why))

        self._context.worker.submit("store.append", self._flush, on_written, on_fault, LIMIT)

    def retry(self) -> None:
        """Write what waits."""
        self._context.worker.submit(
            "store.append", self._flush, lambda _rows: self._context.notices.clear("store"),
            lambda _fault: self._retry_later(), LIMIT,
        )  # fmt: skip

    def _retry_later(self) -> None:
        self._context.scheduler.at("write", self._context.now() + RETRY_AFTER, self.retry)

    def _flush(self) -> object:
        return self._pending.flush(self._context.store.append)
