"""One instance a home, however many are started, and however the last one ended."""

import json
import signal
import socket
from pathlib import Path

import pytest

from intermezzo.adapters import instance
from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.identity import APP_ID
from intermezzo.core.faults import Fault
from tests.desktop.person import Person
from tests.desktop.running import TODAY, App, lay_out, pictured
from virtual_desktop import PATIENCE, Desktop, wait_until

pytestmark = pytest.mark.slow


def test_of_ten_launches_at_once_one_runs(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    with pictured(person, tmp_path):
        launched = [App(desktop, home) for _ in range(10)]
        wait_until(lambda: sum(one.process.poll() is None for one in launched) == 1, what="one to be left")
        assert sorted(one.process.poll() or 0 for one in launched) == [0] * 10
        left = next(one for one in launched if one.process.poll() is None).ready()
        person.wait_window(TODAY)  # which the nine others asked for
        assert len(person.tray_items()) == 1
        assert left.end() == 0


def test_while_it_runs_it_has_its_name_on_the_session_bus(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    bus, name = Bus("session"), "org.freedesktop.DBus"

    def owned() -> bool:
        (there,) = bus.ask(name, "/org/freedesktop/DBus", name, "NameHasOwner", "s", (APP_ID,))
        return bool(there)

    assert not owned()
    lay_out(tmp_path / "home", None)
    lay_out(tmp_path / "other", None)
    app, other = (App(desktop, tmp_path / folder).ready() for folder in ("home", "other"))
    wait_until(owned, what="its name")
    bus.ask(APP_ID, "/", "org.freedesktop.DBus.Peer", "Ping", limit=PATIENCE)
    assert (app.end(), other.end()) == (0, 0)
    wait_until(lambda: not owned(), what="the end of its name")
    bus.close()


def test_after_a_kill_it_starts_again_over_what_was_left_behind(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    killed = App(desktop, home).ready()
    assert killed.end(signal.SIGKILL) == -signal.SIGKILL
    again = App(desktop, home).ready()
    assert again.status()["decision"]
    assert again.end() == 0


def test_a_command_without_an_answer_in_time_may_still_be_done_and_is_done_once(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", desktop.env["XDG_RUNTIME_DIR"])
    home = tmp_path / "home"
    lay_out(home, None)
    app = App(desktop, home).ready()
    address = instance.socket_of(home)
    app.process.send_signal(signal.SIGSTOP)
    with pytest.raises(Fault, match=r"^instance\.no_answer"):
        instance.send(("moved",), address, timeout=0.1)
    line = json.dumps({"id": "again", "words": ["moved"]}).encode() + b"\n"
    twice = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(2)]
    for one in twice:
        one.settimeout(PATIENCE)
        one.connect(address)
        one.sendall(line)
    app.process.send_signal(signal.SIGCONT)
    first, again = (one.recv(65536) for one in twice)
    for one in twice:
        one.close()
    assert first == again
    assert json.loads(first)["ok"]
    assert len(app.rows("done_already")) == 2, "the one that timed out, and the one that came twice"
    assert app.end() == 0
