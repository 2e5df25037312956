"""Start at login, switched in Settings and at the end of the first start."""

from collections.abc import Callable
from pathlib import Path

import pytest

from intermezzo.adapters.autostart import freedesktop
from tests.app.conftest import House
from tests.app.test_welcome_flow import answered
from tests.ui.hands import click

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders."""
    for name in ("CONFIG_HOME", "DATA_HOME", "DATA_DIRS"):
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path / name))
    return tmp_path / "CONFIG_HOME"


def test_the_switch_in_settings_shows_and_changes_what_the_system_has(house: House) -> None:
    house.context.dispatch(("show", "settings"))
    settings = house.controllers.settings
    assert settings.window is not None
    switch = settings.window.login
    house.until(switch.isEnabled)
    assert not switch.isChecked()
    click(switch)
    house.until(freedesktop.is_on)
    house.until(lambda: settings.autostart.on)
    freedesktop.turn_off()  # as a tool of the desktop may
    settings.autostart.look()
    house.until(lambda: not switch.isChecked())


def test_a_folder_that_cannot_be_written_is_told_and_the_switch_goes_back(house: House, config: Path) -> None:
    config.mkdir(exist_ok=True)
    (config / "autostart").touch()
    house.context.dispatch(("show", "settings"))
    window = house.controllers.settings.window
    assert window is not None
    house.until(window.login.isEnabled)
    click(window.login)
    house.until(lambda: "autostart" in house.context.notices.lines)
    house.until(lambda: not window.login.isChecked())


@pytest.mark.parametrize("wanted", [True, False])
def test_the_first_start_asks_and_does_it(make: Callable[..., House], *, wanted: bool) -> None:
    house = make(welcome=True).start()
    answered(house, "none")
    window = house.controllers.welcome.window
    assert window is not None
    click(window.go_on)
    assert window.login.isChecked()
    if not wanted:
        click(window.login)
    click(window.finish)
    house.until(lambda: house.controllers.welcome.window is None)
    if wanted:
        house.until(freedesktop.is_on)
    else:
        assert not freedesktop.is_on()
