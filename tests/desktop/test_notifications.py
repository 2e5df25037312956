"""Notifications through a real daemon, and through one that never answers."""

import os
import re
import signal
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import CARD, App, lay_out, pictured
from tests.desktop.services import service
from virtual_desktop import Desktop, virtual_desktop, wait_until

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

NAME = "org.freedesktop.Notifications"


def shown(desktop: Desktop) -> str:
    return desktop.run("dunstctl", "count", "displayed").strip()


def test_an_offer_is_notified_once_with_title_length_and_free_time(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home)
    desktop.run("dunstctl", "close-all")  # what a killed app of an earlier test has left there
    wait_until(lambda: shown(desktop) == "0", what="an empty screen")
    app = App(desktop, home).offered()
    person.wait_window(CARD)
    wait_until(lambda: shown(desktop) == "1", what="the notification")
    app.say("answer", "skip")  # it leaves with its offer
    wait_until(lambda: shown(desktop) == "0", what="the notification to leave")
    ((title, body),) = person.notifications()
    assert re.search(r" · \d min", title)
    assert re.fullmatch(r"You’re free until \d\d:\d\d\. Take \d min \d\d\?", body)
    assert app.end() == 0


def test_no_notification_where_the_user_wants_none(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, notify=False)
    app = App(desktop, home).offered()
    person.wait_window(CARD)
    assert person.notifications() == []
    assert app.end() == 0


def test_a_daemon_that_hangs_does_not_stop_the_card(tmp_path: Path) -> None:
    with virtual_desktop("none") as bare:
        person = Person(bare)
        # In the place of dunst, one that takes every call and never answers.
        bus = "org.freedesktop.DBus"
        (dunst,) = bare.call(bus, "/org/freedesktop/DBus", bus, "GetConnectionUnixProcessID", "s", (NAME,))
        os.kill(dunst, signal.SIGKILL)
        wait_until(lambda: not bare.has_name(NAME), what="dunst to leave")
        home = tmp_path / "home"
        lay_out(home)
        with pictured(person, tmp_path), service(bare, NAME) as daemon:
            daemon.set(silent=["GetCapabilities", "Notify"])
            app = App(bare, home).offered()
            person.wait_window(CARD)
            assert app.say("answer", "skip")
            assert app.end() == 0
