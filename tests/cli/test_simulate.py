"""``simulate`` as a program sees it."""

import json
from pathlib import Path

import pytest

from intermezzo.cli import main

KEYS = [
    "days", "offers", "offers_in_busy", "offers_in_calls", "completed", "longest_stretch_minutes",
    "mean_minutes_since_movement",
]  # fmt: skip
WHAT = ("simulate", "--from", "2026-11-16", "--days", "5", "--timezone", "Europe/Berlin")


def said(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--home", str(home), *WHAT, *words]) == 0
    found = capsys.readouterr()
    assert found.err == ""
    return found.out


@pytest.mark.slow
def test_the_contract_and_the_same_seed_the_same_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(tmp_path, capsys, "--persona", "diligent", "--seed", "3", "--json")
    found = json.loads(out)
    assert list(found) == [*KEYS, "baselines"]
    baselines = found["baselines"]
    assert list(baselines) == ["fixed", "idle_reset", "by_hand", "skip_busy", "look_ahead"]
    assert all(list(one) == KEYS for one in baselines.values())
    assert (found["days"], found["offers_in_busy"]) == (5, 0)
    assert {one["offers"] for one in baselines.values()} == {found["offers"]}
    assert found["offers"] >= 15
    assert found["completed"] == 15, "three a day, as often as it takes"
    assert said(tmp_path, capsys, "--persona", "diligent", "--seed", "3", "--json") == out


def test_for_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(tmp_path, capsys, "--interludes", "1", "--micro", "0").splitlines()
    assert len(lines) == 6
    assert [line.partition(":")[0] for line in lines[:2]] == ["Intermezzo", "A fixed timer"]


@pytest.mark.slow
def test_calls_are_seen_and_every_persona_lives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar = tmp_path / "meetings.ics"
    meetings = [
        f"BEGIN:VEVENT\r\nUID:{hour}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261116T{hour:02d}0000Z\r\n"
        f"DURATION:PT50M\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Sync\r\nEND:VEVENT\r\n"
        for hour in range(8, 16)
    ]
    calendar.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(meetings)}END:VCALENDAR\r\n", newline="")
    for persona in ("diligent", "busy", "absent", "shaky", "steady", "flare", "away"):
        words = ("--calendar", str(calendar), "--days", "2", "--persona", persona, "--calls", "4", "--json")
        found = json.loads(said(tmp_path, capsys, *words))
        assert found["offers"] > 0
        assert found["offers_in_calls"] == 0
        assert found["baselines"]["fixed"]["offers_in_calls"] > 0


@pytest.mark.parametrize(
    "words",
    [
        ("--days", "0"),
        ("--days", "x"),
        ("--persona", "lazy"),
        ("--seed", "one"),
        ("--calls", "x"),
        ("--from", "May"),
    ],
)
def test_a_malformed_argument_is_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(tmp_path), *WHAT, *words])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_missing_calendar_is_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path), *WHAT, "--calendar", str(tmp_path / "none.ics")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.slow
def test_work_after_midnight_is_lived_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hours = "\n".join(f'{day} = ["20:00-02:00"]' for day in ("monday", "tuesday", "wednesday"))
    (tmp_path / "settings.toml").write_text(f"{hours}\nthursday = []\nfriday = []\n")
    found = json.loads(said(tmp_path, capsys, "--json"))
    assert found["completed"] == 9
