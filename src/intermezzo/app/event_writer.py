"""Writes events to the store in the worker, again after a fault; what waits is kept in a file meanwhile."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from intermezzo.adapters.store import Aside, Pending
from intermezzo.app.context import Context
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell

RETRY_AFTER = 5.0
"""Seconds until what could not be written is tried again."""
LIMIT = 8.0
"""Seconds to write."""
KEEP_LIMIT = 5.0
"""Seconds to write the file."""

_log = logging.getLogger(__name__)


class EventWriter:
    """Keeps the order of the events. What cannot be written waits, and is told in a notice."""

    def __init__(self, context: Context, show: Callable[[], object]) -> None:
        """``show`` lets the views show the rows."""
        self._context = context
        self._pending = Pending()
        self._aside = Aside(context.paths.spare)
        self._kept: tuple[Event, ...] = ()
        """The rows in the file."""
        self._show = show
        self._under_way: list[tuple[Event, ...]] = []
        self._shows = False

    @property
    def unwritten(self) -> tuple[Event, ...]:
        """The events that wait to be written, oldest first."""
        return self._pending.rows

    def hidden(self) -> frozenset[str]:
        """Return the ids of rows whose commit is under way, for a view that is made just now.

        It is made again after the commits, or once the rows must wait for longer.
        """
        found = frozenset(event.id for rows in self._under_way for event in rows)
        self._shows = self._shows or bool(found)
        return found

    def show(self) -> None:
        """Let the views show what has changed: now, or after the commits that are under way."""
        self._shows = True
        if not self._under_way:
            self._shows = False
            self._show()

    def settled(self, then: Callable[[], None]) -> None:
        """Call ``then`` now, or after the commits that are under way, when the views show them too."""
        if self._under_way:
            self.retry(lambda _why: then())
        else:
            then()

    def write(self, events: Sequence[Event], then: Callable[[str], None] = lambda _why: None) -> None:
        """Write the events; ``then`` is called after their commit, or with a line that says why they wait."""
        if not events:
            then("")
            return
        self._pending.add(events)
        rows = tuple(events)
        self._under_way.append(rows)

        def on_end(why: str) -> None:
            self._under_way.remove(rows)
            then(why)
            if self._shows:
                self.show()

        self.retry(on_end)

    def retry(self, then: Callable[[str], None] = lambda _why: None) -> None:
        """Write what waits, as ``write`` does."""
        context = self._context

        def on_written(_rows: object) -> None:
            if not self._pending.rows:
                context.notices.clear("store")
                self._clear()
            then("")

        flush = partial(self._pending.flush, context.store.append)
        context.worker.submit("store.append", flush, on_written, partial(self._on_fault, then), LIMIT)

    def drop(self, events: Sequence[Event]) -> None:
        """Do not write these any more: the user has had them deleted."""
        self._pending.drop(events)

    def keep(self) -> Path:
        """Write the rows that wait to the file. Raise Fault if it cannot be written anywhere."""
        return self._aside.keep(self.unwritten)

    def _on_fault(self, then: Callable[[str], None], fault: Fault) -> None:
        """Keep the rows in a file at once, and try again later."""
        rows = self.unwritten
        self._context.scheduler.after("write", RETRY_AFTER, self.retry)

        def tell_why(why: Message) -> None:
            if self._pending.rows:
                self._context.notices.set("store", why)
                then(tell(why))
            else:  # they were written while the file was
                self._clear()
                then("")

        def on_kept(path: Path) -> None:
            if self._kept != rows:
                _log.warning("%d rows wait in %s: %s", len(rows), path, fault)
            self._kept = rows
            tell_why(message("store.kept_aside", why=fault.message))

        def on_not_kept(_fault: Fault) -> None:
            tell_why(message("store.kept_in_memory", why=fault.message))

        self._context.worker.submit(
            "files.unwritten", partial(self._aside.keep, rows), on_kept, on_not_kept, KEEP_LIMIT
        )

    def _clear(self) -> None:
        """Delete the file."""
        if self._kept:
            self._kept = ()
            self._context.worker.submit(
                "files.unwritten", self._aside.clear, lambda _none: None,
                lambda fault: _log.warning("%s", fault), KEEP_LIMIT,
            )  # fmt: skip
