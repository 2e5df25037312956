"""What is written by hand while the app runs is kept, whatever setting it is."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters import settings_file
from intermezzo.core.settings import SPECS, Settings
from tests.app.conftest import House

pytestmark = pytest.mark.slow


def another(key: str, settings: Settings) -> object:
    """Return another valid value of a setting without a form of its own."""
    value, spec = getattr(settings, key), SPECS[key]
    if spec.choices:
        return next(code for code, _label in spec.choices if code != value)
    if isinstance(value, bool):
        return not value
    low = spec.low or 0
    return low if value != low else low + spec.step


def test_every_setting_that_is_written_by_hand_meanwhile_is_kept(house: House, tmp_path: Path) -> None:
    path = house.app.options.paths.settings
    keys = [key for key, spec in SPECS.items() if not spec.form and key != "floor"]
    before = house.settings()
    changes: dict[str, Any] = {key: another(key, before) for key in keys}
    wanted = replace(before, **changes)
    other = tmp_path / "settings.toml"
    settings_file.write(other, wanted)
    other.replace(path)
    assert {"snooze", "chime", "theme", "rhythm"} <= set(keys)
    house.set_settings(replace(house.settings_in_use, floor=not before.floor))
    house.until(lambda: house.settings().floor is not before.floor)
    assert house.settings() == replace(wanted, floor=not before.floor)
    house.day.turn()
    house.until(lambda: house.settings_in_use == house.settings())


def test_what_is_changed_while_the_file_is_broken_waits_until_it_is_mended(
    house: House, tmp_path: Path
) -> None:
    path = house.app.options.paths.settings
    before = house.settings_in_use
    path.write_text("snooze = ", encoding="utf-8")
    house.set_settings(replace(before, floor=not before.floor))
    house.until(lambda: "once this is fixed" in house.context.settings.faults.get("", ""))
    assert path.read_text(encoding="utf-8") == "snooze = "
    mended = tmp_path / "settings.toml"
    settings_file.write(mended, replace(before, snooze=25))
    mended.replace(path)
    house.day.turn()
    wanted = replace(before, snooze=25, floor=not before.floor)
    house.until(lambda: house.settings() == house.settings_in_use == wanted)
    assert house.context.settings.faults == {}
