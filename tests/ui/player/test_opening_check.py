"""The question after the check that opens a longer session."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.progression.check import ASKED_SECONDS, opens_with_check
from intermezzo.ui.kit import style
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.clock import Clock
from tests.ui.fitting import clipped, nameless, outside
from tests.ui.hands import click, press
from tests.ui.heard import Heard

pytestmark = pytest.mark.slow

LIBRARY = load([resources.sessions()])
SESSION = LIBRARY.sessions["from_chair_to_feet"]
ENDS = SESSION.starts[0] + SESSION.steps[0].span


def show(player: PlayerWindow, elapsed: float) -> None:
    player.start(SESSION, advance(Playing(SESSION), elapsed))


def test_it_asks_for_six_seconds_after_the_step_of_the_check(player: PlayerWindow, clock: Clock) -> None:
    assert opens_with_check(SESSION)
    check = player.guide.check
    for elapsed, asks in ((0.0, False), (ENDS - 1, False), (ENDS + 0.5, True), (ENDS + ASKED_SECONDS, False)):
        show(player, elapsed)
        assert check.isVisible() is asks, elapsed
    show(player, ENDS - 0.5)
    clock.now += 1.0
    player.catch_up()
    assert check.isVisible(), "also as time goes on"
    player.finish()
    show(player, 0.0)
    assert not check.isVisible()


def test_a_session_without_a_check_asks_nothing(player: PlayerWindow) -> None:
    plain = LIBRARY.sessions["unwind_the_hips"]
    player.start(plain, advance(Playing(plain), plain.starts[0] + plain.steps[0].span + 1))
    assert not player.guide.check.isVisible()


def test_each_answer_has_a_key_and_is_given_once(player: PlayerWindow, qtbot: QtBot) -> None:
    heard, check = Heard(player), player.guide.check
    with qtbot.waitActive(player):
        show(player, ENDS - 1)
    press(player, Qt.Key.Key_3)
    assert heard.commands == [], "nothing is asked yet"
    for key, code in ((Qt.Key.Key_1, "even"), (Qt.Key.Key_2, "different"), (Qt.Key.Key_3, "caught")):
        check.begin()
        show(player, ENDS + 1)
        press(player, key)
        assert heard.commands[-1:] == [("check", code)]
        assert not check.isVisible()
        player.catch_up()
        assert not check.isVisible()
    check.begin()
    show(player, ENDS + 1)
    click(check.answers["different"])
    assert heard.commands[-1:] == [("check", "different")]
    assert player.guide.pause.hasFocus(), "a click leaves the keys where they are"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_and_moves_nothing(dressed: QApplication, qtbot: QtBot, dark: bool, scale: float) -> None:
    style.apply(dressed, dark=dark, scale=scale)
    player = PlayerWindow(lambda: 0.0)
    qtbot.addWidget(player)
    show(player, ENDS - 1)
    dressed.processEvents()
    buttons = player.guide.buttons()
    before = [one.mapTo(player, one.rect().topLeft()) for one in buttons]
    show(player, ENDS + 1)
    dressed.processEvents()
    check = player.guide.check
    assert check.isVisible()
    assert [one.mapTo(player, one.rect().topLeft()) for one in buttons] == before
    assert not clipped(check)
    assert not nameless(check)
    assert not outside(player, check)
