"""The repertoire window as it opens, on a clock that a test turns on."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.library.repertoire.window import RepertoireWindow
from tests.ui.clock import Clock
from tests.ui.library.repertoire.cards import view


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, clock: Clock) -> Iterator[RepertoireWindow]:
    """The window as it opens."""
    made = RepertoireWindow(clock)
    qtbot.addWidget(made)
    made.set_view(view())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.resize(1314, 918)  # as on a large screen
    dressed.processEvents()
    yield made
    made.hide()
