"""The Week window's suggestion of a meeting, from a real calendar file, and what reading it costs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from intermezzo.adapters.calendars import reading
from intermezzo.adapters.calendars.parse.process import Asked, ask
from intermezzo.adapters.calendars.parse.protocol import FileAnswer, Question
from intermezzo.core.history.statistics import week_key
from intermezzo.core.scheduling.ahead import KNOWN_AHEAD
from intermezzo.core.settings import Calendar
from tests.app.conftest import House

pytestmark = pytest.mark.slow

TITLE = "Zebrafish"
WEEK = timedelta(weeks=1)


def weekly(first: datetime, *minutes: int) -> str:
    """A calendar of meetings that follow one another, every week."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for number, length in enumerate(minutes):
        last = first + timedelta(minutes=length)
        lines += [
            "BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{TITLE}", f"DTSTART:{first:%Y%m%dT%H%M%SZ}",
            f"DTEND:{last:%Y%m%dT%H%M%SZ}", "RRULE:FREQ=WEEKLY", "END:VEVENT",
        ]  # fmt: skip
        first = last
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """For how long a time each child was asked to read files."""
    spans: list[timedelta] = []

    def spied(question: Question, calendars: Sequence[Asked]) -> list[tuple[FileAnswer, ...]]:
        spans.append(question.end - question.start)
        return ask(question, calendars)

    monkeypatch.setattr(reading, "ask", spied)
    return spans


@pytest.fixture
def mondays(house: House, tmp_path: Path, asked: list[timedelta]) -> House:
    """An app whose one calendar has three hours of meetings on every Monday, two days before its today."""
    path = tmp_path / "work.ics"
    path.write_text(weekly(house.time.now - timedelta(days=2, hours=2) - 8 * WEEK, 60, 60, 60))
    house.set_settings(replace(house.settings_in_use, calendars=(Calendar(str(path)),)))
    house.until(lambda: house.day.calendars.reading is not None)
    assert asked == [timedelta(days=2 + KNOWN_AHEAD + 2)]
    asked.clear()
    return house


def foot(house: House) -> str:
    """The suggestion of the Week window, or the sentence in its place."""
    window = house.controllers.week.window
    assert window is not None
    return window._foot.accessibleName()  # private: no signal tells of it


def test_the_week_suggests_a_meeting_that_could_end_earlier(mondays: House) -> None:
    first: list[str] = []
    mondays.app.dispatch(("show", "week"), lambda *_reply: first.append(foot(mondays)))
    mondays.until(lambda: "never left room" in foot(mondays))
    assert len(first) == 1
    assert "never left room" not in first[0], "the window does not wait for the calendars"
    assert foot(mondays) == (
        "Mondays 10:00–13:00 never left room. Ending the 11:00 five minutes early would."
    )
    mondays.leave()
    for file in mondays.home.rglob("*"):
        assert not file.is_file() or TITLE.encode() not in file.read_bytes(), file


def test_calendars_are_read_for_weeks_only_when_the_week_is_opened(
    mondays: House, asked: list[timedelta]
) -> None:
    def live(hours: int) -> None:
        for _turn in range(hours * 12):
            mondays.run(300)
            mondays.day.refresh()
            mondays.until(lambda: not mondays.day.sampling)

    live(1)
    assert asked == []
    mondays.say("show", "week")
    mondays.until(lambda: "never left room" in foot(mondays))
    assert asked == [timedelta(days=38)]
    mondays.say("week", week_key((mondays.time.now - WEEK).date()))
    mondays.until(lambda: "never left room" not in foot(mondays))
    mondays.say("show", "week")
    assert "never left room" in foot(mondays), "the answer is there already"
    assert len(asked) == 1, "the file has not changed"
    window = mondays.controllers.week.window
    assert window is not None
    window.close()
    mondays.until(lambda: mondays.controllers.week.window is None)
    live(1)
    assert len(asked) == 1
    mondays.say("show", "week")
    mondays.until(lambda: "never left room" in foot(mondays))
    assert len(asked) == 2, "nothing was kept of it"
