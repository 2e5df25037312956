"""The tables; creation of a database at head, or its migration by Alembic, which is imported only then."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from intermezzo.core.faults import Fault
from intermezzo.core.history.events import LASTING, EventKind, Reason
from intermezzo.core.override import override

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Dialect

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision of the schema, oldest first; the last is head."""
MIGRATIONS = Path(__file__).parent / "migrations"


class UtcDateTime(sa.TypeDecorator[datetime]):
    """Aware UTC datetimes. SQLite stores text of fixed width, which sorts in order of time."""

    impl = sa.DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: "Dialect") -> datetime | None:  # noqa: ARG002 - SQLAlchemy names it
        """Raise ValueError for a naive time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time cannot be written down: {value}")
        return value.astimezone(UTC).replace(tzinfo=None)


def _one_of(column: str, values: Sequence[str]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


metadata = sa.MetaData(
    naming_convention={
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

event = sa.Table(
    "event",
    metadata,
    sa.Column("id", sa.String(36), nullable=False),
    sa.Column("occurrence", sa.String(36)),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("offset", sa.Integer, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("session", sa.String),
    sa.Column("seconds", sa.Float),
    sa.Column("reason", sa.String(24)),
    sa.Column("device", sa.String, nullable=False),
    sa.Column("detail", sa.JSON, nullable=False),
    sa.PrimaryKeyConstraint("id"),
    sa.CheckConstraint(_one_of("kind", tuple(EventKind)), name="kind"),
    sa.CheckConstraint(_one_of("reason", tuple(Reason)), name="reason"),
    sa.CheckConstraint("seconds >= 0", name="seconds"),
    sa.CheckConstraint("json_valid(detail)", name="detail"),
)
sa.Index("ix_event_day_kind", event.c.day, event.c.kind)
sa.Index("ix_event_occurrence", event.c.occurrence)
# No index on an expression: SQLAlchemy cannot reflect one, so batch mode would lose it.
sa.Index("ix_event_retracted", event.c.id, sqlite_where=event.c.kind == sa.literal_column("'retracted'"))
_lasting: list[sa.ColumnElement[str]] = [sa.literal_column(f"'{kind.value}'") for kind in LASTING]
sa.Index("ix_event_lasting", event.c.kind, event.c.day, sqlite_where=event.c.kind.in_(_lasting))

fact = sa.Table(
    "fact",
    metadata,
    sa.Column("key", sa.String, nullable=False),
    sa.Column("value", sa.String, nullable=False),
    sa.PrimaryKeyConstraint("key"),
)

_REVISION = re.compile(r"\d{4}", re.ASCII)
_version = sa.table("alembic_version", sa.column("version_num", sa.String))


STATEMENTS = "SELECT name, sql FROM sqlite_master WHERE tbl_name IN ('event', 'fact') AND sql IS NOT NULL"
"""The statements of the tables and indices, for ``is_head``."""


class DamagedSchemaError(Exception):
    """The database is Intermezzo's, but its tables or its revision are none that a version has made."""


def revision(connection: "Connection") -> str | None:
    """Return the revision of the database, None if it is empty.

    Raise Fault if it is not Intermezzo's, DamagedSchemaError if it has lost its revision.
    """
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    if "alembic_version" in tables:
        found = connection.execute(sa.select(_version.c.version_num)).scalar_one_or_none()
        if is_revision(found):
            return str(found)
    if tables & {"alembic_version", event.name, fact.name}:
        raise DamagedSchemaError
    raise Fault("store.not_ours", path=_path(connection))


def is_revision(found: object) -> bool:
    """Return whether the value is the name of a revision, of this version or a newer one."""
    return isinstance(found, str) and _REVISION.fullmatch(found) is not None


def refuse_newer(connection: "Connection", known: Sequence[str] = REVISIONS) -> str | None:
    """Return the revision of the database. Raise Fault if a newer Intermezzo has written it."""
    found = revision(connection)
    if (found is not None and found not in known) or connection.exec_driver_sql(
        "PRAGMA user_version"
    ).scalar():
        raise Fault("store.newer", path=_path(connection), found=found or "?")
    return found


def is_head(statements: Iterable[tuple[str, str]]) -> bool:
    """Return whether these names and statements are those of head, however they are written."""
    return {name: _clauses(text) for name, text in statements} == _head()


@cache
def _head() -> Mapping[str, frozenset[str]]:
    dialect = sqlite.dialect()
    found = {}
    for table in metadata.sorted_tables:
        found[table.name] = _clauses(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            found[str(index.name)] = _clauses(str(CreateIndex(index).compile(dialect=dialect)))
    return found


def _clauses(statement: str) -> frozenset[str]:
    """Return the columns and constraints of a statement; a migration may write them in another order."""
    text = re.sub(r'["\s]', "", statement)
    name, _parenthesis, body = text.partition("(")
    parts, depth = [""], 0
    for letter in body.removesuffix(")"):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return frozenset((name, *parts))


def create(connection: "Connection") -> None:
    """Create the tables at head and stamp them, inside the caller's transaction."""
    metadata.create_all(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version "
        "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(sa.insert(_version).values(version_num=REVISIONS[-1]))


def migrate(connection: "Connection", migrations: Path = MIGRATIONS, target: str = "head") -> None:
    """Run every migration up to the revision ``target``, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _path(connection: "Connection") -> str:
    return connection.engine.url.database or ""
