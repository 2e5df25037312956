"""What an assistive client finds: the card's buttons by name, Today as a list, the week as a table."""

import json
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from tests.desktop.person import Person
from tests.desktop.running import CARD, FAST, TODAY, WEEK, App, lay_out, pictured
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow


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
        assert screen_reader.names("intermezzo", "image")[0].startswith("Figure: ")
        (card,) = (one for one in _parts(screen_reader.tree("intermezzo"), "frame") if "Offer" in one["name"])
        assert card["description"].endswith("Escape hides the card.")
        assert card["name"].removeprefix("Offer: ") not in card["description"], "the title is told once"
        screen_reader.press("intermezzo", "button", "Begin")
        app.wait_row("completed")

        app.say("show", "today")
        rows = [one["name"] for one in _parts(screen_reader.tree("intermezzo"), "list item")]
        assert any("Design review" in row for row in rows), rows
        assert any("Planning" in row for row in rows), rows
        assert not any("Enter" in row for row in rows), "keys are told with the list"

        app.say("show", "week")
        person.wait_window(WEEK)
        assert {TODAY, WEEK} <= set(screen_reader.names("intermezzo", "frame"))
        *days, week = screen_reader.table("intermezzo")
        assert "progress bar" not in {one["role"] for one in _all(screen_reader.tree("intermezzo"))}
        assert any(name.startswith("Hips: ") for name in screen_reader.names("intermezzo", "image"))
        assert any(row[1].startswith("1 ") for row in days)
        assert week[0] == "The week"
        assert week[1].startswith("1 of ")
        assert app.end() == 0


def test_a_screen_reader_hears_each_step_and_the_end_once(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, None)
    with pictured(person, tmp_path), screen_reader.listening(tmp_path / "heard") as heard:
        app = App(desktop, home, "--speed", "20", env=ACCESSIBLE).ready()
        app.say("now", "seated_reset")
        app.wait_row("completed")
        wait_until(lambda: any("How did it go?" in line for line in heard()), what="the end to be said")
        steps = [line.partition(":")[0] for line in heard() if line.startswith("Step ")]
        count = len(load([resources.sessions()]).sessions["seated_reset"].steps)
        assert steps == [f"Step {number} of {count}" for number in range(1, count + 1)]
        assert len([line for line in heard() if "How did it go?" in line]) == 1
        # At this speed lines lapse that there is time for in a real session, as tests/ui/player holds.
        assert any(line.startswith("Begin. ") for line in heard())
        assert any("Stop if" in line for line in heard())

        for word in ("smooth", "shaky"):  # the last one holds
            assert app.say("felt", word) == "Noted."
        felt = [json.loads(row["detail"]) for row in app.rows("feedback", "retracted")]
        assert [one.get("felt") for one in felt] == [1.0, None, 0.5]
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
    return [one for one in _all(part) if one["role"] == role]


def _all(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [part, *(one for child in part["children"] for one in _all(child))]
