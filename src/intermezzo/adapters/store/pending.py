"""Rows that are not committed yet, kept in order while the database is busy, full or unreachable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from intermezzo.core.history.events import Event


@dataclass(slots=True)
class Pending:
    """A queue in memory. Rows are removed only after their commit; writing one twice does no harm."""

    _rows: list[Event] = field(default_factory=list)

    @property
    def rows(self) -> tuple[Event, ...]:
        """The waiting rows, oldest first."""
        return tuple(self._rows)

    def add(self, events: Sequence[Event]) -> None:
        """Append the rows to the queue."""
        self._rows.extend(events)

    def flush(self, append: Callable[[Sequence[Event]], object]) -> tuple[Event, ...]:
        """Write all waiting rows in order with one call; return the rows that were committed.

        If ``append`` raises (a Fault: locked, full, read-only), all rows stay in the queue.
        """
        rows = self.rows
        if rows:
            append(rows)
            del self._rows[: len(rows)]
        return rows
