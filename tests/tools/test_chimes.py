"""The chimes that ship are those that the tool makes, and small."""

import pytest

from intermezzo.core.practice.cues import Chime
from tools.chimes import FOLDER, chime


@pytest.mark.parametrize("which", Chime)
def test_what_ships_is_what_is_made(which: Chime) -> None:
    shipped = (FOLDER / f"{which}.wav").read_bytes()
    assert shipped == chime(which)
    assert len(shipped) < 24_000
