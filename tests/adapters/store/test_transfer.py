import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.store import Store
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event, Reason
from intermezzo.presenters.messages import tell

pytestmark = pytest.mark.slow

Make = Callable[..., Event]
DAY = date(2026, 11, 16)


@pytest.fixture
def rows(store: Store, make: Make) -> tuple[Event, ...]:
    done = make(
        "completed", seconds=84.5, session="desk-reset", detail={"kind": "interlude", "words": 'é, "x"\n'}
    )
    rows = (done, make("declined", reason=Reason.SKIPPED), make("retracted", detail={"id": done.id}))
    store.append(rows)
    return rows


@pytest.fixture
def elsewhere(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "other" / "x.sqlite3", tmp_path / "other" / "backups").store


def test_a_move_to_another_computer(
    store: Store, elsewhere: Store, rows: tuple[Event, ...], make: Make, tmp_path: Path
) -> None:
    own = make(device="there")
    elsewhere.append([own, rows[0]])
    store.export("json", OutputFile(tmp_path / "move.json"))
    assert elsewhere.merge(tmp_path / "move.json") == 2
    assert elsewhere.merge(tmp_path / "move.json") == 0
    assert elsewhere.events(DAY, DAY) == (rows[1], own)
    out = io.StringIO()
    elsewhere.export("json", out)
    assert len(json.loads(out.getvalue())["events"]) == 4
    elsewhere.close()


def test_csv_has_a_row_a_line_under_the_names_of_the_columns(
    store: Store, rows: tuple[Event, ...], tmp_path: Path
) -> None:
    store.export("csv", OutputFile(tmp_path / "all.csv"))
    with (tmp_path / "all.csv").open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert [row["id"] for row in found] == [row.id for row in rows]
    assert found[0]["at"] == rows[0].at.isoformat()
    assert found[0]["seconds"] == "84.5"
    assert json.loads(found[0]["detail"]) == rows[0].detail
    assert found[1]["reason"] == "skipped"


def test_an_empty_store_moves_too(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    store.export("json", OutputFile(tmp_path / "none.json"))
    assert elsewhere.merge(tmp_path / "none.json") == 0
    elsewhere.close()


def test_facts_of_the_welcome_stay_here(store: Store) -> None:
    store.set_fact("welcome", "canary-fact")
    out = io.StringIO()
    store.export("json", out)
    assert "canary-fact" not in out.getvalue()


def test_an_export_that_fails_leaves_the_older_file(
    store: Store, rows: tuple[Event, ...], tmp_path: Path
) -> None:
    with pytest.raises(Fault, match="absent"):
        store.export("json", OutputFile(tmp_path / "absent" / "x.json"))
    assert not (tmp_path / "absent").exists()


GOOD: dict[str, Any] = {
    "id": "00000000-0000-0000-0000-0000000000aa", "occurrence": None, "kind": "completed",
    "at": "2026-11-16T09:00:00+00:00", "offset": 3600, "day": "2026-11-16", "session": None, "seconds": 60,
    "reason": None, "device": "there", "detail": {"v": 1},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"id": "7"}, "“id” must be a uuid"),
        ({"id": None}, "“id” must be text"),
        ({"occurrence": "x"}, "“occurrence” must be a uuid"),
        ({"kind": "cancelled"}, "kind “cancelled” is not known"),
        ({"reason": "a meeting with Ann"}, "is not known"),
        ({"at": "2026-11-16T09:00:00"}, "“at” must be a time with an offset"),
        ({"at": "noon"}, "“at” must be a time"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "“at” must be a time"),
        ({"day": "16.11.2026"}, "“day” must be a date"),
        ({"offset": "1"}, "“offset” must be"),
        ({"offset": True}, "“offset” must be"),
        ({"seconds": -1}, "“seconds” must be 0 or more"),
        ({"seconds": "60"}, "“seconds” must be 0 or more"),
        ({"session": 5}, "“session” must be text"),
        ({"device": None}, "“device” must be text"),
        ({"detail": []}, "“detail” must be an object"),
        ({"mood": "calm"}, "“mood” is not a column"),
    ],
)
def test_a_faulty_row_is_told_by_its_line(
    store: Store, tmp_path: Path, change: dict[str, Any], what: str
) -> None:
    path = tmp_path / "faulty.json"
    lines = ",\n".join(json.dumps(one) for one in (GOOD, {**GOOD, **change}))
    path.write_text(f'{{"intermezzo": 1, "events": [\n{lines}\n]}}', encoding="utf-8")
    with pytest.raises(Fault) as told:
        store.merge(path)
    assert f"{path}, line 3: " in tell(told.value)
    assert what in tell(told.value)
    assert "Export the file again" in tell(told.value)
    assert store.first_day() is None


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"<html>", 1),
        (b"\xff\xfe\x00", 1),
        (b'{"intermezzo": 1,\n"events": [\n{]}', 3),
        (b"[" * 100_000, 1),
        (b'{"intermezzo": 1, "events": [{"seconds": NaN}]}', 1),
        (b'{"intermezzo": 1}', 1),
        (b'{"intermezzo": 2, "events": []}', 1),
        (b'{"intermezzo": 1, "events": [\n7]}', 2),
        (b"[]", 1),
    ],
)
def test_a_file_that_is_no_export_changes_nothing(
    store: Store, tmp_path: Path, content: bytes, line: int
) -> None:
    path = tmp_path / "faulty.json"
    path.write_bytes(content)
    with pytest.raises(Fault, match=f" line={line} ") as told:
        store.merge(path)
    assert "\n" not in tell(told.value)
    assert store.first_day() is None


def test_a_missing_file_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"^transfer\.unreadable path=.*absent\.json"):
        store.merge(tmp_path / "absent.json")
