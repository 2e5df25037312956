"""A screen that locks, and a session that nobody ended."""

import signal
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.desktop.person import Person, Window
from tests.desktop.running import CARD, PLAYER, App, lay_out, pictured
from tests.desktop.services import Service, service
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

SAVER = "org.freedesktop.ScreenSaver"


def _picture(person: Person, window: Window, path: Path) -> QImage:
    person.screenshot(path)
    return QImage(str(path)).copy(window.x, window.y, window.width, window.height)


def lock(saver: Service, locked: bool) -> None:
    saver.set(replies={"GetActive": ["b", [locked]]})


def test_behind_a_lock_no_card_stands_and_a_session_pauses(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    with pictured(person, tmp_path), service(desktop, SAVER) as saver:
        lock(saver, locked=True)
        app = App(desktop, home).ready()
        assert app.wait(lambda now: now["reason"] == "locked", "the hold")["locked"] is True
        assert person.windows(CARD) == ()
        assert app.rows("offered") == []
        held = app.wait_row("held")
        assert held["reason"] == "locked"

        # The session was begun before the screen locked.
        lock(saver, locked=False)
        app.say("now", "seated_reset")
        player = person.wait_window(PLAYER)
        lock(saver, locked=True)
        app.wait(lambda now: now["locked"], "the lock to be seen")
        assert app.status()["running"] == "seated_reset"

        def still() -> bool:
            pictures = [_picture(person, player, tmp_path / f"{n}.png") for n in range(2)]
            return pictures[0] == pictures[1]

        wait_until(still, what="the player to stand still")
        assert app.rows("completed", "partial", "interrupted") == []
        lock(saver, locked=False)
        app.wait(lambda now: now["locked"] is False, "the lock to be gone")
        assert app.end() == 0
        assert [row["kind"] for row in app.rows("completed", "partial", "interrupted")] == ["partial"]


def test_a_session_that_was_killed_is_found_interrupted_and_offered_again(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    with pictured(person, tmp_path):
        app = App(desktop, home).offered()
        app.say("answer", "begin")
        assert app.end(signal.SIGKILL) == -signal.SIGKILL
        begun = app.rows("begun")[-1]
        assert app.rows("interrupted") == []

        again = App(desktop, home).offered()
        interrupted = again.rows("interrupted")
        assert [row["occurrence"] for row in interrupted] == [begun["occurrence"]]
        assert interrupted[0]["reason"] == "closed_unexpectedly"
        assert any("unexpectedly" in line for line in again.status()["notices"])
        assert again.end() == 0
        clean = App(desktop, home).ready()
        assert clean.status()["notices"] == []
        assert len(clean.rows("interrupted")) == 1
