"""However the session ends, the app ends as by *Quit*: soon, all of it written down, without an icon left."""

import os
import pty
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from intermezzo.core.settings import Calendar
from tests.desktop.person import Person
from tests.desktop.running import PLAYER, PROGRAM, App, lay_out, sound
from tests.desktop.services import service
from virtual_desktop import Desktop, virtual_desktop, wait_until

pytestmark = pytest.mark.slow

IN_TERMINAL = ("env", "--default-signal=HUP", "setsid", "--ctty")
"""Starts a program as the terminal's own, also where the tests run under ``nohup``."""
LIMIT = 10.0
"""Seconds that an end may take, on a busy machine too; a session manager kills later than that."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_the_middle_of_a_session(
    number: signal.Signals, desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home).offered()
    app.say("answer", "begin")
    before = time.monotonic()
    assert app.end(number) == 0
    assert time.monotonic() - before < LIMIT
    assert [row["kind"] for row in app.rows("partial", "completed", "interrupted")] == ["partial"]
    assert sound(home)
    assert not (home / "intermezzo.sqlite3-wal").exists()
    wait_until(lambda: person.tray_items() == [], what="the icon to leave")
    assert "Traceback" not in (home / "log" / "intermezzo.log").read_text()


def test_a_signal_right_after_the_start_ends_it_too(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home)
    wait_until(person.tray_items, what="the icon")
    before = time.monotonic()
    assert app.end() == 0
    assert time.monotonic() - before < LIMIT
    assert not (home / "intermezzo.sqlite3").exists() or sound(home)


def test_a_closed_terminal_ends_it_although_the_database_is_locked(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    terminal, inside = pty.openpty()
    app = App.__new__(App)
    app.desktop, app.home = desktop, home
    app.process = subprocess.Popen(
        [*IN_TERMINAL, str(PROGRAM), "--home", str(home), "--no-welcome"],
        env=desktop.env, stdin=inside, stdout=inside, stderr=inside,
    )  # fmt: skip
    os.close(inside)
    app.ready()
    with closing(sqlite3.connect(home / "intermezzo.sqlite3", isolation_level=None)) as other:
        other.execute("begin immediate")
        assert "Not saved yet" in app.say("moved")
        before = time.monotonic()
        os.close(terminal)
        assert app.left() == 0
        assert time.monotonic() - before < LIMIT
        assert app.rows("done_already") == []
        other.execute("rollback")
    log = (home / "log" / "intermezzo.log").read_text()
    assert log.endswith("\n")
    assert "Traceback" not in log
    again = App(desktop, home).ready()
    assert len(again.rows("done_already")) == 1, "what was not written then is written now"
    assert again.end() == 0


def test_a_shutdown_of_the_computer_ends_it_while_a_calendar_is_being_fetched(
    desktop: Desktop, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, calendars=(Calendar("localhost", kind="address", id="work", local_network=True),))
    with (
        service(desktop, "org.freedesktop.login1") as logind,
        socket.create_server(("localhost", 0)) as server,
    ):
        app = App(desktop, home).ready()
        app.say("calendar", "remember", "work", f"https://localhost:{server.getsockname()[1]}/c.ics")
        app.say("pause", "30m")
        connection = server.accept()[0]  # and it will never get an answer
        before = time.monotonic()
        manager = ["/org/freedesktop/login1", "org.freedesktop.login1.Manager"]
        logind.set(emit=[*manager, "PrepareForSleep", "b", [True]])
        logind.set(emit=[*manager, "PrepareForShutdown", "b", [True]])
        assert app.left() == 0
        assert time.monotonic() - before < LIMIT
        with connection:
            while connection.recv(4096):
                pass  # until the child that asked has ended too, which by itself would wait for its limit
        assert time.monotonic() - before < LIMIT
    assert len(app.rows("paused")) == 1
    assert sound(home)


def test_a_display_that_goes_leaves_everything_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    with virtual_desktop("none") as own:
        app = App(own, home).offered()
        app.say("answer", "begin")
        Person(own).wait_window(PLAYER)
        own.stop_display()
        app.left()
    assert [row["kind"] for row in app.rows("partial", "completed", "interrupted")] == ["partial"]
    assert not (home / "log" / "running").exists()
    assert sound(home)
