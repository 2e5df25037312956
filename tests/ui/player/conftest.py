"""What several tests of the player share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from intermezzo.ui.player.window import PlayerWindow


def lay_words_out_only(player: PlayerWindow) -> None:
    """Let a player draw nothing, nor find out which of its frames would look different."""
    player.stage.dial.hide()
    player.stage.dial.next_visible = lambda rendered, frame: frame  # type: ignore[method-assign]
    player.setUpdatesEnabled(False)


@pytest.fixture(scope="module")
def undrawn(qapp: QApplication, fonts: None) -> Iterator[PlayerWindow]:
    """A player for many cases: it lays out its words and draws nothing. Each case hides it again."""
    made = PlayerWindow(lambda: 0.0)
    lay_words_out_only(made)
    yield made
    made.deleteLater()
