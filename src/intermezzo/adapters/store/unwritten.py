"""Rows that could not be written before the app ended: kept in files beside the store until they can."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from intermezzo.adapters.store import backups, transfer
from intermezzo.adapters.system import atomic_file
from intermezzo.core.faults import Fault, Message
from intermezzo.core.history.events import Event


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

    A file is deleted only after the commit of its rows; a row that is in the store already does no harm.
    """
    faults = []
    for path in sorted(folder.glob(backups.UNWRITTEN)):
        try:
            append(transfer.read(path))
        except Fault as fault:
            faults.append(fault.message)
        else:
            path.unlink()
    return tuple(faults)
