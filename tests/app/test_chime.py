"""The chime in the running app: between steps, never in a call, and off for good by one press."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from intermezzo.core.practice.playback import Playing, advance
from tests.adapters.test_chime import bin_folder, put
from tests.app.conftest import House
from tests.app.test_sessions import begin
from tests.ui.hands import press
from tools.gallery import samples

pytestmark = pytest.mark.slow

__all__ = ["bin_folder"]


@pytest.fixture
def played(bin_folder: Path, house: House) -> Path:
    """Where the player writes what it is asked to play."""
    return put(bin_folder, "paplay")


def over_a_step(house: House, *, in_call: bool) -> None:
    session = samples.session()
    end = session.starts[0] + session.steps[0].span
    for elapsed in (end - 0.5, end + 0.5):
        house.controllers.sound.chimes.follow(advance(Playing(session), elapsed), in_call=in_call)


def test_a_step_ends_with_a_chime_but_not_in_a_call(house: House, played: Path) -> None:
    begin(house)
    over_a_step(house, in_call=True)
    assert not played.exists()
    over_a_step(house, in_call=False)
    house.until(played.exists)
    house.until(lambda: played.read_text().endswith("step.wav\n"))


def test_one_press_turns_it_off_for_good_and_one_more_on(house: House, played: Path) -> None:
    begin(house)
    player, mute = house.session.player, house.controllers.sound.mute
    assert player is not None
    assert mute is not None
    assert (mute.isVisible(), mute.isChecked()) == (True, True)
    assert (mute.text(), mute.accessibleName()) == ("Chime · M", "Chime")
    press(player, Qt.Key.Key_M)
    off = house.settings_in_use
    assert not off.chime
    over_a_step(house, in_call=False)
    player.finish()
    player.hide()
    begin(house)
    assert (mute.isVisible(), mute.isChecked()) == (True, False)
    press(player, Qt.Key.Key_M)
    assert house.settings_in_use.chime
    assert not played.exists()
