"""On Wayland no window places itself: the offer is a notification with buttons, which opens the card."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import CARD, PLAYER, App, lay_out
from tests.desktop.wayland import Wayland, sway
from virtual_desktop import Desktop, wait_until

pytestmark = pytest.mark.slow


def shown(desktop: Desktop) -> int:
    return int(desktop.run("dunstctl", "count", "displayed"))


def press(wayland: Wayland, key: str, fact: Callable[[], object], what: str) -> None:
    """Press the key until it has an effect: the first one may come before the window's keyboard is ready."""

    def holds() -> bool:
        if not fact():
            wayland.key(key)
        return bool(fact())

    wait_until(holds, what=what)


def leave(wayland: Wayland, title: str) -> None:
    press(wayland, "Escape", lambda: not wayland.windows(title), f"{title} to leave by Escape")


def test_the_offer_is_a_notification_and_every_window_fits_and_takes_keys(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    desktop.run("dunstctl", "close-all")  # what a killed app of an earlier test has left there
    wait_until(lambda: shown(desktop) == 0, what="an empty screen")
    with sway(desktop) as wayland:
        app = App(desktop, home, env=wayland.env).offered()
        wait_until(lambda: shown(desktop) == 1, what="the notification")
        assert wayland.windows() == [], "the card would take the focus"

        desktop.run("dunstctl", "action", "0")  # as a click on it
        seen = [wayland.wait_window(CARD)]
        leave(wayland, CARD)
        app.say("show", "card")
        wayland.wait_window(CARD)
        press(wayland, "Return", lambda: app.rows("begun"), "the session to begin")
        wait_until(lambda: not wayland.windows(CARD), what="the card to leave")
        seen.append(wayland.wait_window(PLAYER))
        leave(wayland, PLAYER)  # the session first, then the last page
        wait_until(lambda: app.rows("partial", "interrupted"), what="the end of the session")

        for name in ("today", "week", "settings", "library", "welcome"):
            app.say("show", name)
            seen.append(wayland.wait_window(PLAYER))
            leave(wayland, PLAYER)
        output = wayland.output()
        assert [one for one in seen if not output.has_room_for(one)] == []
        assert app.end() == 0
