"""A composer that is open, with every movement that ships."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.library.composer.window import ComposerWindow
from tests.ui.library.composer.hands import LIBRARY


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> ComposerWindow:
    made = ComposerWindow()
    qtbot.addWidget(made)
    made.set_movements(LIBRARY.movements)
    made.show()
    qtbot.waitExposed(made)
    return made
