"""Calendars of Thunderbird: the tables, rows and preferences are those that version 153 wrote."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from intermezzo.adapters.calendars.fetch import documents, thunderbird
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.core.faults import message
from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.asking import answered

PROFILE = Path(__file__).with_name("thunderbird_profile")
WORK, TEAM = "9ab55958-85c8-4288-a306-e07c5efed87a", "a681590a-6ef2-4158-bb6d-29ca9664b129"
START, END = "2026-12-01T00:00:00+00:00", "2026-12-05T00:00:00+00:00"
FIND = Request("find", Calendar("", kind="thunderbird"))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the profile lies where Linux has it")


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The profile of a user who has Thunderbird closed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / ".thunderbird" / "z8xlbpik.default"
    (folder / "calendar-data").mkdir(parents=True)
    (folder.parent / "profiles.ini").write_text("[Profile0]\nName=me\nIsRelative=1\nPath=z8xlbpik.default\n")
    (folder / "prefs.js").write_text((PROFILE / "prefs.js").read_text())
    for name in ("local", "cache"):
        with closing(sqlite3.connect(folder / "calendar-data" / f"{name}.sqlite")) as store:
            store.executescript((PROFILE / f"{name}.sql").read_bytes().decode())
    return folder


@pytest.fixture
def runs(profile: Path) -> Iterator[Callable[[str], None]]:
    """Execute what Thunderbird would, which runs: its store is locked, and all that is new is in the log."""
    with closing(sqlite3.connect(store(profile), isolation_level=None)) as program:
        program.execute("PRAGMA locking_mode=EXCLUSIVE")
        program.execute("PRAGMA journal_mode=WAL")
        program.execute("PRAGMA wal_autocheckpoint=0")

        def execute(sql: str) -> None:
            program.execute(sql)

        yield execute


def store(profile: Path, name: str = "local") -> Path:
    return profile / "calendar-data" / f"{name}.sqlite"


def asked(profile: Path, number: str = WORK, name: str = "local") -> Request:
    calendar = Calendar(f"{store(profile, name)}#{number}", kind="thunderbird", id="thunderbird-1")
    return Request("fetch", calendar, start=START, end=END)


def events(answer: Answer) -> list[tuple[str, datetime | date]]:
    """(title, start) of what the answer has in the window, expanded."""
    assert answer.fault is None
    (document,) = answer.documents
    calendar = icalendar.Calendar.from_ical(document)
    found = recurring_ical_events.of(calendar).between((2026, 12, 1), (2026, 12, 5))
    starts = [(str(one["SUMMARY"]), one["DTSTART"].dt) for one in found]
    return sorted(
        (title, start.astimezone(UTC) if isinstance(start, datetime) and start.tzinfo else start)
        for title, start in starts
    )


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


HEAD_OFFICE = timedelta(hours=5, minutes=45)
EXPECTED = sorted(
    [
        ("Planning, weekly", utc(2, 9)),
        ("Trade fair", date(2026, 12, 3)),
        ("Floating", datetime.fromisoformat("2026-12-03T08:00")),
        ("In UTC", utc(4, 8)),
        # Wednesday's is an exception, Friday's has moved.
        ("Stand-up", utc(4, 12)),
        *(("On call", date(2026, 12, day)) for day in (1, 2, 3, 4)),
        ("Head office", utc(3, 12) - HEAD_OFFICE),
        # One is an exception.
        *(("Head office, again", utc(day, 12) - HEAD_OFFICE) for day in (1, 2, 4)),
        # The second of three has moved out of the window.
        *(("Away", date(2026, 12, day)) for day in (1, 3)),
    ],
    key=lambda one: (one[0], str(one[1])),
)


def test_calendars_are_found_with_name_colour_and_address(profile: Path) -> None:
    work, team = thunderbird.find(FIND).found
    assert work == Calendar(
        f"{store(profile)}#{WORK}",
        ("me@example.org",),
        "thunderbird",
        id=work.id,
        name="Work",
        colour="#2f5d54",
    )
    assert (team.path, team.name, team.colour) == (f"{store(profile, 'cache')}#{TEAM}", "Team", "#aa0000")
    assert team.me == ("me@example.org", "also.me@example.org")
    assert thunderbird.find(FIND).found == (work, team), "the ids stay"


def test_nothing_is_found_without_profiles_or_in_broken_ones(profile: Path) -> None:
    (profile / "prefs.js").write_text('user_pref("calendar.registry.1.type", broken);\n\xe4')
    assert thunderbird.find(FIND).found == ()
    (profile / "prefs.js").unlink()
    assert thunderbird.find(FIND).found == ()
    (profile.parent / "profiles.ini").write_text("no section")
    assert thunderbird.find(FIND).found == ()


def test_the_events_of_the_window_are_at_their_times(profile: Path) -> None:
    found = events(thunderbird.fetch(asked(profile)))
    assert sorted(found, key=lambda one: (one[0], str(one[1]))) == EXPECTED
    assert events(thunderbird.fetch(asked(profile, TEAM, "cache"))) == [("Remote", utc(2, 13))]


def test_what_is_needed_to_judge_an_event_comes_with_it(profile: Path) -> None:
    (document,) = thunderbird.fetch(asked(profile)).documents
    plain = next(one for one in document.decode().split("BEGIN:VEVENT") if "UID:plain" in one)
    for line in (
        "SUMMARY:Planning\\, weekly",
        "STATUS:TENTATIVE",
        "CLASS:PRIVATE",
        "SEQUENCE:3",
        "TRANSP:OPAQUE",
        "LAST-MODIFIED:20260102T000000Z",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "ATTENDEE;CN=Me;PARTSTAT=DECLINED;ROLE=REQ-PARTICIPANT:mailto:me@example.org",
    ):
        assert f"\r\n{line}\r\n" in plain
    assert "Long ago" not in document.decode()
    everything = thunderbird.fetch(replace(asked(profile), start="", end=""))
    assert "Long ago" in everything.documents[0].decode()


def test_a_store_that_thunderbird_has_locked_is_read_with_what_is_new(
    profile: Path, runs: Callable[[str], None]
) -> None:
    runs("UPDATE cal_events SET title = 'Changed just now' WHERE id = 'utc'")
    with (
        pytest.raises(sqlite3.OperationalError, match="locked"),
        closing(sqlite3.connect(store(profile), timeout=0)) as one,
    ):
        one.execute("SELECT * FROM cal_events")
    before = {file: file.read_bytes() for file in store(profile).parent.iterdir()}
    assert ("Changed just now", utc(4, 8)) in events(thunderbird.fetch(asked(profile)))
    assert before == {file: file.read_bytes() for file in store(profile).parent.iterdir()}, (
        "nothing is written"
    )


def test_an_answer_is_unchanged_until_an_event_or_the_window_changes(
    profile: Path, runs: Callable[[str], None]
) -> None:
    first = thunderbird.fetch(asked(profile))
    again = replace(asked(profile), validators=first.validators)
    second = thunderbird.fetch(again)
    assert (second.unchanged, second.documents, second.validators) == (True, (), first.validators)
    runs("UPDATE cal_metadata SET value = 'x'")
    runs("DELETE FROM cal_events WHERE cal_id = 'another'")
    assert thunderbird.fetch(again).unchanged, "not a change of this calendar"
    later = thunderbird.fetch(replace(again, start="2020-01-01T00:00:00+00:00"))
    assert "Long ago" in later.documents[0].decode()
    runs("DELETE FROM cal_events WHERE id = 'utc'")
    assert ("In UTC", utc(4, 8)) not in events(thunderbird.fetch(again))


def test_what_was_deleted_offline_is_gone(profile: Path, runs: Callable[[str], None]) -> None:
    runs("UPDATE cal_events SET offline_journal = 4 WHERE id = 'utc'")
    runs("UPDATE cal_events SET offline_journal = 2 WHERE id = 'plain'")
    titles = [title for title, _start in events(thunderbird.fetch(asked(profile)))]
    assert "In UTC" not in titles
    assert "Planning, weekly" in titles


def test_a_calendar_or_a_store_that_is_gone(profile: Path) -> None:
    assert answered(asked(profile, "removed")).fault == message("thunderbird.gone")
    store(profile).unlink()
    told = message("thunderbird.no_store", path=str(store(profile)))
    assert answered(asked(profile)).fault == told


@pytest.mark.parametrize("content", [b"", b"not a database" * 99])
def test_a_store_that_is_none(profile: Path, content: bytes) -> None:
    store(profile).write_bytes(content)
    fault = answered(asked(profile)).fault
    assert fault is not None
    assert fault.code == "thunderbird.unreadable"


def test_a_store_that_changes_all_the_time_is_left_for_later(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(range(1 + 2 * thunderbird.TRIES))
    monkeypatch.setattr(thunderbird, "stamps", lambda _path: next(times))
    assert answered(asked(profile)).fault == message("thunderbird.busy")


def test_a_copy_is_in_memory_where_the_user_has_a_place_there(
    profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir()
    with thunderbird.copy(store(profile)) as path:
        assert path.parent.parent == tmp_path / "run"
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "run").iterdir()) == []


def test_times_that_cannot_be_and_zones_that_are_unknown_leave_the_event(
    profile: Path, runs: Callable[[str], None]
) -> None:
    runs("UPDATE cal_events SET event_start_tz = 'Mars/Base', flags = flags | 16 WHERE id = 'utc'")
    runs("UPDATE cal_events SET event_start_tz = 'BEGIN:VTIMEZONE', flags = flags | 16 WHERE id = 'plain'")
    runs(f"UPDATE cal_events SET event_start = {2**62}, flags = flags | 16 WHERE id = 'old'")
    text = thunderbird.fetch(asked(profile)).documents[0].decode()
    assert "DTSTART:20261204T080000Z" in text
    assert "DTSTART:20261202T090000Z" in text
    assert f"DTSTART:{2**62}" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 12


def test_text_is_one_line(profile: Path, runs: Callable[[str], None]) -> None:
    runs("UPDATE cal_events SET title = 'a;b,c\\d' || char(13, 10) || 'END:VEVENT' WHERE id = 'utc'")
    assert documents.escaped(b"\xff;") == "�\\;"
    assert ("a;b,c\\d\nEND:VEVENT", utc(4, 8)) in events(thunderbird.fetch(asked(profile)))


@pytest.mark.slow
def test_the_child_answers_for_it(profile: Path) -> None:
    (answer,) = ask([asked(profile, TEAM, "cache")])
    assert events(answer) == [("Remote", utc(2, 13))]
