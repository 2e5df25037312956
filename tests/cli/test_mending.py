"""A damaged history on the command line: every command answers, doctor finds and mends it."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.store import Store
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import main
from tests.adapters.store import flipped_bits

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Sixty rows, two of which cannot be read."""
    paths = Paths(tmp_path / "home")
    flipped_bits.make(paths.database)
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("UPDATE event SET detail = '{' WHERE rowid IN (4, 9)")
    return tmp_path / "home"


def run(home: Path, *words: str) -> int:
    return main(["--home", str(home), *words])


def doctor(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    run(home, "doctor", "--json", *words)
    return {one["part"]: one for one in json.loads(capsys.readouterr().out)}


def test_every_command_answers_and_tells_of_what_was_left_out(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (("week", "--week", "2026-W47"), ("week", "--json", "--week", "2026-W47")):
        assert run(home, *words) == 0
        assert "can’t be read and" in capsys.readouterr().err.strip()
    assert run(home, "export", "--format", "json") == 0
    told = capsys.readouterr()
    assert len(json.loads(told.out)["events"]) == 58
    assert told.err.count("\n") == 1
    assert "2 entries can’t be read and are left out" in told.err
    assert run(home, "backup") == 0


def test_doctor_says_how_many_rows_and_where_and_mends_them(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = doctor(home, capsys)["database"]
    assert found["state"] == "wrong"
    assert "2 entries can’t be read: row 4 of event: its detail can’t be read; row 9" in found["line"]
    assert found["rows"] == ["event 4 detail", "event 9 detail"]
    assert "doctor --mend" in found["do"]
    mended = doctor(home, capsys, "--mend")
    assert mended["mending"]["line"].startswith("The history was damaged and is mended: 58 entries kept; 2")
    (kept,) = home.glob("*.damaged-*")
    assert kept.name in mended["mending"]["line"]
    assert mended["database"]["state"] == "ok"
    assert doctor(home, capsys, "--mend")["mending"]["line"] == "The history is good: 58 entries."


def test_doctor_finds_broken_pages(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Paths(home).database
    content = path.read_bytes()
    at = content.index(b"2026-11-16 09:30:00") // 4096 * 4096
    path.write_bytes(content[:at] + b"\xff" * 64 + content[at + 64 :])
    assert doctor(home, capsys)["database"]["state"] == "wrong"
    mended = doctor(home, capsys, "--mend")
    assert mended["mending"]["state"] == "ok"
    assert mended["database"]["state"] == "ok"


def test_where_nothing_can_be_read_doctor_restores_the_newest_good_backup(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = Paths(home)
    store = Store.open(paths.database, paths.backups).store
    store.backup(datetime.now(UTC).date())
    store.close()
    paths.database.write_bytes(b"nothing of ours" * 1000)
    assert run(home, "week") == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "doctor --mend" in told
    assert "with 60 entries" in doctor(home, capsys, "--mend")["mending"]["line"]
    assert run(home, "export") == 0
    assert len(list(home.glob("*.damaged-*"))) == 1


def test_where_nothing_can_be_read_and_there_is_no_backup_a_new_one_is_begun(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Paths(home).database.write_bytes(b"nothing of ours" * 1000)
    assert "A new database was created" in doctor(home, capsys, "--mend")["mending"]["line"]
    assert run(home, "week") == 0
    assert len(list(home.glob("*.damaged-*"))) == 1


def test_a_newer_database_is_not_mended(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(Paths(home).database, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    before = Paths(home).database.read_bytes()
    assert "newer Intermezzo" in doctor(home, capsys, "--mend")["mending"]["line"]
    assert Paths(home).database.read_bytes() == before


def test_a_flipped_bit_keeps_no_command_from_answering(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In header, schema and rows; the store behind the commands is flipped byte by byte elsewhere."""
    whole = Paths(home).database.read_bytes()
    for place in (16, 40, 150, 2000, len(whole) // 3, len(whole) // 2):
        content = bytearray(whole)
        content[place] ^= 4
        Paths(home).database.write_bytes(content)
        assert run(home, "week", "--json") == 0
        assert json.loads(capsys.readouterr().out)
        assert run(home, "export", "--format", "csv") == 0
        assert capsys.readouterr().out.count("\n") > 30
