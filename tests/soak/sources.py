"""Calendars of every kind, each with one meeting a day that lasts as many minutes as ``BUSY`` says."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.radicale_server import USER, Radicale, event
from tests.adapters.calendars.published import WORK, Published
from tests.app.conftest import House

BUSY = {"file": 45, "folder": 30, "address": 60, "caldav": 15}
_BEGIN = {"file": 10, "folder": 13, "address": 15, "caldav": 16}
"""Hours, in UTC."""
ACCOUNT = "account"


def busy_after(hour: int) -> int:
    """Return the minutes of the day's meetings that begin then or later."""
    return sum(minutes for kind, minutes in BUSY.items() if _BEGIN[kind] >= hour)


def daily(kind: str, first: datetime) -> str:
    """Return the event of a source, daily from ``first`` on."""
    start = f"{first:%Y%m%d}T{_BEGIN[kind]:02}0000Z"
    hours, minutes = divmod(BUSY[kind], 60)
    end = f"{first:%Y%m%d}T{_BEGIN[kind] + hours:02}{minutes:02}00Z"
    return event(kind, start, end, "RRULE:FREQ=DAILY", f"SUMMARY:Meeting of the {kind}")


def text(kind: str, first: datetime) -> str:
    """Return a calendar with the event of a source."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:soak", daily(kind, first), "END:VCALENDAR", "")
    return "\r\n".join(lines)


def local(folder: Path, first: datetime) -> tuple[Calendar, ...]:
    """Write a file and a folder of files, and return them."""
    file, many = folder / "work.ics", folder / "many"
    many.mkdir()
    file.write_text(text("file", first), newline="")
    (many / "one.ics").write_text(text("folder", first), newline="")
    return Calendar(str(file)), Calendar(str(many))


def remote(house: House, published: Published, server: Radicale, password: str) -> tuple[Calendar, ...]:
    """Put the events on the servers, give the app the secrets, and return the calendars."""
    first = house.time.now
    published.change(text("address", first).encode())
    path = server.make("work")
    server.put(path, "caldav", daily("caldav", first))
    secrets = house.day.calendars.fetcher.secrets
    secrets[WORK.id], secrets[ACCOUNT] = published.url, password
    account = Calendar(f"{server.url}{path}", kind="caldav", user=USER, id=ACCOUNT, local_network=True)
    return replace(WORK, name="Published"), account
