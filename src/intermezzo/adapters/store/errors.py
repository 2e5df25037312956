"""What SQLite and the disk say, as a Fault in one line; what is our own mistake goes on as it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from intermezzo.core.faults import Fault
from intermezzo.presenters import _


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn a fault of the world around ``path`` into a Fault."""
    try:
        yield
    except DBAPIError as error:
        line = _line(path, error.orig)
        if line is None:
            raise
        raise Fault(line) from error
    except (sqlite3.Error, OSError) as error:
        line = _line(path, error)
        if line is None:
            raise
        raise Fault(line) from error


def code(error: BaseException | None) -> int | None:
    """SQLite's primary result code; None for what has none."""
    extended = getattr(error, "sqlite_errorcode", None)
    return extended & 0xFF if isinstance(extended, int) else None


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that the file itself is broken."""
    return code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _line(path: Path, error: BaseException | None) -> str | None:
    if isinstance(error, OSError):
        return _(
            "{path}: {what}; nothing was changed there. Make room or give access, then try again."
        ).format(path=error.filename or path, what=error.strerror or error)
    text = {
        sqlite3.SQLITE_BUSY: _("{path} is in use by another program; close it there, or wait a moment."),
        sqlite3.SQLITE_LOCKED: _("{path} is in use by another program; close it there, or wait a moment."),
        sqlite3.SQLITE_FULL: _("The disk of {path} is full; nothing was written. Make room, then try again."),
        sqlite3.SQLITE_READONLY: _("{path} cannot be written, so nothing is kept; give write access to it."),
        sqlite3.SQLITE_CANTOPEN: _(
            "{path} cannot be opened; see that its folder is there and can be written."
        ),
        sqlite3.SQLITE_IOERR: _("The disk refused to read or write {path}; nothing was changed. Is it full?"),
        sqlite3.SQLITE_CORRUPT: _(
            "{path} is damaged; start Intermezzo again to restore the newest good backup."
        ),
        sqlite3.SQLITE_NOTADB: _("{path} is not a database, or it is damaged; choose another file."),
    }.get(code(error) or 0)
    return None if text is None else text.format(path=path)
