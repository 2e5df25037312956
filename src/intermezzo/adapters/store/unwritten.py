"""Rows that are not in the store yet: in memory, and in a file until they are."""

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

    def drop(self, events: Sequence[Event]) -> None:
        """Remove the rows from the queue: the user has had them deleted."""
        gone = {event.id for event in events}
        self._rows = [event for event in self._rows if event.id not in gone]


@dataclass(slots=True)
class Aside:
    """The file of the rows that wait, in the first of ``folders`` that can be written."""

    folders: Sequence[Path]
    _path: Path | None = None

    def keep(self, rows: Sequence[Event]) -> Path:
        """Write the rows, whole, in place of those that the file had; return its path.

        Raise Fault if no folder can be written.
        """
        text = io.StringIO()
        transfer.write_json(rows, text)
        why: Fault | None = None
        for folder in self.folders:
            try:
                own = self._path is not None and self._path.parent == folder
                path = self._path if own and self._path else backups.free_name(folder, "unwritten", ".json")
                atomic_file.write(path, text.getvalue().encode())
            except OSError as error:
                why = why or Fault("store.rows_not_kept", path=folder, what=error.strerror or error)
            else:
                if self._path != path:
                    self.clear()
                self._path = path
                return path
        raise why or Fault("store.rows_not_kept", path="", what="")

    def clear(self) -> None:
        """Delete the file: its rows are in the store."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            self._path = None


def take_in(folders: Sequence[Path], append: Callable[[Sequence[Event]], int]) -> tuple[Message, ...]:
    """Write the rows of the files to the store and delete the files; return how many, and why any stayed.

    A file is deleted only after the commit of all its rows; a row that is in the store already does no harm.
    """
    files: list[Path] = []
    told, count = [], 0
    for folder in folders:
        try:
            files += _files([folder])
        except OSError as error:
            told.append(message("store.os_error", path=folder, what=error.strerror or error))
    for path in files:
        try:
            found = imports.read(path)
            count += append(found.events)
            if found.refused:
                told.append(message("store.rows_left", path=path, n=sum(found.refused.values())))
            else:
                path.unlink()
        except Fault as fault:
            told.append(fault.message)
        except OSError:  # the folder cannot be written: the rows are in the store, and stay in the file too
            continue
    return (*([message("store.rows_taken_in", n=count)] if count else []), *told)


def forget(folders: Sequence[Path]) -> None:
    """Delete the files with their rows. Raise OSError."""
    for path in _files(folders):
        path.unlink(missing_ok=True)


def _files(folders: Sequence[Path]) -> list[Path]:
    """Return the files of rows in the folders. Raise OSError if one cannot be listed."""
    return [path for folder in folders for path in sorted(folder.glob(backups.UNWRITTEN))]
