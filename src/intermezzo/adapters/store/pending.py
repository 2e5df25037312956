"""Rows that are not yet acknowledged, kept in order while the database is busy, full or away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from intermezzo.core.history.events import Event


@dataclass(slots=True)
class Pending:
    """A queue in memory. Rows leave it only after their commit; writing one twice does no harm."""

    _rows: list[Event] = field(default_factory=list)

    @property
    def rows(self) -> tuple[Event, ...]:
        """What waits, oldest first."""
        return tuple(self._rows)

    def add(self, events: Sequence[Event]) -> None:
        """Let the rows wait behind those that wait already."""
        self._rows.extend(events)

    def flush(self, append: Callable[[Sequence[Event]], None]) -> tuple[Event, ...]:
        """Write all that waits, in order and in one go; the rows that are now acknowledged.

        When ``append`` raises (a Fault: locked, full, read-only) everything goes on waiting.
        """
        rows = self.rows
        if rows:
            append(rows)
            del self._rows[: len(rows)]
        return rows
