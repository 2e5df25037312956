"""What calendars hold for certain, through the real child: of fetched ones their last answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters.calendars.certain import CertainReading, read_certain
from intermezzo.adapters.calendars.remote import Known
from intermezzo.adapters.calendars.results import FileReading
from intermezzo.core.faults import message
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.refresh import LastAnswer
from intermezzo.core.settings import Calendar

NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)
DAY = timedelta(days=1)
WINDOW = Interval(NOW - 30 * DAY, NOW + 6 * DAY)
WORK = Calendar("localhost", kind="address", id="work", name="Work")
SERVED = FileReading("Work", (Occurrence(NOW, NOW + timedelta(hours=1), uid="served"),), as_of=NOW)
KNOWN = Known(WORK, Interval(NOW - 2 * DAY, NOW + 30 * DAY), "UTC", "", SERVED, LastAnswer(NOW))
SERIES = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:weekly\nDTSTART:20261021T090000Z\n"
    "DTEND:20261021T100000Z\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Calendar:
    path = tmp_path / "work.ics"
    path.write_text(SERIES)
    return Calendar(str(path))


def uids(found: CertainReading) -> list[str]:
    return [one.uid for one in found.occurrences]


@pytest.mark.slow
def test_files_are_read_for_all_of_it_and_not_again(file: Calendar) -> None:
    found = read_certain((file,), {}, WINDOW, "UTC")
    assert uids(found) == ["weekly"] * 5
    assert found.known == WINDOW
    again = read_certain((file,), {}, WINDOW, "UTC", found.files)
    assert again.files.sources[0].files[0].occurrences is found.files.sources[0].files[0].occurrences


@pytest.mark.slow
def test_what_is_fetched_is_known_as_far_as_its_last_answer_reaches(file: Calendar) -> None:
    off = Calendar("elsewhere", kind="address", id="off", on=False)
    found = read_certain((file, WORK, off), {"work": KNOWN}, WINDOW, "UTC")
    assert uids(found) == [*["weekly"] * 4, "served", "weekly"]
    assert found.known == Interval(NOW - 2 * DAY, NOW + 6 * DAY)


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"work": replace(KNOWN, zone="Europe/Berlin")},
        {"work": replace(KNOWN, calendar=replace(WORK, path="example.org"))},
        {"work": replace(KNOWN, window=Interval(NOW - 90 * DAY, NOW - 60 * DAY))},
        {"work": replace(KNOWN, reading=replace(SERVED, fault=message("fetch.offline")))},
        {"work": replace(KNOWN, reading=replace(SERVED, warnings=(message("calendars.bad_end"),)))},
    ],
)
def test_an_answer_that_is_missing_or_doubtful_leaves_nothing_certain(known: dict[str, Known]) -> None:
    assert read_certain((WORK,), known, WINDOW, "UTC").known is None


@pytest.mark.slow
@pytest.mark.parametrize("text", [None, SERIES.replace("DTEND:", "DTEND:x")])
def test_a_file_that_is_missing_or_was_guessed_at_leaves_nothing_certain(
    file: Calendar, text: str | None
) -> None:
    path = Path(file.path)
    path.unlink() if text is None else path.write_text(text)
    assert read_certain((file,), {}, WINDOW, "UTC").known is None
