"""Look for damage in a database, its pages and each of its rows, without changing it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from intermezzo.adapters.store import backups, rows, schema
from intermezzo.adapters.store.errors import READING, is_damage, translate_errors
from intermezzo.adapters.store.rows import Flaw
from intermezzo.core.faults import Fault, Message, message


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be read: its table, its number there, and why."""

    table: str
    number: int
    flaw: Flaw

    def message(self) -> Message:
        """Return what to tell."""
        return message("store.row", table=self.table, number=self.number, what=message(self.flaw.value))


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with a database. ``rows`` counts the events that can be read."""

    damage: tuple[Message, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    rows: int = 0


def check(path: Path, *, patience: float = 5.0) -> Findings:
    """Return what is wrong. Raise Fault if the file cannot be read or is of a newer version."""
    damage = backups.damage(path, patience=patience)
    if damage and not backups.only_indices(damage):
        return Findings(damage)
    with translate_errors(path):
        try:
            # Not by mode=ro, which would leave an empty log beside the file.
            with closing(sqlite3.connect(path, timeout=patience)) as connection:
                connection.text_factory = rows.decode
                (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
                (newer,) = connection.execute("PRAGMA user_version").fetchone()
                if newer or (schema.is_revision(version) and version not in schema.REVISIONS):
                    raise Fault("store.newer", path=path, found=version)
                if version == schema.REVISIONS[-1] and not schema.is_head(
                    connection.execute(schema.STATEMENTS)
                ):
                    return Findings((message("store.wrong_tables"),))
                connection.row_factory = sqlite3.Row
                found = [*_unreadable(connection, "event"), *_unreadable(connection, "fact")]
                total = connection.execute("SELECT count(*) FROM event NOT INDEXED").fetchone()[0]
        except READING as error:
            if not is_damage(error):
                raise
            return Findings((message("store.finding", what=str(error) or "out of memory"),))
    bad = sum(one.table == schema.event.name for one in found)
    return Findings(damage, tuple(found), total - bad)


def _unreadable(connection: sqlite3.Connection, table: Literal["event", "fact"]) -> Iterator[Unreadable]:
    text = f"SELECT rowid AS number, * FROM {table} NOT INDEXED"  # noqa: S608 - one of the two names
    for row in connection.execute(text):
        flaw = rows.stored(dict(row)) if table == "event" else rows.fact(row["key"], row["value"])
        if isinstance(flaw, Flaw):
            yield Unreadable(table, row["number"], flaw)
