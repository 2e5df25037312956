"""SIGTERM and SIGINT end it as *Quit* does: soon, with everything written down, and without an icon left."""

import signal
import time
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import App, lay_out, sound
from virtual_desktop import Desktop, wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

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
