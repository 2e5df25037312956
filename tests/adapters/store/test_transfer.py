import csv
import io
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from intermezzo.adapters.store import Store, Taken
from intermezzo.adapters.store.imports import LARGEST
from intermezzo.adapters.store.rows import Flaw
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.core.faults import Fault, message
from intermezzo.core.history.events import Event, Reason
from intermezzo.presenters.messages import tell
from tests.adapters.store.test_backups import no_file_larger_than

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
    assert elsewhere.merge(tmp_path / "move.json") == Taken(2, 1)
    assert elsewhere.merge(tmp_path / "move.json") == Taken(0, 3)
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
    assert elsewhere.merge(tmp_path / "none.json") == Taken(0)
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


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_disk_that_fills_up_keeps_the_older_export(
    store: Store, make: Make, tmp_path: Path, form: Literal["csv", "json"]
) -> None:
    out = OutputFile(tmp_path / f"all.{form}")
    store.append([make()])
    store.export(form, out)
    before = out.path.read_bytes()
    store.append([make(session="x" * 100) for _ in range(300)])
    with no_file_larger_than(20_000), pytest.raises(Fault, match=r"^output\.not_written .*large"):
        store.export(form, out)
    assert out.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [out.path.name]


GOOD: dict[str, Any] = {
    "id": "00000000-0000-0000-0000-0000000000aa", "occurrence": None, "kind": "completed",
    "at": "2026-11-16T09:00:00+00:00", "offset": 3600, "day": "2026-11-16", "session": None, "seconds": 60,
    "reason": None, "device": "there", "detail": {"v": 1},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"id": "7"}, Flaw.ID),
        ({"id": None}, Flaw.ID),
        ({"occurrence": "x"}, Flaw.ID),
        ({"kind": "cancelled"}, Flaw.KIND),
        ({"reason": "a meeting with Ann"}, Flaw.REASON),
        ({"at": "2026-11-16T09:00:00"}, Flaw.AT),
        ({"at": "noon"}, Flaw.AT),
        ({"at": "0001-01-01T00:00:00+14:00"}, Flaw.AT),
        ({"day": "16.11.2026"}, Flaw.DAY),
        ({"offset": "1"}, Flaw.OFFSET),
        ({"offset": True}, Flaw.OFFSET),
        ({"offset": 10**400}, Flaw.OFFSET),
        ({"seconds": -1}, Flaw.SECONDS),
        ({"seconds": "60"}, Flaw.SECONDS),
        ({"seconds": float("nan")}, Flaw.SECONDS),
        ({"seconds": float("inf")}, Flaw.SECONDS),
        ({"session": 5}, Flaw.TEXT),
        ({"device": None}, Flaw.TEXT),
        ({"device": "\ud800"}, Flaw.TEXT),
        ({"detail": []}, Flaw.DETAIL),
        ({"detail": {"v": 10**400}}, Flaw.DETAIL),
        ({"detail": {"note": float("nan")}}, Flaw.DETAIL),
        ({"detail": {"note": "x" * 20_000}}, Flaw.SIZE),
        ({"detail": {"note": [[[[[[[[[[1]]]]]]]]]]}}, Flaw.SIZE),
    ],
)
def test_a_faulty_row_is_left_out_and_told(
    store: Store, tmp_path: Path, change: dict[str, Any], flaw: Flaw
) -> None:
    path = tmp_path / "faulty.json"
    lines = ",\n".join(json.dumps(one) for one in ({**GOOD, **change, "mood": "calm"}, GOOD))
    path.write_text(f'{{"intermezzo": 1, "events": [\n{lines}\n]}}', encoding="utf-8")
    taken = store.merge(path)
    assert taken == Taken(1, 0, {flaw: 1})
    words = tell(taken.message)
    assert words == f"1 entry added; 1 left out: {tell(message(flaw.value))} (1)."
    assert [row.id for row in store.events(DAY, DAY)] == [GOOD["id"]]


@pytest.mark.parametrize("row", ["7", "null", "[]", '{"id": 1, "id": 2}', '"text"'])
def test_what_is_no_row_is_left_out(store: Store, tmp_path: Path, row: str) -> None:
    path = tmp_path / "faulty.json"
    path.write_text(f'{{"events": [{json.dumps(GOOD)}, {row}], "intermezzo": 1}}')
    assert store.merge(path) == Taken(1, 0, {Flaw.ROW: 1})


