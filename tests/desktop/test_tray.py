"""A tray host that comes late, one that restarts, the older kind, and none at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.desktop.person import Person
from tests.desktop.running import CARD, TODAY, App, lay_out, pictured
from virtual_desktop import Desktop, virtual_desktop, wait_until

MENU = "com.canonical.dbusmenu"

pytestmark = pytest.mark.slow


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Desktop]:
    """A desktop without a tray host, as GNOME is."""
    with virtual_desktop("none") as running, running.visit({}) as visited:
        yield visited


def test_without_a_tray_today_does_it_all_and_a_late_host_still_gets_the_icon(
    bare: Desktop, tmp_path: Path
) -> None:
    home, person = tmp_path / "home", Person(bare)
    lay_out(home)
    with pictured(person, tmp_path):
        app = App(bare, home).offered()
        today = person.wait_window(TODAY)
        wait_until(lambda: person.active_window() == TODAY, what="the focus on Today")
        person.key("Escape")
        wait_until(lambda: not person.windows(TODAY), what="Today to leave")
        second = app.command()
        assert (second.returncode, second.stderr) == (0, "")
        assert person.wait_window(TODAY).width == today.width
        wait_until(lambda: person.active_window() == TODAY, what="Today to be raised")

        bare.start_tray()
        bare.wait_tray()
        wait_until(person.tray_items, what="the icon in the late tray")

        # And once more, after the host has crashed.
        bare.stop_tray()
        bare.start_tray()
        bare.wait_tray()
        wait_until(person.tray_items, what="the icon to come back")
        assert len(person.windows(CARD)) == 1
        choose(bare, person.tray_items()[0], "Skip this one")
        app.wait_row("declined")
        assert len(app.rows("offered", "unanswered")) == 1
        assert app.end() == 0
        wait_until(lambda: person.tray_items() == [], what="the icon to leave")


def choose(desktop: Desktop, item: str, label: str) -> None:
    """Choose an entry of the menu of a StatusNotifierItem, as its host does."""
    name, _, path = item.partition("/")
    menu: str = desktop.get_property(name, f"/{path}", "org.kde.StatusNotifierItem", "Menu")
    _revision, root = desktop.call(name, menu, MENU, "GetLayout", "iias", (0, -1, []))
    (entry,) = (number for number, text in entries(root) if text == label)
    desktop.call(name, menu, MENU, "Event", "isvu", (entry, "clicked", ("s", ""), 0))


def entries(node: tuple[int, dict[str, Any], list[Any]]) -> Iterator[tuple[int, str]]:
    """Yield (number, label) of the visible entries of a menu and of those in it."""
    number, properties, children = node
    if properties.get("visible", ("b", True))[1]:
        yield number, properties.get("label", ("s", ""))[1]
        for _signature, child in children:
            yield from entries(child)


def test_the_older_kind_of_tray_takes_the_icon_and_the_card_stands_by_it(
    xembed_desktop: Desktop, tmp_path: Path
) -> None:
    home, person = tmp_path / "home", Person(xembed_desktop)
    lay_out(home)

    def strip() -> QImage:
        person.screenshot(tmp_path / "screen.png")
        return QImage(str(tmp_path / "screen.png")).copy(1900, 0, 20, 32)

    with pictured(person, tmp_path):
        before = strip()
        app = App(xembed_desktop, home).offered()
        wait_until(lambda: strip() != before, what="the icon at the end of the tray")
        card = person.wait_window(CARD)
        assert card.x + card.width > 1800
        assert card.y < 120
        assert app.end() == 0
        wait_until(lambda: not person.windows(CARD), what="the card to leave")
