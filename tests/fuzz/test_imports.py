"""Any file that is imported as an export of another computer, JSON or CSV."""

import io
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import strategies as st

from intermezzo.adapters.store import imports, queries, rows, schema, transfer
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event
from intermezzo.presenters.messages import tell
from tests.fuzz.hunting import hunt, mutated

ROW: dict[str, object] = {
    "id": "00000000-0000-0000-0000-0000000000aa", "occurrence": None, "kind": "step",
    "at": "2026-11-16T09:00:00+00:00", "offset": 3600, "day": "2026-11-16", "session": "seated_reset",
    "seconds": 60.5, "reason": None, "device": "there", "detail": {"v": 1, "regions": ["neck"], "set": 1},
}  # fmt: skip
WORDS = (
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u0000", b"\\ud800", b"null", b"true", b"NaN", b"'",
    b"1e999", b"-Infinity", b"9" * 30, b"0.", b"-", b"=", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf",
    b"\xe2\x80\xae", b'"id": "x", ', b'"v": 2, ', b'"events": [', b"2026-02-30", b"9999-12-31", b"+14:00",
    b'""', b"{}", b"[[[[[[[[",
)  # fmt: skip


@pytest.fixture(scope="module")
def seeds() -> list[bytes]:
    """One file of each form, two rows in each."""
    second = {
        **ROW,
        "id": "00000000-0000-0000-0000-0000000000bb",
        "kind": "feedback",
        "detail": {"v": 1, "felt": 0.5},
    }
    text = json.dumps({"intermezzo": 1, "events": [ROW, second]}).encode()
    return [text, text.replace(b", {", b",\n{"), csv_of(read_rows(text))]


def read_rows(text: bytes) -> tuple[Event, ...]:
    found = [rows.exported(row) for row in json.loads(text)["events"]]
    assert all(isinstance(one, Event) for one in found)
    return tuple(one for one in found if isinstance(one, Event))


def imported(path: Path) -> imports.Imported | Fault:
    try:
        return imports.read(path)
    except Fault as fault:
        return fault


def csv_of(events: tuple[Event, ...]) -> bytes:
    out = io.StringIO()
    transfer.write_csv(events, out)
    return out.getvalue().encode()


def json_of(events: tuple[Event, ...]) -> bytes:
    out = io.StringIO()
    transfer.write_json(events, out)
    return out.getvalue().encode()


def test_what_is_read_can_be_stored_and_exported_again(tmp_path: Path, seeds: list[bytes]) -> None:
    path = tmp_path / "in"
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        schema.create(connection)

        def check(data: bytes) -> None:
            path.write_bytes(data)
            found = imported(path)
            if isinstance(found, Fault):
                assert "\n" not in tell(found)
                return
            unique = {one.id: one for one in found.events}
            for one in unique.values():
                connection.execute(sa.insert(schema.event), queries.record(one))
            stored = queries.read(connection, {}, everything=True)
            connection.execute(sa.delete(schema.event))
            assert {one.id: one for one in stored} == unique
            for again in (json_of(stored), csv_of(stored)):
                path.write_bytes(again)
                assert imports.read(path).events == stored

        hunt("imports", check, mutated(seeds, WORDS) | st.binary(max_size=60))
    engine.dispose()
