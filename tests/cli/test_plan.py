"""``plan`` as a program sees it: the JSON of the contract, the moments it takes, and how it fails."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from intermezzo.cli import main

pytestmark = pytest.mark.slow

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
{events}END:VCALENDAR
"""
EVENT = """BEGIN:VEVENT
UID:{n}@test
DTSTART;TZID=Europe/Berlin:20261120T{start}00
DTEND;TZID=Europe/Berlin:20261120T{end}00
SUMMARY:{title}
END:VEVENT
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with a home of its own: exit code, output, errors."""

    def program(*words: str | Path) -> tuple[int, str, str]:
        try:
            code = main(["--home", str(tmp_path / "home"), *map(str, words)])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return program


def calendar(folder: Path, name: str, *events: tuple[str, str, str], extra: str = "") -> Path:
    told = "".join(
        EVENT.format(n=f"{name}{n}", start=start, end=end, title=title)
        for n, (start, end, title) in enumerate(events)
    )
    path = folder / f"{name}.ics"
    path.write_text((CALENDAR.format(events=told + extra)).replace("\n", "\r\n"), newline="")
    return path


WHERE = ("--timezone", "Europe/Berlin", "--date", "2026-11-20")


def plan(run: Run, *words: str | Path) -> dict[str, Any]:
    code, out, err = run("plan", *words, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_contract(run: Run, tmp_path: Path) -> None:
    one = calendar(tmp_path, "one", ("0800", "1030", "Planning"), ("1200", "1300", "Lunch"))
    two = calendar(tmp_path, "two", ("1245", "1330", "Call"))
    three = calendar(tmp_path, "three", ("1700", "1800", "Dinner"))
    found = plan(run, "--calendar", one, two, "--calendar", three, *WHERE)
    assert list(found) == [
        "date", "timezone", "work", "busy", "slots", "unplaced", "longest_stretch_minutes",
        "mean_minutes_since_movement",
    ]  # fmt: skip
    assert (found["date"], found["timezone"]) == ("2026-11-20", "Europe/Berlin")
    assert found["work"] == [{"start": "2026-11-20T09:00:00+01:00", "end": "2026-11-20T17:00:00+01:00"}]
    assert [(one["start"][11:16], one["end"][11:16]) for one in found["busy"]] == [
        ("08:00", "10:30"), ("12:00", "13:30"), ("17:00", "18:00"),
    ]  # fmt: skip
    assert sorted(one["kind"] for one in found["slots"]) == ["interlude", "interlude", "micro"]
    for slot in found["slots"]:
        assert list(slot) == ["start", "end", "kind", "session", "why"]
        assert slot["session"]
        assert slot["why"].endswith(".")
        assert slot["start"].endswith("+01:00")
        assert all(not (slot["start"] < one["end"] and one["start"] < slot["end"]) for one in found["busy"])
    assert found["unplaced"] == []


def test_the_two_numbers_are_those_of_the_slots_as_printed(run: Run) -> None:
    found = plan(run, *WHERE)
    work, slots = found["work"][0], found["slots"]
    edges = [work["start"], *(edge for one in slots for edge in (one["start"], one["end"])), work["end"]]
    moments = [datetime.fromisoformat(edge) for edge in edges]
    sat = [(end - start).total_seconds() / 60 for start, end in zip(moments[::2], moments[1::2], strict=True)]
    assert found["longest_stretch_minutes"] == pytest.approx(max(sat), abs=0.01)
    mean = sum(s * s for s in sat) / (2 * sum(sat))
    assert found["mean_minutes_since_movement"] == pytest.approx(mean, abs=0.01)


def test_without_now_the_whole_day_and_with_it_what_is_left(run: Run) -> None:
    whole = plan(run, *WHERE)["slots"]
    for now in ("13:00", "2026-11-20T13:00", "2026-11-20T13:00+01:00", "2026-11-20T12:00Z"):
        left = plan(run, *WHERE, "--now", now)["slots"]
        assert left
        assert all(slot["start"] >= "2026-11-20T13:00:00+01:00" for slot in left)
        assert left != whole
    assert plan(run, *WHERE, "--now", "17:30")["slots"] == []
    undated = plan(run, "--timezone", "Europe/Berlin", "--now", "2026-11-20T13:00+01:00")
    assert undated["date"] == "2026-11-20"


def test_how_many(run: Run) -> None:
    found = plan(run, *WHERE, "--interludes", "1", "--micro", "0")
    assert [slot["kind"] for slot in found["slots"]] == ["interlude"]
    more = plan(run, *WHERE, "--micro", "2")
    assert [slot["kind"] for slot in more["slots"]].count("interlude") == 2, "what is not said stays"


def test_a_day_off_and_a_day_without_room(run: Run, tmp_path: Path) -> None:
    found = plan(run, "--timezone", "Europe/Berlin", "--date", "2026-11-21")
    assert (found["work"], found["slots"], found["unplaced"]) == ([], [], [])
    full = calendar(tmp_path, "full", ("0800", "1800", "Workshop"))
    found = plan(run, *WHERE, "--calendar", full)
    assert found["slots"] == []
    assert [one["reason"] for one in found["unplaced"]] == ["no_room"] * 3
    code, out, _err = run("plan", *WHERE, "--calendar", full)
    assert code == 0
    assert "No room today, and that’s fine." in out
    assert "no working hours" in run("plan", "--date", "2026-11-21")[1]


def test_for_a_person(run: Run, tmp_path: Path) -> None:
    one = calendar(tmp_path, "one", ("0800", "1030", "Secret planning"))
    code, out, err = run("plan", *WHERE, "--calendar", one)
    assert (code, err) == (0, "")
    assert out.startswith("2026-11-20, working 09:00–17:00 (Europe/Berlin)\n  08:00  busy")
    assert "Secret" not in out


def test_what_today_would_be_says_that_it_is_not_as_it_stands(run: Run) -> None:
    zone = ("--timezone", "UTC")
    today = datetime.now(UTC).date().isoformat()
    last = "Seen at its start, with nothing done. As it stands now: "
    hint = run("plan", *zone)[1].splitlines()[-1]
    assert hint.startswith(last)
    assert hint.endswith(" plan")
    assert last not in run("plan", *zone, "--date", "2026-11-20")[1] or today == "2026-11-20"
    assert last not in run("plan", *zone, "--now", "12:00")[1]
    assert last not in run("plan")[1]


def test_a_faulty_event_is_a_warning_and_a_faulty_file_an_error(run: Run, tmp_path: Path) -> None:
    broken = "BEGIN:VEVENT\nUID:x@test\nDTSTART:nonsense\nSUMMARY:Broken\nEND:VEVENT\n"
    some = calendar(tmp_path, "some", ("0900", "1000", "Sync"), extra=broken)
    code, out, err = run("plan", *WHERE, "--calendar", some, "--json")
    assert code == 0
    assert len(json.loads(out)["busy"]) == 1
    assert "some.ics" in err
    faulty = tmp_path / "faulty.ics"
    faulty.write_text("this is no calendar")
    code, out, err = run("plan", *WHERE, "--calendar", faulty, "--json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "faulty.ics" in err
    code, out, err = run("plan", *WHERE, "--calendar", some, tmp_path / "none.ics", "--json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "none.ics" in err


@pytest.mark.parametrize(
    "words",
    [("--date", "tomorrow"), ("--date", "0001-01-01"), ("--date", "9999-12-31"), ("--now", "noon"),
     ("--now", "0001-01-01T00:00+14:00"), ("--now", "2026-13-01"), ("--timezone", "Mars/Olympus"),
     ("--interludes", "many"), ("--micro", "99"), ("--interludes", "-1"), ("--nonsense",)],
)  # fmt: skip
def test_a_malformed_argument_is_one_line_and_exit_2(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("plan", *words, "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)


NIGHT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:n1@test
DTSTART;TZID=Europe/Berlin:20261119T003000
DTEND;TZID=Europe/Berlin:20261119T010000
SUMMARY:handover
END:VEVENT
BEGIN:VEVENT
UID:n2@test
DTSTART;TZID=Europe/Berlin:20261119T043000
DTEND;TZID=Europe/Berlin:20261119T053000
SUMMARY:late
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("rollover", ["00:00", "04:00", "05:00", "23:30"])
def test_a_night_shift_has_its_slots_after_the_rollover(run: Run, tmp_path: Path, rollover: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text(
        'wednesday = ["22:00-06:00"]\nthursday = ["22:00-06:00"]\nrhythm = "frequent"\n'
        f'timezone = "Europe/Berlin"\nrollover = "{rollover}"\n'
    )
    path = tmp_path / "night.ics"
    path.write_text(NIGHT.replace("\n", "\r\n"), newline="")
    for now in (("2026-11-19T04:10",), ("04:10", "--date", "2026-11-18")):
        found = plan(run, "--calendar", path, "--now", *now)
        starts = [one["start"][:16] for one in found["slots"]]
        assert found["date"] == "2026-11-18"
        assert (starts[0], starts[-1]) == ("2026-11-19T04:10", "2026-11-19T05:31")


def test_an_early_shift_has_its_slots_before_the_rollover(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text(
        'wednesday = ["03:00-11:00"]\nrhythm = "frequent"\ntimezone = "Europe/Berlin"\n'
    )
    found = plan(run, "--now", "2026-11-18T03:20")
    assert found["date"] == "2026-11-18"
    assert found["slots"][0]["start"] < "2026-11-18T04:00"


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("UTC+3", "-03:00"),
        ("EST5EDT,M3.2.0,M11.1.0", "-05:00"),
        ("<+03>-3", "+03:00"),
        ("Europe/Berlin ", "+01:00"),
    ],
)
def test_any_zone_that_the_c_library_reads(
    run: Run, monkeypatch: pytest.MonkeyPatch, zone: str, offset: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    found = plan(run, "--date", "2026-11-20")
    assert found["work"] == [{"start": f"2026-11-20T09:00:00{offset}", "end": f"2026-11-20T17:00:00{offset}"}]


def test_a_zone_that_nobody_reads_costs_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Mars/Olympus")
    code, out, err = run("plan", "--date", "2026-11-20")
    assert (code, err.count("\n")) == (0, 1)
    assert "“Mars/Olympus”, which is not a time zone" in err
    assert "09:00–17:00" in out
