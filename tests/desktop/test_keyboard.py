"""The same day by keyboard alone: a shortcut runs ``intermezzo show card``, which takes the focus."""

from functools import partial
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import CARD, FAST, PLAYER, TODAY, App, lay_out, pictured
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow


def _gone(person: Person, title: str) -> bool:
    return not person.windows(title)


def wait_focus(person: Person, title: str) -> None:
    wait_until(lambda: title in person.active_window(), what=f"the focus on {title}")


def test_a_session_from_the_card_to_complete(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, rhythm="own", interludes=3, micros=0)
    with pictured(person, tmp_path):
        app = App(desktop, home, "--speed", f"{FAST / 2}").offered()
        app.say("show", "card")
        wait_focus(person, CARD)

        person.key("Escape")  # leads out; the offer stands
        wait_until(lambda: not person.windows(CARD), what="the card to leave")
        assert app.status()["offer"]

        app.say("show", "card")
        wait_focus(person, CARD)
        person.key("Tab", "Tab", "shift+Tab", "shift+Tab", "Return")
        app.wait_row("begun")
        wait_until(lambda: not person.windows(CARD), what="the card to leave")
        wait_focus(person, PLAYER)

        def completed() -> bool:
            person.key("Return")  # *Complete*, as soon as it shows
            return bool(app.rows("completed"))

        wait_until(completed, what="the session to be complete")
        wait_until(lambda: not person.windows(PLAYER), what="the player to leave by Return")
        assert app.end() == 0


def test_the_player_s_keys(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    with pictured(person, tmp_path):
        app = App(desktop, home).ready()
        app.say("now", "seated_reset")
        wait_focus(person, PLAYER)
        person.key("Right", "Right")  # out of *ready*, into the first step, and on to the next
        person.key("e")  # the easier form of it
        person.key("Left", "space", "space", "Right", "Right")
        person.key("Escape")  # finish here
        partial = app.wait_row("partial")
        assert partial["reason"] == "finished_here"
        person.key("Escape")  # and the last page too
        wait_until(lambda: not person.windows(PLAYER), what="the player to leave")
        app.wait(lambda now: now["running"] is None, "the end of the session")


def test_today_is_worked_by_keyboard_and_every_window_is_left_by_escape(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, None, rhythm="own", interludes=3, micros=0)
    with pictured(person, tmp_path):
        app = App(desktop, home).ready()
        slots = app.wait(lambda now: now["slots"], "the plan")["slots"]
        app.say("show", "today")
        wait_focus(person, TODAY)

        def skipped() -> bool:
            person.key("Down", "Delete")
            return bool(app.rows("declined"))

        wait_until(skipped, what="a slot to be skipped from the list")
        app.wait(lambda now: len(now["slots"]) < len(slots), "the slot to leave the plan")
        person.key("Escape")
        wait_until(lambda: not person.windows(TODAY), what="Today to leave")

        for name in ("week", "settings", "welcome"):
            title = f"{name.capitalize()} · Intermezzo"
            app.say("show", name)
            wait_focus(person, title)
            person.key("Escape")
            wait_until(partial(_gone, person, title), what=f"{title} to leave")
        assert app.end() == 0
