"""Translate errors of SQLite and the disk into Faults; errors in our own code pass through."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, ResourceClosedError

from intermezzo.core.faults import Fault

_CODES = {
    sqlite3.SQLITE_BUSY: "store.in_use",
    sqlite3.SQLITE_LOCKED: "store.in_use",
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite3.SQLITE_IOERR: "store.disk_error",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.not_a_database",
}

READING = (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError)
"""What the reading of a broken file may raise; see ``is_damage``."""


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise Fault for an error of the disk or of the database at ``path``."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as caught:
        error = caught.orig if isinstance(caught, DBAPIError) else caught
        if isinstance(error, OSError):
            what = error.strerror or error
            raise Fault("store.os_error", path=error.filename or path, what=what) from caught
        known = _CODES.get(code(error) or 0)
        if known is None:
            raise
        raise Fault(known, path=path) from caught
    except (ResourceClosedError, MemoryError) as caught:  # closed: mending has found it beyond opening
        raise Fault("store.damaged", path=path) from caught


def code(error: BaseException | None) -> int | None:
    """Return SQLite's primary result code, or None if the error has none."""
    extended = getattr(error, "sqlite_errorcode", None)
    return extended & 0xFF if isinstance(extended, int) else None


def is_damage(error: BaseException | None) -> bool:
    """Return whether SQLite reports that the file itself is broken.

    It has no code of its own for an unknown file format or a missing table. An error message that quotes a
    damaged schema need not be text, and sqlite3 then raises UnicodeDecodeError in its place. A length that is
    damaged may be more than SQLite can allocate (SQLITE_NOMEM), for which sqlite3 raises MemoryError.
    """
    if isinstance(error, UnicodeDecodeError | MemoryError):
        return True
    return code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
