"""Queries of the event table in SQL. Retracted events never count, nor do rows that cannot be read.

A damaged file may hold any value in any column. The check of ``rows`` decides which rows can be read; SQL
that computes with them leaves the others out by their row number. ``aside`` collects these numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from intermezzo.adapters.store import rows
from intermezzo.adapters.store.rows import LAST_YEAR, Flaw
from intermezzo.adapters.store.schema import event, fact
from intermezzo.core.history.events import LASTING, Event, EventKind
from intermezzo.core.history.statistics import (
    OWN_BREAK_SECONDS,
    Count,
    DayTally,
    Gap,
    count_gaps,
    quarter_hour,
)
from intermezzo.core.practice.feedback import NO_TIME
from intermezzo.core.practice.model import AREA_OF, Area, Kind

_ROWID: sa.ColumnElement[int] = sa.literal_column("event.rowid")
_DONE = (EventKind.COMPLETED, EventKind.DONE_ALREADY)
_ENDED = (EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED)
_COUNTED = (*_ENDED, EventKind.DONE_ALREADY, EventKind.AWAY, EventKind.FEEDBACK)
_back = event.alias("back")
_COLUMNS = tuple(column.name for column in event.c)

Flaws = dict[int, Flaw]
"""Why rows cannot be read, by their number in the table."""


def _raw(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the column as it is stored: SQLAlchemy's conversion would raise for an impossible value."""
    return sa.type_coerce(column, sa.types.NullType()).label(column.name)


def _json(table: sa.FromClause = event) -> sa.ColumnElement[Any]:
    """Return the detail, NULL where it is not JSON: SQLite's functions would end the whole statement."""
    return sa.case((sa.func.json_valid(table.c.detail) == sa.literal_column("1"), table.c.detail))


def _detail(path: str, table: sa.FromClause = event) -> sa.Function[Any]:
    return sa.func.json_extract(_json(table), sa.literal_column(f"'$.{path}'"), type_=sa.types.NullType())


def lasting(table: sa.FromClause = event) -> sa.ColumnElement[bool]:
    """Return the condition that a row is neither retracted nor a retraction.

    SQLite computes the list of retracted ids once a statement.
    """
    retracted: sa.ColumnElement[str] = sa.literal_column("'retracted'")
    named = _detail("id", _back)
    gone = sa.select(named).where(_back.c.kind == retracted, named.is_not(None))
    return sa.and_(table.c.kind != retracted, table.c.id.not_in(gone))


def _within(*kinds: EventKind) -> sa.ColumnElement[bool]:
    """Return the condition for rows of the kinds in the days ``:first`` to ``:last``."""
    days = event.c.day.between(sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date))
    return sa.and_(days, event.c.kind.in_(_literals(kinds)), lasting())


def _literals(kinds: Iterable[EventKind]) -> list[sa.ColumnElement[str]]:
    return [sa.literal_column(f"'{kind.value}'") for kind in kinds]


def read(
    connection: Connection, aside: Flaws, *where: sa.ColumnElement[bool], everything: bool = False
) -> tuple[Event, ...]:
    """Return rows in order of time; ``everything`` includes retractions and retracted rows."""
    condition = where if everything else (*where, lasting())
    chosen = _stored().where(*condition).order_by(_raw(event.c.at), _ROWID)
    return tuple(_readable(connection.execute(chosen).all(), aside))


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
    done = event.c.kind.in_(_literals((EventKind.COMPLETED, EventKind.PARTIAL, EventKind.DONE_ALREADY)))
    chosen = connection.execute(
        _stored().where(done, event.c.day < before, lasting()).order_by(event.c.day.desc())
    )
    try:
        return tuple(one.id for one in islice(_readable(chosen, aside), 1))
    finally:
        chosen.close()


def before(day: date) -> sa.ColumnElement[bool]:
    """Return the condition for rows of earlier days, and for those whose day cannot be read."""
    is_day = event.c.day.op("GLOB")("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]")
    return sa.or_(event.c.day < day, event.c.day > date(LAST_YEAR, 12, 31), sa.func.coalesce(is_day, 0) == 0)


def first_day(connection: Connection, aside: Flaws) -> date | None:
    """Return the first day that has a row, or None."""
    chosen = connection.execute(_stored().order_by(event.c.day))
    try:
        return next((one.day for one in _readable(chosen, aside)), None)
    finally:
        chosen.close()


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
        found = rows.stored(dict(zip(_COLUMNS, row[1:], strict=True)))
        if isinstance(found, Flaw):
            aside[row.number] = found
        else:
            yield found


def _without_unreadable(
    connection: Connection,
    aside: Flaws,
    statement: sa.Select[Any],
    span: Mapping[str, date],
    *where: sa.ColumnElement[bool],
) -> sa.Select[Any]:
    """Return the statement without the unreadable rows among those that ``where`` chooses."""
    found: Flaws = {}
    for _event in _readable(connection.execute(_stored().where(*where), span).all(), found):
        pass
    aside.update(found)
    return statement.where(_ROWID.not_in(list(found))) if found else statement


def record(one: Event) -> dict[str, object]:
    """Return the columns of a row."""
    return {column.name: getattr(one, column.name) for column in event.c}


def tallies(connection: Connection, aside: Flaws, first: date, last: date) -> tuple[DayTally, ...]:
    """Return the tally of every day from ``first`` to ``last``, including unknown days."""
    span = {"first": first, "last": last}
    frames_of, counts_of = (
        _without_unreadable(connection, aside, statement, span, _within(*kinds))
        for statement, kinds in ((_frames(), (EventKind.DAY,)), (_counts(), _COUNTED))
    )
    frames = {row.day: row for row in connection.execute(frames_of, span)}
    counts = {row.day: row for row in connection.execute(counts_of, span)}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(_tally(day, frames.get(day), counts.get(day)) for day in days)


