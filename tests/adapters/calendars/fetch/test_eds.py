"""Calendars of a real Evolution Data Server on a bus and with files of its own."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.calendars.fetch import eds
from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import SECONDS, Request
from intermezzo.adapters.system.dbus import LIMIT, Bus
from intermezzo.core.faults import message
from intermezzo.core.settings import Calendar
from tests.adapters.calendars.fetch.asking import answered
from tests.adapters.calendars.fetch.evolution_server import evolution, names_on
from tests.adapters.conftest import running

pytestmark = pytest.mark.slow

START, END = "2026-11-30T00:00:00+00:00", "2026-12-05T00:00:00+00:00"

ZONE = """BEGIN:VTIMEZONE
TZID:Head office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE
"""


def event(uid: str, start: str, *more: str) -> str:
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART{start}", "DURATION:PT1H"]
    return "\n".join([*lines, f"SUMMARY:{uid}", *more, "END:VEVENT", ""])


EVENTS = [
    event("in it", ";TZID=Europe/Berlin:20261202T100000"),
    event("at the head office", ";TZID=Head office:20261202T120000"),
    event("series", ":20200101T100000Z", "RRULE:FREQ=WEEKLY"),
    event("moved into it", ":20261101T100000Z", "RRULE:FREQ=DAILY;COUNT=2"),
    event("moved into it", ":20261203T150000Z", "RECURRENCE-ID:20261102T100000Z"),
    event("long ago", ":20200101T100000Z"),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders: a local calendar called Work, and what a test adds before it asks."""
    for name in ("config", "data", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("GSETTINGS_BACKEND", "memory")
    monkeypatch.setenv("GIO_USE_VFS", "local")
    (tmp_path / "config" / "evolution" / "sources").mkdir(parents=True)
    add(tmp_path, "work", "[Calendar]\nBackendName=local\nColor=#2f5d54\nSelected=true", "Work")
    write(tmp_path, *EVENTS)
    return tmp_path


@pytest.fixture
def bus(home: Path, bus_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    """A bus whose programs find the folders of ``home``; they leave with it.

    They start anew for each test, which takes a busy machine longer than a user is to wait.
    """
    monkeypatch.setattr(eds, "SOURCES_SECONDS", 60.0)
    monkeypatch.setattr(eds, "OPEN_SECONDS", 60.0)
    one = Bus("session")
    yield one
    one.close()


def add(home: Path, uid: str, groups: str, name: str, parent: str = "local-stub") -> None:
    """Write a source's file."""
    data = f"[Data Source]\nDisplayName={name}\nEnabled=true\nParent={parent}\n\n{groups}\n"
    (home / "config" / "evolution" / "sources" / f"{uid}.source").write_text(data)


def write(home: Path, *events: str) -> None:
    folder = home / "data" / "evolution" / "calendar" / "work"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n", ZONE, *events, "END:VCALENDAR\n"]
    (folder / "calendar.ics").write_text("".join(lines))


WORK = Request("fetch", Calendar("work", kind="eds", id="eds-1"), start=START, end=END)
FIND = Request("find", Calendar("", kind="eds"))


def names(document: bytes) -> list[str]:
    return sorted(line[8:] for line in document.decode().split("\r\n") if line.startswith("SUMMARY:"))


def test_every_calendar_is_found_with_name_colour_and_address(home: Path, bus: Bus) -> None:
    account = "[Collection]\nBackendName=none\nIdentity=me@example.org"
    add(home, "account", account, "me@example.org", parent="")
    add(home, "team", "[Calendar]\nBackendName=caldav\nColor=#ff0000\nSelected=false", "Team", "account")
    add(home, "off", "[Calendar]\nBackendName=local", "Off")
    off = home / "config" / "evolution" / "sources" / "off.source"
    off.write_text(off.read_text().replace("Enabled=true", "Enabled=false"))
    add(home, "birthdays-too", "[Calendar]\nBackendName=contacts", "Birthdays")
    answer = eds.find(FIND)
    assert (answer.fault, answer.warnings) == (None, ())
    found = {one.name: one for one in answer.found}
    assert sorted(found) == ["Personal", "Team", "Work"]
    work, team = found["Work"], found["Team"]
    assert work == Calendar("work", kind="eds", id=work.id, name="Work", colour="#2f5d54")
    assert team == Calendar(
        "team", ("me@example.org",), "eds", id=team.id, name="Team", colour="#ff0000", on=False
    )
    assert work.id != team.id
    assert eds.find(FIND).found == answer.found, "the ids stay"


def test_the_events_of_the_window_and_all_series_come_with_their_zones(bus: Bus) -> None:
    answer = eds.fetch(WORK)
    assert answer.fault is None
    (document,) = answer.documents
    assert names(document) == ["at the head office", "in it", "moved into it", "moved into it", "series"]
    text = document.decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Head office" in text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    everything = eds.fetch(replace(WORK, start="", end=""))
    assert "long ago" in names(everything.documents[0])


def test_the_child_answers_for_it(bus: Bus) -> None:
    (answer,) = ask([WORK])
    assert answer == eds.fetch(WORK)
    (answer,) = ask([FIND])
    assert answer.found == eds.find(FIND).found


def test_a_second_answer_is_unchanged_until_something_changed(home: Path, bus: Bus) -> None:
    first = eds.fetch(WORK)
    again = replace(WORK, validators=first.validators)
    second = eds.fetch(again)
    assert (second.unchanged, second.documents, second.validators) == (True, (), first.validators)
    create(bus, event("new", ":20261204T100000Z"))
    third = eds.fetch(again)
    assert not third.unchanged
    assert "new" in names(third.documents[0])
    assert third.validators != first.validators


def service_name(bus: Bus, which: str) -> str:
    """Return the name of the installed service, which ends with a number."""
    name = f"org.gnome.evolution.dataserver.{which}"
    return max(one for one in names_on(bus, "ListActivatableNames") if one.startswith(name))


def create(bus: Bus, text: str) -> None:
    """Add an event as another program does."""
    path, name = bus.ask(
        service_name(bus, "Calendar"), "/org/gnome/evolution/dataserver/CalendarFactory",
        "org.gnome.evolution.dataserver.CalendarFactory", "OpenCalendar", "s", ("work",), limit=5, start=True,
    )  # fmt: skip
    calendar = "org.gnome.evolution.dataserver.Calendar"
    bus.ask(name, path, calendar, "Open", limit=5)
    bus.ask(name, path, calendar, "CreateObjects", "asu", ([text.replace("\n", "\r\n")], 0), limit=5)


def test_a_calendar_that_is_gone(bus: Bus) -> None:
    gone = replace(WORK, calendar=replace(WORK.calendar, path="no-such-uid"))
    assert answered(gone).fault == message("eds.gone")


@pytest.mark.parametrize("backend", ["ews", "microsoft365"])
def test_a_calendar_whose_part_is_missing_names_the_package(home: Path, bus: Bus, backend: str) -> None:
    add(home, "old", f"[Calendar]\nBackendName={backend}", "Contoso")
    old = replace(WORK, calendar=replace(WORK.calendar, path="old"))
    told = message("eds.missing_part", account="Contoso", package="evolution-ews")
    assert answered(old).fault == told


def test_an_account_whose_part_is_missing_names_the_package(
    bus: Bus, service: Callable[[str], Callable[..., Any]]
) -> None:
    def account(number: int, kind: str, *, off: bool = False) -> dict[str, Any]:
        properties = {
            "Id": f"account_{number}",
            "ProviderType": kind,
            "PresentationIdentity": f"{number}@x.org",
        }
        values: dict[str, Any] = {key: {"(": ["s", value]} for key, value in properties.items()}
        return {"org.gnome.OnlineAccounts.Account": values | {"CalendarDisabled": {"(": ["b", off]}}}

    accounts = [
        account(1, "google"),
        account(2, "exchange"),
        account(3, "ms_graph"),
        account(4, "exchange", off=True),
    ]
    objects = {f"/org/gnome/OnlineAccounts/Accounts/{number}": one for number, one in enumerate(accounts)}
    goa = service("org.gnome.OnlineAccounts")  # the real one takes an account of Microsoft
    goa(replies={"GetManagedObjects": ["a{oa{sa{sv}}}", [objects]]})
    told = [
        message("eds.missing_part", account=f"{number}@x.org", package="evolution-ews") for number in (2, 3)
    ]
    assert list(eds.find(FIND).warnings) == told


@contextmanager
def bus_without_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a bus that starts no program by itself, and make it the session's."""
    config = tmp_path / "bus.conf"
    config.write_text(
        "<busconfig><type>session</type>"
        f"<listen>unix:path={tmp_path}/empty</listen>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
        '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
    )
    words = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nosyslog", "--print-address"]
    with running(words) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield


def test_a_server_that_runs_needs_no_service_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    with bus_without_services(tmp_path, monkeypatch), evolution():
        assert len(eds.fetch(WORK).documents) == 1


def test_without_the_server_or_a_bus_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    with bus_without_services(tmp_path, monkeypatch):
        assert answered(FIND).fault == message("eds.not_installed")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    fault = answered(WORK).fault
    assert fault is not None
    assert fault.code == "bus.unreachable"


def test_what_does_not_run_is_not_started(bus: Bus) -> None:
    assert eds.running(bus, start=False).found == ()
    assert not any("evolution" in one for one in names_on(bus, "ListNames"))
    assert eds.running(bus, start=True).found
    assert eds.running(bus, start=False).found


# -- the keyring ---------------------------------------------------------------------------------------

SIGNED_IN = """[Calendar]
BackendName=caldav

[Authentication]
Host=127.0.0.1
Method=plain/password
Port=9
User=me@example.org

[Security]
Method=none

[WebDAV Backend]
ResourcePath=/calendar
"""


@pytest.fixture
def keyring(home: Path, bus: Bus) -> Iterator[Callable[[], None]]:
    """Lock the keyring, which is a real one and open."""
    words = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with running(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write("a password")
        daemon.stdin.close()
        assert daemon.stdout is not None
        daemon.stdout.readline()
        wait_for(bus, "org.freedesktop.secrets")

        def lock() -> None:
            collection = "/org/freedesktop/secrets/collection/login"
            (locked, _prompt) = bus.ask(
                "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
                "Lock", "ao", ([collection],),
            )  # fmt: skip
            assert locked == [collection]

        yield lock


def wait_for(bus: Bus, name: str) -> None:
    while name not in names_on(bus, "ListNames"):
        bus.signals(0.05)


def test_a_locked_keyring_is_left_alone_unless_the_user_waits(
    home: Path, bus: Bus, keyring: Callable[[], None]
) -> None:
    add(home, "server", SIGNED_IN, "Server")
    server = replace(WORK, calendar=replace(WORK.calendar, path="server"))
    locked = message("eds.keyring_locked")
    assert answered(server).fault != locked
    keyring()
    assert answered(server).fault == locked
    assert answered(WORK).fault is None, "a local calendar needs none"
    assert answered(replace(server, unlock=True)).fault != locked


def test_a_keyring_that_would_have_to_be_started_may_prompt(home: Path, bus: Bus) -> None:
    add(home, "server", SIGNED_IN, "Server")
    fault = answered(replace(WORK, calendar=replace(WORK.calendar, path="server"))).fault
    activatable = "org.freedesktop.secrets" in names_on(bus, "ListActivatableNames")
    assert (fault == message("eds.keyring_locked")) == activatable


# -- parts ---------------------------------------------------------------------------------------------


def test_errors_of_an_account_say_what_to_do(bus: Bus, service: Callable[[str], Callable[..., Any]]) -> None:
    factory = service(service_name(bus, "Calendar"))  # the real one has no account to lose
    ends = {4: "eds.sign_in", 5: "eds.sign_in", 6: "eds.offline", 7: "eds.offline", 19: "bus.error"}
    for number, code in ends.items():
        name = f"org.gtk.GDBus.UnmappedGError.Quark._e_2dclient_2derror_2dquark.Code{number}"
        factory(errors={"OpenCalendar": name})
        fault = answered(WORK).fault
        assert fault is not None
        assert fault.code == code


def test_no_answer_can_take_longer_than_the_whole_request() -> None:
    names = 4 * LIMIT
    assert names + eds.SOURCES_SECONDS + 2 * eds.OPEN_SECONDS + eds.EVENTS_SECONDS + LIMIT <= SECONDS


def test_a_folded_or_quoted_zone_is_one_name(home: Path, bus: Bus) -> None:
    folded, quoted = "The head office in a city whose name does not fit in one line here", "A, B: C"
    zones = [ZONE.replace("Head office", one) for one in (folded, quoted, "Not asked for")]
    events = [
        event("folded", f";TZID={folded[:40]}\n {folded[40:]}:20261202T100000"),
        event("quoted", f';TZID="{quoted}":20261202T100000', "DESCRIPTION:DTSTART;TZID=Not asked for:1"),
    ]
    write(home, *zones, *events)
    (document,) = eds.fetch(WORK).documents
    lines = document.decode().replace("\r\n ", "").split("\r\n")
    assert sorted(one for one in lines if one.startswith("TZID:")) == ["TZID:A\\, B: C", f"TZID:{folded}"]


def test_a_faulty_source_is_none(bus: Bus, service: Callable[[str], Callable[..., Any]]) -> None:
    faulty = {"UID": {"(": ["s", "work"]}, "Data": {"(": ["s", "no group\n"]}}
    sources = service(service_name(bus, "Sources"))  # the real one leaves out what it cannot read
    objects = {"/a": {"org.gnome.evolution.dataserver.Source": faulty}}
    sources(replies={"GetManagedObjects": ["a{oa{sa{sv}}}", [objects]]})
    answer = eds.find(FIND)
    assert (answer.fault, answer.found) == (None, ())
