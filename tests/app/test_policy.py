"""What an organisation has set, in the running app."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from intermezzo.adapters.system.paths import Paths
from tests.app.conftest import House

pytestmark = pytest.mark.slow


@pytest.fixture
def managed(make: Callable[..., House], home: Path) -> House:
    """The app on a computer on which the rhythm and the names of meetings are fixed."""
    file = home / "policy.toml"
    file.write_text(
        'organisation = "Example Ltd"\n[set]\nleave = 5\n[lock]\nrhythm = "steady"\ntitles = false\n'
    )
    house = make(paths=Paths(home, file))
    return house.start()


def test_what_is_fixed_is_used_and_cannot_be_changed(managed: House, home: Path) -> None:
    assert managed.settings_in_use.rhythm == "steady"
    ok, line, _data = managed.say("rhythm", "frequent")
    assert (ok, line) == (False, "Example Ltd has set the rhythm; it can’t be changed here")
    managed.set_settings(replace(managed.settings_in_use, titles=True, snooze=7))
    assert (managed.settings_in_use.titles, managed.settings_in_use.snooze) == (False, 7)
    managed.until(lambda: "snooze = 7" in (home / "settings.toml").read_text())
    assert "titles = true" not in (home / "settings.toml").read_text()


def test_settings_show_what_is_fixed_and_by_whom(managed: House) -> None:
    managed.say("show", "settings")
    window = managed.controllers.settings.window
    assert window is not None
    for key in ("rhythm", "interludes", "micros", "spacing", "titles"):
        assert not window.controls[key].isEnabled()
        assert "Set by Example Ltd" in window.controls[key].accessibleDescription().splitlines()
    assert window.controls["leave"].isEnabled()
    assert window.controls["snooze"].isEnabled()
