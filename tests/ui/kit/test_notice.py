"""The one sentence that must be known, in a window that is called as every other is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit.notice import Notice
from intermezzo.ui.kit.texts import BodyText
from tests.ui.hands import click, press


@pytest.mark.parametrize("leave", ["escape", "button", "frame"])
def test_it_says_what_is_wrong_and_tells_when_it_is_left(
    dressed: QApplication, qtbot: QtBot, leave: str
) -> None:
    notice = Notice("Intermezzo can’t start", "The disk is full.")
    qtbot.addWidget(notice)
    notice.show()
    assert notice.windowTitle() == "Intermezzo can’t start · Intermezzo"
    assert [one.text() for one in notice.findChildren(BodyText)] == ["The disk is full."]
    with qtbot.waitSignal(notice.closed):
        if leave == "escape":
            press(notice, Qt.Key.Key_Escape)
        elif leave == "button":
            click(notice.close_button)
        else:
            notice.close()
    assert not notice.isVisible()
