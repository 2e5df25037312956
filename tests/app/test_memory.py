"""What a window leaves behind when it closes."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from intermezzo.ui.figure.drawing import paths_at
from intermezzo.ui.figure.paint import forget_drawings
from tests.app.conftest import House


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    """Begin without the drawings of other tests: a test waits until its own window has made some."""
    forget_drawings()


def test_a_closed_window_leaves_no_drawings(house: House) -> None:
    house.say("show", "library")
    window = house.controllers.library.window
    assert window is not None
    house.until(lambda: paths_at.cache_info().currsize)
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    house.until(lambda: not paths_at.cache_info().currsize)


def test_a_session_leaves_no_drawings(house: House) -> None:
    house.say("now")
    player = house.session.player
    assert player is not None
    house.until(lambda: paths_at.cache_info().currsize)
    player.finish()
    player.hide()
    assert not paths_at.cache_info().currsize
