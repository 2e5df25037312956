"""Open the database file in whatever state it is: repair it, report what happened, migrate it to head."""

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from intermezzo.adapters.store import backups, mending, rows, schema
from intermezzo.adapters.store.errors import READING, is_damage, translate_errors
from intermezzo.adapters.system import partial_files
from intermezzo.adapters.system.file_systems import shared
from intermezzo.core.faults import Fault, Message, message

_ROOM = 64 << 10
"""Bytes that must be free to open a database: SQLite makes a file of 32 KiB beside it, and its log."""
_PASSING = frozenset(
    {
        "store.read_only",
        "store.full",
        "store.in_use",
        "store.disk_error",
        "store.cannot_open",
        "store.os_error",
    }
)
"""Faults that may pass by themselves, or once the user has mended them; the database may be sound."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A connection at head. ``copy`` is the temporary folder of what stands in for a database.

    That is so where the database itself cannot be written.
    """

    connection: Connection
    notes: tuple[Message, ...]
    copy: "tempfile.TemporaryDirectory[str] | None" = None


def driver(connection: Connection) -> sqlite3.Connection:
    """Return the underlying sqlite3 connection, for its backup API."""
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError(f"not a SQLite connection: {found!r}")
    return found


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Run one transaction that holds the write lock from its start; it is rolled back on an error."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    finally:
        if driver(connection).in_transaction:
            connection.exec_driver_sql("ROLLBACK")


def suspicion(path: Path) -> Path:
    """Return the path of the marker that a backup found damage; the next start then checks thoroughly."""
    return Path(f"{path}.suspect")


def prepare(path: Path, folder: Path, *, patience: float, migrations: Path = schema.MIGRATIONS) -> Ready:
    """Open the database at ``path``; ``folder`` holds its copies. Raise Fault; see ``Store.open``."""
    try:
        return prepare_writable(path, folder, patience=patience, migrations=migrations)
    except Fault as fault:
        if fault.message.code not in _PASSING:
            raise
        why = fault.message
    for room in partial_files.temporary_folders():
        try:
            return _prepare_copy(path, folder, room, why, patience, migrations)
        except Fault as fault:
            if fault.message.code not in _PASSING:
                raise
    raise Fault.of(why)


def prepare_writable(
    path: Path, folder: Path, *, patience: float, migrations: Path = schema.MIGRATIONS
) -> Ready:
    """Open the database itself. Raise Fault, also if it can be read and not written."""
    _try_writing(path)
    connection, notes = _open(path, folder, folder, patience, migrations)
    return Ready(connection, notes)


def _prepare_copy(
    path: Path, folder: Path, room: Path, why: Message, patience: float, migrations: Path
) -> Ready:
    """Open a copy in the folder ``room``, which cannot be written. Raise Fault."""
    with translate_errors(path), ExitStack() as undo:
        copy = tempfile.TemporaryDirectory(prefix=partial_files.copy_prefix(), dir=room)
        undo.callback(copy.cleanup)
        stand_in = Path(copy.name) / path.name
        for tail in ("", "-wal", "-journal"):
            if Path(f"{path}{tail}").exists():
                shutil.copyfile(f"{path}{tail}", f"{stand_in}{tail}")
        connection, notes = _open(stand_in, folder, Path(copy.name), patience, migrations)
        notes = tuple(note for note in notes if note.code != "store.in_shared_folder")
        connection.exec_driver_sql("PRAGMA query_only = ON")
        undo.pop_all()
    return Ready(connection, (*notes, message("store.opened_copy", why=why)), copy)


def _open(
    path: Path, folder: Path, copies: Path, patience: float, migrations: Path
) -> tuple[Connection, tuple[Message, ...]]:
    """Mend the file if needed and return a connection at head; ``copies`` is for one before a migration."""
    notes = _heal(path, folder, patience)
    try:
        connection, more = _connect(path, patience, copies, migrations)
    except schema.DamagedSchemaError:
        mended = mending.mend(path, folder, patience=patience, force=True).message()
        connection, more = _connect(path, patience, copies, migrations)
        return connection, (*notes, mended, *more)
    return connection, (*notes, *more)


