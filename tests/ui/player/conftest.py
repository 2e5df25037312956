"""What several tests of the player share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from intermezzo.ui.player.window import PlayerWindow


@pytest.fixture(scope="module")
def undrawn(qapp: QApplication, fonts: None) -> Iterator[PlayerWindow]:
    """A player for many cases: it lays out its words and draws nothing. Each case hides it again."""
    made = PlayerWindow(lambda: 0.0)
    made.stage.dial.hide()
    made.setUpdatesEnabled(False)
    yield made
    made.deleteLater()
