"""The ``calendar`` commands in a process of their own, with real servers on loopback."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from intermezzo.adapters import settings_file
from intermezzo.core.settings import Calendar, Settings
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, USER, event, radicale
from tests.adapters.calendars.fetch.servers import Servers
from tests.adapters.keyring import keyring_daemon

pytestmark = pytest.mark.slow

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


def run(home: Path, *words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command and return how it ended."""
    command = [sys.executable, "-m", "intermezzo", "--home", str(home), "calendar", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


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


def test_a_file_is_added_listed_tested_and_removed(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.ics"
    file.write_text(one_meeting())
    added = run(home, "add", "file", file, "--name", "Work", "--me", "ana@example.org")
    assert (added.returncode, added.stderr) == (0, "")
    assert added.stdout.startswith("Added: Work. 1 meeting today")
    assert stored(home) == (Calendar(str(file), ("ana@example.org",), name="Work"),)
    listed = run(home, "list", "--json")
    assert json.loads(listed.stdout) == [{"name": "Work", "kind": "files", "state": "ok", "age_seconds": 0}]
    assert run(home, "list").stdout.split() == ["Work", "files", "read,", "just", "now"]
    assert run(home, "test", "Work").stdout.startswith("1 meeting today")
    again = run(home, "add", "file", file)
    assert (again.returncode, again.stderr) == (1, "intermezzo: already there: work.ics\n")
    file.write_text("<html>sign in</html>")
    broken = run(home, "test", "Work")
    assert broken.returncode == 1
    assert "web page" in broken.stderr
    assert run(home, "remove", "Work").stdout == "Removed: Work\n"
    assert stored(home) == ()
    assert run(home, "list").stdout.startswith("No calendar yet.")


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
def test_what_is_wrong_costs_one_line(home: Path, words: tuple[str, ...], code: int, line: str) -> None:
    done = run(home, *words)
    assert done.returncode == code, done.stderr
    assert line in done.stderr
    assert done.stderr.count("\n") == 1
    assert stored(home) == ()


def test_an_address_goes_into_the_keyring_and_nowhere_else(
    home: Path, servers: Servers, keyring: None
) -> None:
    body = one_meeting().encode()
    server = servers.http(lambda exchange: exchange.answer(body=body, Content_Type="text/calendar"))
    words = ("add", "address", "--name", "Work")
    refused = run(home, *words, stdin=server.url(SECRET) + "\n")
    assert refused.returncode == 1
    assert "private network" in refused.stderr
    added = run(home, *words, "--local-network", stdin=server.url(SECRET) + "\n")
    assert added.returncode == 0, added.stderr
    assert added.stdout.startswith("Added: Work. 1 meeting today")
    (calendar,) = stored(home)
    assert (calendar.path, calendar.kind, calendar.local_network) == ("localhost", "address", True)
    assert run(home, "test", "Work").stdout.startswith("1 meeting today")
    listed = json.loads(run(home, "list", "--json").stdout)
    assert listed == [{"name": "Work", "kind": "address", "state": "unread", "age_seconds": None}]
    for file in home.rglob("*"):
        assert not file.is_file() or b"canary" not in file.read_bytes(), file
    assert run(home, "remove", "Work").returncode == 0
    settings_file.write(home / "settings.toml", Settings(calendars=(calendar,)))
    gone = run(home, "test", "Work")
    assert "no address or password" in gone.stderr, "the keyring has forgotten it"


def test_without_a_keyring_nothing_is_added(home: Path, servers: Servers) -> None:
    body = one_meeting().encode()
    server = servers.http(lambda exchange: exchange.answer(body=body, Content_Type="text/calendar"))
    done = run(home, "add", "address", "--local-network", stdin=server.url(SECRET))
    assert done.returncode == 1
    assert "no keyring" in done.stderr
    assert "canary" not in done.stderr
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
        wrong = run(home, *words, stdin="wrong")
        assert wrong.returncode == 1
        assert "refused the user name or password" in wrong.stderr
        unknown = run(home, *words, "--only", "Club", stdin=PASSWORD)
        assert (unknown.returncode, "Work" in unknown.stderr) == (1, True)
        added = run(home, *words, "--only", "Work", stdin=PASSWORD)
        assert added.returncode == 0, added.stderr
        assert added.stdout.startswith("Added: Work. No meetings today, next ")
    (calendar,) = stored(home)
    assert (calendar.kind, calendar.name, calendar.user, calendar.me) == ("caldav", "Work", USER, (USER,))


def test_what_is_found_here_is_added_by_its_name(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "VDIRSYNCER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run(home, "add", "here").returncode == 1
    folder = tmp_path / ".calendars" / "club"
    folder.mkdir(parents=True)
    (folder / "a.ics").write_text(one_meeting())
    asked = run(home, "add", "here")
    assert asked.returncode == 1
    assert f"name one of these: club ({folder})" in asked.stderr
    assert run(home, "add", "here", "club").returncode == 0
    assert stored(home) == (Calendar(str(folder), name="club"),)
