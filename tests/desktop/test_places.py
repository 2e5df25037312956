"""Windows open where they were last, else beside the one that they were opened from."""

from functools import partial
from pathlib import Path

import pytest

from tests.desktop.person import Person, Window
from tests.desktop.running import TODAY, WEEK, App, lay_out, pictured
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow

LIBRARY = "Library · Intermezzo"


def gone(person: Person, title: str) -> bool:
    return not person.windows(title)


def close(person: Person, desktop: Desktop, window: Window, title: str) -> None:
    desktop.run("xdotool", "windowactivate", "--sync", window.id)
    person.key("Escape")
    wait_until(partial(gone, person, title), what=f"{title} to leave")


def covers(one: Window, other: Window) -> bool:
    """Return whether a window hides all of another."""
    return (
        one.x <= other.x and one.y <= other.y
        and one.x + one.width >= other.x + other.width and one.y + one.height >= other.y + other.height
    )  # fmt: skip


def test_a_window_opens_beside_today_and_later_where_it_was(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, None, rhythm="own", interludes=0, micros=0)
    with pictured(person, tmp_path):
        app = App(desktop, home).ready()
        app.say("show", "today")
        today = person.wait_window(TODAY)
        assert today.x + today.width < 1920 / 3, "it leaves room for what is opened from it"
        app.say("show", "library")
        library = person.wait_window(LIBRARY)
        assert library.x >= today.x + today.width
        again = person.wait_window(TODAY)
        assert (again.x, again.y) == (today.x, today.y), "what is open stays where it is"

        desktop.run("xdotool", "windowmove", "--sync", library.id, "40", "120")
        wait_until(lambda: abs(person.windows(LIBRARY)[0].x - 40) < 10, what="the library to be moved")
        moved = person.windows(LIBRARY)[0]
        close(person, desktop, moved, LIBRARY)
        app.say("show", "library")
        back = person.wait_window(LIBRARY)
        assert (back.x, back.y, back.width, back.height) == (moved.x, moved.y, moved.width, moved.height)
        assert app.end() == 0

        later = App(desktop, home).ready()
        later.say("show", "library")
        back = person.wait_window(LIBRARY)
        assert (back.x, back.y, back.width, back.height) == (moved.x, moved.y, moved.width, moved.height)
        later.say("show", "week")
        assert not covers(person.wait_window(WEEK), back)
        assert later.end() == 0
