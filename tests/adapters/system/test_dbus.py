"""The bus: answers, errors, silence and restarts, on a real dbus-daemon."""

import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import Fault

NAME, PATH, INTERFACE = "org.example.Lamp", "/lamp", "org.example.Lamp"
Service = Callable[[str], Callable[..., Any]]


def test_a_question_is_answered(service: Service) -> None:
    lamp = service(NAME)
    lamp(replies={"Lit": ["bs", [True, "ü"]]})
    bus = Bus("session")
    assert bus.ask(NAME, PATH, INTERFACE, "Lit", "us", (7, "x")) == (True, "ü")
    assert lamp(calls=True) == [["Lit", [7, "x"]]]
    bus.close()


def test_an_error_is_a_fault_in_one_line(service: Service) -> None:
    service(NAME)
    bus = Bus("session")
    with pytest.raises(Fault, match=r"^bus\.error service=org\.example\.Lamp name=.*NotSupported$"):
        bus.ask(NAME, PATH, INTERFACE, "Lit")
    bus.close()


def test_no_such_service(bus_address: str) -> None:
    bus = Bus("session")
    with pytest.raises(Fault, match=r"^bus\.not_running service=org\.example\.Lamp$"):
        bus.ask(NAME, PATH, INTERFACE, "Lit")
    bus.close()


def test_silence_ends_at_the_limit_and_the_next_question_is_answered(service: Service) -> None:
    lamp = service(NAME)
    lamp(silent=["Lit"])
    bus = Bus("session")
    with pytest.raises(Fault, match=r"^bus\.no_answer .* seconds=0\.05$"):
        bus.ask(NAME, PATH, INTERFACE, "Lit", limit=0.05)
    lamp(replies={"Lit": ["b", [True]]})
    assert bus.ask(NAME, PATH, INTERFACE, "Lit") == (True,)
    bus.close()


def test_a_bus_that_hangs_ends_at_the_limit(
    tmp_path: Path, start_bus: Callable[[str], subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = start_bus(str(tmp_path / "bus"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
    kept = Bus("session")
    with pytest.raises(Fault, match=r"^bus\.not_running"):
        kept.ask(NAME, PATH, INTERFACE, "Lit")
    os.kill(daemon.pid, signal.SIGSTOP)
    try:
        for bus in (kept, Bus("session")):
            with pytest.raises(Fault, match=r"^bus\.no_answer"):
                bus.ask(NAME, PATH, INTERFACE, "Lit", limit=0.05)
    finally:
        os.kill(daemon.pid, signal.SIGCONT)


def test_a_bus_that_was_started_anew_is_asked_anew(
    tmp_path: Path, start_bus: Callable[[str], subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bus"
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={path}")
    first = start_bus(str(path))
    bus = Bus("system")
    bus.listen(INTERFACE, PATH)
    question = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner")
    assert bus.ask(*question, "s", ("org.freedesktop.DBus",)) == (True,)
    first.kill()
    first.wait()
    path.unlink()
    with pytest.raises(Fault, match=r"^bus\.unreachable bus=system why=No such file or directory$"):
        bus.ask(*question, "s", ("org.freedesktop.DBus",))
    start_bus(str(path))
    assert bus.ask(*question, "s", ("org.freedesktop.DBus",)) == (True,)
    bus.close()


def test_without_a_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with pytest.raises(Fault, match=r"^bus\.unusable bus=session why=bus\.no_address$"):
        Bus("session").ask(NAME, PATH, INTERFACE, "Lit")


@pytest.mark.parametrize(
    "address", ["", "nonsense", "tcp:host=localhost,port=1", "unix:", "unix:path=/nowhere/bus"]
)
def test_an_address_that_is_none(address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(Fault, match=r"^bus\.(unusable|unreachable) bus=session"):
        Bus("session").ask(NAME, PATH, INTERFACE, "Lit")


def test_what_listens_there_is_no_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "other")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
        other.bind(path)
        other.listen()
        with pytest.raises(Fault, match=r"^bus\.no_answer"):
            Bus("session").ask(NAME, PATH, INTERFACE, "Lit", limit=0.05)


def test_signals_are_kept_until_they_are_fetched(service: Service) -> None:
    lamp = service(NAME)
    lamp(replies={"Lit": ["b", [True]]})
    bus = Bus("session")
    assert bus.signals() == ()
    bus.listen(INTERFACE, PATH)
    bus.ask(NAME, PATH, INTERFACE, "Lit")
    lamp(emit=[PATH, INTERFACE, "Switched", "us", [1, "on"]])
    lamp(emit=[PATH, "org.example.Other", "Switched", "us", [2, "on"]])
    assert bus.signals(5.0) == (("Switched", (1, "on")),)
    lamp(emit=[PATH, INTERFACE, "Switched", "us", [3, "off"]])
    bus.ask(NAME, PATH, INTERFACE, "Lit")
    assert bus.signals() == (("Switched", (3, "off")),), (
        "also those that came while another answer was awaited"
    )
    assert bus.signals(0.01) == ()
    bus.close()
