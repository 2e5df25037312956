"""What is known of the calendars in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intermezzo.core.faults import message
from intermezzo.core.settings import Calendar
from intermezzo.presenters.calendars import status as words
from intermezzo.presenters.calendars.status import CalendarState

FILE = Calendar("/home/ana/work.ics")
ADDRESS = Calendar("example.org", kind="address", id="1", name="Work")
MISSING = message("calendars.in_file", path="/home/ana/work.ics", what=message("calendars.missing"))
LEFT_OUT = message(
    "calendars.in_file",
    path="Work",
    what=message(
        "calendars.event_at",
        day=date(2026, 11, 28),
        time=datetime(2026, 11, 28, 9, 30, tzinfo=UTC),
        what=message("calendars.bad_end"),
    ),
)


@pytest.mark.parametrize(
    ("calendar", "age", "line"),
    [
        (ADDRESS, timedelta(minutes=4), "Fetched 4 min ago; the provider may be hours behind"),
        (Calendar("u", kind="caldav", id="2"), timedelta(hours=2), "Fetched 2 hours ago"),
        (FILE, timedelta(seconds=5), "Read just now"),
        (FILE, timedelta(days=1), "Read 1 day ago"),
        (FILE, None, "Not read yet"),
        (Calendar("/a.ics", on=False), None, "Off"),
    ],
)
def test_the_age_of_what_is_used_is_told(calendar: Calendar, age: timedelta | None, line: str) -> None:
    assert words.state_line(CalendarState(calendar, age)) == line


def test_every_state_has_a_code() -> None:
    minute = timedelta(minutes=1)
    states = [
        CalendarState(FILE, minute),
        CalendarState(FILE, minute, (MISSING,)),
        CalendarState(FILE, None, (MISSING,)),
        CalendarState(FILE),
        CalendarState(Calendar("/b.ics", on=False), minute),
    ]
    assert [one.code for one in states] == ["ok", "old", "failed", "unread", "off"]
    assert words.states_json(states[:1]) == [
        {"name": "work.ics", "kind": "files", "state": "ok", "age_seconds": 60}
    ]


def test_a_fault_tells_the_age_itself() -> None:
    assert words.state_line(CalendarState(FILE, timedelta(hours=1), (MISSING,))) == ""


def test_the_notice_is_one_line_with_faults_first() -> None:
    good = CalendarState(FILE, timedelta())
    left_out = CalendarState(ADDRESS, timedelta(), (), (LEFT_OUT,))
    failed = CalendarState(FILE, None, (MISSING,))
    assert words.notice_line([good]) == ""
    event = (
        "he event of 28 November, 09:30: its end can’t be read; it counts as an hour. Fix it in the calendar."
    )
    assert words.notice_line([good, left_out]) == f"Work: t{event}"
    both = words.notice_line([left_out, failed])
    assert both.startswith("/home/ana/work.ics: no such file")
    assert both.endswith(" 1 more in Settings, Calendars.")
    assert words.trouble_lines(left_out) == (f"T{event}",)


def test_a_calendar_without_a_name_is_called_by_its_place() -> None:
    assert words.calendar_name(FILE) == "work.ics"
    assert words.calendar_name(Calendar("C:\\calendars\\home\\")) == "home"
    assert words.calendar_name(ADDRESS) == "Work"
    assert words.calendar_name(Calendar("example.org", kind="address", id="1")) == "example.org"
