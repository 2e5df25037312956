"""Calendars that change while the app runs: seen soon, before an offer, and under a card that is up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Gate
from typing import Any

import pytest

from intermezzo.adapters.calendars import reading
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.settings import Calendar
from tests.app.conftest import House

pytestmark = pytest.mark.slow


def meeting(start: datetime, minutes: int = 60) -> str:
    """A calendar with one meeting."""
    end = start + timedelta(minutes=minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20200101T000000Z",
    ]
    lines += [f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}", "SUMMARY:Planning"]
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])


EMPTY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def file(house: House, tmp_path: Path) -> Path:
    """The one calendar of the settings, without an event, which has been read."""
    path = tmp_path / "work.ics"
    path.write_text(EMPTY)
    use(house, Calendar(str(path)))
    house.until(lambda: house.day.calendars.reading is not None)
    return path


def use(house: House, *calendars: Calendar) -> None:
    house.set_settings(replace(house.settings_in_use, calendars=calendars))


def closed(house: House) -> list[Reason | None]:
    return [event.reason for event in house.engine.state.events if event.kind is EventKind.DROPPED]


def test_a_file_that_changes_is_read_again(house: House, file: Path) -> None:
    file.write_text(meeting(house.time.now + timedelta(hours=2)))
    house.until(lambda: len(house.engine.day.busy) == 1)
    file.write_text(EMPTY)
    house.until(lambda: house.engine.day.busy == ())


def test_what_was_guessed_is_told_in_today_the_tray_and_the_status(house: House, file: Path) -> None:
    start = house.time.now + timedelta(hours=2)
    text = meeting(start)
    file.write_text(text.replace("DTEND:", "DTEND:x"))
    house.until(lambda: "calendar" in house.notices.lines)
    line = house.notices.lines["calendar"]
    assert f"{start:%H:%M}: its end can’t be read" in line
    assert len(house.engine.day.busy) == 1, "its time is busy all the same"
    house.until(lambda: line in [one.line for one in house.today.view().notices])
    tray = house.app.tray._view  # private: there is no icon without a desktop
    assert tray is not None
    assert tray.tooltip.split("\n")[2:] == [line]
    data = house.say("status")[2]
    assert line in data["notices"]
    assert data["calendars"] == [{"name": "work.ics", "kind": "files", "state": "ok", "age_seconds": 0}]
    file.unlink()
    house.until(lambda: "no such file" in house.notices.lines["calendar"])
    assert [one["state"] for one in house.say("status")[2]["calendars"]] == ["old"]
    use(house)
    assert house.say("status")[2]["calendars"] == []


def test_a_card_goes_when_a_meeting_appears_under_it(house: House, file: Path) -> None:
    house.offer()
    file.write_text(meeting(house.time.now - timedelta(minutes=1)))
    house.until(lambda: house.engine.offer is None)
    house.until(lambda: not house.today.card.isVisible())
    assert closed(house) == [Reason.GAP_CLOSED]


def test_before_an_offer_the_calendar_is_read_as_it_is_now(house: House, file: Path) -> None:
    house.offer()
    assert house.say("answer", "skip")[0]
    house.until(lambda: not house.day.sampling)
    house.day.calendars.files.stop()  # as where nothing tells of a change
    due = house.engine.plan.slots[0].start
    assert due > house.time.now
    file.write_text(meeting(due - timedelta(minutes=5)))
    house.run((due - house.time.now).total_seconds() + 1)
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    assert house.engine.offer is None
    assert len(house.engine.day.busy) == 1
    assert sum(event.kind is EventKind.OFFERED for event in house.engine.state.events) == 1


def test_changes_during_a_reading_are_one_more_reading(
    house: House, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun, read = Gate(), [], reading.read_again

    def slow(*words: Any) -> Any:
        begun.append(words)
        gate.wait(60)
        return read(*words)

    monkeypatch.setattr(reading, "read_again", slow)  # a disk that takes its time
    calendars, told = house.day.calendars, []
    calendars.files.stop()
    calendars.read(lambda: told.append("first"))
    for _change in range(5):
        calendars.read()
    calendars.read(lambda: told.append("last"))
    house.until(lambda: begun)
    file.write_text(meeting(house.time.now + timedelta(hours=2)))
    gate.set()
    house.until(lambda: "last" in told)
    assert told == ["first", "last"]
    assert len(begun) == 2
    assert len(house.engine.day.busy) == 1


def test_what_was_read_of_a_calendar_that_is_gone_meanwhile_does_not_count(
    house: House, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read, told = Gate(), reading.read_again, []
    house.day.calendars.files.stop()

    def slow(*words: Any) -> Any:
        gate.wait(60)
        return read(*words)

    monkeypatch.setattr(reading, "read_again", slow)  # a disk that takes its time
    file.write_text(meeting(house.time.now + timedelta(hours=2)))
    house.day.calendars.read()
    use(house)
    house.day.calendars.read(lambda: told.append("read"))
    gate.set()
    house.until(lambda: told)
    assert house.engine.state.occurrences == ()


def test_the_files_of_calendars_that_are_on_are_watched(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    on, off = Calendar("~/a.ics"), Calendar("~/b.ics", on=False)
    address = Calendar("example.org", kind="address", id="x")
    store = Calendar("/p/local.sqlite#7", kind="thunderbird", id="y")
    watched: list[Sequence[str]] = []
    monkeypatch.setattr(house.day.calendars.files, "watch", watched.append)
    state = house.engine.state
    state.settings = replace(state.settings, calendars=(on, off, address, store, Calendar("")))
    house.day.calendars.read()
    assert [*watched[-1]] == ["~/a.ics", "/p/local.sqlite", "/p/local.sqlite-wal"]
