"""A session put together on a real desktop: dragged with the pointer, found by name, saved, begun."""

import tomllib
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.presenters.durations import heard
from intermezzo.presenters.library.composing import shelf_row
from tests.desktop.person import Person
from tests.desktop.running import App, lay_out, pictured, point_of
from tests.desktop.screen_reader import ACCESSIBLE, ScreenReader
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

COMPOSER = "Library · Intermezzo"
SPOKEN = {
    name: heard(shelf_row(movement).spoken)
    for name, movement in library.load([resources.sessions()]).movements.items()
}
"""How a screen reader finds a movement in the list."""


def drag(desktop: Desktop, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press, go there in small steps as a hand does, and let go."""

    def go(x: float, y: float) -> None:
        desktop.run("xdotool", "mousemove", "--sync", str(round(x)), str(round(y)))

    go(*start)
    desktop.run("xdotool", "mousedown", "1")
    for n in range(1, 13):
        go(start[0] + (end[0] - start[0]) * n / 12, start[1] + (end[1] - start[1]) * n / 12)
    go(end[0] + 1, end[1])
    desktop.run("xdotool", "mouseup", "1")


def written(path: Path) -> list[str]:
    """The movements of a session's file, in order."""
    return [step["movement"] for step in tomllib.loads(path.read_text("utf-8"))["steps"]]


def test_a_session_is_dragged_together_saved_and_begun(
    desktop: Desktop, person: Person, screen_reader: ScreenReader, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, None)

    def point(name: str) -> tuple[int, int]:
        return point_of(person, screen_reader, name, COMPOSER)

    with pictured(person, tmp_path):
        app = App(desktop, home, env=ACCESSIBLE).ready()
        app.say("pause", "today")
        app.say("show", "composer")
        person.wait_window(COMPOSER)
        wait_until(lambda: person.active_window() == COMPOSER, what="the focus")
        drag(desktop, point(SPOKEN["eyes_far"]), point("Steps of the session"))
        first = point("1 of 1, Look far away, 2 slow, 52 seconds, neck")
        drag(desktop, point(SPOKEN["jaw_rest"]), (first[0], first[1] - 20))
        point("2 of 2, Look far away, 2 slow, 52 seconds, neck")

        person.key("ctrl+f")
        desktop.run("xdotool", "type", "wide seated")
        person.key("Return")
        breath = "3 of 3, Wide seated breath, 6 breaths, 1 minute, breath, deep core"
        last = point(breath)
        person.click(*point("Name of the session"))
        desktop.run("xdotool", "type", "By hand")
        person.click(*point("Ritual"))
        person.key("ctrl+s")
        saved = home / "sessions" / "rituals" / "by_hand.toml"
        wait_until(saved.exists, what="the file")
        assert written(saved) == ["jaw_rest", "eyes_far", "breath_lateral_seated"]

        drag(desktop, point("1 of 3, Heavy jaw, 6 breaths, 1 minute, neck"), (last[0] - 60, last[1] + 40))
        point("3 of 3, Heavy jaw, 6 breaths, 1 minute, neck")
        person.key("ctrl+Return")
        app.wait_row("begun")
        assert written(saved) == ["eyes_far", "breath_lateral_seated", "jaw_rest"]
        assert app.end() == 0
