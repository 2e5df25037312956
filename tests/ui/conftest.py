"""Windows under test wear the real look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from intermezzo.ui.kit import style
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.clock import Clock


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """The two families, loaded once."""
    style.load_fonts(Path(__file__).parents[2] / "assets")


@pytest.fixture
def dressed(qapp: QApplication, fonts: None) -> Iterator[QApplication]:
    """The application in the light look at 100 %, whatever the test before has done to it."""
    plain = style.current() is style.LIGHT and style.scale() == 1.0 and not style.reduced_motion()
    if not (plain and qapp.styleSheet()):
        style.apply(qapp, dark=False)
    before = qapp.topLevelWidgets()
    yield qapp
    # Every window of this test is gone before the next one dresses all that are left, also one that nothing
    # refers to: Python may never look for its cycles, and each widget makes every later look cost more.
    for window in qapp.topLevelWidgets():
        if window not in before:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def clock() -> Clock:
    """What a window that moves goes by."""
    return Clock()


@pytest.fixture
def player(dressed: QApplication, clock: Clock) -> Iterator[PlayerWindow]:
    """A player in which nothing is under way."""
    made = PlayerWindow(clock)
    yield made
    made.hide()
    made.deleteLater()
