"""Return in the welcome: on to the next page, where no control has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.core.settings import Settings
from intermezzo.ui.welcome.window import WelcomeWindow


def test_return_goes_on_where_no_control_has_the_focus(qtbot: QtBot, dressed: QApplication) -> None:
    window = WelcomeWindow(lambda: 0.0)
    qtbot.addWidget(window)
    window.set_settings(Settings())
    with qtbot.waitActive(window):
        window.show()
    QTest.mouseClick(window.start, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    window.hours.line.setFocus()
    QTest.keyClick(window.hours.line, Qt.Key.Key_Return)
    assert window.page() == "set-up"
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert window.page() == "place"
    with qtbot.waitSignal(window.command) as said:
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert said.args == [("now", "--first")]
