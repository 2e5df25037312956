"""After *shaky* the tap that says which movement also says that a demanding one was hard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.playback import Playing, advance
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.hands import press
from tests.ui.heard import Heard
from tests.ui.player.test_player_changes import SESSION

pytestmark = pytest.mark.slow


def test_after_shaky_the_same_tap_says_that_a_demanding_movement_was_hard(
    player: PlayerWindow, qtbot: QtBot
) -> None:
    heard = Heard(player)
    first, *others = SESSION.steps
    hard = replace(first, movement=replace(first.movement, level=3))
    session = replace(SESSION, steps=(hard, *others))
    with qtbot.waitActive(player):
        player.start(session, advance(Playing(session), session.seconds - 2))
    player.finish()
    page, name = player.closing, first.movement.id
    said = f"{name} --effort hard"
    assert list(page.which.buttons)[:2] == [name, said]
    assert page.which.buttons[said].text() == f"{first.movement.name}, and hard"
    press(player, Qt.Key.Key_2)
    page.show_felt("shaky", line="Noted.")
    press(player, Qt.Key.Key_5)
    assert heard.commands[-1] == ("felt", "shaky", name, "--effort", "hard")
    page.show_felt("shaky", movement=said, line="Noted.")
    assert page.which.buttons[said].isChecked()
    assert not page.which.buttons[name].isChecked()


@pytest.mark.parametrize("level", [2, 3])
def test_after_shaky_a_demanding_movement_alone_is_asked_about_in_the_same_place(
    player: PlayerWindow, qtbot: QtBot, level: int
) -> None:
    heard = Heard(player)
    only = replace(SESSION.steps[0], movement=replace(SESSION.steps[0].movement, level=level))
    session = replace(SESSION, steps=(only,))
    with qtbot.waitActive(player):
        player.start(session, advance(Playing(session), session.seconds - 2))
    player.finish()
    press(player, Qt.Key.Key_2)
    player.closing.show_felt("shaky", line="Noted.")
    asked = "Was it hard? (optional)" if level == 3 else ""
    assert player.closing.asked.text() == asked
    press(player, Qt.Key.Key_4)
    expected = ("felt", "shaky", only.movement.id, "--effort", "hard")
    assert heard.commands[-1] == (expected if level == 3 else ("felt", "shaky"))
