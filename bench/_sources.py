"""Three calendars that are no files, each on a real server of its own: an address, CalDAV and Evolution.

The servers have certificates of their own, which are added to the system's for what is started meanwhile.
"""

import os
import ssl
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.evolution_server import evolution
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, USER, event, radicale
from tests.adapters.calendars.fetch.servers import CALENDAR, Exchange, Servers

EVENTS = 200


@dataclass(frozen=True)
class Source:
    """A calendar, its secret, and what changes one of its events, if it can be changed."""

    calendar: Calendar
    secret: str = ""
    change: Callable[[], object] | None = None


@contextmanager
def sources() -> Iterator[Mapping[str, Source]]:
    """Run the servers on this desktop; yield the calendar of each."""
    with tempfile.TemporaryDirectory(prefix="intermezzo-bench-") as name:
        folder, authority = Path(name), trustme.CA()
        with (
            _trusted(authority, folder),
            _address(authority) as address,
            _caldav(folder, authority) as caldav,
            _evolution() as evolution,
        ):
            yield {"address": address, "caldav": caldav, "eds": evolution}


@contextmanager
def _address(authority: trustme.CA) -> Iterator[Source]:
    def reply(exchange: Exchange) -> None:
        if exchange.headers["If-None-Match"] == '"1"':
            exchange.answer(304)
        else:
            exchange.answer(body=CALENDAR * 10_000, ETag='"1"')

    servers = Servers(authority)
    try:
        calendar = Calendar("localhost", kind="address", id="published", local_network=True)
        yield Source(calendar, servers.http(reply).url())
    finally:
        servers.close()


@contextmanager
def _caldav(folder: Path, authority: trustme.CA) -> Iterator[Source]:
    with radicale(folder, authority) as server:
        path = server.make("work")
        for number in range(EVENTS):
            server.put(path, str(number), _meeting(number))
        calendar = Calendar(f"{server.url}{path}", kind="caldav", id="account", user=USER, local_network=True)
        yield Source(calendar, PASSWORD, lambda: server.put(path, "0", _meeting(0, timedelta(minutes=10))))


@contextmanager
def _evolution() -> Iterator[Source]:
    """Run Evolution Data Server on the bus of this desktop, with a calendar on disk."""
    file = Path(os.environ["XDG_DATA_HOME"], "evolution", "calendar", "work", "calendar.ics")
    source = Path(os.environ["XDG_CONFIG_HOME"], "evolution", "sources", "work.source")
    for one in (file, source):
        one.parent.mkdir(parents=True)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench", *map(_meeting, range(EVENTS)), "END:VCALENDAR"]
    file.write_text("\r\n".join([*lines, ""]), encoding="utf-8", newline="")
    source.write_text(
        "[Data Source]\nDisplayName=Work\nParent=local-stub\n\n[Calendar]\nBackendName=local\n",
        encoding="utf-8",
    )
    with evolution():
        yield Source(Calendar("work", kind="eds", id="work"))


def _meeting(number: int, later: timedelta = timedelta()) -> str:
    """Return one of six meetings a day of half an hour each, the first 90 minutes from now."""
    start = datetime.now(UTC) + timedelta(days=number // 6, minutes=90 + 45 * (number % 6)) + later
    form = "%Y%m%dT%H%M00Z"
    return event(str(number), start.strftime(form), (start + timedelta(minutes=30)).strftime(form))


@contextmanager
def _trusted(authority: trustme.CA, folder: Path) -> Iterator[None]:
    """Add the authority to the certificates that this process and its children trust."""
    name = "SSL_CERT_FILE"
    before, system = os.environ.get(name), ssl.get_default_verify_paths().cafile
    bundle = folder / "certificates.pem"
    bundle.write_bytes((Path(system).read_bytes() if system else b"") + authority.cert_pem.bytes())
    os.environ[name] = str(bundle)
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before
