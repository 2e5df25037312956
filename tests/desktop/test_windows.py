"""Windows among others: the card leaves the keyboard where it is; Today stands in for a tray."""

import sys
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import CARD, App, lay_out, pictured
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

LETTER = Path(__file__).with_name("typing_program.py")


def test_the_card_leaves_focus_and_text_to_who_is_writing(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    written = tmp_path / "letter.txt"
    with pictured(person, tmp_path):
        desktop.spawn([sys.executable, str(LETTER), str(written)])
        person.wait_window("A letter")
        wait_until(lambda: person.active_window() == "A letter", what="the focus")
        desktop.run("xdotool", "type", "before ")
        app = App(desktop, home).offered()
        card = person.wait_window(CARD)
        assert person.active_window() == "A letter"
        desktop.run("xdotool", "type", "and after")
        wait_until(lambda: written.read_text() == "before and after", what="the whole letter")

        # Even a click on its ground takes nothing away.
        desktop.run("xdotool", "mousemove", "--sync", str(card.x + 40), str(card.y + 40))
        desktop.run("xdotool", "click", "1")
        desktop.run("xdotool", "type", "!")
        wait_until(lambda: written.read_text() == "before and after!", what="the last letter")
        assert person.active_window() == "A letter"
        assert app.status()["offer"]
        assert app.end() == 0
