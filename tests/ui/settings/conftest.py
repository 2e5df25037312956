"""The Settings window with its defaults."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.core.settings import Settings
from intermezzo.ui.settings.window import SettingsWindow
from tools.gallery import samples, windows


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> SettingsWindow:
    """The window, shown."""
    made = SettingsWindow(lambda _settings: samples.strip(), version="0.1.0", paths=windows.paths())
    qtbot.addWidget(made)
    made.set_settings(Settings())
    made.show()
    return made
