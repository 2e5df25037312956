"""What a settings file of an earlier version means."""

from dataclasses import replace
from pathlib import Path

import pytest

from intermezzo.adapters.settings_file import read, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


OF_EARLIER = {
    'equipment = ["mat", "steady chair", "cushion"]\n': ("steady", ("mat", "cushion")),
    'equipment = ["steady chair"] # by the window\n': ("steady", ()),
    'equipment = ["mat"]\n': ("rolls", ("mat",)),
    "equipment = []\n": ("rolls", ()),
    "snooze = 20\n": ("rolls", ()),
    'equipment = ["steady chair", "mat"]\nchair = "rolls"\n': ("rolls", ("mat",)),
}
"""What a file of an earlier version holds, and the chair and the equipment that it means."""


@pytest.mark.parametrize("text", OF_EARLIER)
def test_a_chair_that_was_equipment_once_still_stays_put(path: Path, text: str) -> None:
    path.write_text(text)
    found, lines = read(path)
    assert ((found.chair, found.equipment), lines) == (OF_EARLIER[text], {})
    assert ("steady chair" in found.at_hand) is (found.chair == "steady")
    for after in (
        replace(found, settle=3),
        replace(found, settle=3, chair="rolls"),
        replace(found, equipment=()),
    ):
        path.write_text(text)
        write(path, after)
        assert read(path) == (after, {})
