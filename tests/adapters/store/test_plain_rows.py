"""The quick reading of a plain row gives what the check of a row gives, or leaves the row to it."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intermezzo.adapters.store import rows
from intermezzo.adapters.store.rows import plain
from intermezzo.core.history.events import Event, EventKind, Reason

GOOD: dict[str, Any] = {
    "number": 7,
    "id": "00000000-0000-0000-0000-00000000000a",
    "occurrence": "00000000-0000-0000-0000-00000000000b",
    "kind": "step",
    "at": "2026-11-16 09:01:00.000000",
    "offset": 3600,
    "day": "2026-11-16",
    "session": "open-book",
    "seconds": 90.0,
    "reason": None,
    "device": "here",
    "detail": '{"v": 1, "movement": "open_book", "regions": ["thoracic"], "range": 3}',
}
COLUMNS = tuple(GOOD)
TEXTS = st.text(max_size=40) | st.binary(max_size=40).map(rows.decode)
ANY = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.binary(max_size=40)
NEAR_TIMES = st.one_of(
    st.datetimes().map(lambda at: f"{at:%Y-%m-%d %H:%M:%S.%f}"),
    st.datetimes().map(lambda at: at.isoformat()),
    st.from_regex(r"\A\d{4}-[01]\d-[0-3]\d[ Tt][0-2]\d:[0-6]\d:[0-6]\d[.,]\d{5}[\dZ]\Z"),
    st.sampled_from(["2026-W47-1", "2026-11-16", "२०२६-11-16"]).map(lambda day: f"{day} 24:00:00.000000"),
    st.sampled_from(["2026-W47-1", "२०२६-11-16"]).map(lambda day: f"{day} 09:01:00.000000"),
)  # fmt: skip
NEAR_DAYS = st.dates().map(str) | st.from_regex(r"\A\d{4}-[01]\d-[0-3]\d\Z") | st.just("2026-W47-1")
NEAR_IDS = (
    st.uuids().map(str) | st.uuids().map(lambda one: str(one).upper()) | st.uuids().map(lambda one: one.hex)
)
KEYS = st.sampled_from([*rows.RowDetail.__struct_encode_fields__, "later"])
NUMBERS = st.sampled_from(
    ["0", "-0.0", "1.0", "3.5", "1e15", "1e999", "-1", "true", "null", "9" * 30, "9" * 5000]
)
NESTED = st.integers(0, 12).map(lambda deep: "[" * deep + "]" * deep)
STRINGS = st.sampled_from(
    [
        '"hip"', '"interlude"', '"2026-11-16T09:00:00+00:00"', '"2026-11-16T09:00"', '"é"', '"\\ud800"',
        '"{[{[{[{[{["', '"\udcff"', '["hip"]', '["hip", 3]', '{"interlude": 2}', '{"interlude": -2}',
        '{"range": 4}',
    ]
)  # fmt: skip
MEMBERS = st.tuples(KEYS, NUMBERS | NESTED | STRINGS).map(lambda pair: f'"{pair[0]}": {pair[1]}')
DETAILS = st.lists(MEMBERS, max_size=4).map(lambda members: "{" + ", ".join(members) + "}")
SPOILED = st.one_of(
    st.tuples(st.sampled_from(COLUMNS[1:]), ANY),
    st.tuples(st.just("at"), NEAR_TIMES),
    st.tuples(st.just("day"), NEAR_DAYS),
    st.tuples(st.sampled_from(["id", "occurrence"]), NEAR_IDS),
    st.tuples(st.just("detail"), DETAILS | st.integers(1900, 2100).map(lambda n: f'{{"a": "{"x" * n}"}}')),
    st.tuples(st.sampled_from(["kind", "reason"]), st.sampled_from([*EventKind, *Reason, "step "]).map(str)),
    st.tuples(st.just("offset"), st.integers(-86_401, 86_401)),
    st.tuples(st.just("seconds"), st.floats(-1.0, rows.LONGEST_SECONDS + 1) | st.integers(-1, 100)),
    st.tuples(st.sampled_from(["session", "device"]), st.integers(198, 202).map(lambda n: "x" * n)),
)


@pytest.mark.slow
@given(spoiled=st.lists(SPOILED, max_size=3).map(dict))
@example(spoiled={"detail": '{"room": {"interlude": 1}, "room": 3}'})
@example(spoiled={"detail": '{"room": 3, "room": {"interlude": 1}}'})
@example(spoiled={"at": "2026-11-16 23:59:60.000000"})
@example(spoiled={"at": "0026-11-16 09:01:00.000000"})
@example(spoiled={"day": "9026-11-16"})
def test_a_row_that_is_read_quickly_is_one_that_the_check_reads(spoiled: dict[str, object]) -> None:
    row = {**GOOD, **spoiled}
    found = plain([row[name] for name in COLUMNS])
    if found is not None:
        checked = rows.stored(row)
        assert isinstance(checked, Event)
        assert (found, found.number, repr(found)) == (checked, checked.number, repr(checked))


def test_what_the_app_writes_is_plain() -> None:
    found = plain([GOOD[name] for name in COLUMNS])
    assert found == rows.stored(GOOD)
    assert found is not None
    assert found.number == 7
    bare = {**GOOD, "occurrence": None, "session": None, "seconds": None, "reason": "moved", "detail": "{}"}
    assert plain([bare[name] for name in COLUMNS]) == rows.stored(bare)
