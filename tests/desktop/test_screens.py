"""A monitor that gets another scale, or is unplugged, while the card stands on it.

Where other windows go the window manager says.
"""

import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from tests.desktop.person import Person, Window
from tests.desktop.running import CARD, App, lay_out, pictured
from virtual_desktop import Desktop, virtual_desktop, wait_until

pytestmark = pytest.mark.slow

RESIZE = Path(__file__).with_name("resize_screen.py")
LARGE, SMALL, OTHER = (1920, 1080), (1024, 768), (800, 600)
BACKGROUND = (0, 0, 0)


class Scale:
    """A settings daemon that says how large all is to be drawn, as those of GNOME and Xfce do.

    https://www.freedesktop.org/wiki/Specifications/XSettingsRegistry/
    """

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._desktop, self._file = desktop, folder / "xsettingsd.conf"
        self._process: subprocess.Popen[bytes] | None = None
        self.set(1)

    def set(self, scale: float) -> None:
        self._file.write_text(f"Xft/DPI {scale * 96 * 1024:.0f}\n")
        if self._process is None:
            self._process = self._desktop.spawn(["xsettingsd", "-c", str(self._file)])
            wait_until(lambda: "Took ownership" in self._desktop.logs(), what="xsettingsd")
        else:
            self._process.send_signal(signal.SIGHUP)


def test_the_card_follows_another_scale_and_onto_another_screen(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    with virtual_desktop("none", f"{LARGE[0]}x{LARGE[1]}") as own, own.visit({}) as desktop:
        person, scale = Person(desktop), Scale(desktop, tmp_path)
        with pictured(person, tmp_path):
            app = App(desktop, home).offered()
            card = person.wait_window(CARD)
            for factor in (2, 1):
                scale.set(factor)
                size = (factor * card.width, factor * card.height)
                wait_until(partial(whole, person, size, tmp_path), what=f"the card at {factor}")
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


def whole(person: Person, size: tuple[int, int], folder: Path) -> bool:
    """Return whether the one card has this size, is on the screen, and is drawn from edge to edge."""
    (card,) = person.windows(CARD)
    if (card.width, card.height) != size or not on_screen(card, LARGE):
        return False
    person.screenshot(folder / "whole.png")
    middle = card.centre
    edges = [
        (card.x + 2, middle[1]), (card.x + card.width - 3, middle[1]),
        (middle[0], card.y + 2), (middle[0], card.y + card.height - 3),
    ]  # fmt: skip
    with Image.open(folder / "whole.png") as shown:
        picture = shown.convert("RGB")
        return all(picture.getpixel(edge) != BACKGROUND for edge in edges)


def resize(desktop: Desktop, width: int, height: int) -> None:
    desktop.run(sys.executable, str(RESIZE), str(width), str(height))


def on_screen(window: Window, size: tuple[int, int] = SMALL) -> bool:
    """Return whether the whole window can be seen on a screen of this size."""
    width, height = size
    return 0 <= window.x <= width - window.width and 0 <= window.y <= height - window.height
