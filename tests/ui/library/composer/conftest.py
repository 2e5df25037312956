"""A composer that is open, with every movement that ships."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.library.composer.pane import ComposerPane
from intermezzo.ui.library.window import LibraryWindow
from tests.ui.library.composer.hands import LIBRARY


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> ComposerPane:
    library = LibraryWindow(lambda: 0.0)
    qtbot.addWidget(library)
    library.sessions.composer.set_movements(LIBRARY.movements)
    library.sessions.show_composer()
    library.show_page("sessions")
    library.show()
    qtbot.waitExposed(library)
    library.resize(1120, 864)
    dressed.processEvents()
    return library.sessions.composer
