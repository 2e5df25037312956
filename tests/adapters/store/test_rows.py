"""One row of a database or a file: read, or why not."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.store import Store, rows
from intermezzo.adapters.store.rows import Flaw
from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.presenters.messages import store as sentences

Make = Callable[..., Event]

GOOD: dict[str, Any] = {
    "id": "00000000-0000-0000-0000-00000000000a",
    "occurrence": None,
    "kind": "completed",
    "at": "2026-11-16 09:01:00.000000",
    "offset": 3600,
    "day": "2026-11-16",
    "session": "open-book",
    "seconds": 90.0,
    "reason": None,
    "device": "here",
    "detail": '{"v": 1, "kind": "interlude"}',
}
EVENT = Event(
    id="00000000-0000-0000-0000-00000000000a",
    kind=EventKind.COMPLETED,
    at=datetime(2026, 11, 16, 9, 1, tzinfo=UTC),
    offset=3600,
    day=date(2026, 11, 16),
    session="open-book",
    seconds=90.0,
    device="here",
    detail={"v": 1, "kind": "interlude"},
)


def test_a_good_row_is_read() -> None:
    assert rows.stored(GOOD) == EVENT
    assert rows.stored({**GOOD, "reason": "moved"}) == Event(
        **{name: getattr(EVENT, name) for name in Event.__slots__} | {"reason": Reason.MOVED}
    )


@pytest.mark.parametrize(
    ("column", "value", "flaw"),
    [
        ("id", None, Flaw.ID),
        ("id", "00000000-0000-0000-0000-00000000000", Flaw.ID),
        ("id", "00000000-0000-0000-0000-00000000000g", Flaw.ID),
        ("id", rows.decode(b"00000000-0000-0000-0000-0000000000\xff0"), Flaw.ID),
        ("id", 7, Flaw.ID),
        ("occurrence", "", Flaw.ID),
        ("kind", "completes", Flaw.KIND),
        ("kind", None, Flaw.KIND),
        ("kind", b"completed", Flaw.KIND),
        ("at", None, Flaw.AT),
        ("at", 1763283660, Flaw.AT),
        ("at", "2026-11-16 09:01:00", Flaw.AT),
        ("at", "2026-13-16 09:01:00.000000", Flaw.AT),
        ("at", "2026-11-16 29:01:00.000000", Flaw.AT),
        ("at", "0026-11-16 09:01:00.000000", Flaw.AT),
        ("at", "2026-11-16T09:01:00.000000", Flaw.AT),
        ("offset", None, Flaw.OFFSET),
        ("offset", "3600", Flaw.OFFSET),
        ("offset", 86400, Flaw.OFFSET),
        ("offset", 3600.5, Flaw.OFFSET),
        ("offset", 1 << 40, Flaw.OFFSET),
        ("day", None, Flaw.DAY),
        ("day", "2026-11-31", Flaw.DAY),
        ("day", "2026-1q-16", Flaw.DAY),
        ("day", "20261116", Flaw.DAY),
        ("day", "9026-11-16", Flaw.DAY),
        ("session", b"\x00", Flaw.TEXT),
        ("session", rows.decode(b"open\xff"), Flaw.TEXT),
        ("session", "x" * 201, Flaw.TEXT),
        ("session", 1.0, Flaw.TEXT),
        ("device", None, Flaw.TEXT),
        ("seconds", -1.0, Flaw.SECONDS),
        ("seconds", float("inf"), Flaw.SECONDS),
        ("seconds", float("nan"), Flaw.SECONDS),
        ("seconds", 1e300, Flaw.SECONDS),
        ("seconds", "90", Flaw.SECONDS),
        ("reason", "moves", Flaw.REASON),
        ("reason", 0, Flaw.REASON),
        ("detail", None, Flaw.DETAIL),
        ("detail", "", Flaw.DETAIL),
        ("detail", "{", Flaw.DETAIL),
        ("detail", "[]", Flaw.DETAIL),
        ("detail", "null", Flaw.DETAIL),
        ("detail", b"{}", Flaw.DETAIL),
        ("detail", rows.decode(b'{"a": "\xff"}'), Flaw.DETAIL),
        ("detail", '{"a": "\\ud800"}', Flaw.DETAIL),
        ("detail", '{"kind": "interlud"}', Flaw.DETAIL),
        ("detail", '{"room": {"interlude": "3"}}', Flaw.DETAIL),
        ("detail", '{"room": 3}', Flaw.DETAIL),
        ("detail", '{"work": -1}', Flaw.DETAIL),
        ("detail", '{"until": "2026-11-16T09:01"}', Flaw.DETAIL),
        ("detail", '{"slot": "soon"}', Flaw.DETAIL),
        ("detail", '{"regions": [1]}', Flaw.DETAIL),
        ("detail", '{"in": 1}', Flaw.DETAIL),
        ("detail", '{"a": 1e999}', Flaw.DETAIL),
        ("detail", '{"a": ' + "9" * 5000 + "}", Flaw.DETAIL),
        ("detail", '{"a": "' + "x" * 20_000 + '"}', Flaw.SIZE),
        ("detail", '{"a": ' + "[" * 9 + "]" * 9 + "}", Flaw.SIZE),
        ("detail", "[" * 15_000, Flaw.SIZE),
    ],
)
def test_a_row_that_cannot_be_read_says_why(column: str, value: object, flaw: Flaw) -> None:
    assert rows.stored({**GOOD, column: value}) is flaw


def test_a_missing_column_is_a_value_that_cannot_be_read() -> None:
    assert {column for column in GOOD if isinstance(rows.stored({**GOOD, column: None}), Flaw)} == {
        "id", "kind", "at", "offset", "day", "device", "detail",
    }  # fmt: skip
    assert isinstance(rows.stored({}), Flaw)


def test_unknown_keys_of_a_detail_are_kept() -> None:
    found = rows.stored({**GOOD, "detail": '{"v": 2, "later": [1, {"a": null}]}'})
    assert isinstance(found, Event)
    assert found.detail == {"v": 2, "later": [1, {"a": None}]}


def test_an_exported_row_is_read_by_the_same_rules() -> None:
    one = {**GOOD, "at": "2026-11-16T10:01:00+01:00", "detail": {"v": 1, "kind": "interlude"}}
    assert rows.exported(one) == EVENT
    assert rows.exported({**one, "at": "2026-11-16T10:01:00"}) is Flaw.AT
    assert rows.exported({**one, "at": "0001-01-01T00:00:00+23:00"}) is Flaw.AT
    assert rows.exported({**one, "detail": json.dumps(one["detail"])}) is Flaw.DETAIL
    assert rows.exported({**one, "detail": {"a": float("nan")}}) is Flaw.DETAIL
    assert rows.exported({**one, "detail": {"a": "\ud800"}}) is Flaw.DETAIL
    assert rows.exported({**one, "detail": {"a": 10**400}}) == Event(
        **{name: getattr(EVENT, name) for name in Event.__slots__} | {"detail": {"a": 10**400}}
    )


def test_a_fact_is_text() -> None:
    assert rows.fact("screening", "{}") == ("screening", "{}")
    assert rows.fact("screening", None) is Flaw.TEXT
    assert rows.fact(rows.decode(b"\xff"), "{}") is Flaw.TEXT
    assert rows.fact("screening", "x" * 20_000) is Flaw.TEXT


def test_what_the_store_writes_is_read_back(path: Path, folder: Path, make: Make) -> None:
    detail = {"kind": "micro", "slot": "2026-11-16T09:00:00+00:00", "regions": ["hip"], "felt": 0.5}
    written = [make(kind, seconds=1.5, session="a", detail=detail) for kind in EventKind]
    store = Store.open(path, folder).store
    store.append(written)
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = rows.decode
        found = [rows.stored(dict(row)) for row in connection.execute("SELECT * FROM event ORDER BY at")]
    assert found == written


def test_every_flaw_has_words() -> None:
    assert {flaw.value for flaw in Flaw} <= set(sentences.sentences())
