"""Files that are huge, broken or meant to harm: each costs one line, and nothing else."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from intermezzo.adapters.calendars.parse import process
from intermezzo.adapters.calendars.parse.protocol import Limits
from intermezzo.adapters.calendars.reading import read
from intermezzo.adapters.calendars.results import Reading
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar
from intermezzo.presenters.messages import tell
from tests.telling import told

pytestmark = pytest.mark.slow

PATIENT = Limits(file_seconds=600, cpu_seconds=600, start_seconds=600, total_seconds=600)
"""For what another limit than that of time must end, on a busy machine too."""
ZONE = "Europe/Berlin"
START = datetime(2026, 11, 17, 23, tzinfo=UTC)
WINDOW = Interval(START, START + timedelta(days=1))
HEAD = b"BEGIN:VCALENDAR\nVERSION:2.0\n"
GOOD = b"BEGIN:VEVENT\nUID:good\nDTSTART:20261118T090000Z\nDTEND:20261118T100000Z\nEND:VEVENT\n"
TAIL = b"END:VCALENDAR\n"


def series(rule: str, start: str = "20200101T090000Z", length: str = "PT30M") -> bytes:
    return (
        f"BEGIN:VEVENT\nUID:{rule}\nDTSTART:{start}\nDURATION:{length}\nRRULE:{rule}\nSUMMARY:Secret\nEND:VEVENT\n"
    ).encode()


def zone(rule: str) -> bytes:
    return (
        f"BEGIN:VTIMEZONE\nTZID:Trap\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n"
        f"TZOFFSETTO:+0200\nRRULE:{rule}\nEND:STANDARD\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:trapped\nDTSTART;TZID=Trap:20261118T110000\nDURATION:PT1H\nEND:VEVENT\n"
    ).encode()


def timed(start: str, end: str = "20261118T120000") -> bytes:
    return f"BEGIN:VEVENT\nUID:odd\nDTSTART{start}\nDTEND:{end}\nSUMMARY:Secret\nEND:VEVENT\n".encode()


def uids(reading: Reading) -> set[str]:
    return {one.uid for one in reading.occurrences}


BROKEN_FILES = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \r\n", "is empty"),
    "html": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
    "json": (b'{"error": "unauthorized"}', "BEGIN:VCALENDAR"),
    "random": (bytes(range(1, 256)) * 50, "BEGIN:VCALENDAR"),
}

# Something in the file is wrong, and a good event stands beside it: (bytes, lines told, what else counts).
BROKEN_EVENTS = {
    "secondly": (series("FREQ=SECONDLY"), True, set()),
    "minutely": (series("FREQ=MINUTELY"), True, set()),
    "hourly": (series("FREQ=HOURLY;BYMINUTE=0,15,30,45"), True, set()),
    "interval_0": (series("FREQ=DAILY;INTERVAL=0"), True, set()),
    "interval_negative": (series("FREQ=DAILY;INTERVAL=-1"), True, set()),
    "cross_product": (
        series(
            "FREQ=DAILY;BYHOUR="
            + ",".join(map(str, range(24)))
            + ";BYMINUTE="
            + ",".join(map(str, range(60)))
        ),
        True,
        set(),
    ),
    "never": (series("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), True, set()),
    "exrule": (
        series("FREQ=DAILY").replace(b"SUMMARY", b"EXRULE:FREQ=DAILY\nSUMMARY"),
        False,
        set(),
    ),
    "february_30": (series("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), None, set()),
    "no_rule": (series("FREQ=SOMETIMES"), True, set()),
    "long_and_daily": (series("FREQ=DAILY", "19100101T000000Z", "P36500D"), True, {"FREQ=DAILY"}),
    "year_1": (series("FREQ=DAILY", "00010101T000000Z"), False, {"FREQ=DAILY"}),
    "year_9999": (series("FREQ=DAILY", "99991231T235959Z"), False, set()),
    "from_1_to_9999": (timed(":00010101T000000", "99991231T235959"), False, {"odd"}),
    "ends_before_it_starts": (timed(":20261118T130000"), True, {"odd"}),
    "no_time": (timed(":20261318T250000"), True, {"odd"}),
    "two_starts": (timed(":20261118T100000\nDTSTART:20261118T103000"), True, {"odd"}),
    "tzid_path": (timed(";TZID=../../etc/passwd:20261118T100000"), True, {"odd"}),
    "tzid_absolute": (timed(";TZID=/etc/passwd:20261118T100000"), True, {"odd"}),
    "tzid_folder": (timed(";TZID=Europe:20261118T100000"), True, {"odd"}),
    "tzid_long": (timed(f";TZID={'x' * 5000}:20261118T100000"), True, {"odd"}),
    "own_zone_path": (b"X-WR-TIMEZONE:../../etc/passwd\n" + timed(":20261118T100000"), True, {"odd"}),
    "zone_secondly": (zone("FREQ=SECONDLY"), True, {"trapped"}),
    "zone_interval_0": (zone("FREQ=YEARLY;INTERVAL=0"), True, {"trapped"}),
    "nested": (b"BEGIN:VEVENT\n" * 5000 + b"END:VEVENT\n" * 5000, 5, set()),
    "nested_alarms": (b"BEGIN:VALARM\n" * 5000 + b"END:VALARM\n" * 5000, None, set()),
    "without_end": (b"BEGIN:VEVENT\nUID:open\nDTSTART:20261118T080000Z\n", False, {"open"}),
    "without_begin": (b"END:VEVENT\n", None, set()),
    "long_line": (
        b"BEGIN:VEVENT\nUID:long\nDTSTART:20261118T080000Z\nDURATION:PT1H\nSUMMARY:"
        + b"x" * 1_000_000
        + b"\nEND:VEVENT\n",
        False,
        {"long"},
    ),
    "long_head": (b"X-LONG:" + b"x" * 1_000_000 + b"\n", False, set()),
    "rubbish_head": (b"this is no property\n=====\n", False, set()),
    "latin_1": (
        b"BEGIN:VEVENT\nUID:latin\nDTSTART:20261118T080000Z\nDURATION:PT1H\nSUMMARY:B\xfcro\nEND:VEVENT\n",
        False,
        {"latin"},
    ),
    "zero_length": (timed(":20261118T120000"), False, {"odd"}),
    "no_uid": (b"BEGIN:VEVENT\nDTSTART:20261118T080000Z\nDURATION:PT1H\nEND:VEVENT\n" * 2, False, {""}),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """Every broken file and every file with a broken event, all in one reading."""
    folder = tmp_path_factory.mktemp("hostile")
    contents = {name: data for name, (data, _) in BROKEN_FILES.items()}
    contents |= {name: HEAD + data + GOOD + TAIL for name, (data, _, _) in BROKEN_EVENTS.items()}
    for name, data in contents.items():
        (folder / f"{name}.ics").write_bytes(data)
    sources = [Calendar(str(folder / f"{name}.ics")) for name in contents]
    whole = read(sources, WINDOW, ZONE, limits=PATIENT)
    return {
        name: Reading(WINDOW, ZONE, (source,)) for name, source in zip(contents, whole.sources, strict=True)
    }


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_broken_file_costs_one_line(broken: dict[str, Reading], name: str) -> None:
    reading = broken[name]
    assert reading.occurrences == ()
    assert len(reading.faults) == 1
    assert BROKEN_FILES[name][1] in tell(reading.faults[0])
    assert f"{name}.ics" in tell(reading.faults[0])
    assert reading.warnings == ()


@pytest.mark.parametrize("name", BROKEN_EVENTS)
def test_a_broken_event_costs_one_line_and_the_others_count(broken: dict[str, Reading], name: str) -> None:
    reading = broken[name]
    _, warned, beside = BROKEN_EVENTS[name]
    assert reading.faults == ()
    assert uids(reading) == {"good"} | beside
    if warned is not None:
        assert len(reading.warnings) == warned
    assert all("Secret" not in line and f"{name}.ics" in line for line in told(reading.warnings))


def test_the_titles_that_are_kept_are_short(broken: dict[str, Reading]) -> None:
    assert max(len(one.title) for one in broken["long_line"].occurrences) == 200


def write(path: Path, *parts: bytes) -> Calendar:
    path.write_bytes(b"".join((HEAD, *parts, TAIL)))
    return Calendar(str(path))


def test_a_huge_file_is_not_even_opened_for_long(tmp_path: Path) -> None:
    huge = tmp_path / "huge.ics"
    with huge.open("wb") as file:
        file.write(HEAD)
        file.truncate(300 * 1024 * 1024)
    reading = read([Calendar(str(huge)), write(tmp_path / "good.ics", GOOD)], WINDOW, ZONE)
    assert told(reading.faults) == [f"{huge}: it is larger than 256 MB. Export fewer years of it."]
    assert uids(reading) == {"good"}


def test_a_file_that_needs_too_much_memory_stops_neither_the_app_nor_the_next_file(tmp_path: Path) -> None:
    # As many series as fit into the size that is allowed, and none may be dropped unread.
    events = (
        f"BEGIN:VEVENT\nUID:{number}\nDTSTART:20261118T080000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
        for number in range(200_000)
    )
    heavy = write(tmp_path / "heavy.ics", "".join(events).encode())
    limits = replace(PATIENT, memory_bytes=120 * 1024 * 1024)
    reading = read([heavy, write(tmp_path / "good.ics", GOOD)], WINDOW, ZONE, limits=limits)
    assert len(reading.faults) == 1
    assert "120 MB of memory" in tell(reading.faults[0])
    assert uids(reading) == {"good"}


def test_a_file_that_needs_too_long_is_left_for_its_line(tmp_path: Path) -> None:
    # Each of these series is just fast enough, all of them together are not.
    slow = b"".join(
        series(f"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT={number + 1}", "19000101T000000Z")
        for number in range(40)
    )
    sources = [write(tmp_path / "slow.ics", slow), write(tmp_path / "good.ics", GOOD)]
    by_processor = read(sources, WINDOW, ZONE, limits=replace(PATIENT, cpu_seconds=1))
    assert [line.split(": ")[1] for line in told(by_processor.faults)] == [
        "reading it took too long. Look for events that repeat without end."
    ]
    assert uids(by_processor) == {"good"}
    by_the_clock = read(sources, WINDOW, ZONE, limits=Limits(start_seconds=2, file_seconds=2))
    assert [line.split(": ")[1] for line in told(by_the_clock.faults)] == [
        "reading it took more than 2 seconds. Intermezzo will try again."
    ]
    assert uids(by_the_clock) == {"good"}


def test_too_many_occurrences_are_refused(tmp_path: Path) -> None:
    events = b"".join(series(f"FREQ=DAILY;COUNT={number}", "20261117T090000Z") for number in range(2, 40))
    reading = read(
        [write(tmp_path / "many.ics", events)], WINDOW, ZONE, limits=replace(PATIENT, occurrences=30)
    )
    assert "more than 30 events" in tell(reading.faults[0])
    assert reading.occurrences == ()


def test_a_child_that_dies_or_hangs_is_buried_and_the_rest_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [write(tmp_path / f"{number}.ics", GOOD) for number in range(6)]
    before = psutil.Process().children(recursive=True)
    for body, expected in (
        ("import os; os.kill(os.getpid(), 11)", "reading it stopped"),
        ("import sys; sys.stdin.read(); print('not json')", "reading it stopped"),
        ("import sys; sys.exit(0)", "reading it stopped"),
        ("import time; time.sleep(60)", "took more than 0 seconds"),
    ):
        monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", body))
        reading = read(sources, WINDOW, ZONE, limits=Limits(start_seconds=0.2, file_seconds=0.1))
        assert len(reading.sources) == 6
        assert [expected in line for line in told(reading.faults)] == [True] * 4 + [False] * 2
        assert all("no time left" in line for line in told(reading.faults[4:]))
    assert psutil.Process().children(recursive=True) == before


def test_the_parent_never_loads_the_libraries(tmp_path: Path) -> None:
    write(tmp_path / "a.ics", GOOD)
    script = (
        "import sys\n"
        "from datetime import datetime, timedelta, UTC\n"
        "from intermezzo.adapters.calendars.reading import read\n"
        "from intermezzo.core.scheduling.intervals import Interval\n"
        "from intermezzo.core.settings import Calendar\n"
        "start = datetime(2026, 11, 18, tzinfo=UTC)\n"
        "window = Interval(start, start + timedelta(days=1))\n"
        "reading = read([Calendar(sys.argv[1])], window, 'Europe/Berlin')\n"
        "assert len(reading.occurrences) == 1, reading\n"
        "print(sorted({'icalendar', 'recurring_ical_events', 'dateutil'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(tmp_path / "a.ics")],
        capture_output=True, text=True, check=True, timeout=60, env={**os.environ, "PYTHONWARNINGS": "error"},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("[]\n", "")
