"""Down on the floor the step waits until the user is there, and the first step until a new user is ready."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice import playback as play
from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.core.practice.playback import Playing
from intermezzo.ui.player import narrator
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.clock import Clock
from tests.ui.hands import click, press
from tests.ui.heard import under_way

pytestmark = pytest.mark.slow

LIBRARY = load([resources.sessions()])
SESSION = Session(
    "down", "Down", Kind.RITUAL,
    (LIBRARY.sessions["seated_reset"].steps[0], Step(LIBRARY.movements["knee_fallout"], 2, 2)),
)  # fmt: skip


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader would say."""
    heard: list[str] = []
    monkeypatch.setattr(narrator, "announce", lambda _widget, text: heard.append(text))
    return heard


def _on_the_floor(player: PlayerWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(player):
        player.start(SESSION, play.advance(Playing(SESSION), SESSION.starts[1] + 2))
    assert under_way(player).arrived


@pytest.mark.parametrize(
    "key",
    [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_5],
)
def test_on_the_floor_any_key_says_ready(
    player: PlayerWindow, qtbot: QtBot, said: list[str], key: Qt.Key
) -> None:
    _on_the_floor(player, qtbot)
    assert player.stage.label == "", "Begin stands there"
    assert "Press any key or click when you’re ready." in player.guide.cue.text()
    assert [line for line in said if "any key" in line] == [
        "Press any key when you’re ready; it starts by itself after 30 seconds."
    ]
    for held in (Qt.Key.Key_Shift, Qt.Key.Key_Tab, Qt.Key.Key_PageDown):
        press(player, held)
    assert under_way(player).arrived
    player.guide.pause.setFocus()
    QTest.keyClick(player.guide.pause, key)
    assert not under_way(player).arrived
    assert under_way(player).elapsed == SESSION.starts[1]
    assert not under_way(player).paused


def test_a_click_says_ready_and_buttons_keep_their_meaning(player: PlayerWindow, qtbot: QtBot) -> None:
    for target in (player.stage.begin, player.stage.dial, player.guide.title, player.guide.cue):
        _on_the_floor(player, qtbot)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        assert not under_way(player).arrived
        assert not under_way(player).paused
    _on_the_floor(player, qtbot)
    click(player.guide.pause)
    assert under_way(player).arrived
    assert under_way(player).paused, "who needs longer than half a minute says Pause"
    _on_the_floor(player, qtbot)
    click(player.guide.back)
    assert under_way(player).elapsed == 0
    _on_the_floor(player, qtbot)
    press(player, Qt.Key.Key_Escape)
    assert player.playing is None


def test_without_an_answer_it_begins_by_itself(player: PlayerWindow, qtbot: QtBot, clock: Clock) -> None:
    _on_the_floor(player, qtbot)
    assert player.animator.timer.interval() > 500, "nothing runs but the seconds"
    player.pause()
    for _second in range(60):
        clock.now += 1.0
        player.catch_up()
    assert under_way(player).arrived, "not while the screen is locked"
    player.resume()
    for _second in range(27):
        clock.now += 1.0
        player.catch_up()
    assert "Begins by itself in 1 s." in player.guide.cue.text()
    for _second in range(2):
        clock.now += 1.0
        player.catch_up()
    assert not under_way(player).arrived
    assert under_way(player).elapsed == pytest.approx(SESSION.starts[1] + 1, abs=0.05)


def test_begin_is_the_green_button_and_has_the_key_as_long_as_the_step_waits(
    player: PlayerWindow, qtbot: QtBot, clock: Clock
) -> None:
    begin, pause = player.stage.begin, player.guide.pause
    _on_the_floor(player, qtbot)
    before = pause.geometry()
    assert (begin.isVisible(), begin.accessibleDescription()) == (True, "Key Space")
    assert not pause.accessibleDescription(), "space begins"
    click(pause)
    assert (begin.isVisible(), pause.text(), pause.accessibleDescription()) == (False, "Resume", "Key Space")
    assert player.stage.label == "Paused"
    click(pause)
    assert begin.isVisible()
    for _second in range(30):
        clock.now += 1.0
        player.catch_up()
    assert not under_way(player).arrived
    assert (begin.isVisible(), pause.accessibleDescription()) == (False, "Key Space")
    assert pause.geometry() == before


def test_the_seconds_are_told_for_the_last_ten_only(player: PlayerWindow, qtbot: QtBot, clock: Clock) -> None:
    _on_the_floor(player, qtbot)
    told = []
    for _second in range(27):
        clock.now += 1.0
        player.catch_up()
        told.append("Press any key or click when you’re ready." in player.guide.cue.text())
    assert told == [True] * 17 + [False] * 10
    assert "Begins by itself in 1 s." in player.guide.cue.text()


def test_who_is_new_reads_as_long_as_they_like(
    player: PlayerWindow, qtbot: QtBot, clock: Clock, said: list[str]
) -> None:
    session = LIBRARY.sessions["away_from_the_screen"]
    with qtbot.waitActive(player):
        player.start(session, Playing(session, unhurried=True))
    for _second in range(600):
        clock.now += 1.0
        player.catch_up()
    assert under_way(player).arrived
    assert under_way(player).active_seconds == 0
    assert "Begin when you’re ready." in player.guide.cue.text()
    assert [line for line in said if "any key" in line] == ["Press any key when you’re ready."]
    click(player.stage.begin)
    assert under_way(player).elapsed == session.starts[0]
