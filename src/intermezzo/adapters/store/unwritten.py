"""Rows that could not be written before the app had to end: kept beside the store until they can be."""

import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from intermezzo.adapters.store import transfer
from intermezzo.adapters.store.backups import UNWRITTEN
from intermezzo.adapters.system import atomic_file
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.presenters import _


def keep(folder: Path, rows: Sequence[Event]) -> Path:
    """Write the rows to a new file in ``folder``; raises Fault when even that cannot be done."""
    path = next(one for one in _names(folder) if not one.exists())
    text = io.StringIO()
    transfer.write_json(rows, text)
    try:
        atomic_file.create(path, text.getvalue().encode())
    except OSError as error:
        raise Fault(
            _("{path} cannot be written: {what}").format(path=path, what=error.strerror or error)
        ) from error
    return path


def take_in(folder: Path, append: Callable[[Sequence[Event]], None]) -> tuple[str, ...]:
    """Write what was kept to the store and remove the files; a line for each that must stay.

    A file leaves only after the commit of its rows, and a row that is there already does no harm.
    """
    lines = []
    for path in sorted(folder.glob(UNWRITTEN)):
        try:
            append(transfer.read(path))
        except Fault as fault:
            lines.append(str(fault))
        else:
            path.unlink()
    return tuple(lines)


def _names(folder: Path) -> Iterator[Path]:
    return (folder / UNWRITTEN.replace("*", str(n)) for n in itertools.count(1))