def _try_writing(path: Path) -> None:
    """Write to file and folder, because permissions alone do not tell. Raise Fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent) as file:
            file.write(bytes(_ROOM))
        if path.exists():
            with path.open("rb+"):
                pass
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise Fault("store.read_only", path=path) from error
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Fault("store.full", path=path) from error
        with translate_errors(path):
            raise


def _heal(path: Path, folder: Path, patience: float) -> tuple[Message, ...]:
    """Repair or replace a file that is damaged, empty or missing; return what was done."""
    present = path.exists()
    if present and path.stat().st_size:
        suspect = suspicion(path)
        thorough = suspect.exists() or path.stat().st_size <= backups.THOROUGH_BYTES
        found = backups.damage(path, patience=patience, thorough=thorough)
        with translate_errors(path):
            suspect.unlink(missing_ok=True)
        if not found:
            return ()
        if _reindexed(path, found, patience):
            return (message("store.reindexed", path=path),)
        return (mending.mend(path, folder, patience=patience).message(),)
    what = message("store.was_empty" if present else "store.was_missing", path=path)
    # A log without its database is moved too: SQLite would apply it to the next database at the path.
    aside = backups.set_aside(path) if backups.worth_keeping(path) else None
    tried = bool(backups.every(folder))
    if aside is None and not tried:
        return ()
    best = backups.newest_good(folder)
    if best is not None:
        backups.copy_file(best, path)
        what = message("store.restored", what=what, name=best.name)
    else:
        what = message("store.no_sound_backup" if tried else "store.no_backup", what=what)
    if aside is not None:
        return (message("store.old_file_kept", what=what, name=aside.name),)
    return (message("store.healed", what=what),)


def _reindexed(path: Path, found: tuple[Message, ...], patience: float) -> bool:
    """Rebuild the indices if they are all that is wrong; return whether the file is sound then."""
    if not backups.only_indices(found):
        return False
    with translate_errors(path):
        with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as connection:
            try:
                connection.execute("REINDEX")
            except READING as error:
                if not (is_damage(error) or isinstance(error, sqlite3.IntegrityError)):
                    raise
                return False  # two rows with one id, or pages that the check did not reach
        return not backups.damage(path, patience=patience)


def _connect(
    path: Path, patience: float, folder: Path, migrations: Path
) -> tuple[Connection, tuple[Message, ...]]:
    """Return a configured connection at head, and a note if the file is in a shared folder."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        poolclass=sa.NullPool,
        isolation_level="AUTOCOMMIT",  # transactions are explicit: see writing()
        connect_args={"timeout": patience},
    )
    with ExitStack() as undo, translate_errors(path):
        connection = undo.enter_context(engine.connect())
        driver(connection).text_factory = rows.decode  # a text that is not UTF-8 ends no query
        by = shared(path)
        mode = connection.exec_driver_sql(f"PRAGMA journal_mode = {'DELETE' if by else 'WAL'}").scalar_one()
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        _bring_to_head(connection, folder, migrations)
        undo.pop_all()  # no error: keep the connection open
    if mode == "wal":
        return connection, ()
    return connection, (message("store.in_shared_folder", path=path, by=by or mode),)


def _bring_to_head(connection: Connection, folder: Path, migrations: Path) -> None:
    """Create the tables, or migrate them after a verified copy. Raise Fault for a newer schema."""
    head = schema.REVISIONS[-1]
    try:
        found = schema.refuse_newer(connection)
    except (sa.exc.DatabaseError, *READING) as error:
        if not is_damage(error.orig if isinstance(error, sa.exc.DatabaseError) else error):
            raise
        raise schema.DamagedSchemaError from error
    if found is None:
        with writing(connection):
            if schema.revision(connection) is None:  # another process may have created them
                schema.create(connection)
    elif found == head:
        if not schema.is_head(driver(connection).execute(schema.STATEMENTS)):
            raise schema.DamagedSchemaError
    else:
        backups.write_copy(driver(connection), backups.free_name(folder, f"before-migration-{head}"))
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # batch mode drops and renames tables
        with writing(connection):
            schema.migrate(connection, migrations)
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
