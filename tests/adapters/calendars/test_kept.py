"""What is kept of fetched calendars on a real disk: enough to know when one is busy, and nothing private."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.calendars import kept
from intermezzo.adapters.calendars.remote import Known
from intermezzo.adapters.calendars.results import FileReading
from intermezzo.core.faults import message
from intermezzo.core.scheduling.calendar_rules import Meaning, Occurrence, meaning
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.refresh import LastAnswer
from intermezzo.core.settings import Calendar, Settings

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
WINDOW = Interval(NOW - 48 * HOUR, NOW + 720 * HOUR)
SETTINGS = Settings()
WORDS = kept.words_of(SETTINGS)
WORK = Calendar("localhost", kind="address", id="work", name="Work")
EVENTS = (
    Occurrence(
        NOW,
        NOW + HOUR,
        "Budget of the merger",
        alone=False,
        uid="1@example.org",
        link="https://zoom.us/j/42?pwd=secret",
    ),
    Occurrence(NOW + HOUR, NOW + 2 * HOUR, "Lunch at Luigi's", uid="2@example.org"),
    Occurrence(NOW + 2 * HOUR, NOW + 3 * HOUR, "Deep work: merger", uid="3@example.org"),
    Occurrence(NOW + 3 * HOUR, NOW + 4 * HOUR, "Canceled: merger", uid="4@example.org"),
    Occurrence(NOW + 4 * HOUR, NOW + 5 * HOUR, "", private=True, declined=True, uid="5@example.org"),
)
READING = FileReading("Work", EVENTS, as_of=NOW, stamp=(1, 2), uids=(3, 4))
KNOWN = Known(WORK, WINDOW, "UTC", WORDS, READING, LastAnswer(NOW), {"etag": '"7"'})


def means(known: Known) -> list[tuple[datetime, datetime, Meaning]]:
    return [(one.start, one.end, meaning(one, SETTINGS)) for one in known.reading.occurrences]


def test_a_kept_answer_means_the_same_without_titles_and_uids(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "calendars"
    kept.save(folder, KNOWN, SETTINGS)
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    text = file.read_text().lower()
    for private in ("merger", "luigi", "budget", "example.org", "localhost", "etag", "zoom", "secret"):
        assert private not in text
    found = kept.load(folder, [WORK], WORDS)["work"]
    assert means(found) == means(KNOWN)
    assert {one for *_, one in means(found)} == set(Meaning)
    assert (found.reading.as_of, found.last, found.window) == (NOW, LastAnswer(NOW), WINDOW)
    assert found.validators == {}, "all is fetched anew, for the titles"


def test_where_nothing_has_changed_only_the_time_does(tmp_path: Path) -> None:
    later = replace(KNOWN, reading=replace(READING, as_of=NOW + HOUR))
    kept.save(tmp_path, KNOWN, SETTINGS)
    (file,) = tmp_path.iterdir()
    number = file.stat().st_ino
    kept.save(tmp_path, later, SETTINGS, KNOWN)
    assert file.stat().st_ino == number
    found = kept.load(tmp_path, [WORK], WORDS)["work"]
    assert (found.reading.as_of, means(found)) == (NOW + HOUR, means(KNOWN))
    file.unlink()
    kept.save(tmp_path, later, SETTINGS, KNOWN)
    assert means(kept.load(tmp_path, [WORK], WORDS)["work"]) == means(KNOWN), "a file that is gone is written"


def test_what_was_never_answered_is_not_kept(tmp_path: Path) -> None:
    fault = message("fetch.offline")
    kept.save(tmp_path, replace(KNOWN, reading=FileReading("Work", fault=fault)), SETTINGS)
    assert [*tmp_path.iterdir()] == []


def test_an_answer_for_other_words_or_addresses_does_not_count(tmp_path: Path) -> None:
    kept.save(tmp_path, KNOWN, SETTINGS)
    word = ("merger",)
    for changed in (
        replace(SETTINGS, break_words=word),
        replace(SETTINGS, quiet_words=word),
        replace(SETTINGS, cancelled_words=word),
    ):
        assert kept.load(tmp_path, [WORK], kept.words_of(changed)) == {}
    assert kept.load(tmp_path, [replace(WORK, me=("me@example.org",))], WORDS) == {}
    assert kept.load(tmp_path, [replace(WORK, path="other.example.org")], WORDS) == {}
    assert [*kept.load(tmp_path, [WORK], kept.words_of(replace(SETTINGS, interludes=3)))] == ["work"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[:-9],
        lambda raw: b"\xff" + raw,
        lambda raw: b"[]",
        lambda raw: raw.replace(b'"zone"', b'"area"'),
        lambda raw: raw.replace(b'"busy":"busy"', b'"busy":"gone"'),
        lambda raw: raw.replace(b'"window":{"start":"2026', b'"window":{"start":"2036'),
        lambda raw: raw.replace(b'Z"', b'"'),
    ],
)  # fmt: skip
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: Any) -> None:
    kept.save(tmp_path, KNOWN, SETTINGS)
    file = tmp_path / "work.json"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert file.read_bytes() != whole
    assert kept.load(tmp_path, [WORK], WORDS) == {}
    kept.save(tmp_path, KNOWN, SETTINGS)
    assert [*kept.load(tmp_path, [WORK], WORDS)] == ["work"]


def test_what_belongs_to_no_calendar_is_deleted(tmp_path: Path) -> None:
    kept.forget(tmp_path / "none", [])
    other = replace(WORK, id="other")
    for one in (WORK, other):
        kept.save(tmp_path, replace(KNOWN, calendar=one), SETTINGS)
    (tmp_path / "unknown.json").write_text("{}")
    kept.forget(tmp_path, [replace(other, on=False)])
    assert [one.name for one in tmp_path.iterdir()] == ["other.json"]
    kept.forget(tmp_path, [])
    assert [*tmp_path.iterdir()] == []


# -- for a command -------------------------------------------------------------------------------------


def current(folder: Path, minutes: int, end: datetime = WINDOW.end) -> Known:
    """Return what a command knows so long after the answer; nobody can be asked."""
    return kept.current(
        folder, [WORK], Interval(NOW, end), "UTC", SETTINGS, NOW + timedelta(minutes=minutes)
    )["work"]


def test_a_command_uses_an_answer_of_late_without_asking(tmp_path: Path) -> None:
    kept.save(tmp_path, KNOWN, SETTINGS)
    known = current(tmp_path, 19)
    assert known.reading.fault is None
    assert means(known) == means(KNOWN)


@pytest.mark.slow
def test_a_command_asks_for_what_is_old_or_missing_and_else_uses_it(tmp_path: Path) -> None:
    known = current(tmp_path, 0)
    assert known.reading.fault is not None
    assert known.reading.occurrences == ()
    kept.save(tmp_path, KNOWN, SETTINGS)
    for known in (current(tmp_path, 21), current(tmp_path, 0, WINDOW.end + HOUR)):
        assert known.reading.fault is not None
        assert means(known) == means(KNOWN)
        assert known.reading.as_of == NOW
