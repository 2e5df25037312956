"""The page after a session: *Join* for the meeting that comes next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.presenters.views import ComingView
from intermezzo.ui.kit import style
from intermezzo.ui.player import closing
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.fitting import clipped, nameless
from tests.ui.hands import click, press
from tests.ui.player.test_player_changes import SESSION, show

pytestmark = pytest.mark.slow


def test_a_meeting_is_joined_by_mouse_and_by_key_and_the_page_waits_for_it(
    player: PlayerWindow, qtbot: QtBot
) -> None:
    page, pressed = player.closing, list[bool]()
    page.join.connect(lambda: pressed.append(True))
    show(player, SESSION.seconds - 2)
    player.finish()
    qtbot.waitUntil(player.isActiveWindow)
    assert page.join_button.isHidden()
    press(player, Qt.Key.Key_J)
    assert pressed == [], "there is nothing to join"
    page.set_coming(ComingView("Your next meeting is at 14:30.", join=True))
    assert page.join_button.accessibleName() == "Join your next meeting"
    assert not page.timer.isActive()
    click(page.taps["smooth"])
    assert not page.timer.isActive(), "an answer does not take Join away"
    click(page.join_button)
    press(player, Qt.Key.Key_J)
    assert pressed == [True, True]
    page.set_coming(ComingView("Your meeting started at 14:30."))
    assert page.join_button.isHidden()
    assert page.timer.interval() == closing.CLOSING_MS
    page.set_coming(ComingView("Your next meeting is at 14:30.", join=True))
    press(player, Qt.Key.Key_Return)
    assert not player.isVisible(), "Return closes the page, as ever"
    assert pressed == [True, True]
    show(player, 0)
    press(player, Qt.Key.Key_J)
    assert pressed == [True, True]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_with_join_fits(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    player = PlayerWindow(lambda: 0.0)
    qtbot.addWidget(player)
    show(player, SESSION.seconds - 2)
    player.finish()
    player.closing.set_coming(ComingView("Next: A design review with quite a long name at 14:30.", join=True))
    dressed.processEvents()
    assert not clipped(player.closing)
    assert not nameless(player.closing)
