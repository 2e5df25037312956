"""Rows that are not in the store yet: in memory, and in files beside it once the app has ended."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from intermezzo.adapters.store import backups, imports, transfer
from intermezzo.adapters.system import atomic_file
from intermezzo.core.faults import Fault, Message, message
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


def keep(folder: Path, rows: Sequence[Event]) -> Path:
    """Write the rows to a new file in ``folder``. Raise Fault if it cannot be written."""
    path = backups.free_name(folder, "unwritten", ".json")
    text = io.StringIO()
    transfer.write_json(rows, text)
    try:
        atomic_file.create(path, text.getvalue().encode())
    except OSError as error:
        raise Fault("store.rows_not_kept", path=path, what=error.strerror or error) from error
    return path


def take_in(folder: Path, append: Callable[[Sequence[Event]], object]) -> tuple[Message, ...]:
    """Write the rows of the files to the store and delete the files; return why any had to stay.

    A file is deleted only after the commit of all its rows; a row that is in the store already does no harm.
    """
    faults = []
    for path in sorted(folder.glob(backups.UNWRITTEN)):
        try:
            found = imports.read(path)
            append(found.events)
        except Fault as fault:
            faults.append(fault.message)
        else:
            if found.refused:
                faults.append(message("store.rows_left", path=path, n=sum(found.refused.values())))
            else:
                path.unlink()
    return tuple(faults)
