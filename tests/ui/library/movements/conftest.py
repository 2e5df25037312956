"""The page of movements as the library opens, on a clock that a test turns on."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.library.movements.page import MovementsPage
from intermezzo.ui.library.window import LibraryWindow
from tests.ui.clock import Clock
from tests.ui.library.movements.cards import view


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, clock: Clock) -> Iterator[MovementsPage]:
    """The page as the window opens."""
    made = LibraryWindow(clock)
    qtbot.addWidget(made)
    made.movements.set_view(view())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.resize(1314, 982)  # as on a large screen
    dressed.processEvents()
    yield made.movements
    made.hide()
