"""A calendar that a server publishes at an address, as a test wants it just now."""

from datetime import datetime, timedelta

from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.servers import Exchange, Server, Servers

ME = "ada@example.org"
TITLE = "Budget of the merger"
ORGANIZER = "grace@example.org"
CANARY = "CanaryOfALink"
LINK = f"https://zoom.us/j/8501?pwd={CANARY}"
SECRET = "/private-7/basic.ics"
WORK = Calendar("localhost", kind="address", id="work", name="Work", local_network=True)


def calendar(start: datetime, title: str = TITLE) -> bytes:
    """Return the text of a calendar with one meeting of an hour, which ``ME`` has declined."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        "BEGIN:VEVENT",
        "UID:1@example.org",
        "DTSTAMP:20200101T000000Z",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{title}",
        f"DESCRIPTION:Join here: {LINK}\\nSee you",
        f"ORGANIZER:mailto:{ORGANIZER}",
        f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ME}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


class Published:
    """A calendar on a real server, with an ETag for each version of it."""

    def __init__(self, servers: Servers, body: bytes) -> None:
        self._body, self._version = body, 1
        self.busy_for = 0
        """After how many seconds the server wants to be asked again; it answers nothing else until 0."""
        self.server: Server = servers.http(self._reply, tls=False)

    @property
    def url(self) -> str:
        return self.server.url(SECRET)

    @property
    def asked(self) -> list[bool]:
        """Of each request until now, whether it asked only for what has changed."""
        return ["If-None-Match" in one.headers for one in self.server.seen]

    def change(self, body: bytes) -> None:
        """Publish another version."""
        self._body, self._version = body, self._version + 1

    def _reply(self, exchange: Exchange) -> None:
        tag = f'"{self._version}"'
        if self.busy_for:
            exchange.answer(503, Retry_After=str(self.busy_for))
        elif exchange.headers["If-None-Match"] == tag:
            exchange.answer(304, ETag=tag)
        else:
            exchange.answer(body=self._body, ETag=tag)
