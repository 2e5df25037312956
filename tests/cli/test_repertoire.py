"""The ``repertoire`` commands, through the parser that runs them."""

import argparse
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters import library, settings_file
from intermezzo.adapters.instance import NoAppError
from intermezzo.adapters.store import Store
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.paths import Paths
from intermezzo.cli import repertoire
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.repertoire import By, Change
from intermezzo.core.settings import Settings

SHIPPED = library.load([resources.sessions()]).movements


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home in which one movement was taken in long ago, and one out."""
    found = Paths(tmp_path / "home")
    opened = Store.open(found.database, found.backups)
    wishes = (
        Change("bird_dog", enters=True, by=By.USER),
        Change("jaw_rest", enters=True, by=By.NEED),
        Change("jaw_rest", enters=False, by=By.USER),
    )
    opened.store.append(
        [
            Event(
                id=f"0000000{n}-0000-4000-8000-000000000000", kind=EventKind.REPERTOIRE, offset=0,
                at=datetime(2026, 3, 2, 9, n, tzinfo=UTC), day=date(2026, 3, 2), device="test",
                detail=change.detail(),
            )
            for n, change in enumerate(wishes)
        ]
    )  # fmt: skip
    opened.store.close()
    settings_file.write(found.settings, Settings(leave_out=("kneeling",), equipment=("mat",)))
    return found


def run(paths: Paths, *words: str) -> int:
    top = argparse.ArgumentParser()
    repertoire.register(top.add_subparsers())
    args = top.parse_args(["repertoire", *words])
    code: int = args.run(args, paths)
    return code


def test_list_marks_what_is_in_and_why_something_is_not_offered(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "One movement · up to twelve"
    assert len(lines) == 1 + len(SHIPPED)
    assert [line for line in lines if "✓" in line] == [
        f"  ✓ {'bird_dog':24} Bird dog · on the floor · deep core, hips, mid-back · left out: kneeling"
    ]


def test_list_as_json_is_json_only(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paths, "list", "--json") == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows.keys() == SHIPPED.keys()
    assert rows["bird_dog"] == {
        "id": "bird_dog", "name": "Bird dog", "in": True, "since": "2026-03-02", "by": "user",
        "refused": False, "place": "floor", "level": 2, "quiet": False,
        "areas": ["hips", "mid_back", "deep_core"], "not_offered": "left out: kneeling", "rests_until": None,
        "reviewed_by": None,
    }  # fmt: skip
    assert (rows["jaw_rest"]["in"], rows["jaw_rest"]["refused"]) == (False, True)


def test_list_says_until_when_a_movement_rests(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    stopped_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    until = stopped_at + timedelta(hours=72)
    with_zone = replace(settings_file.read(paths.settings)[0], timezone="UTC")
    settings_file.write(paths.settings, with_zone)
    store = Store.open(paths.database, paths.backups).store
    store.append(
        [
            Event(
                id="00000009-0000-4000-8000-000000000000", kind=EventKind.FEEDBACK, offset=0, at=stopped_at,
                day=stopped_at.date(), session="scap_set", device="test", detail={"v": 1, "felt": 0.0},
            )
        ]
    )  # fmt: skip
    store.close()
    assert run(paths, "list") == 0
    (line,) = (one for one in capsys.readouterr().out.splitlines() if " scap_set " in one)
    assert line.endswith(f"resting until {until:%A, %H:%M}, because you stopped it")
    run(paths, "list", "--json")
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert datetime.fromisoformat(rows["scap_set"]["rests_until"]) == until


def test_a_wish_needs_the_running_app(paths: Paths) -> None:
    for verb in ("in", "out"):
        with pytest.raises(NoAppError):
            run(paths, verb, "bird_dog")


def test_an_unknown_verb_is_a_usage_error(paths: Paths) -> None:
    with pytest.raises(SystemExit) as ended:
        run(paths, "up", "bird_dog")
    assert ended.value.code == 2
