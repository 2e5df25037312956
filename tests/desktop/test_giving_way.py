"""A meeting that begins in the middle of a session, on a real desktop with a real calendar file."""

import json
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import PLAYER, App, lay_out, pictured
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from virtual_desktop import Desktop, wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

SOON = (("Design review", 1.2, 30), ("One to one", 60, 90))


def test_a_session_gives_way_to_a_meeting_and_its_rest_stays_owed(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, SOON)
    with pictured(person, tmp_path), screen_reader.listening(tmp_path / "heard") as heard:
        app = App(desktop, home, env=ACCESSIBLE).ready()
        app.wait(lambda now: now["slots"], "the plan")
        app.say("now", "seated_reset")
        wait_until(lambda: any("Your meeting begins at" in line for line in heard()), 60, "the line")
        assert not any("Design review" in line for line in heard())
        assert "Resume" in screen_reader.names("intermezzo", "button")
        # It stands still: nothing else begins, however slow this machine is.
        assert app.status()["running"] == "seated_reset"
        refused = app.command("now")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr == "intermezzo: A session is running already.\n"
        person.key("l")
        row = app.wait_row("interrupted")
        assert row["reason"] == "finish_later"
        assert json.loads(row["detail"])["left"] >= 1
        wait_until(lambda: not person.windows(PLAYER), what="the player to leave")
        assert app.status()["running"] is None
        assert app.rows("partial", "completed") == []
        assert app.end() == 0
