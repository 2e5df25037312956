"""Without a tray: said once, until it was read or a tray has come."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from intermezzo.app.no_tray import NoTray
from tests.app.conftest import House

# Offscreen there is no tray whose window could change; that is what Qt says about it.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("systemTrayWindowChanged")]


def look(house: House) -> None:
    """What happens a while after the start."""
    (one,) = house.app.findChildren(NoTray)
    one.look()


def test_it_is_said_once_and_dismissed_by_a_press(house: House, make: Callable[..., House]) -> None:
    look(house)
    house.until(lambda: "tray" in house.notices.lines)
    assert "AppIndicator and KStatusNotifierItem Support" in house.notices.lines["tray"]
    assert house.today.view().quits
    (notice,) = house.today.view().notices
    assert (notice.label, notice.command) == ("Got it", ("dismiss", "tray"))
    assert house.say(*notice.command)[0]
    assert "tray" not in house.notices.lines
    house.leave()
    again = make().start()
    look(again)
    again.until(lambda: again.context.store.fact("no_tray_told") is not None)
    assert again.say("status")[0]
    assert "tray" not in again.notices.lines


def test_a_tray_that_comes_late_takes_over(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    look(house)
    house.until(lambda: "tray" in house.notices.lines)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    house.app.tray.look()
    assert "tray" not in house.notices.lines
    assert not house.today.view().quits


def test_where_there_is_one_nothing_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    house.app.tray.look()
    look(house)
    assert house.say("status")[0]
    assert house.context.store.fact("no_tray_told") is None
