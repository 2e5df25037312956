"""The quiet look for a newer version, in the running app, with a real server."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from intermezzo.adapters import newest_version
from intermezzo.adapters.newest_version import LastCheck
from intermezzo.adapters.system.paths import Paths
from intermezzo.app import composition
from intermezzo.app.updates import Updates
from intermezzo.core.settings import Calendar
from tests.adapters.calendars.conftest import authority, servers, trusted
from tests.adapters.calendars.fetch.servers import Server, Servers
from tests.app.conftest import House
from tests.ui.hands import click

__all__ = ["authority", "servers", "trusted"]
pytestmark = pytest.mark.slow


@pytest.fixture
def page(servers: Servers) -> Server:
    """A page that names 0.2.0."""
    return servers.http(lambda exchange: exchange.answer(body=b'{"tag_name": "v0.2.0"}'))


def asking(house: House, server: Server) -> Updates:
    """Return what looks for newer versions at a page, as in an installation that nothing else keeps new."""
    source = Calendar(server.url("/latest"), local_network=True)
    return Updates(house.context, house.app, None, page=source)


def turn(house: House, *, on: bool) -> None:
    house.set_settings(replace(house.settings_in_use, updates=on))


def kept(house: House) -> LastCheck | None:
    return newest_version.load(house.context.paths.newest_version)


def test_it_is_off_until_somebody_turns_it_on_and_asked_once_a_week(house: House, page: Server) -> None:
    updates = asking(house, page)
    house.until(lambda: house.engine.decision is not None)
    assert (updates.asked, kept(house), page.seen) == (None, None, [])
    turn(house, on=True)
    house.until(lambda: updates.asked is not None)
    first = house.time.now
    assert updates.asked == kept(house) == LastCheck(first, "0.2.0")
    assert len(page.seen) == 1
    house.time.sleep(timedelta(days=6, hours=23).total_seconds())
    looked(house, updates)
    assert (len(page.seen), updates.asked) == (1, LastCheck(first, "0.2.0"))
    house.time.sleep(timedelta(hours=1).total_seconds())
    looked(house, updates)
    assert (len(page.seen), updates.asked) == (2, LastCheck(house.time.now, "0.2.0"))
    assert not any("0.2.0" in str(one) for one in house.notices.lines)


def looked(house: House, updates: Updates) -> None:
    """Let it look, and wait until it has."""
    done: list[bool] = []
    updates.changed.connect(lambda: done.append(True))
    updates.look()
    house.until(lambda: done)


def test_another_start_or_another_turn_of_the_switch_asks_no_more_often(house: House, page: Server) -> None:
    updates = asking(house, page)
    turn(house, on=True)
    house.until(lambda: updates.asked is not None)
    turn(house, on=False)
    assert updates.asked is None
    turn(house, on=True)
    house.until(lambda: updates.asked is not None)
    again = asking(house, page)
    looked(house, again)
    assert again.asked == updates.asked
    assert len(page.seen) == 1


def test_a_page_that_does_not_answer_is_left_alone_for_a_week_too(house: House, servers: Servers) -> None:
    broken = servers.http(lambda exchange: exchange.answer(500))
    updates = asking(house, broken)
    turn(house, on=True)
    house.until(lambda: updates.asked is not None)
    looked(house, updates)
    assert updates.asked == LastCheck(house.time.now, "")
    assert len(broken.seen) == 1


def test_where_the_time_cannot_be_kept_nobody_is_asked(house: House, page: Server) -> None:
    house.context.paths.newest_version.mkdir()
    updates = asking(house, page)
    turn(house, on=True)
    looked(house, updates)
    looked(house, updates)
    assert page.seen == []


def texts(window: QWidget) -> list[str]:
    return [one.text() for one in window.findChildren(QLabel)]


@pytest.fixture
def elsewhere(
    make: Callable[..., House], page: Server, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., House]:
    """The app as it would be on a computer where nothing else keeps it new."""
    source = Calendar(page.url("/latest"), local_network=True)

    def updates(context: object, parent: object, _why: object) -> Updates:
        return Updates(context, parent, None, page=source)  # type: ignore[arg-type]

    monkeypatch.setattr(composition, "Updates", updates)
    return make


def test_the_switch_turns_it_on_and_its_row_tells_the_newest_version(
    elsewhere: Callable[..., House], page: Server
) -> None:
    house = elsewhere().start()
    house.say("show", "settings")
    window = house.controllers.settings.window
    assert window is not None
    window.show_page("privacy")
    switch = window.controls["updates"]
    assert not switch.value()
    click(switch)
    house.until(lambda: page.seen)
    house.until(lambda: any("Version 0.2.0 is available" in text for text in texts(window)))
    house.until(lambda: house.settings().updates)
    click(switch)
    house.until(lambda: not any("0.2.0" in text for text in texts(window)))


def test_an_organisation_can_fix_it(elsewhere: Callable[..., House], home: Path, page: Server) -> None:
    file = home / "policy.toml"
    file.write_text("[lock]\nupdates = false\n")
    house = elsewhere(paths=Paths(home, file)).start()
    turn(house, on=True)
    assert not house.settings_in_use.updates
    assert page.seen == []


def test_in_a_checkout_the_switch_is_off_for_good_and_says_why(house: House) -> None:
    house.say("show", "settings")
    window = house.controllers.settings.window
    assert window is not None
    assert not window.controls["updates"].isEnabled()
    assert (
        "This is a checkout; git brings new versions."
        in window.controls["updates"].accessibleDescription().splitlines()
    )
