"""Adding a calendar through the sheet: a published address, an account, a file; and removing one again."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import trustme
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import instance
from intermezzo.core.settings import Calendar
from intermezzo.ui.calendars.forms import AccountForm, AddressForm, FilesForm
from intermezzo.ui.calendars.sheet import AddCalendarSheet
from intermezzo.ui.settings.calendars import CalendarRow
from tests.adapters.calendars.fetch.radicale_server import PASSWORD, USER, Radicale, event, radicale
from tests.adapters.calendars.fetch.servers import Exchange, Server, Servers
from tests.app.conftest import House
from tests.app.test_calendars import meeting
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow

SECRET = "/private-canary-7/basic.ics"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Programs that start from here trust the authority."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield path


@pytest.fixture
def servers(authority: trustme.CA, trusted: Path) -> Iterator[Servers]:
    started = Servers(authority)
    yield started
    started.close()


def published(servers: Servers, text: str) -> Server:
    """A server that publishes a calendar at a secret address."""

    def reply(exchange: Exchange) -> None:
        found = exchange.path == SECRET
        exchange.answer(200 if found else 404, text.encode() if found else b"", Content_Type="text/calendar")

    return servers.http(reply)


@pytest.fixture
def sheet(house: House) -> AddCalendarSheet:
    """The sheet, opened from the settings."""
    house.controllers.settings.open()
    window = house.controllers.settings.window
    assert window is not None
    window.show_page("calendars")
    click(window.calendars.add_button)
    made: AddCalendarSheet = window.findChildren(AddCalendarSheet)[0]
    return made


def paste(sheet: AddCalendarSheet, address: str) -> None:
    sheet.choose("address")
    assert isinstance(sheet.form, AddressForm)
    QApplication.clipboard().setText(address)
    sheet.form.line.clear()
    QTest.keySequence(sheet.form.line, "Ctrl+V")
    press(sheet.form.line, Qt.Key.Key_Return)


def row_of(house: House) -> CalendarRow:
    """The one calendar on the page of the settings."""
    window = house.controllers.settings.window
    assert window is not None
    house.until(lambda: any(one.isVisible() for one in window.findChildren(CalendarRow)))
    rows = [one for one in window.findChildren(CalendarRow) if one.isVisible()]
    assert len(rows) == 1
    return rows[0]


def soon(house: House) -> datetime:
    return house.time.now.replace(second=0) + timedelta(minutes=63)


def test_a_published_calendar_is_called_as_it_calls_itself(
    house: House, sheet: AddCalendarSheet, servers: Servers
) -> None:
    for own, shown in (("ann@example.org", "localhost"), ("Team", "Team"), ("", "localhost")):
        text = meeting(soon(house)).replace("VERSION:2.0", f"VERSION:2.0\r\nX-WR-CALNAME:{own}", 1)
        paste(sheet, published(servers, text).url(SECRET))
        house.until(sheet.consent.isVisible)
        click(sheet.consent)
        house.until(sheet.add.isEnabled)
        assert sheet.name.text() == shown


def test_a_published_address_is_read_back_and_then_kept(
    house: House, sheet: AddCalendarSheet, servers: Servers
) -> None:
    server = published(servers, meeting(soon(house)))
    paste(sheet, server.url(SECRET))
    house.until(sheet.consent.isVisible)
    assert not sheet.add.isEnabled(), "it is on loopback, and nobody has allowed that yet"
    assert not house.settings_in_use.calendars
    click(sheet.consent)
    house.until(sheet.add.isEnabled)
    assert sheet.sentence.accessibleName() == f"1 meeting today, next {soon(house):%H:%M}"
    assert sheet.name.text() == "localhost"
    sheet.name.selectAll()
    QTest.keyClicks(sheet.name, "Work")
    click(sheet.add)
    house.until(lambda: house.settings_in_use.calendars)
    (kept,) = house.settings_in_use.calendars
    assert (kept.kind, kept.path, kept.name, kept.local_network) == ("address", "localhost", "Work", True)
    assert len(kept.id) == 32
    house.until(lambda: len(house.engine.day.busy) == 1)
    # There is no keyring here: kept for this run, and told.
    assert house.day.calendars.fetcher.secrets[kept.id] == server.url(SECRET)
    assert "no keyring" in house.notices.lines["keyring"]
    house.until(lambda: house.settings().calendars == (kept,))
    for file in house.home.rglob("*"):
        if file.is_file():
            assert b"canary" not in file.read_bytes(), file
    row = row_of(house)
    house.until(lambda: row.state.text().startswith("Fetched just now"))
    click(row.remove)
    house.until(lambda: house.settings().calendars == ())
    assert kept.id not in house.day.calendars.fetcher.secrets
    house.until(lambda: house.engine.day.busy == ())


def test_a_wrong_address_costs_one_line_and_the_next_one_counts(
    house: House, sheet: AddCalendarSheet, servers: Servers
) -> None:
    server = published(servers, meeting(soon(house)))
    paste(sheet, server.url("/other.ics"))
    house.until(sheet.consent.isVisible)
    click(sheet.consent)
    house.until(lambda: "no calendar at this address" in sheet.outcome.text())
    assert not sheet.add.isEnabled()
    paste(sheet, server.url(SECRET))
    house.until(sheet.consent.isVisible)
    click(sheet.consent)
    house.until(sheet.add.isEnabled)
    assert not sheet.outcome.isVisible()


@pytest.fixture
def server(tmp_path: Path, authority: trustme.CA, trusted: Path) -> Iterator[Radicale]:
    with radicale(tmp_path, authority) as running:
        yield running


def test_the_calendars_of_an_account_have_ticks(
    house: House, sheet: AddCalendarSheet, server: Radicale
) -> None:
    start = soon(house)
    for name in ("work", "home"):
        times = (f"{start:%Y%m%dT%H%M%SZ}", f"{start + timedelta(minutes=30):%Y%m%dT%H%M%SZ}")
        server.put(server.make(name, colour="#2f5d54ff"), name, event(name, *times))
        start += timedelta(hours=1)
    sheet.choose("nextcloud")
    form = sheet.form
    assert isinstance(form, AccountForm)
    QTest.keyClicks(form.server, server.url)
    QTest.keyClicks(form.user, USER)
    QTest.keyClicks(form.password, "wrong")
    press(form.password, Qt.Key.Key_Return)
    house.until(sheet.consent.isVisible)
    click(sheet.consent)
    house.until(lambda: "refused the user name or password" in sheet.outcome.text())
    form.password.clear()
    QTest.keyClicks(form.password, PASSWORD)
    press(form.password, Qt.Key.Key_Return)
    house.until(sheet.consent.isVisible)
    click(sheet.consent)
    house.until(sheet.add.isEnabled)
    house.until(lambda: sheet.sentence.accessibleName().startswith("2 meetings today, next "))
    assert sorted(one.text() for one in sheet.offered.ticks) == ["Home", "Work"]
    home = next(one for one in sheet.offered.ticks if one.text() == "Home")
    click(home)
    house.until(lambda: sheet.sentence.accessibleName().startswith("1 meeting today, next "))
    click(sheet.add)
    house.until(lambda: house.settings_in_use.calendars)
    (kept,) = house.settings_in_use.calendars
    assert (kept.kind, kept.name, kept.colour, kept.me) == ("caldav", "Work", "#2f5d54", (USER,))
    house.until(lambda: len(house.engine.day.busy) == 1)


def test_a_password_that_has_changed_is_entered_again(
    house: House, sheet: AddCalendarSheet, server: Radicale
) -> None:
    path = server.make("work")
    old = Calendar(f"{server.url}{path}", (), "caldav", "abc", "Mine", user=USER, local_network=True)
    sheet.close()
    house.day.calendars.fetcher.secrets["abc"] = "old"
    house.set_settings(replace(house.settings_in_use, calendars=(old,)))
    window = house.controllers.settings.window
    assert window is not None
    row = row_of(house)
    house.until(lambda: "refused the user name or password" in row.trouble.text())
    click(row.again)
    again = next(one for one in window.findChildren(AddCalendarSheet) if one.isVisible())
    form = again.form
    assert isinstance(form, AccountForm)
    assert (form.server.text(), form.user.text()) == (old.path, USER)
    assert again.focusWidget() is form.password
    assert not again.kinds.isVisible(), "nothing else is asked"
    QTest.keyClicks(form.password, PASSWORD)
    press(form.password, Qt.Key.Key_Return)
    house.until(again.add.isEnabled)
    click(again.add)
    house.until(lambda: house.day.calendars.fetcher.secrets["abc"] == PASSWORD)
    house.until(lambda: not row.trouble.isVisible())
    assert house.settings_in_use.calendars == (old,)


def test_a_file_is_added_and_drawn(house: House, sheet: AddCalendarSheet, tmp_path: Path) -> None:
    file = tmp_path / "work.ics"
    file.write_text(meeting(house.time.now - timedelta(days=1)))
    sheet.choose("files")
    assert isinstance(sheet.form, FilesForm)
    sheet.form.choose(str(file))
    house.until(sheet.add.isEnabled)
    assert sheet.sentence.accessibleName() == "No meetings in the next days"
    click(sheet.add)
    house.until(lambda: house.settings().calendars == (Calendar(str(file)),))


def test_what_other_programs_have_here_is_offered(
    house: House, sheet: AddCalendarSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ".calendars" / "club"
    folder.mkdir(parents=True)
    (folder / "displayname").write_text("Club")
    (folder / "a.ics").write_text(meeting(soon(house)))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "VDIRSYNCER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    sheet.choose("google")
    sheet.choose("here")
    house.until(lambda: [one.text() for one in sheet.offered.ticks] == ["Club"])
    (club,) = sheet.offered.ticks
    assert not club.isChecked()
    click(club)
    house.until(sheet.add.isEnabled)
    assert sheet.sentence.accessibleName().startswith("1 meeting today")
    click(sheet.add)
    house.until(lambda: house.settings().calendars == (Calendar(str(folder), name="Club"),))


def test_a_command_adds_to_the_running_app(
    house: House, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(house.home))
    Path(instance.socket_of(house.home)).symlink_to(house.home / "socket")
    server = published(servers, meeting(soon(house)))
    words = ["calendar", "add", "address", "--name", "Work", "--local-network"]
    command = [sys.executable, "-m", "intermezzo", "--home", str(house.home), *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(server.url(SECRET))
        process.stdin.close()
        house.until(lambda: process.poll() is not None)
        assert process.stdout.read().startswith("Added: Work. ")
    assert process.returncode == 0
    house.until(lambda: [one.name for one in house.settings_in_use.calendars] == ["Work"])
    (kept,) = house.settings_in_use.calendars
    assert house.day.calendars.fetcher.secrets[kept.id] == server.url(SECRET)
    house.until(lambda: len(house.engine.day.busy) == 1)
    state = house.say("status")[2]["calendars"]
    assert [(one["name"], one["kind"], one["state"]) for one in state] == [("Work", "address", "ok")]