@cache  # building a statement takes longer than running it
def _frames() -> sa.Select[Any]:
    """Return the last ``day`` row of each day: SQLite takes bare columns from the row with the maximum."""
    newest = sa.func.max(sa.type_coerce(event.c.at, sa.String) + event.c.id)
    return (
        sa.select(
            event.c.day,
            _detail("room.interlude").label("interlude"),
            _detail("room.micro").label("micro"),
            _detail("off").label("off"),
            _detail("work").label("work"),
            _detail("busy").label("busy"),
            _detail("longest").label("longest"),
            newest.label("newest"),
        )
        .where(_within(EventKind.DAY))
        .group_by(event.c.day)
    )


@cache
def _counts() -> sa.Select[Any]:
    kind = event.c.kind
    slot = sa.func.coalesce(_detail("for"), _detail("kind"), type_=sa.types.NullType())
    one = sa.func.coalesce(event.c.occurrence, event.c.id)
    own = sa.and_(kind == EventKind.AWAY, event.c.seconds >= OWN_BREAK_SECONDS)
    felt = _detail("felt")
    said = sa.and_(
        kind == EventKind.FEEDBACK,
        sa.func.typeof(felt).in_(("integer", "real")),
        sa.func.coalesce(_detail("why"), "", type_=sa.String) != NO_TIME,
    )

    def different(*where: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.count(sa.distinct(sa.case((sa.and_(*where), one))))

    def many(*where: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.count(sa.case((sa.and_(*where), 1)))

    return (
        sa.select(
            event.c.day,
            different(kind.in_(_DONE), slot == Kind.INTERLUDE.value).label("interlude"),
            different(kind.in_(_DONE), slot == Kind.MICRO.value).label("micro"),
            different(kind == EventKind.DONE_ALREADY).label("already"),
            different(kind == EventKind.PARTIAL).label("partial"),
            many(own, _detail("covers") == Kind.INTERLUDE.value).label("covers_interlude"),
            many(own, _detail("covers") == Kind.MICRO.value).label("covers_micro"),
            many(own).label("breaks"),
            sa.func.total(sa.case((kind.in_((*_ENDED, *_DONE)), event.c.seconds))).label("seconds"),
            sa.func.total(sa.case((said, felt))).label("felt_sum"),
            many(said).label("felt_count"),
        )
        .where(_within(*_COUNTED))
        .group_by(event.c.day)
    )


def _tally(day: date, frame: sa.Row[Any] | None, count: sa.Row[Any] | None) -> DayTally:
    made = DayTally(day)
    if count is not None:
        made = DayTally(
            day,
            done=Count(count.interlude, count.micro),
            done_already=count.already,
            partial=count.partial,
            covers=Count(count.covers_interlude, count.covers_micro),
            breaks=count.breaks,
            seconds=count.seconds,
            felt_sum=count.felt_sum,
            felt_count=count.felt_count,
        )
    if frame is None:
        return made
    return replace(
        made,
        room=Count(frame.interlude or 0, frame.micro or 0),
        off=frame.off == 1,
        work=float(frame.work or 0.0),
        busy=float(frame.busy or 0.0),
        longest=None if frame.longest is None else float(frame.longest),
    )


def areas(connection: Connection, aside: Flaws, first: date, last: date) -> Mapping[Area, int]:
    """Return how many ended sessions moved each area, by their steps of more than 0 s."""
    span = {"first": first, "last": last}
    chosen = _without_unreadable(connection, aside, _areas(), span, _within(EventKind.STEP))
    found = {row.area: row.sessions for row in connection.execute(chosen, span)}
    return {one: found.get(one.value, 0) for one in Area}


@cache
def _areas() -> sa.Select[Any]:
    region = sa.func.json_each(_json(), sa.literal_column("'$.regions'")).table_valued("value")
    area = sa.case({name: found.value for name, found in AREA_OF.items()}, value=region.c.value)
    return (
        sa.select(area.label("area"), sa.func.count(sa.distinct(event.c.occurrence)).label("sessions"))
        .select_from(event.join(region, sa.true()))
        .where(_within(EventKind.STEP), event.c.seconds > 0, _has(_ENDED))
        .group_by(area)
    )


def _has(kinds: tuple[EventKind, ...]) -> sa.ColumnElement[bool]:
    """Return the condition that the occurrence also has a row of one of the kinds."""
    other = event.alias("other")
    return sa.exists().where(
        other.c.occurrence == event.c.occurrence, other.c.kind.in_(_literals(kinds)), lasting(other)
    )


def times(connection: Connection, aside: Flaws, first: date, last: date) -> tuple[Gap, ...]:
    """Return the times of day of offers, with how many of them were taken."""
    span = {"first": first, "last": last}
    chosen = _without_unreadable(connection, aside, _times(), span, _within(EventKind.OFFERED))
    found = connection.execute(chosen, span)
    return count_gaps((quarter_hour(row.slot, row.at, row.offset), bool(row.taken)) for row in found)


@cache
def _times() -> sa.Select[Any]:
    """Return the first offer of each occurrence: bare columns come from the row with the minimum."""
    oldest = sa.func.min(sa.type_coerce(event.c.at, sa.String) + event.c.id)
    return (
        sa.select(
            event.c.at,
            event.c.offset,
            _detail("slot").label("slot"),
            _has(_DONE).label("taken"),
            oldest.label("oldest"),
        )
        .where(_within(EventKind.OFFERED), event.c.occurrence.is_not(None))
        .group_by(event.c.occurrence)
    )
