"""Notifications through a real daemon, and through one that never answers."""

import os
import re
import signal
from pathlib import Path

import pytest

from tests.desktop.person import Person
from tests.desktop.running import CARD, IN_A_MEETING, App, lay_out, pictured
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


def kill_dunst(desktop: Desktop) -> None:
    bus = "org.freedesktop.DBus"
    (dunst,) = desktop.call(bus, "/org/freedesktop/DBus", bus, "GetConnectionUnixProcessID", "s", (NAME,))
    os.kill(dunst, signal.SIGKILL)
    wait_until(lambda: not desktop.has_name(NAME), what="dunst to leave")


def test_the_card_comes_whether_the_daemon_hangs_is_gone_or_was_restarted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    with virtual_desktop("none") as bare:
        person = Person(bare)
        kill_dunst(bare)
        with pictured(person, tmp_path):
            # In the place of dunst, one that takes every call and never answers.
            with service(bare, NAME) as daemon:
                daemon.set(silent=["GetCapabilities", "Notify"])
                app = App(bare, home).offered()
                person.wait_window(CARD)
                drop(app, person)
            offer_again(app, person)  # with no daemon at all
            drop(app, person)
            bare.start_notifications()
            wait_until(lambda: bare.has_name(NAME), what="dunst")
            offer_again(app, person)
            wait_until(lambda: shown(bare) == "1", what="the notification of the first dunst")
            kill_dunst(bare)
            bare.start_notifications()
            wait_until(lambda: bare.has_name(NAME), what="the second dunst")
            drop(app, person)
            assert shown(bare) == "0"
            offer_again(app, person)
            wait_until(lambda: shown(bare) == "1", what="the notification of the second dunst")
            assert app.say("answer", "skip")
            assert [len(app.rows(kind)) for kind in ("offered", "dropped", "declined")] == [4, 3, 1]
            assert app.end() == 0


def drop(app: App, person: Person) -> None:
    """A meeting comes into the calendar, and the card leaves."""
    lay_out(app.home, IN_A_MEETING)
    wait_until(lambda: not person.windows(CARD), what="the card to leave")


def offer_again(app: App, person: Person) -> None:
    """The meeting is called off, and the card comes."""
    lay_out(app.home)
    person.wait_window(CARD)
    assert len(person.windows(CARD)) == 1
