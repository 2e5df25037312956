"""Opening the file whatever state it is in: heal it, say what happened, bring it to head."""

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

from intermezzo.adapters.store import backups, place, schema
from intermezzo.adapters.store.errors import translate_errors
from intermezzo.presenters import _


@dataclass(frozen=True, slots=True)
class Ready:
    """A connection at head. ``copy`` is the throw-away folder of a read-only database."""

    connection: Connection
    notes: tuple[str, ...]
    copy: "tempfile.TemporaryDirectory[str] | None" = None


def driver(connection: Connection) -> sqlite3.Connection:
    """The sqlite3 connection beneath, for its backup API."""
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError(f"not a SQLite connection: {found!r}")
    return found


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that has the write lock from its start: all of it is kept, or nothing."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    finally:
        if driver(connection).in_transaction:
            connection.exec_driver_sql("ROLLBACK")


def suspicion(path: Path) -> Path:
    """A file that is there when a backup found damage: the next start looks closely."""
    return Path(f"{path}.suspect")


def prepare(path: Path, folder: Path, *, patience: float, migrations: Path = schema.MIGRATIONS) -> Ready:
    """Open the database at ``path``; ``folder`` holds its copies. Raises Fault; see ``Store.open``."""
    if _writable(path):
        notes = _heal(path, folder, patience)
        connection, more = _connect(path, patience, folder, migrations)
        return Ready(connection, (*notes, *more))
    copy = tempfile.TemporaryDirectory(prefix="intermezzo-")
    stand_in = Path(copy.name) / path.name
    with translate_errors(path):
        for tail in ("", "-wal"):
            if Path(f"{path}{tail}").exists():
                shutil.copyfile(f"{path}{tail}", f"{stand_in}{tail}")
    notes = _heal(stand_in, folder, patience)
    connection, _more = _connect(stand_in, patience, Path(copy.name), migrations)
    connection.exec_driver_sql("PRAGMA query_only = ON")
    line = _(
        "{path} cannot be written: sessions can be played, but nothing is kept. Give write access to it."
    )
    return Ready(connection, (*notes, line.format(path=path)), copy)


def _writable(path: Path) -> bool:
    """Whether file and folder can be written; asked by trying, since rights alone do not tell."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
        if path.exists():
            with path.open("rb+"):
                pass
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return False
        with translate_errors(path):
            raise
    return True


def _heal(path: Path, folder: Path, patience: float) -> tuple[str, ...]:
    """Mend or replace a file that is damaged, empty or gone; the lines to be told."""
    present = path.exists()
    if present and path.stat().st_size:
        suspect = suspicion(path)
        thorough = suspect.exists() or path.stat().st_size <= backups.THOROUGH_BYTES
        found = backups.damage(path, patience=patience, thorough=thorough)
        suspect.unlink(missing_ok=True)
        if not found:
            return ()
        if _reindexed(path, found, patience):
            return (_("An index of {path} was wrong and was built anew; no row was lost.").format(path=path),)
        what = _("{path} was damaged").format(path=path)
    else:
        what = (_("{path} was empty") if present else _("{path} was missing")).format(path=path)
    # A log without its database must go too: SQLite would play it into whatever stands there next.
    aside = backups.set_aside(path) if backups.worth_keeping(path) else None
    tried = bool(backups.every(folder))
    if aside is None and not tried:
        return ()
    best = backups.newest_good(folder)
    if best is not None:
        backups.copy_file(best, path)
        what = _("{what}; the backup {name} was restored, what was written after it is not in it").format(
            what=what, name=best.name
        )
    elif tried:
        what = _("{what}, and no backup is sound; a new one was begun").format(what=what)
    else:
        what = _("{what}, and there is no backup yet; a new one was begun").format(what=what)
    if aside is not None:
        what = _("{what}. The old file is kept as {name}").format(what=what, name=aside.name)
    return (f"{what}.",)


def _reindexed(path: Path, found: tuple[str, ...], patience: float) -> bool:
    """Build the indices anew where they are all that is wrong."""
    if not backups.only_indices(found):
        return False
    with translate_errors(path):
        with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as connection:
            connection.execute("REINDEX")
        return not backups.damage(path, patience=patience)


def _connect(
    path: Path, patience: float, folder: Path, migrations: Path
) -> tuple[Connection, tuple[str, ...]]:
    """A connection at head with everything set, and the lines about where the file lies."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        poolclass=sa.NullPool,
        isolation_level="AUTOCOMMIT",  # transactions are ours: see writing()
        connect_args={"timeout": patience},
    )
    with ExitStack() as undo, translate_errors(path):
        connection = undo.enter_context(engine.connect())
        by = place.shared(path)
        mode = connection.exec_driver_sql(f"PRAGMA journal_mode = {'DELETE' if by else 'WAL'}").scalar_one()
        connection.exec_driver_sql("PRAGMA synchronous = FULL")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        _bring_to_head(connection, folder, migrations)
        undo.pop_all()  # all went well: the connection stays open
    if mode == "wal":
        return connection, ()
    line = _(
        "{path} lies in a folder shared with other machines ({by}): it is written more slowly there, "
        "and must be open on one machine at a time."
    )
    return connection, (line.format(path=path, by=by or mode),)


def _bring_to_head(connection: Connection, folder: Path, migrations: Path) -> None:
    """Make the tables, or migrate them after a verified copy; a newer schema is refused."""
    head = schema.REVISIONS[-1]
    found = schema.refuse_newer(connection)
    if found is None:
        with writing(connection):
            if schema.revision(connection) is None:  # another process may have been first
                schema.create(connection)
    elif found != head:
        backups.write_copy(driver(connection), backups.free_name(folder, f"before-migration-{head}"))
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # batch mode drops and renames tables
        with writing(connection):
            schema.migrate(connection, migrations)
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
