"""A menu that a key opens has its first row chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import menus
from intermezzo.ui.kit.widgets import PillButton, round_menu
from tests.ui.hands import click, press


def test_a_menu_that_a_key_opens_has_its_first_row_chosen(qtbot: QtBot, dressed: QApplication) -> None:
    menu = round_menu()
    menus.add_pause(menu)
    button = PillButton("Pause", menu=menu)
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down):
        press(button, key)
        assert menu.isVisible()
        assert menu.activeAction() is menu.actions()[0]
        menu.hide()
    click(button)
    assert menu.isVisible()
    assert menu.activeAction() is None
    menu.hide()
