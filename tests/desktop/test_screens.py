"""A monitor that is unplugged while the card stands on it. Where other windows go the window manager says."""

import sys
from pathlib import Path

import pytest

from tests.desktop.person import Person, Window
from tests.desktop.running import CARD, App, lay_out, pictured
from virtual_desktop import Desktop, virtual_desktop, wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

RESIZE = Path(__file__).with_name("resize_screen.py")
LARGE, SMALL, OTHER = "1920x1080", (1024, 768), (800, 600)


def test_without_a_screen_it_goes_on_and_the_card_moves_onto_a_smaller_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    with virtual_desktop("none", LARGE) as own, own.visit({}) as desktop:
        person = Person(desktop)
        with pictured(person, tmp_path):
            app = App(desktop, home).offered()
            card = person.wait_window(CARD)
            assert not on_screen(card), "it stands where there will be no screen"
            resize(desktop, 0, 0)
            assert app.status()["offer"], "without any screen it goes on"
            resize(desktop, *SMALL)
            wait_until(lambda: any(map(on_screen, person.windows(CARD))), what="the card on the small screen")
            assert len(person.windows(CARD)) == 1
            assert app.status()["offer"], "it is the same offer"
            # On another screen it stays, and its answer writes one row.
            resize(desktop, *OTHER)
            wait_until(
                lambda: any(on_screen(one, OTHER) for one in person.windows(CARD)), what="the card there"
            )
            assert len(person.windows(CARD)) == 1
            app.say("answer", "skip")
            wait_until(lambda: not person.windows(CARD), what="the card to leave")
            assert [row["kind"] for row in app.rows("offered", "unanswered", "declined")] == [
                "offered", "declined"
            ]  # fmt: skip
            assert app.end() == 0


def resize(desktop: Desktop, width: int, height: int) -> None:
    desktop.run(sys.executable, str(RESIZE), str(width), str(height))


def on_screen(window: Window, size: tuple[int, int] = SMALL) -> bool:
    """Return whether the whole window can be seen on a screen of this size."""
    width, height = size
    return 0 <= window.x <= width - window.width and 0 <= window.y <= height - window.height
