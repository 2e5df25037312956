"""What calendars say that people have: each file with the busy time that is right."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from intermezzo.adapters.calendars.reading import read
from intermezzo.adapters.calendars.results import Reading
from intermezzo.core.scheduling.calendar_rules import Meaning, date_span, meaning
from intermezzo.core.scheduling.intervals import Interval, merge
from intermezzo.core.settings import Calendar, Settings
from tests.telling import told

pytestmark = pytest.mark.slow

CASES = Path(__file__).parents[2] / "corpus" / "cases"
LISTED = json.loads((CASES / "cases.json").read_text(encoding="utf-8"))
BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 18)


def busy(reading: Reading, day: date, zone: ZoneInfo) -> tuple[Interval, ...]:
    """Return the busy times that reach into the day."""
    found = merge(
        Interval(one.start, one.end)
        for one in reading.occurrences
        if meaning(one, Settings()) in (Meaning.BUSY, Meaning.BREAK)
    )
    return tuple(one for one in found if one.meets(date_span(day, zone)))


def shown(found: Iterable[Interval], zone: ZoneInfo, form: str = "%H:%M", to: str = "-") -> str:
    """Return the times as the cases write them."""
    spans = (f"{one.start.astimezone(zone):{form}}{to}{one.end.astimezone(zone):{form}}" for one in found)
    return " ".join(spans) or "nothing"


def days_around(day: date, zone: ZoneInfo) -> Interval:
    """Return the window that the app asks for."""
    start = datetime.combine(day, time(), zone).astimezone(UTC)
    return Interval(start - timedelta(days=2), start + timedelta(days=3))


@pytest.fixture(scope="module")
def cases() -> dict[str, Reading]:
    """Return the reading of each listed case; those of one day and zone are read together."""
    found = {}
    for day, zone in {(day, zone) for _name, day, zone, _right in LISTED}:
        names = [name for name, its_day, its_zone, _right in LISTED if (its_day, its_zone) == (day, zone)]
        window = days_around(date.fromisoformat(day), ZoneInfo(zone))
        whole = read([Calendar(str(CASES / name)) for name in names], window, zone)
        for name, source in zip(names, whole.sources, strict=True):
            found[name] = Reading(window, zone, (source,))
    return found


@pytest.mark.parametrize(("name", "day", "zone", "right"), LISTED, ids=[one[0] for one in LISTED])
def test_a_case_gives_the_right_busy_time(
    cases: dict[str, Reading], name: str, day: str, zone: str, right: str
) -> None:
    found = busy(cases[name], date.fromisoformat(day), ZoneInfo(zone))
    whole = "T" in right
    form, to = ("%Y-%m-%dT%H:%M", "/") if whole else ("%H:%M", "-")
    assert shown(found, ZoneInfo(zone), form, to) == right
    assert cases[name].faults == ()


TIMED = "DTSTART;TZID=Europe/Berlin:20261118T100000\nDTEND;TZID=Europe/Berlin:20261118T110000\n"


def ten_to_eleven() -> dict[str, str]:
    """Return the bodies of the corpus file by their headings."""
    text = CASES.parent.joinpath("ten_to_eleven.txt").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("## ")[1:])
    return {name: body.rstrip("\n") + "\n" for name, _newline, body in parts}


KINDS = ten_to_eleven()


def calendar(body: str) -> str:
    """Return a calendar of the body, which is one event or begins with a zone."""
    if body.startswith("BEGIN:VTIMEZONE"):
        return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n"
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\n{body}END:VEVENT\nEND:VCALENDAR\n"


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """Return the reading of each kind that is busy from 10 to 11."""
    folder = tmp_path_factory.mktemp("kinds")
    window = days_around(DAY, BERLIN)
    paths = []
    for number, body in enumerate(KINDS.values()):
        paths.append(folder / f"{number}.ics")
        paths[-1].write_text(calendar(body), encoding="utf-8")
    whole = read([Calendar(str(path)) for path in paths], window, "Europe/Berlin")
    return {
        name: Reading(window, "Europe/Berlin", (source,))
        for name, source in zip(KINDS, whole.sources, strict=True)
    }


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_it_says_ten_to_eleven(kinds: dict[str, Reading], name: str) -> None:
    reading = kinds[name]
    assert shown(busy(reading, DAY, BERLIN), BERLIN) == "10:00-11:00"
    assert reading.faults == ()
    assert bool(reading.warnings) is name.endswith("*"), told(reading.warnings)


BYTES: dict[str, Callable[[str], str]] = {
    "CR": lambda text: text.replace("\n", "\r"),
    "CR CR LF": lambda text: text.replace("\n", "\r\r\n"),
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "blanks at line ends": lambda text: text.replace("\n", "  \n"),
    "lines of blanks": lambda text: text.replace("\n", "\r\n  \r\n"),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "text around it": lambda text: f"From: a mail\nSubject: x\n\n{text}\nBest regards\n<html>",
    "NUL at its end": lambda text: f"{text}\0\0\0",
    "NUL within": lambda text: text.replace("UID", "\0UID"),
    "small letters": lambda text: text.lower().replace("europe/berlin", "Europe/Berlin"),
    "no end of the calendar": lambda text: text.replace("END:VCALENDAR\n", ""),
    "no line feed at its end": lambda text: text.rstrip("\n"),
    "no end of the event": lambda text: text.replace("END:VEVENT\n", ""),
    "no calendar around it": lambda text: text.partition("VERSION:2.0\n")[2].replace("END:VCALENDAR\n", ""),
    "two of them": lambda text: text + text.replace("UID:a", "UID:b"),
    "indented with a tab": lambda text: "".join(f"\t{line}\n" for line in text.splitlines()),
    "quoted in a mail": lambda text: "".join(f"> {line}\n" for line in text.splitlines()),
    "blanks before the begin of the event": lambda text: text.replace("BEGIN:VEVENT", "  BEGIN:VEVENT"),
    "a byte order mark within": lambda text: text.replace("BEGIN:VEVENT", "\ufeffBEGIN:VEVENT"),
    "a parameter of the begin": lambda text: text.replace("BEGIN:VEVENT", "BEGIN;X-A=1:VEVENT"),
    "quoted names": lambda text: text.replace("BEGIN:VEVENT", 'BEGIN:"VEVENT"'),
    "a word behind the begin": lambda text: text.replace("BEGIN:VEVENT", "BEGIN:VEVENT 1"),
    "no end of an alarm": lambda text: text.replace("DTEND", "BEGIN:VALARM\nTRIGGER:-PT5M\nDTEND"),
    "no end of something unknown": lambda text: text.replace("UID", "BEGIN:X-BOX\nUID"),
    "a long head": lambda text: text.replace("VERSION:2.0", "X-NOTE:something\n" * 1000 + "VERSION:2.0"),
    "one in another": lambda text: text.replace("VERSION:2.0", "VERSION:2.0\nBEGIN:VCALENDAR"),
    "within something unknown": lambda text: text.replace(
        "BEGIN:VEVENT", "BEGIN:X-BOX\nBEGIN:VEVENT"
    ).replace("END:VEVENT", "END:VEVENT\nEND:X-BOX"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
def test_whatever_its_lines_and_letters_what_is_whole_is_read(tmp_path: Path, encoding: str) -> None:
    for name, changed in BYTES.items():
        tmp_path.joinpath(f"{name}.ics").write_bytes(changed(calendar(TIMED)).encode(encoding))
    # UTF-16 without a mark is known by its first two letters.
    names = [name for name in BYTES if encoding == "utf-8" or name not in ("text around it", "blank lines")]
    if encoding in ("utf-16-be", "utf-16-le"):
        names = [name for name in names if name != "small letters"]
    sources = [Calendar(str(tmp_path / f"{name}.ics")) for name in names]
    whole = read(sources, days_around(DAY, BERLIN), "Europe/Berlin")
    assert {
        name: shown(busy(Reading(whole.window, whole.zone_name, (source,)), DAY, BERLIN), BERLIN)
        for name, source in zip(names, whole.sources, strict=True)
    } == dict.fromkeys(names, "10:00-11:00")
    assert whole.faults == ()


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin"])
@pytest.mark.parametrize("of_user", [True, False])
def test_a_whole_day_is_taken_out_by_its_midnight_in_any_zone(
    tmp_path: Path, zone: str, *, of_user: bool
) -> None:
    midnight = datetime.combine(DAY, time(), ZoneInfo(zone) if of_user else UTC).astimezone(UTC)
    path = tmp_path / "a.ics"
    path.write_text(
        calendar(f"DTSTART;VALUE=DATE:20261104\nRRULE:FREQ=WEEKLY\nEXDATE:{midnight:%Y%m%dT%H%M%SZ}\n"),
        encoding="utf-8",
    )
    window = date_span(DAY, ZoneInfo(zone))
    assert read([Calendar(str(path))], window, zone).occurrences == ()


def test_an_event_of_which_no_line_can_be_read_is_told(tmp_path: Path) -> None:
    """Line feeds that a program wrote as letters, or that a mail program took away."""
    whole = calendar(TIMED)
    for name, text in {"letters": whole.replace("\n", r"\n"), "blanks": whole.replace("\n", " ")}.items():
        tmp_path.joinpath(f"{name}.ics").write_text(text, encoding="utf-8")
    reading = read([Calendar(str(tmp_path))], days_around(DAY, BERLIN), "Europe/Berlin")
    assert reading.occurrences == ()
    assert len(reading.warnings) == 2
