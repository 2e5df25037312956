"""Queries of the event table in SQL. Retracted events never count, nor do rows that cannot be read.

A damaged file may hold any value in any column, so SQL only chooses rows and never computes with them. The
check of ``rows`` decides which can be read; ``aside`` collects the numbers of the others.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from intermezzo.adapters.store import rows
from intermezzo.adapters.store.rows import LAST_YEAR, Flaw
from intermezzo.adapters.store.schema import event, fact
from intermezzo.core.history.events import DONE_BY, LASTING, Event, EventKind, hardly_begun

_ROWID: sa.ColumnElement[int] = sa.literal_column("event.rowid")
_back = event.alias("back")
_NUMBER_AND_COLUMNS = ("number", *(column.name for column in event.c))

Flaws = dict[int, Flaw]
"""Why rows cannot be read, by their number in the table."""


def _raw(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the column as it is stored: SQLAlchemy's conversion would raise for an impossible value."""
    return sa.type_coerce(column, sa.types.NullType()).label(column.name)


def lasting() -> sa.ColumnElement[bool]:
    """Return the condition that a row is neither retracted nor a retraction.

    SQLite computes the list of retracted ids once a statement. A detail that is not JSON would end it.
    """
    retracted: sa.ColumnElement[str] = sa.literal_column("'retracted'")
    detail = sa.case((sa.func.json_valid(_back.c.detail) == sa.literal_column("1"), _back.c.detail))
    named = sa.func.json_extract(detail, sa.literal_column("'$.id'"), type_=sa.types.NullType())
    gone = sa.select(named).where(_back.c.kind == retracted, named.is_not(None))
    return sa.and_(event.c.kind != retracted, event.c.id.not_in(gone))


def _literals(kinds: Iterable[EventKind]) -> list[sa.ColumnElement[str]]:
    return [sa.literal_column(f"'{kind.value}'") for kind in kinds]


def read(
    connection: Connection, aside: Flaws, *where: sa.ColumnElement[bool], everything: bool = False
) -> tuple[Event, ...]:
    """Return rows in order of time; ``everything`` includes retractions and retracted rows."""
    condition = where if everything else (*where, lasting())
    chosen = _stored().where(*condition).order_by(_raw(event.c.at), _ROWID)
    return tuple(_readable(connection.execute(chosen).all(), aside))


def of_days(
    connection: Connection, aside: Flaws, first: date, last: date, kinds: frozenset[EventKind]
) -> tuple[Event, ...]:
    """Return the rows of those kinds and days in order of time."""
    chosen = connection.execute(_of_days(kinds), {"first": first, "last": last})
    return tuple(_readable(chosen.all(), aside))


@cache  # building a statement takes longer than running it
def _of_days(kinds: frozenset[EventKind]) -> sa.Select[Any]:
    days = event.c.day.between(sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date))
    wanted = event.c.kind.in_(_literals(sorted(kinds)))
    return _stored().where(days, wanted, lasting()).order_by(_raw(event.c.at), _ROWID)


def numbers(*parts: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return the condition that one of the ``parts`` holds, each found by its own index.

    SQLite goes through the whole table for an *or* if one of its sides has no index of its own.
    """
    return _ROWID.in_(sa.union_all(*(sa.select(_ROWID).select_from(event).where(part) for part in parts)))


def older_that_lasts(first: date) -> sa.ColumnElement[bool]:
    """Return the condition for rows before a day of the kinds that hold however old they are."""
    return sa.and_(event.c.kind.in_(_literals(LASTING)), event.c.day < first)


def last_moved(connection: Connection, aside: Flaws, before: date) -> tuple[str, ...]:
    """Return the id of the last readable row before a day that says that something was done, if any."""
    done = event.c.kind.in_(_literals(DONE_BY))
    chosen = _stored().where(done, event.c.day < before, lasting()).order_by(event.c.day.desc())
    with connection.execute(chosen) as found:
        moved = (one.id for one in _readable(found, aside) if not hardly_begun(one))
        return tuple(islice(moved, 1))


def before(day: date) -> sa.ColumnElement[bool]:
    """Return the condition for rows of earlier days, and for those whose day cannot be read."""
    is_day = event.c.day.op("GLOB")("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]")
    return sa.or_(event.c.day < day, event.c.day > date(LAST_YEAR, 12, 31), sa.func.coalesce(is_day, 0) == 0)


def first_day(connection: Connection, aside: Flaws) -> date | None:
    """Return the first day that has a row, or None."""
    with connection.execute(_stored().order_by(event.c.day)) as found:
        return next((one.day for one in _readable(found, aside)), None)


def fact_value(connection: Connection, key: str) -> str | None:
    """Return the value of a fact, None if there is none that can be read."""
    chosen = sa.select(_raw(fact.c.key), _raw(fact.c.value)).where(fact.c.key == key)
    row = connection.execute(chosen).one_or_none()
    found = None if row is None else rows.fact(row.key, row.value)
    return None if found is None or isinstance(found, Flaw) else found[1]


@cache
def _stored() -> sa.Select[Any]:
    return sa.select(_ROWID.label("number"), *map(_raw, event.c))


def _readable(chosen: Iterable[sa.Row[Any]], aside: Flaws) -> Iterator[Event]:
    """Yield the rows that can be read; the others are added to ``aside``. Each is as ``_stored`` has it."""
    for row in chosen:
        values = tuple(row)
        found = rows.plain(values) or rows.stored(dict(zip(_NUMBER_AND_COLUMNS, values, strict=True)))
        if isinstance(found, Flaw):
            aside[row.number] = found
        else:
            yield found


def record(one: Event) -> dict[str, object]:
    """Return the columns of a row."""
    return {column.name: getattr(one, column.name) for column in event.c}
