"""Notifications through a real daemon, and through one that never answers."""

import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from tests.desktop.person import Person
from tests.desktop.running import AFTER_A_MEETING, CARD, IN_A_MEETING, App, clock, lay_out, pictured
from tests.desktop.services import service
from virtual_desktop import Desktop, virtual_desktop, wait_until

pytestmark = pytest.mark.slow

NAME = "org.freedesktop.Notifications"


def shown(desktop: Desktop) -> str:
    return desktop.run("dunstctl", "count", "displayed").strip()


def test_who_prefers_it_gets_a_notification_and_no_card_with_title_length_and_free_time(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    lay_out(home, offer="notification")
    desktop.run("dunstctl", "close-all")  # what a killed app of an earlier test has left there
    wait_until(lambda: shown(desktop) == "0", what="an empty screen")
    app = App(desktop, home).offered()
    wait_until(lambda: shown(desktop) == "1", what="the notification")
    assert not person.windows(CARD)
    app.say("answer", "skip")  # it leaves with its offer
    wait_until(lambda: shown(desktop) == "0", what="the notification to leave")
    ((title, body),) = person.notifications()
    assert title
    assert re.fullmatch(r"You’re free until \d\d:\d\d\. Take \d+ (seconds|minutes)\?", body)
    assert app.end() == 0


def test_it_leaves_with_the_app(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, offer="notification")
    desktop.run("dunstctl", "close-all")
    wait_until(lambda: shown(desktop) == "0", what="an empty screen")
    app = App(desktop, home).offered()
    wait_until(lambda: shown(desktop) == "1", what="the notification")
    assert app.end() == 0
    wait_until(lambda: shown(desktop) == "0", what="the notification to leave")


def test_a_meeting_that_comes_up_changes_the_notification_in_its_place(
    desktop: Desktop, person: Person, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    long_ones: dict[str, Any] = {"offer": "notification", "rhythm": "own", "interludes": 0, "micros": 3}
    lay_out(home, **long_ones)
    desktop.run("dunstctl", "close-all")
    wait_until(lambda: shown(desktop) == "0", what="an empty screen")
    app = App(desktop, home).offered()
    wait_until(lambda: shown(desktop) == "1", what="the notification")
    planned = app.status()["offer"]
    lay_out(home, (AFTER_A_MEETING[0], ("Call", 6, 60)), **long_ones)
    app.wait(lambda now: now["offer"] not in {None, planned}, "a shorter session")
    assert shown(desktop) == "1"
    app.say("answer", "skip")
    wait_until(lambda: shown(desktop) == "0", what="the notification to leave")
    ((title, body),) = person.notifications()
    offered, declined = (row["session"] for row in app.rows("offered", "declined"))
    assert offered == planned != declined  # a minute later an even shorter one may stand there
    assert title == title_of(declined)
    assert f"until {clock(6)}" in body or f"until {clock(5)}" in body
    assert app.end() == 0


def title_of(session_id: str) -> str:
    return library.load([resources.sessions()]).sessions[session_id].title


def test_a_card_comes_without_a_notification(desktop: Desktop, person: Person, tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home)
    app = App(desktop, home).offered()
    person.wait_window(CARD)
    assert person.notifications() == []
    assert app.end() == 0


def kill_dunst(desktop: Desktop) -> None:
    bus = "org.freedesktop.DBus"
    (dunst,) = desktop.call(bus, "/org/freedesktop/DBus", bus, "GetConnectionUnixProcessID", "s", (NAME,))
    os.kill(dunst, signal.SIGKILL)
    wait_until(lambda: not desktop.has_name(NAME), what="dunst to leave")


def test_the_card_comes_in_the_place_of_a_notification_that_fails(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lay_out(home, offer="notification")
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
            offer_again(app)  # with no daemon at all
            person.wait_window(CARD)
            drop(app, person)
            bare.start_notifications()
            wait_until(lambda: bare.has_name(NAME), what="dunst")
            offer_again(app)
            wait_until(lambda: shown(bare) == "1", what="the notification of the first dunst")
            kill_dunst(bare)
            bare.start_notifications()
            wait_until(lambda: bare.has_name(NAME), what="the second dunst")
            drop(app, person)
            assert shown(bare) == "0"
            offer_again(app)
            wait_until(lambda: shown(bare) == "1", what="the notification of the second dunst")
            assert not person.windows(CARD)
            assert app.say("answer", "skip")
            assert [len(app.rows(kind)) for kind in ("offered", "dropped", "declined")] == [4, 3, 1]
            assert app.end() == 0


def drop(app: App, person: Person) -> None:
    """A meeting comes into the calendar, and the offer goes, with its card."""
    before = len(app.rows("dropped"))
    lay_out(app.home, IN_A_MEETING, offer="notification")
    wait_until(lambda: len(app.rows("dropped")) > before, what="the offer to be dropped")
    wait_until(lambda: not person.windows(CARD), what="the card to leave")


def offer_again(app: App) -> None:
    """The meeting is called off, and the next offer comes."""
    before = len(app.rows("offered"))
    lay_out(app.home, offer="notification")
    wait_until(lambda: len(app.rows("offered")) > before, what="the next offer")
