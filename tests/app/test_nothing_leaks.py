"""What is secret and what a meeting is called: on the screen and in memory, and nowhere else."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
import trustme

from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.servers import Servers
from tests.adapters.calendars.published import CANARY, SECRET, TITLE, WORK, Published, calendar
from tests.app.process import User, end, user
from tests.searching import holding
from virtual_desktop import wait_until

pytestmark = pytest.mark.slow

FILED = "Canary of a file"


@pytest.fixture
def published() -> Iterator[Published]:
    servers = Servers(trustme.CA())
    yield Published(servers, calendar(datetime.now(UTC) + timedelta(hours=1)))
    servers.close()


def test_no_secret_no_title_and_no_link_is_in_a_file_an_argument_or_an_output(
    published: Published, tmp_path: Path
) -> None:
    file = tmp_path / "work.ics"
    file.write_bytes(calendar(datetime.now(UTC) - timedelta(minutes=20), FILED))
    with user() as one:
        one.lay_out(WORK, Calendar(str(file)))
        app = one.start()
        assert one.say("calendar", "remember", WORK.id, published.url).ok
        kept = one.paths.calendars / f"{WORK.id}.json"
        wait_until(lambda: one.say("moved").ok and kept.exists(), what="a kept answer")
        published.busy_for = 1
        assert one.say("calendar", "remember", WORK.id, published.url).ok
        wait_until(
            lambda: one.say("moved").ok and "Work" in " ".join(notices(one)), what="a fault of the server"
        )
        outputs = [
            one.run(*words) for words in (("status", "--json"), ("doctor", "--json"), ("why",), ("export",))
        ]
        said = "".join(done.stdout + done.stderr for done in outputs) + " ".join(notices(one))
        process = psutil.Process(app.pid)
        seen = f"{process.cmdline()} {process.environ()}"
        code, err = end(app, signal.SIGABRT)
        assert code == -signal.SIGABRT
        app = one.start()
        assert end(app)[0] == 0
        assert SECRET not in f"{said} {seen} {err}"
        assert CANARY not in f"{said} {seen} {err}"
        for private in (SECRET, TITLE, FILED, CANARY):
            assert holding(private.encode(), one.folder) == [], private


def notices(one: User) -> list[str]:
    found: list[str] = one.say("status").data["notices"]
    return found
