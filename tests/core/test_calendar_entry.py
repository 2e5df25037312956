"""What is entered to add a calendar, and what is kept of it in the settings."""

import pytest

from intermezzo.core.calendar_entry import CalendarEntry, calendar_of, host
from intermezzo.core.settings import Calendar

GOOGLE = "https://calendar.google.com/calendar/ical/ana%40example.org/private-1/basic.ics"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (GOOGLE, "calendar.google.com"),
        (" webcal://P01-caldav.icloud.com/published/2/abc ", "p01-caldav.icloud.com"),
        ("example.org/a.ics", "example.org"),
        ("https://ana:secret@example.org:8443/a.ics?key=1", "example.org"),
        ("https://[2001:db8::1]:8443/a.ics", "[2001:db8::1]"),
        ("", ""),
    ],
)
def test_only_the_host_of_an_address_is_kept(address: str, found: str) -> None:
    assert host(address) == found
    calendar = calendar_of(CalendarEntry("address", address, name="Work"))
    assert (calendar.path, calendar.kind, calendar.name) == (found, "address", "Work")


def test_the_account_of_a_google_address_is_me() -> None:
    assert calendar_of(CalendarEntry("address", GOOGLE)).me == ("ana@example.org",)
    group = GOOGLE.replace("ana%40example.org", "x1%40group.calendar.google.com")
    assert calendar_of(CalendarEntry("address", group)).me == ()


def test_an_account_is_looked_for_at_its_server_or_by_its_address() -> None:
    entry = CalendarEntry("account", "cloud.example.org", "ana", "secret", local_network=True)
    assert calendar_of(entry) == Calendar("cloud.example.org", kind="caldav", user="ana", local_network=True)
    assert entry.secret == "secret"
    assert calendar_of(CalendarEntry("account", "", "ana@example.org", "s")).path == "ana@example.org"


@pytest.mark.parametrize(
    ("entry", "complete"),
    [
        (CalendarEntry("here"), True),
        (CalendarEntry("address", " "), False),
        (CalendarEntry("files", "/a.ics"), True),
        (CalendarEntry("account", "example.org", "ana"), False),
        (CalendarEntry("account", "", "ana", "s"), False),
        (CalendarEntry("account", "", "ana@example.org", "s"), True),
    ],
)
def test_what_is_missing_is_known(entry: CalendarEntry, complete: bool) -> None:
    assert entry.is_complete is complete


def test_no_secret_is_printed() -> None:
    assert "private-1" not in repr(CalendarEntry("address", GOOGLE, password="hidden"))
    assert "hidden" not in repr(CalendarEntry("address", GOOGLE, password="hidden"))
