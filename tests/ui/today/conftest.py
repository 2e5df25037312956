"""A Today window with the sample day, and what it says."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.today.window import TodayWindow
from tools.gallery import samples

Commands = list[tuple[str, ...]]


@pytest.fixture
def today(qtbot: QtBot, dressed: QApplication) -> TodayWindow:
    made = TodayWindow()
    qtbot.addWidget(made)
    made.set_view(samples.today())
    made.show()
    return made


@pytest.fixture
def commands(today: TodayWindow) -> Commands:
    heard: Commands = []
    today.command.connect(heard.append)
    return heard
