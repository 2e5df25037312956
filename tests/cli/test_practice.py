"""``practice`` explains a grade with the rows that led to it, and ``simulate`` tells a story."""

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from intermezzo.adapters.store import Store
from intermezzo.adapters.system.paths import paths
from intermezzo.cli import main
from intermezzo.core.history.events import Event, EventKind

NOON = datetime.combine(datetime.now(UTC), time(12), UTC)
"""Of today: rows some minutes apart are of one day, also just after midnight."""


def row(number: int, kind: EventKind, days: int, /, **detail: object) -> Event:
    at = NOON - timedelta(days=days, minutes=9 - number % 10)
    return Event(
        str(UUID(int=number)), kind, at, 0, at.date(), occurrence=str(UUID(int=900 + days)),
        device="test", detail={"v": 1, **detail},  # type: ignore[dict-item]
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which a hinge was done twice, shaky and smooth, and has its first row."""
    grade = {"range": 2, "hold": 0, "reps": 0, "load_kg": None, "band": 0}
    where = paths(str(tmp_path))
    with_rows = [
        row(1, EventKind.STEP, 3, movement="wall_hip_hinge", reps=4, side=1, range=2, hold=1, eased=False),
        row(2, EventKind.FEEDBACK, 3, felt=0.5),
        row(3, EventKind.GRADE, 3, movement="wall_hip_hinge", to=grade, by="practice", rule="first"),
        row(4, EventKind.STEP, 1, movement="wall_hip_hinge", reps=8, side=1, range=2, hold=1, eased=False),
        row(5, EventKind.FEEDBACK, 1, felt=1.0),
    ]
    store = Store.open(where.database, where.backups).store
    store.append(with_rows)
    store.close()
    return tmp_path


def said(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--home", str(home), *words]) == 0
    return capsys.readouterr().out


def test_a_grade_with_the_rows_that_led_to_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = said(home, capsys, "practice", "wall_hip_hinge").splitlines()
    assert head == "Hinge to the wall: ⅔ of your range · held 1 s · 8 times"
    assert [line.split("  ")[-1].split(" →")[0] for line in rows] == [
        "starting point", "shaky", "smooth"
    ]  # fmt: skip
    numbers = json.loads(said(home, capsys, "practice", "wall_hip_hinge", "--json"))
    assert numbers["grade"]["range"] == 2
    assert [time["felt"] for time in numbers["times"]] == ["shaky", "smooth"]
    assert not any(time["uncounted"] for time in numbers["times"])
    assert numbers["times"][0]["rows"] == [str(UUID(int=1)), str(UUID(int=2))]
    assert [one["rule"] for one in numbers["rows"]] == ["first"]


def test_what_was_smooth_and_does_not_count_says_so_in_the_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = paths(str(tmp_path))
    store = Store.open(where.database, where.backups).store
    for number, days in enumerate((3, 2)):
        first, last = 10 * number, 10 * number + 2
        store.append(
            [
                row(first, EventKind.STEP, days, movement="pelvic_clock_seated"),
                row(first + 1, EventKind.COMPLETED, days, kind="micro"),
                *([row(last, EventKind.FEEDBACK, days, felt=1.0)] if days == 3 else ()),
            ]
        )
    store.close()
    _head, unanswered, silent = said(tmp_path, capsys, "practice", "pelvic_clock_seated").splitlines()
    assert unanswered.endswith("  smooth, not counted: the opening check was not “Even”")
    assert silent.endswith("  nothing said")
    times = json.loads(said(tmp_path, capsys, "practice", "pelvic_clock_seated", "--json"))["times"]
    assert [(time["felt"], time["uncounted"]) for time in times] == [("smooth", True), (None, False)]


def test_all_that_was_done(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(home, capsys, "practice").startswith("wall_hip_hinge ")
    found = json.loads(said(home, capsys, "practice", "--json"))
    assert (found["level"], [one["movement"] for one in found["movements"]]) == (2, ["wall_hip_hinge"])
    new = said(home, capsys, "practice", "desk_plank")
    assert "half the repetitions" in new
    assert main(["--home", str(home), "practice", "nobody"]) == 1


def test_a_session_is_told_by_its_movements(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home), "practice", "quiet_march"]) == 1
    assert "“quiet_march” is a session. Its movements: seated_march, " in capsys.readouterr().err


@pytest.mark.slow
def test_a_simulated_person_who_says_how_it_felt_has_a_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("simulate", "--from", "2026-11-16", "--days", "9", "--timezone", "Europe/Berlin", "--persona")
    out = said(tmp_path, capsys, *words, "shaky")
    assert len(out.splitlines()) > 6
    assert "easier form" in out
    assert len(said(tmp_path, capsys, *words, "diligent").splitlines()) == 6
