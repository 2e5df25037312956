"""Take the rows of a database that was made elsewhere into a new one of our own making.

Its schema is read as little as possible and nothing of it survives or runs: no trigger, view, index,
generated column or other table. Each row is checked and copied by its values. See sqlite.org/security.html,
"Untrusted SQLite Database Files", for what is switched off.
"""

import re
import shutil
import sqlite3
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from intermezzo.adapters.store import opening, queries, rows, schema
from intermezzo.adapters.store.errors import code, translate_errors
from intermezzo.adapters.store.rows import Flaw
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.history.events import Event

LARGEST: Final = 256 << 20
"""Bytes; a larger database is not read. Ten years are about 50 MB."""
MOST_STEPS: Final = 1_000_000_000
"""Instructions of SQLite's virtual machine; a row takes some twenty."""
_STEPS_BETWEEN: Final = 1_000_000
_BATCH: Final = 1000
"""Rows that are inserted with one statement."""
_LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: 16 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 16,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_TABLES: Final = ("alembic_version", "event", "fact")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ROWIDS: Final = frozenset({"rowid", "oid", "_rowid_"})


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were added, how many were there already, and how many were left out for each flaw."""

    added: int
    known: int = 0
    refused: Mapping[Flaw, int] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        """The one line for the user."""
        refused = {flaw.value: count for flaw, count in self.refused.items()}
        return message("transfer.taken", added=self.added, known=self.known, refused=refused)


@dataclass(frozen=True, slots=True)
class _ForeignDatabase:
    """A database of another maker, its revision, and the columns that its tables have."""

    connection: sqlite3.Connection
    revision: str
    columns: Mapping[str, tuple[str, ...]]

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table. Raise sqlite3.DatabaseError if the file is damaged."""
        names = self.columns[table]
        chosen = ", ".join(f'"{name}"' for name in names)
        last = None
        text = f"SELECT rowid, {chosen} FROM main.{table} NOT INDEXED"  # noqa: S608 - names of our own schema
        for number, *values in self.connection.execute(text):
            if last is not None and number <= last:  # pages that lead to one another would never end
                raise sqlite3.DatabaseError("rows out of order")
            last = number
            yield dict(zip(names, values, strict=True))


