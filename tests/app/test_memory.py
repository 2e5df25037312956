"""What a window leaves behind when it closes."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from intermezzo.ui.figure.body_paths import paths_at
from intermezzo.ui.figure.paint import forget_drawings
from tests.app.conftest import House


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    """Begin without the drawings of other tests: a test waits until its own window has made some."""
    forget_drawings()


def kept_of_figures() -> dict[str, int]:
    """How much each cache of figures holds, of those that hold anything."""
    caches = {
        f"{name}.{word}": one.cache_info().currsize
        for name, module in tuple(sys.modules.items())
        if "intermezzo" in name and ".figure" in name
        for word, one in vars(module).items()
        if hasattr(one, "cache_info")
    }
    return {name: size for name, size in caches.items() if size}


@pytest.mark.slow
def test_a_closed_window_leaves_no_drawings(house: House) -> None:
    house.say("show", "library")
    window = house.controllers.library.window
    assert window is not None
    house.until(lambda: paths_at.cache_info().currsize)
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    house.until(lambda: not paths_at.cache_info().currsize)
    assert kept_of_figures() == {}


@pytest.mark.slow
def test_a_session_leaves_no_drawings(house: House) -> None:
    house.say("now")
    player = house.session.player
    assert player is not None
    house.until(lambda: paths_at.cache_info().currsize)
    player.finish()
    player.hide()
    assert kept_of_figures() == {}
