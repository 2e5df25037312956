import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from intermezzo.adapters.store import Store
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import data
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.override import override

Run = Callable[..., int]
ALL = (date(2000, 1, 1), date(2100, 1, 1))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


@pytest.fixture
def run(paths: Paths) -> Run:
    import argparse

    parser = argparse.ArgumentParser()
    data.register(parser.add_subparsers())

    def run(*words: str) -> int:
        args = parser.parse_args(words)
        code: int = args.run(args, paths)
        return code

    return run


def append(paths: Paths, *days: date) -> None:
    store = Store.open(paths.database, paths.backups).store
    for day in days:
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        store.append(
            [Event(str(UUID(int=day.toordinal())), EventKind.COMPLETED, at, 0, day, detail={"v": 1})]
        )
    store.close()


def days(paths: Paths) -> list[date]:
    store = Store.open(paths.database, paths.backups).store
    found = [event.day for event in store.events(*ALL)]
    store.close()
    return found


FIRST, SECOND, THIRD = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


class Terminal(io.StringIO):
    @override
    def isatty(self) -> bool:
        return True


def test_export_to_the_terminal_is_json_and_nothing_else(
    run: Run, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    append(paths, FIRST)
    assert run("export") == 0
    assert len(json.loads(capsys.readouterr().out)["events"]) == 1


def test_export_follows_the_name_of_the_file(run: Run, paths: Paths, tmp_path: Path) -> None:
    append(paths, FIRST)
    assert run("export", "--out", str(tmp_path / "x.csv")) == 0
    assert (tmp_path / "x.csv").read_text().startswith("id,occurrence,kind")
    assert run("export", "--format", "json", "--out", str(tmp_path / "y.csv")) == 0
    assert json.loads((tmp_path / "y.csv").read_text())["intermezzo"] == 1


def test_backup_and_restore(
    run: Run, paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(paths, FIRST)
    assert run("backup") == 0
    nightly = Path(capsys.readouterr().out.strip())
    assert nightly.parent == paths.backups
    assert run("backup", "--out", str(tmp_path / "mine.sqlite")) == 0
    append(paths, SECOND)
    assert run("restore", "--yes") == 0
    assert days(paths) == [FIRST]
    append(paths, SECOND)
    assert run("restore", str(tmp_path / "mine.sqlite"), "--yes") == 0
    assert days(paths) == [FIRST]
    assert "before-restore-2.sqlite" in capsys.readouterr().out


def test_restore_never_replaces_anything_unasked(
    run: Run, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(paths, FIRST)
    assert run("backup") == 0
    assert run("backup", "--out", str(tmp_path / "mine.sqlite")) == 0
    append(paths, SECOND, THIRD)
    for stdin in (io.StringIO("yes\n"), None):
        monkeypatch.setattr("sys.stdin", stdin)
        for words in ([], [str(tmp_path / "mine.sqlite")]):
            with pytest.raises(Malformed, match="--yes") as refused:
                run("restore", *words)
            line = str(refused.value)
            assert line.count("\n") == 0
            assert "1 entry" in line
            assert "2 entries would be lost, from 2026-11-17 to 2026-11-18." in line
    assert days(paths) == [FIRST, SECOND, THIRD]
    assert not list(paths.backups.glob("before-restore*"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "left"), [("yes\n", [FIRST]), ("no\n", [FIRST, SECOND]), ("", [FIRST, SECOND])]
)
def test_restore_asks_at_a_terminal(
    run: Run, paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    answer: str, left: list[date],
) -> None:  # fmt: skip
    append(paths, FIRST)
    assert run("backup") == 0
    (copy,) = paths.backups.glob("*-daily.sqlite")
    append(paths, SECOND)
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert run("restore") == 0
    told = capsys.readouterr().out
    assert told.startswith(
        f"{copy} has 1 entry, which takes the place of your history. 1 entry would be lost, of 2026-11-17. "
        "A copy of your history is kept. Type yes: "
    )
    assert ("Nothing was changed." in told) == (left != [FIRST])
    assert days(paths) == left


def test_restore_says_when_nothing_would_be_lost(
    run: Run, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(paths, FIRST)
    assert run("backup") == 0
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(Malformed, match=r"Nothing would be lost\.$"):
        run("restore")


def test_an_export_of_another_computer_is_merged(run: Run, paths: Paths, tmp_path: Path) -> None:
    other = Paths(tmp_path / "other")
    append(other, FIRST, SECOND)
    append(paths, FIRST)
    store = Store.open(other.database, other.backups).store
    store.export("json", OutputFile(tmp_path / "move.json"))
    store.close()
    assert run("restore", str(tmp_path / "move.json")) == 0
    assert days(paths) == [FIRST, SECOND]


def test_a_csv_export_is_merged_and_told_in_one_line(
    run: Run, paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(paths, FIRST, SECOND)
    assert run("export", "--out", str(tmp_path / "x.csv")) == 0
    text = (tmp_path / "x.csv").read_text()
    (tmp_path / "x.csv").write_text(text.replace("2026-11-16,", "16.11.2026,"))
    assert run("forget", "--all", "--yes") == 0
    capsys.readouterr()
    assert run("restore", str(tmp_path / "x.csv")) == 0
    line = f"{tmp_path / 'x.csv'}: 1 entry added; 1 left out: its day is not possible (1).\n"
    assert capsys.readouterr().out == line
    assert days(paths) == [SECOND]


def test_what_cannot_be_restored_is_told(run: Run, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="Check the path"):
        run("restore", str(tmp_path / "absent.sqlite"))
    with pytest.raises(Fault, match="no good backup"):
        run("restore")


def test_forget_does_not_ask_without_a_terminal(
    run: Run, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(paths, FIRST)
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    with pytest.raises(Malformed, match="--yes"):
        run("forget", "--all")
    assert days(paths) == [FIRST]
    kept = paths.calendars / "work.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}")
    assert run("forget", "--all", "--yes") == 0
    assert not kept.exists()
    assert days(paths) == []


@pytest.mark.parametrize(
    ("answer", "left"), [("yes\n", [SECOND]), ("no\n", [FIRST, SECOND]), ("", [FIRST, SECOND])]
)
def test_forget_asks_at_a_terminal(
    run: Run, paths: Paths, monkeypatch: pytest.MonkeyPatch, answer: str, left: list[date]
) -> None:
    append(paths, FIRST, SECOND)
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert run("forget", "--before", "2026-11-17") == 0
    assert days(paths) == left


@pytest.mark.parametrize(
    "words",
    [
        ["forget"],
        ["forget", "--before", "yesterday"],
        ["forget", "--all", "--before", "2026-01-01"],
        ["export", "--format", "xls"],
    ],
)
def test_malformed_words_end_with_2(run: Run, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2


def test_what_happened_on_opening_goes_to_stderr(
    run: Run, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    append(paths, FIRST)
    run("backup")
    paths.database.write_bytes(b"")
    capsys.readouterr()
    run("export")
    told = capsys.readouterr()
    assert len(json.loads(told.out)["events"]) == 1
    assert "restored" in told.err