def test_a_key_twice_in_a_detail_is_no_detail(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "faulty.json"
    twice = json.dumps({**GOOD, "id": GOOD["id"].replace("a", "b")}).replace('{"v": 1}', '{"v": 1, "v": 2}')
    path.write_text(f'{{"intermezzo": 1, "events": [{json.dumps(GOOD)}, {twice}]}}')
    assert store.merge(path) == Taken(1, 0, {Flaw.DETAIL: 1})


def test_where_no_row_can_be_read_nothing_changes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "faulty.json"
    path.write_text(json.dumps({"intermezzo": 1, "events": [{**GOOD, "id": "7"}] * 2}))
    with pytest.raises(Fault) as told:
        store.merge(path)
    assert tell(told.value).startswith(f"None of the 2 entries in {path} can be read")


def test_csv_comes_back_as_it_was(store: Store, elsewhere: Store, make: Make, tmp_path: Path) -> None:
    hostile = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "'quoted'", 'a,b\r\n"c"', " ")
    rows = tuple(make(session=text, device=text, seconds=0.1, offset=-18000) for text in hostile)
    rows = (*rows, make(session=None, seconds=None, detail={"words": "=é\n,"}))
    store.append(rows)
    store.export("csv", OutputFile(tmp_path / "all.csv"))
    with (tmp_path / "all.csv").open(newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.strip()[:1] in set("=+@＝") or cell[:1] in set("\t\r\n")] == []
    assert {cell for cell in cells if cell.startswith("-")} == {"-18000"}
    assert elsewhere.merge(tmp_path / "all.csv") == Taken(len(rows))
    assert elsewhere.events(DAY, DAY) == rows
    elsewhere.close()


@pytest.mark.parametrize(
    ("change", "taken"),
    [
        ((",3600,", ",3600.5,"), Taken(1, 0, {Flaw.OFFSET: 1})),
        ((",84.5,", ",1e999,"), Taken(1, 0, {Flaw.SECONDS: 1})),
        (('"{""v"": 1}"', "{"), Taken(1, 0, {Flaw.DETAIL: 1})),
        (("\n00000000-", "\nx-"), Taken(1, 0, {Flaw.ID: 1})),
        (("\n00000000-", "\nshort\n00000000-"), Taken(2, 0, {Flaw.AT: 1})),
    ],
)
def test_a_faulty_row_of_csv_is_left_out(
    store: Store, elsewhere: Store, make: Make, tmp_path: Path, change: tuple[str, str], taken: Taken
) -> None:
    store.append([make(seconds=84.5), make(seconds=84.5)])
    store.export("csv", OutputFile(tmp_path / "all.csv"))
    text = (tmp_path / "all.csv").read_bytes().decode()
    assert change[0] in text
    (tmp_path / "all.csv").write_bytes(text.replace(*change, 1).encode())
    assert elsewhere.merge(tmp_path / "all.csv") == taken
    elsewhere.close()


def test_a_pipe_is_not_waited_for(store: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(Fault, match=r"^transfer\.unreadable .*not_a_file"):
        store.merge(tmp_path / "pipe.json")


def test_a_file_that_is_too_large_is_not_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Fault, match=r"^transfer\.too_large"):
        store.merge(path)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"<html>", 1),
        (b"\xff\xfe\x00", 1),
        (b'{"intermezzo": 1,\n"events": [\n{]}', 3),
        (b"[" * 100_000, 1),
        (b'{"intermezzo": 1, "events": ' + b"[" * 100_000, 1),
        (b'{"intermezzo": 1, "events": [], "events": []}', 1),
        (b'{"intermezzo": 1, "events": []}\n{}', 2),
        (b'{"intermezzo": 1, "events": [\n', 2),
        (b'{"intermezzo": 1 "events": []}', 1),
        (b'{"events": []}', 1),
        (b'{"intermezzo": 1, "events": {}}', 1),
        (b"id,occurrence,kind,at\n", 1),
        (b'id,occurrence,kind,at,offset,day,session,seconds,reason,device,detail\n"x', 1),
        (b'{"intermezzo": 1}', 1),
        (b'{"intermezzo": 2, "events": []}', 1),
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
