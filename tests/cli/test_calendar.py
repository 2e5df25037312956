"""The ``calendar`` commands with real servers on loopback; those that read a secret in their own process."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import trustme

from intermezzo.adapters import settings_file
from intermezzo.core.settings import Calendar, Settings
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, USER, event, radicale
from tests.adapters.calendars.fetch.servers import Servers
from tests.adapters.keyring import keyring_daemon
from tests.cli.conftest import Ended, Run

pytestmark = pytest.mark.slow

Command = Callable[..., Ended]

SECRET = "/private-canary-7/basic.ics"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    settings_file.write(home / "settings.toml", Settings(timezone="UTC", rollover="00:00"))
    return home


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def servers(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    """Servers whose certificates the commands trust."""
    path = tmp_path / "trusted.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    started = Servers(authority)
    yield started
    started.close()


@pytest.fixture
def keyring(bus_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A keyring that is unlocked, on a bus of its own."""
    folder = tmp_path / "keyring"
    folder.mkdir()
    with keyring_daemon(bus_address, folder, monkeypatch, "login password"):
        monkeypatch.delenv("XDG_RUNTIME_DIR")  # too long for the path of a socket
        yield


@pytest.fixture
def calendar(home: Path, run: Run) -> Command:
    """Run a calendar command that reads nothing from stdin."""
    return partial(run, home, "calendar")


def told(home: Path, secret: str, *words: str) -> Ended:
    """Run a calendar command that reads a secret from stdin, as a program gives it."""
    done = subprocess.run(
        [sys.executable, "-m", "intermezzo", "--home", str(home), "calendar", *words],
        input=secret, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


def stored(home: Path) -> tuple[Calendar, ...]:
    found, faults = settings_file.read(home / "settings.toml")
    assert faults == {}
    return found.calendars


def one_meeting() -> str:
    """A calendar with a meeting at ten today, in UTC."""
    day = f"{datetime.now(UTC):%Y%m%d}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    lines += [event("1", f"{day}T100000Z", f"{day}T103000Z", "SUMMARY:Planning"), "END:VCALENDAR", ""]
    return "\r\n".join(lines)


def test_a_file_is_added_listed_tested_and_removed(home: Path, calendar: Command, tmp_path: Path) -> None:
    file = tmp_path / "work.ics"
    file.write_text(one_meeting())
    added = calendar("add", "file", file, "--name", "Work", "--me", "ana@example.org")
    assert (added.code, added.err) == (0, "")
    assert added.out.startswith("Added: Work. 1 meeting today")
    assert stored(home) == (Calendar(str(file), ("ana@example.org",), name="Work"),)
    listed = calendar("list", "--json")
    assert json.loads(listed.out) == [{"name": "Work", "kind": "files", "state": "ok", "age_seconds": 0}]
    assert calendar("list").out.split() == ["Work", "files", "read,", "just", "now"]
    assert calendar("test", "Work").out.startswith("1 meeting today")
    again = calendar("add", "file", file)
    assert (again.code, again.err) == (1, "intermezzo: already there: work.ics\n")
    file.write_text("<html>sign in</html>")
    broken = calendar("test", "Work")
    assert broken.code == 1
    assert "web page" in broken.err
    assert calendar("remove", "Work").out == "Removed: Work\n"
    assert stored(home) == ()
    assert calendar("list").out.startswith("No calendar yet.")


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (("add", "letter"), 2, "invalid choice"),
        (("add", "file"), 2, "needs a file or folder"),
        (("add", "file", "/no/such.ics"), 1, "no such file or folder"),
        (("add", "address", "https://example.org/a.ics"), 2, "an address is a secret"),
        (("add", "address"), 2, "the address or password is missing"),
        (("add", "caldav", "example.org"), 2, "needs a server and --user"),
        (("remove", "Work"), 1, "there is no calendar"),
        (("test", "Work"), 1, "there is no calendar"),
    ],
)
def test_what_is_wrong_costs_one_line(
    home: Path, calendar: Command, words: tuple[str, ...], code: int, line: str
) -> None:
    done = calendar(*words)
    assert done.code == code, done.err
    assert line in done.err
    assert done.err.count("\n") == 1
    assert stored(home) == ()


def test_an_address_goes_into_the_keyring_and_nowhere_else(
    home: Path, calendar: Command, servers: Servers, keyring: None
) -> None:
    body = one_meeting().encode()
    server = servers.http(lambda exchange: exchange.answer(body=body, Content_Type="text/calendar"))
    words = ("add", "address", "--name", "Work")
    refused = told(home, server.url(SECRET) + "\n", *words)
    assert refused.code == 1
    assert "private network" in refused.err
    added = told(home, server.url(SECRET) + "\n", *words, "--local-network")
    assert added.code == 0, added.err
    assert added.out.startswith("Added: Work. 1 meeting today")
    (one,) = stored(home)
    assert (one.path, one.kind, one.local_network) == ("localhost", "address", True)
    assert calendar("test", "Work").out.startswith("1 meeting today")
    listed = json.loads(calendar("list", "--json").out)
    assert listed == [{"name": "Work", "kind": "address", "state": "unread", "age_seconds": None}]
    for file in home.rglob("*"):
        assert not file.is_file() or b"canary" not in file.read_bytes(), file
    assert calendar("remove", "Work").code == 0
    settings_file.write(home / "settings.toml", Settings(calendars=(one,)))
    gone = calendar("test", "Work")
    assert "no address or password" in gone.err, "the keyring has forgotten it"


def test_without_a_keyring_nothing_is_added(home: Path, servers: Servers) -> None:
    body = one_meeting().encode()
    server = servers.http(lambda exchange: exchange.answer(body=body, Content_Type="text/calendar"))
    done = told(home, server.url(SECRET), "add", "address", "--local-network")
    assert done.code == 1
    assert "no keyring" in done.err
    assert "canary" not in done.err
    assert stored(home) == ()


def test_one_calendar_of_an_account_is_added(
    home: Path, tmp_path: Path, authority: trustme.CA, servers: Servers, keyring: None
) -> None:
    folder = tmp_path / "radicale"
    folder.mkdir()
    with radicale(folder, authority) as server:
        start = datetime.now(UTC) + timedelta(days=1)
        times = (f"{start:%Y%m%d}T100000Z", f"{start:%Y%m%d}T110000Z")
        server.put(server.make("work"), "a", event("a", *times))
        server.make("home")
        words = ("add", "caldav", server.url, "--user", USER, "--local-network")
        wrong = told(home, "wrong", *words)
        assert wrong.code == 1
        assert "refused the user name or password" in wrong.err
        unknown = told(home, PASSWORD, *words, "--only", "Club")
        assert (unknown.code, "Work" in unknown.err) == (1, True)
        added = told(home, PASSWORD, *words, "--only", "Work")
        assert added.code == 0, added.err
        assert added.out.startswith("Added: Work. No meetings today, next ")
    (one,) = stored(home)
    assert (one.kind, one.name, one.user, one.me) == ("caldav", "Work", USER, (USER,))


def test_what_is_found_here_is_added_by_its_name(
    home: Path, calendar: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "VDIRSYNCER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert calendar("add", "here").code == 1
    folder = tmp_path / ".calendars" / "club"
    folder.mkdir(parents=True)
    (folder / "a.ics").write_text(one_meeting())
    asked = calendar("add", "here")
    assert asked.code == 1
    assert f"name one of these: club ({folder})" in asked.err
    assert calendar("add", "here", "club").code == 0
    assert stored(home) == (Calendar(str(folder), name="club"),)
