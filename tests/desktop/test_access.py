"""What an assistive client finds: the card's buttons by name, Today as a list, the week as a table."""

from pathlib import Path
from typing import Any

import pytest

from tests.desktop.person import Person
from tests.desktop.running import CARD, FAST, App, lay_out, pictured
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from virtual_desktop import Desktop

pytestmark = [pytest.mark.desktop, pytest.mark.slow]


def test_a_screen_reader_begins_and_reads_today_and_the_week(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, rhythm="own", interludes=3, micros=0)
    with pictured(person, tmp_path):
        app = App(desktop, home, "--speed", f"{FAST}", env=ACCESSIBLE).offered()
        person.wait_window(CARD)
        buttons = screen_reader.names("intermezzo", "button")
        assert {"Begin", "Done already"} <= set(buttons)
        assert all(name.strip() for name in buttons)
        screen_reader.press("intermezzo", "button", "Begin")
        app.wait_row("completed")

        app.say("show", "today")
        rows = [one["name"] for one in _parts(screen_reader.tree("intermezzo"), "list item")]
        assert any("Design review" in row for row in rows), rows
        assert any("Planning" in row for row in rows), rows

        app.say("show", "week")
        *days, week = screen_reader.table("intermezzo")
        assert any(row[1].startswith("1 ") for row in days)
        assert week[0] == "The week"
        assert week[1].startswith("1 of ")
        assert app.end() == 0


def test_with_a_screen_reader_the_offer_waits(desktop: Desktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home, env=ACCESSIBLE).offered()
    app.say("answer", "quieter")
    first = app.wait(lambda now: now["reason"] == "offered", "the offer to stand")["until"]
    # Every turn moves its end on: the three minutes are never over.
    app.say("answer", "quieter")
    app.wait(lambda now: now["until"] > first, "the end of the offer to move on")


def _parts(part: dict[str, Any], role: str) -> list[dict[str, Any]]:
    own = [part] if part["role"] == role else []
    return own + [one for child in part["children"] for one in _parts(child, role)]
