"""The first page of Welcome: where the program is found, and how it asks."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from intermezzo.presenters import welcome as told
from intermezzo.ui.welcome.window import WelcomeWindow

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("tray", "card"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_first_page_speaks_of_what_this_desktop_has(
    qtbot: QtBot, dressed: QApplication, tray: bool, card: bool
) -> None:
    window = WelcomeWindow(lambda: 0.0)
    qtbot.addWidget(window)
    window.show()
    window.show_desktop(tray=tray, card=card)
    words = "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert ("Its icon in the tray" in words.splitlines()) is tray
    assert (told.tray_states()[0][1] in words) is tray
    assert (told.without_tray() in words) is not tray
    assert told.how_it_asks(tray=tray, card=card) in words
    assert ("card" in words) is card
    assert ("tray" in words) is tray
