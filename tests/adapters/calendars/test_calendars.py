"""Calendars through the real child: what the corpus means, folders, last good answers."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from intermezzo.adapters.calendars.parse import process
from intermezzo.adapters.calendars.parse.protocol import FileAnswer, Progress, Trouble, Warned
from intermezzo.adapters.calendars.reading import read, read_again
from intermezzo.adapters.calendars.results import Reading
from intermezzo.core.scheduling.calendar_rules import BusyStatus, Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar
from intermezzo.presenters.messages import tell
from tests.telling import told

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parents[2] / "corpus" / "ics"
ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)


def days(first: int, count: int = 1) -> Interval:
    """Whole days of November 2026 in Berlin."""
    start = datetime(2026, 11, first, tzinfo=UTC) - timedelta(hours=1)
    return Interval(start, start + timedelta(days=count))


def event(uid: str, start: str = "20261118T090000Z", end: str = "20261118T100000Z", extra: str = "") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTART:{start}\nDTEND:{end}\n{extra}END:VEVENT\n"


def write(path: Path, *events: str) -> Calendar:
    path.write_text("BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(events) + "END:VCALENDAR\n", encoding="utf-8")
    return Calendar(str(path))


def uids(reading: Reading) -> list[str]:
    return [one.uid for one in reading.occurrences]


def local(one: Occurrence) -> str:
    """Its time in Berlin, in winter."""
    hour = timedelta(hours=1)
    return f"{one.start + hour:%d %H:%M} {one.end + hour:%d %H:%M}"


@pytest.fixture(scope="module")
def corpus() -> Reading:
    """The whole corpus, read once for a week."""
    monkeypatch = pytest.MonkeyPatch()
    # A warning of a library in the child would be an error there, and a fault here.
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    names = ("google", "outlook", "invitations", "faulty_events")
    sources = [Calendar(str(CORPUS / f"{name}.ics"), ("mailto:ME@example.org",)) for name in names]
    reading = read(sources, days(16, 5), ZONE)
    monkeypatch.undo()
    return reading


def by_uid(corpus: Reading) -> dict[str, Occurrence]:
    return {one.uid.removesuffix("@corpus"): one for one in corpus.occurrences}


def test_series_keep_their_exceptions_and_their_local_time(corpus: Reading) -> None:
    assert corpus.faults == ()
    times = {
        uid: [local(one) for one in corpus.occurrences if one.uid == f"{uid}@corpus"]
        for uid in ("standup", "utc-series", "rdate", "floating")
    }
    assert times == {
        "standup": ["16 09:00 16 09:15", "18 09:45 18 10:15", "20 09:00 20 09:15"],
        "utc-series": ["18 15:00 18 16:00"],
        "rdate": ["18 12:00 18 12:45", "20 12:00 20 12:45"],
        "floating": ["18 16:00 18 17:00"],
    }
    assert by_uid(corpus)["rdate"].title == "Lunch with the team"


def test_zones_by_their_definition_their_windows_name_or_as_the_users_own(corpus: Reading) -> None:
    known = by_uid(corpus)
    assert local(known["defined-zone"]) == "18 08:00 18 08:30"
    assert local(known["windows-zone"]) == "18 09:00 18 09:30"
    assert local(known["unknown-zone"]) == "18 10:00 18 10:30"


def test_how_an_event_shows_its_time(corpus: Reading) -> None:
    known = by_uid(corpus)
    shown = {
        uid: known[uid].busy for uid in ("defined-zone", "free", "tentative", "intended", "away", "multi-day")
    }
    assert shown == {
        "defined-zone": BusyStatus.BUSY,
        "free": BusyStatus.FREE,
        "tentative": BusyStatus.TENTATIVE,
        "intended": BusyStatus.WORKING_ELSEWHERE,
        "away": BusyStatus.OUT_OF_OFFICE,
        "multi-day": BusyStatus.BUSY,
    }
    assert known["transparent"].transparent
    assert [uid for uid, one in known.items() if one.all_day] == ["all-day-flag", "away"]
    assert local(known["away"]) == "19 00:00 21 00:00"
    assert local(known["multi-day"]) == "16 10:00 18 08:00"
    assert known["multi-day"].private
    assert known["status-tentative"].private


def test_who_is_invited_and_what_the_user_answered(corpus: Reading) -> None:
    known = by_uid(corpus)
    assert {uid for uid, one in known.items() if one.declined} == {
        "declined",
        "declined-by-email",
        "delegated",
    }
    tentative = {uid for uid, one in known.items() if one.busy is BusyStatus.TENTATIVE}
    assert tentative == {"tentative", "unanswered", "maybe", "status-tentative"}
    others = {uid for uid, one in known.items() if not one.alone}
    assert others == {"declined", "declined-by-another", "delegated", "delegated-to-me"}


def test_a_faulty_event_is_a_line_with_its_place_and_without_its_title(corpus: Reading) -> None:
    path = CORPUS / "faulty_events.ics"
    lines = [line for line in told(corpus.warnings) if line.startswith(str(path))]
    assert [line.removeprefix(f"{path}, ").partition(";")[0].partition(". ")[0] for line in lines] == [
        "line 10: the event of 18 November, 08:30: its start can’t be read for certain",
        "line 15: the event of 18 November, 09:00: its end can’t be read",
        "line 21: the event of 18 November, 10:00: it ends before it starts",
        "line 27: the event of 17 November, 11:00: an exception to how it repeats can’t be read",
    ]
    known = by_uid(corpus)
    assert {"good", "no-start", "bad-end", "backwards", "bad-exception"} <= known.keys()


def test_a_folder_is_its_files_and_what_is_faulty_among_them_costs_one_line_each(tmp_path: Path) -> None:
    write(tmp_path / "one.ics", event("one"))
    write(tmp_path / "two.ICS", event("two"))
    write(tmp_path / ".hidden.ics", event("hidden"))
    write(tmp_path / "three.txt", event("three"))
    (tmp_path / "folder.ics").mkdir()
    os.mkfifo(tmp_path / "fifo.ics")
    (tmp_path / "loop.ics").symlink_to(tmp_path / "loop.ics")
    (tmp_path / "gone.ics").symlink_to(tmp_path / "nothing")
    (tmp_path / "device.ics").symlink_to("/dev/zero")
    reading = read([Calendar(str(tmp_path))], days(18), ZONE)
    assert uids(reading) == ["one", "two"]
    found = {file.path.rsplit("/")[-1]: tell(file.fault) for file in reading.sources[0].files if file.fault}
    assert sorted(found) == ["device.ics", "fifo.ics", "folder.ics", "gone.ics", "loop.ics"]
    assert "not a regular file" in found["fifo.ics"]
    assert "not a regular file" in found["device.ics"]
    assert "not a regular file" in found["folder.ics"]
    assert "points to itself" in found["loop.ics"]
    # Of many lines only some are told.
    assert len(reading.faults) == 5
    assert tell(reading.faults[-1]) == f"{tmp_path}: and 1 more."


def test_an_empty_folder_and_a_missing_one(tmp_path: Path) -> None:
    sources = [Calendar(str(tmp_path)), Calendar(str(tmp_path / "none")), Calendar(""), Calendar("a\0b")]
    reading = read(sources, days(18), ZONE)
    assert reading.occurrences == ()
    assert [len(source.faults) for source in reading.sources] == [0, 1, 1, 1]
    assert len(reading.warnings) == 1


def test_names_that_are_no_text_are_read_and_told_in_one_line(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\n.ics")
    write(tmp_path / name, event("odd name"), event("x", "nonsense"))
    reading = read([Calendar(str(tmp_path))], days(18), ZONE)
    assert uids(reading) == ["odd name", "x"]
    assert len(reading.warnings) == 1
    assert tell(reading.warnings[0]).isprintable()


def test_several_calendars_in_one_file_each_with_its_zone(tmp_path: Path) -> None:
    path = tmp_path / "two.ics"
    parts = [
        f"BEGIN:VCALENDAR\nX-WR-TIMEZONE:{zone}\n"
        f"{event(zone, '20261118T090000', '20261118T100000')}END:VCALENDAR\n"
        for zone in ("America/New_York", "Europe/London")
    ]
    path.write_text("\n".join(parts) + "\njunk after the end", encoding="utf-8-sig")
    reading = read([Calendar(str(path))], days(18), ZONE)
    assert reading.faults == reading.warnings == ()
    assert [(one.uid, one.start.hour) for one in reading.occurrences] == [
        ("Europe/London", 9),
        ("America/New_York", 14),
    ]


def test_a_zone_that_one_file_defines_does_not_reach_the_next(tmp_path: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0500\n"
        "TZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    timed = "BEGIN:VEVENT\nUID:{}\nDTSTART;TZID=Mine:20261118T120000\nDURATION:PT1H\nEND:VEVENT\n"
    # The definition stands after the event, which is allowed.
    write(tmp_path / "a.ics", timed.format("defined"), zone)
    write(tmp_path / "b.ics", timed.format("undefined"))
    reading = read([Calendar(str(tmp_path))], days(18), ZONE)
    assert [(one.uid, one.start.hour) for one in reading.occurrences] == [("defined", 7), ("undefined", 11)]


def test_a_zone_is_known_in_any_spelling_and_the_name_of_several_is_none(tmp_path: Path) -> None:
    hours = {
        "America/New_York": 17, "america/new_york": 17, "AMERICA/NEW_YORK": 17, "Etc/GMT+2": 14,
        "America/Argentina/Buenos_Aires": 15, "America/Argentina": 11, "Europe/Nowhere": 11, "Posix/EST": 17,
    }  # fmt: skip
    timed = "BEGIN:VEVENT\nUID:{0}\nDTSTART;TZID={0}:20261118T120000\nDURATION:PT1H\nEND:VEVENT\n"
    reading = read([write(tmp_path / "a.ics", *map(timed.format, hours))], days(18), ZONE)
    assert {one.uid: one.start.hour for one in reading.occurrences} == hours


def test_an_event_in_the_hour_that_the_clocks_leave_out_keeps_its_length(tmp_path: Path) -> None:
    lines = (
        "BEGIN:VEVENT\nUID:gap\nDTSTART;TZID=Europe/Berlin:20260329T023000\n"
        "DTEND;TZID=Europe/Berlin:20260329T030000\nEND:VEVENT\n"
    )
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)
    reading = read([write(tmp_path / "a.ics", lines)], Interval(start, start + timedelta(days=1)), ZONE)
    assert [one.end - one.start for one in reading.occurrences] == [timedelta(minutes=30)]


def test_the_window_is_half_open_and_events_are_not_clipped(tmp_path: Path) -> None:
    calendar = write(
        tmp_path / "a.ics",
        event("ends at the start", "20261117T220000Z", "20261117T230000Z"),
        event("over the start", "20261117T220000Z", "20261117T233000Z"),
        event("over the end", "20261118T223000Z", "20261119T010000Z"),
        event("starts at the end", "20261118T230000Z", "20261118T233000Z"),
        event("all of it", "20260101T000000Z", "20270101T000000Z"),
    )
    reading = read([calendar], days(18), ZONE)
    assert uids(reading) == ["all of it", "over the start", "over the end"]
    assert reading.occurrences[0].start == datetime(2026, 1, 1, tzinfo=UTC)


def test_an_unknown_zone_of_the_user_is_our_own_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        read([write(tmp_path / "a.ics", event("a"))], days(18), "Nowhere/Land")


def test_unchanged_files_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [write(tmp_path / "a.ics", event("a"), event("b", "20261118T100000Z", "20261118T103000Z"))]
    first = read(sources, days(18), ZONE)
    with monkeypatch.context() as broken:
        # Without a child to start, only what is known can be answered.
        broken.setattr("intermezzo.adapters.calendars.parse.process.COMMAND", ("/nonexistent/child",))
        assert read(sources, days(18), ZONE, previous=first) == first
        with pytest.raises(FileNotFoundError):
            read(sources, days(19), ZONE, previous=first)
    write(tmp_path / "a.ics", event("changed"))
    assert uids(read(sources, days(18), ZONE, previous=first)) == ["changed"]


def test_a_faulty_file_keeps_its_last_good_answer_and_tells_its_age(tmp_path: Path) -> None:
    sources = [write(tmp_path / "a.ics", event("a")), write(tmp_path / "b.ics", event("b"))]
    first = read_again(sources, days(18), ZONE, None, NOW)
    assert uids(first) == ["a", "b"]

    (tmp_path / "a.ics").write_text("<html>Please sign in</html>", encoding="utf-8")
    later = read_again(sources, days(18), ZONE, first, NOW + timedelta(hours=3))
    assert uids(later) == ["a", "b"]
    assert len(later.faults) == 1
    first_source, second_source = later.sources
    (status,) = first_source.status(NOW + timedelta(hours=3))
    assert second_source.status(NOW + timedelta(hours=3)) == ()
    assert tell(status) == (
        f"{tmp_path / 'a.ics'}: it is a web page, perhaps a request to sign in. Download the calendar again. "
        "Until then, the last good version is used (3 hours old)."
    )

    (tmp_path / "a.ics").unlink()
    gone = read_again(sources, days(18), ZONE, later, NOW + timedelta(days=2))
    assert uids(gone) == ["a", "b"]
    assert "2 days old" in tell(gone.sources[0].status(NOW + timedelta(days=2))[0])

    write(tmp_path / "a.ics", event("mended"))
    mended = read_again(sources, days(18), ZONE, gone, NOW + timedelta(days=2))
    assert uids(mended) == ["b", "mended"]
    assert [one.status(NOW + timedelta(days=2)) for one in mended.sources] == [(), ()]


def test_while_a_file_is_being_written_what_it_said_before_counts_too(tmp_path: Path) -> None:
    late = event("late", "20261118T150000Z", "20261118T153000Z")
    calendar = write(tmp_path / "a.ics", event("a"), event("b"), late)
    whole = read_again([calendar], days(18), ZONE, None, NOW)
    text = Path(calendar.path).read_text(encoding="utf-8")
    begun = text[: text.index("UID:b")].replace("UID:a", "UID:new")
    Path(calendar.path).write_text(begun, encoding="utf-8")
    part = read_again([calendar], days(18), ZONE, whole, NOW + timedelta(minutes=1))
    assert uids(part) == ["a", "b", "new", "late"]
    assert "its end is missing" in told(part.warnings)[-1]
    again = read_again([calendar], days(18), ZONE, part, NOW + timedelta(hours=1))
    assert uids(again) == ["a", "b", "new", "late"]
    left_so = read_again([calendar], days(18), ZONE, again, NOW + timedelta(hours=1, seconds=1))
    assert uids(left_so) == ["new"]
    write(tmp_path / "a.ics", event("a"))
    assert uids(read_again([calendar], days(18), ZONE, part, NOW + timedelta(minutes=2))) == ["a"]


def test_a_folder_that_is_gone_keeps_what_it_said_and_a_file_removed_from_it_is_forgotten(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir()
    write(folder / "a.ics", event("a"))
    write(folder / "b.ics", event("b"))
    sources = [Calendar(str(folder))]
    both = read_again(sources, days(18), ZONE, None, NOW)
    (folder / "b.ics").unlink()
    one = read_again(sources, days(18), ZONE, both, NOW)
    assert uids(one) == ["a"]
    folder.rename(tmp_path / "elsewhere")
    gone = read_again(sources, days(18), ZONE, one, NOW + timedelta(minutes=5))
    assert uids(gone) == ["a"]
    assert "5 minutes old" in tell(gone.sources[0].status(NOW + timedelta(minutes=5))[0])


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_told_with_its_place(
    trouble: Trouble, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = msgspec.json.encode(Progress(files=(FileAnswer(warnings=(Warned(3, trouble, NOW),)),))).decode()
    child = f"import sys; sys.stdin.read(); print({answer!r})"
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", child))
    calendar = write(tmp_path / "a.ics", event("a"))
    (line,) = told(read([calendar], days(18), ZONE).warnings)
    assert line.startswith(f"{calendar.path}, line 3: the event of 18 November, 08:00: ")
    assert "{" not in line