def take(
    source: Path,
    room: Path,
    revisions: Sequence[str] = schema.REVISIONS,
    migrations: Path = schema.MIGRATIONS,
) -> tuple[Path, Taken]:
    """Return a new database at head in the folder ``room`` with the rows of ``source``, and how many.

    Raise Fault if the source is damaged, of another program or of a newer Intermezzo, or if it has rows
    and none of them can be read; an error of SQLite or the system if the new one cannot be written.
    """
    target = room / "taken.sqlite"
    copy = _copied(source, room)
    try:
        with closing(_opened(copy)) as connection:
            found = _recognised(connection, source, revisions)
            if found.revision == revisions[-1]:
                taken = _fill(target, found)
            else:
                path, left_out = _staged(found, source, room / "staged.sqlite", migrations)
                with closing(_opened(path)) as staged:
                    taken = _fill(target, _recognised(staged, source, revisions), left_out)
    except (sqlite3.Error, UnicodeError, MemoryError) as error:
        if code(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:  # of our own disk
            raise
        raise Fault("store.unsound_copy", path=source, what=str(error) or "out of memory") from error
    refused = sum(taken.refused.values())
    if refused and not taken.added:
        raise Fault("transfer.nothing_readable", path=source, n=refused)
    return target, taken


def _copied(source: Path, room: Path) -> Path:
    """Copy the file, and its log if it has one, to where nobody else writes."""
    copy = room / "source.sqlite"
    with translate_errors(source):
        for tail in ("", "-wal"):
            part = Path(f"{source}{tail}")
            if tail and not part.exists():
                continue
            about = part.stat()
            if not stat.S_ISREG(about.st_mode):
                raise Fault("store.not_a_database", path=source)
            if about.st_size > LARGEST:
                raise Fault("transfer.too_large", path=source, most=LARGEST >> 20)
            shutil.copyfile(part, f"{copy}{tail}")
    return copy


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.text_factory = rows.decode
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_TRUSTED_SCHEMA, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
    steps = 0

    def is_too_long() -> bool:
        nonlocal steps
        steps += _STEPS_BETWEEN
        return steps > MOST_STEPS

    connection.set_progress_handler(is_too_long, _STEPS_BETWEEN)
    settings = ["cell_size_check = ON", "mmap_size = 0", "query_only = ON"]
    if _may_distrust():
        settings.append("trusted_schema = OFF")
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")
    return connection


@cache
def _may_distrust() -> bool:
    """Return whether our own schema can be read with ``trusted_schema = OFF``.

    SQLite 3.40 takes ``json_valid`` for unsafe. What is read there is still only the columns that a plain
    table stores, for which SQLite runs nothing of the schema.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        try:
            connection.execute("CREATE TABLE probe (detail CHECK (json_valid(detail)))")
        except sqlite3.OperationalError:
            return False
    return True


def _recognised(connection: sqlite3.Connection, path: Path, revisions: Sequence[str]) -> _ForeignDatabase:
    """Return the source, from which only our three tables can be read from now on. Raise Fault."""
    columns = {table: _columns(connection, table) for table in _TABLES}
    if not all(columns.values()):
        raise Fault("store.not_ours", path=path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.set_authorizer(_allow)
    found = connection.execute("SELECT version_num FROM main.alembic_version NOT INDEXED LIMIT 2").fetchall()
    revision = found[0][0] if len(found) == 1 else None
    if not isinstance(revision, str):
        raise Fault("store.not_ours", path=path)
    if revision not in revisions or version:
        raise Fault("store.newer", path=path, found=revision[:40])
    if revision == revisions[-1] and columns["event"] != tuple(schema.event.c.keys()):
        raise Fault("store.not_ours", path=path)
    return _ForeignDatabase(connection, revision, columns)


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Return the columns of ours that the table stores, () if it is missing, a view or anything else."""
    chosen = "SELECT type, sql FROM main.sqlite_master WHERE name = ? COLLATE NOCASE"
    found = connection.execute(chosen, (table,)).fetchall()
    # SQLite keeps the text of a statement from its first word, so that this is neither a view nor virtual.
    plain = re.compile(rf'CREATE TABLE "?{table}"? ?\(')
    if len(found) != 1 or found[0][0] != "table" or not plain.match(str(found[0][1])):
        return ()
    stored = [str(row[1]) for row in connection.execute(f"PRAGMA main.table_xinfo({table})") if not row[6]]
    if _ROWIDS & {name.lower() for name in stored}:
        return ()
    known = schema.metadata.tables[table].c.keys() if table in schema.metadata.tables else ["version_num"]
    return tuple(name for name in known if name in stored)


def _allow(
    action: int, table: str | None, _column: str | None, database: str | None, inside: str | None
) -> int:
    """Allow to read our tables, and not for a trigger or a view. No function, pragma or other table."""
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    is_ours = action == sqlite3.SQLITE_READ and table in _TABLES and database == "main" and inside is None
    return sqlite3.SQLITE_OK if is_ours else sqlite3.SQLITE_DENY


def _staged(found: _ForeignDatabase, source: Path, path: Path, migrations: Path) -> tuple[Path, int]:
    """Return a database made by our migrations up to the source's revision, filled, and migrated to head.

    Return also how many events it cannot hold: they lack a value or have the id of another. Raise Fault if
    the source has other tables than its revision.
    """
    count = 0

    def values(table: str) -> Iterator[tuple[Any, ...]]:
        nonlocal count
        for row in found.rows(table):
            count += table == "event"
            yield tuple(_storable(value) for value in row.values())

    with _new(path) as connection:
        with opening.writing(connection):
            schema.migrate(connection, migrations, found.revision)
        driver = opening.driver(connection)
        driver.execute("PRAGMA ignore_check_constraints = ON")  # each row is checked once it is at head
        with opening.writing(connection):
            for table in ("event", "fact"):
                names = found.columns[table]
                if names != _columns(driver, table):
                    raise Fault("store.not_ours", path=source)
                marks = ", ".join("?" * len(names))
                text = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - as above
                driver.executemany(text, values(table))
        (held,) = driver.execute("SELECT count(*) FROM event").fetchone()
        with opening.writing(connection):
            schema.migrate(connection, migrations)
    return path, count - held


def _storable(value: object) -> object:
    """Return the value as it can be bound; text that is not UTF-8 as bytes, which no check takes for text."""
    if isinstance(value, str) and _SURROGATE.search(value):
        return value.encode(errors="surrogateescape")
    return value


def _fill(path: Path, source: _ForeignDatabase, left_out: int = 0) -> Taken:
    """Create the database at head and copy every readable row into it; ``left_out`` more are refused."""
    refused: Counter[Flaw] = Counter({Flaw.ROW: left_out} if left_out else {})
    added = found = 0

    def readable() -> Iterator[Event]:
        for row in source.rows("event"):
            one = rows.stored(row)
            if isinstance(one, Flaw):
                refused[one] += 1
            else:
                yield one

    new_row = insert(schema.event).on_conflict_do_nothing(index_elements=["id"])
    with _new(path) as connection, opening.writing(connection):
        schema.create(connection)
        events = readable()
        while batch := [queries.record(one) for one in islice(events, _BATCH)]:
            found += len(batch)
            added += connection.execute(new_row, batch).rowcount
        pairs = (rows.fact(row.get("key"), row.get("value")) for row in source.rows("fact"))
        facts = {pair[0]: pair[1] for pair in pairs if isinstance(pair, tuple)}
        if facts:
            values = [{"key": key, "value": value} for key, value in facts.items()]
            connection.execute(sa.insert(schema.fact), values)
    return Taken(added, found - added, refused)


def _new(path: Path) -> Connection:
    url = sa.URL.create("sqlite", database=str(path))
    return sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT").connect()
