"""The one sentence that must be known, in a window that is called as every other is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit.notice import Notice
from intermezzo.ui.kit.texts import BodyText
from tests.ui.hands import press


def test_it_says_what_is_wrong_and_is_left_by_escape(dressed: QApplication, qtbot: QtBot) -> None:
    notice = Notice("Intermezzo cannot start", "The disk is full.")
    qtbot.addWidget(notice)
    notice.show()
    assert notice.windowTitle() == "Intermezzo cannot start · Intermezzo"
    assert [one.text() for one in notice.findChildren(BodyText)] == ["The disk is full."]
    with qtbot.waitSignal(notice.closed):
        press(notice, Qt.Key.Key_Escape)
    assert not notice.isVisible()
