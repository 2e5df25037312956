"""What can still be read of a damaged database, and a new database with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from intermezzo.adapters.store import backups, pages, queries, rows, schema
from intermezzo.adapters.store.errors import translate_errors
from intermezzo.adapters.store.rows import Flaw
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event

_COLUMNS = tuple(column.name for column in schema.event.c)
_FACT_COLUMNS = len(schema.fact.c)
_SCHEMA_COLUMNS = 5
_KEY = re.compile(r"[a-z_]{1,40}", re.ASCII)
_ENTRY = re.compile(r"[0-9a-f-]{36}|\d{4}-\d\d-\d\d", re.ASCII)
"""The first value in an entry of an index of the events: an id or a day."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The readable rows, in their order in the table, and the readable facts."""

    events: tuple[Event, ...]
    facts: Mapping[str, str]
    lost: int
    """How many rows are known to have been in the file and cannot be read."""


@dataclass(frozen=True, slots=True)
class _ReadFile:
    """What one file holds. ``numbers`` are those of all rows that it is known to have."""

    events: Mapping[int, Event]
    facts: Mapping[str, str]
    numbers: frozenset[int]
    is_ours: bool


def gather(path: Path, copy: Path | None, *, broken: bool) -> Salvaged | None:
    """Return what can be read of the file, None if nothing in it is Intermezzo's. Raise Fault.

    A row that the file is known to have had and that cannot be read there is taken from ``copy``, a sound
    backup. If pages are ``broken``, nobody knows which rows they had: every row of the copy is taken.
    """
    with translate_errors(path):
        found = _read(path)
        known = _read(copy) if copy is not None else None
    if not found.is_ours:
        return None
    events = dict(found.events)
    if known is not None:
        there = {one.id for one in events.values()}
        for number, one in known.events.items():
            wanted = broken or number in found.numbers
            if wanted and one.id not in there and number not in events:
                events[number] = one
    facts = {**(known.facts if known is not None and broken else {}), **found.facts}
    lost = len(found.numbers - events.keys())
    unique = {one.id: one for _number, one in sorted(events.items())}
    return Salvaged(tuple(unique.values()), facts, lost)


def write(path: Path, events: Sequence[Event], facts: Mapping[str, str]) -> None:
    """Create a database with the rows at ``path``; on return it is whole and on the disk. Raise Fault."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), poolclass=sa.NullPool)
    with translate_errors(path):
        with engine.begin() as connection:
            schema.create(connection)
            if events:
                connection.execute(sa.insert(schema.event), [queries.record(one) for one in events])
            if facts:
                pairs = [{"key": key, "value": value} for key, value in facts.items()]
                connection.execute(sa.insert(schema.fact), pairs)
        found = backups.damage(path)
        if found:
            raise Fault("store.unsound_copy", path=path, what=found[0])


def _read(path: Path) -> _ReadFile:
    records = pages.read(path)
    events: dict[int, Event] = {}
    facts: dict[str, str] = {}
    numbers = set(_numbers(records))
    is_ours = False
    for number, values in records.rows:
        if len(values) == len(_COLUMNS):
            one = rows.stored(dict(zip(_COLUMNS, values, strict=True)))
            if isinstance(one, Event):
                events[number] = one
                is_ours = True
        elif len(values) == _FACT_COLUMNS:
            pair = rows.fact(*values)
            if not isinstance(pair, Flaw) and _KEY.fullmatch(pair[0]):
                facts[pair[0]] = pair[1]
        elif len(values) == _SCHEMA_COLUMNS:
            is_ours |= values[1:3] in {("event", "event"), ("fact", "fact")}
    return _ReadFile(events, facts, frozenset(numbers | events.keys()), is_ours)


def _numbers(records: pages.Records) -> Iterator[int]:
    """Yield the numbers of the rows that an index names, and of those with too bad a value to be read."""
    for entry in records.entries:
        if len(entry) < 2:
            continue
        first, number = entry[0], entry[-1]
        if isinstance(first, str) and isinstance(number, int) and _ENTRY.fullmatch(first):
            yield number
    for number, values in records.rows:
        if len(values) == len(_COLUMNS) and number > 0:
            yield number
