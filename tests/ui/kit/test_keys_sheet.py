"""``?`` shows the keys, in every window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import style
from intermezzo.ui.kit.keys_sheet import KeysSheet
from intermezzo.ui.kit.window import Window
from tests.ui.fitting import clipped
from tests.ui.hands import press
from tests.ui.kit.test_window import WINDOWS


def sheets(window: Window) -> list[KeysSheet]:
    return [one for one in window.findChildren(KeysSheet) if one.isVisible()]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(WINDOWS.keys() - {"player"}))  # it tells its keys itself
def test_it_is_shown_in_every_window_and_closed_again(dressed: QApplication, qtbot: QtBot, name: str) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    QTest.keyClicks(window, "?")
    (sheet,) = sheets(window)
    assert sheet.pairs[: len(window.keys())] == window.keys()
    said = sheet.accessibleDescription()
    assert "Escape: closes the window" in said
    assert "Question mark: shows these keys" in said
    assert not set("↑↓←→?") & set(said)
    press(sheet, Qt.Key.Key_Escape)
    assert sheets(window) == []
    assert window.isVisible()


@pytest.mark.slow
def test_it_is_shown_where_a_list_has_the_keyboard(dressed: QApplication, qtbot: QtBot) -> None:
    for name in ("today", "settings", "library"):
        window = WINDOWS[name]()
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        held = next(one for one in window.findChildren(QAbstractItemView) if one.isVisible())
        held.setFocus()
        QTest.keyClicks(held, "?")
        assert len(sheets(window)) == 1, name


def test_in_a_field_it_is_a_letter(dressed: QApplication, qtbot: QtBot) -> None:
    window = Window("Something")
    qtbot.addWidget(window)
    field = QLineEdit()
    window.body.addWidget(field)
    window.show()
    field.setFocus()
    QTest.keyClicks(field, "?")
    assert field.text() == "?"
    assert sheets(window) == []


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_is_cut_off(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    for name in ("today", "week", "settings"):
        window = WINDOWS[name]()
        qtbot.addWidget(window)
        window.show()
        sheet = window.show_keys()
        dressed.processEvents()
        assert clipped(sheet) == []
