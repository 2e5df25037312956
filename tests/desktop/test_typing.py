"""Somebody is writing a letter when an offer is due: it waits for a pause, and takes no key away."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intermezzo.core.scheduling.presence import TYPING_SECONDS
from tests.desktop.person import Person
from tests.desktop.running import CARD, App, lay_out, pictured
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("typing_program.py")
WORDS = "the card can wait "
TYPE = 'until [ -e "$1" ]; do xdotool type --delay 250 "$0"; printf %s "$0" >>"$2"; done'
"""Types words again and again until there is a file; notes in another what was typed."""
SOON = 4.0
"""Seconds within which the card follows a pause, on a busy machine."""


def test_the_card_comes_with_the_pause_in_typing(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    letter, enough, typed = tmp_path / "letter.txt", tmp_path / "enough", tmp_path / "typed"
    lay_out(tmp_path / "home")
    with pictured(person, tmp_path):
        desktop.spawn([sys.executable, str(PROGRAM), str(letter)])
        person.click(*person.wait_window("A letter").centre)
        typing = desktop.spawn(["sh", "-c", TYPE, WORDS, str(enough), str(typed)])
        app = App(desktop, tmp_path / "home").ready()
        held = app.wait(lambda now: now["reason"] == "typing", "the hold")
        assert held["why"] == "you’re typing"
        assert person.windows(CARD) == ()
        enough.touch()
        assert typing.wait() == 0
        words = typed.read_text()
        wait_until(lambda: letter.read_text() == words, what="the last key to arrive")
        last = letter.stat().st_mtime

        person.wait_window(CARD)
        offered = datetime.fromisoformat(app.wait_row("offered")["at"]).replace(tzinfo=UTC).timestamp()
        assert TYPING_SECONDS - 1 < offered - last < TYPING_SECONDS + SOON
        person.key("period")
        wait_until(lambda: letter.read_text() == f"{words}.", what="the letter to keep the focus")
        app.wait(lambda now: now["offer"], "the offer to stay")
        assert [row["reason"] for row in app.rows("held")] == ["typing"]
        assert app.end() == 0
