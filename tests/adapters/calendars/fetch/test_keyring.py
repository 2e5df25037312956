"""Secrets in a real gnome-keyring on a bus of its own."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import secretstorage
from jeepney import DBusAddress, HeaderFields, MessageType, new_signal
from jeepney.bus_messages import Monitoring
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from intermezzo.adapters.calendars.fetch.process import ask
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.core.settings import Calendar
from intermezzo.presenters.messages import tell
from tests.adapters.calendars.fetch.asking import fault_of
from tests.adapters.calendars.fetch.servers import CALENDAR, Servers
from tests.adapters.conftest import running
from tests.adapters.keyring import keyring_daemon

pytestmark = pytest.mark.slow

CONFIGURATION = Path(__file__).parents[4] / "packaging" / "linux" / "desktop"
WORK = Calendar("localhost", kind="address", id="work-1", local_network=True)


@pytest.fixture
def keyring(bus_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DBusConnection]:
    """A keyring that is unlocked."""
    with keyring_daemon(bus_address, tmp_path, monkeypatch, "login password") as bus:
        yield bus


@pytest.mark.slow
def test_a_secret_is_kept_used_and_dropped(keyring: DBusConnection, servers: Servers) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR))
    address = server.url("/Schlüssel-7/c.ics")
    fetch, drop = Request("fetch", WORK), Request("drop", WORK)
    assert fault_of(ask([fetch])[0]) == "fetch.secret_missing"
    (kept,) = ask([Request("keep", WORK, address)])
    assert (kept.fault, kept.for_this_run, kept.warnings) == (None, False, ())
    assert ask([fetch])[0].documents == (CALENDAR,)
    other = replace(WORK, id="other")
    assert fault_of(ask([replace(fetch, calendar=other)])[0]) == "fetch.secret_missing"
    assert ask([drop])[0].fault is None
    assert fault_of(ask([fetch])[0]) == "fetch.secret_missing"
    assert ask([drop])[0].fault is None


def calls_of(bus_address: str, work: Callable[[], Any]) -> list[str]:
    """Return the methods of the keyring that were called on the bus meanwhile."""
    with closing(open_dbus_connection(bus_address)) as monitor:
        Proxy(Monitoring(), monitor).BecomeMonitor([])
        calls: list[str] = []

        def listen() -> None:
            while (seen := monitor.receive().header).fields.get(HeaderFields.member) != "Over":
                if seen.message_type is MessageType.method_call:
                    calls.append(str(seen.fields[HeaderFields.member]))

        listener = Thread(target=listen)
        listener.start()
        work()
        with closing(open_dbus_connection(bus_address)) as speaker:
            speaker.send(new_signal(DBusAddress("/x", interface="org.example.X"), "Over"))
        listener.join()
    return calls


@pytest.fixture
def locked(keyring: DBusConnection) -> None:
    """Lock the keyring, with a secret in it."""
    assert ask([Request("keep", WORK, "https://localhost/")])[0].fault is None
    secretstorage.Collection(keyring).lock()


@pytest.mark.usefixtures("locked")
def test_a_locked_keyring_is_never_unlocked_in_the_background(bus_address: str) -> None:
    requests = [
        Request(action, WORK, secret) for action, secret in (("fetch", ""), ("keep", "x"), ("drop", ""))
    ]
    answers: list[Answer] = []
    calls = calls_of(bus_address, lambda: answers.extend(ask(requests)))
    assert [fault_of(answer) for answer in answers] == ["fetch.keyring_locked"] * 3
    assert "Hello" in calls
    assert not {"Unlock", "Prompt", "CreateCollection", "GetSecret"} & set(calls)


@pytest.mark.usefixtures("locked")
def test_a_locked_keyring_asks_the_user_who_waits_for_it(bus_address: str) -> None:
    """Nobody is there to type the password, so it stays locked; but it has been asked."""
    answers: list[Answer] = []
    calls = calls_of(bus_address, lambda: answers.extend(ask([Request("fetch", WORK, unlock=True)])))
    assert fault_of(answers[0]) == "fetch.keyring_locked"
    assert {"Unlock", "Prompt"} <= set(calls)


@pytest.mark.usefixtures("locked")
def test_a_secret_that_is_given_needs_no_keyring(servers: Servers) -> None:
    server = servers.http(lambda exchange: exchange.answer(body=CALENDAR))
    assert ask([Request("fetch", WORK, server.url())])[0].documents == (CALENDAR,)


@pytest.mark.parametrize("bus", ["", "unix:path=/nowhere/bus", "nonsense"])
def test_without_a_bus_a_secret_is_kept_for_this_run_and_that_is_told(
    bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
    if bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    kept, dropped, fetched = ask([Request(action, WORK, "") for action in ("keep", "drop", "fetch")])
    assert kept.for_this_run
    assert [tell(one) for one in kept.warnings] == [
        "This computer has no keyring, so it is remembered only until Intermezzo quits."
    ]
    assert dropped.fault is None
    assert fault_of(fetched) == "fetch.secret_missing"


def test_a_bus_without_a_keyring_is_none_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Of its own services only: dbus-daemon --session would start the machine's keyring.
    text = (CONFIGURATION / "bus.conf").read_text(encoding="utf-8").format(folder=tmp_path)
    (tmp_path / "bus.conf").write_text(text, encoding="utf-8")
    words = [
        "dbus-daemon",
        f"--config-file={tmp_path}/bus.conf",
        "--nofork",
        "--nopidfile",
        "--print-address",
    ]
    with running(words, stderr=subprocess.DEVNULL) as bus:
        assert bus.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        assert ask([Request("keep", WORK, "x")])[0].for_this_run


def test_a_keyring_that_was_never_set_up_waits_for_the_user(
    bus_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Answer] = []
    with keyring_daemon(bus_address, tmp_path, monkeypatch, password=""):
        calls = calls_of(bus_address, lambda: answers.extend(ask([Request("keep", WORK, "x")])))
    assert fault_of(answers[0]) == "fetch.keyring_locked"
    assert not {"CreateCollection", "Prompt"} & set(calls)


@pytest.mark.slow
def test_a_keyring_that_never_answers_is_told(service: Callable[[str], Any]) -> None:
    order = service("org.freedesktop.secrets")
    order(silent=["OpenSession", "Get", "ReadAlias", "GetAll"])
    requests = [Request("fetch", WORK), Request("keep", WORK, "x"), Request("drop", WORK)]
    assert [fault_of(answer) for answer in ask(requests, 3.0)] == ["fetch.slow_keyring"] * 3


def test_a_keyring_with_a_fault_is_told(service: Callable[[str], Any]) -> None:
    service("org.freedesktop.secrets")
    assert fault_of(ask([Request("fetch", WORK)])[0]) == "fetch.keyring_failed"
