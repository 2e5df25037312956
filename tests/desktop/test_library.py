"""The library on a real desktop: searched, taken in and tried by keyboard alone, and read aloud."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.person import Person
from tests.desktop.running import App, lay_out, pictured
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

WINDOW = "Library · Intermezzo"


def cells(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The cards, as a screen reader finds them."""
    if part["role"] == "list item":
        yield part
    for child in part["children"]:
        yield from cells(child)


def wishes(app: App) -> list[dict[str, Any]]:
    """What the user said of single movements, from the database."""
    told = [json.loads(row["detail"]) for row in app.rows("repertoire")]
    return [one for one in told if one["by"] == "user"]


def test_a_movement_is_found_taken_in_and_tried_by_keyboard_and_read_aloud(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, meetings=None)
    with pictured(person, tmp_path):
        app = App(desktop, home, env=ACCESSIBLE).ready()
        app.say("show", "library")
        person.wait_window(WINDOW)
        wait_until(lambda: person.active_window() == WINDOW, what="the focus")
        person.key("slash")
        desktop.run("xdotool", "type", "cup of tea")
        card = "Bird dog, on the floor, deep core, hips, mid-back, {}, you don’t have: a mat"
        alone = [card.format("not in your repertoire")]
        wait_until(
            lambda: [one["name"] for one in cells(screen_reader.tree("intermezzo"))] == alone,
            what="the one movement that is found",
        )
        person.key("Down", "space")
        wait_until(lambda: wishes(app), what="the wish to be written")
        assert wishes(app) == [{"v": 1, "movement": "bird_dog", "in": True, "by": "user"}]

        def read_as_in() -> bool:
            (read,) = (one for one in cells(screen_reader.tree("intermezzo")) if "Bird dog" in one["name"])
            return "checked" in read["states"] and read["name"] == card.format("in your repertoire")

        wait_until(read_as_in, what="the card to be read as taken in")
        person.key("Return")
        assert app.wait_row("begun")["session"] == "bird_dog"
        wait_until(lambda: "Bird dog" in person.active_window(), what="the player")
        person.key("Escape")
        assert app.wait_row("partial")["session"] == "bird_dog"
        assert app.status()["taken"] == {}
        assert app.end() == 0
