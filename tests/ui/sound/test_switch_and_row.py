"""What is seen of sound: the switch in the player, the row in the settings."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import style
from intermezzo.ui.player.window import PlayerWindow
from intermezzo.ui.settings.window import SettingsWindow
from intermezzo.ui.sound.mute_button import MuteButton
from intermezzo.ui.sound.sound_row import CommandLine, SoundRow
from tests.ui.fitting import clipped, nameless, settle
from tests.ui.hands import click, press
from tools.gallery import samples


@pytest.fixture
def player(dressed: QApplication) -> Iterator[PlayerWindow]:
    made = PlayerWindow(lambda: 0.0)
    yield made
    made.hide()
    made.deleteLater()


@pytest.fixture
def button(player: PlayerWindow) -> MuteButton:
    return MuteButton(player.stage)


@pytest.fixture
def muted(button: MuteButton) -> list[bool]:
    told: list[bool] = []
    button.muted.connect(told.append)
    return told


def test_m_switches_the_sound_and_so_does_a_click(
    player: PlayerWindow, button: MuteButton, muted: list[bool], qtbot: QtBot
) -> None:
    button.begin("Chime")
    with qtbot.waitActive(player):
        player.start(samples.session())
    assert button.isVisible()
    press(player, Qt.Key.Key_M)
    assert muted == [True]
    click(button)
    assert muted == [True, False]
    assert button.isChecked()


def test_without_anything_to_hear_there_is_no_switch(
    player: PlayerWindow, button: MuteButton, muted: list[bool], qtbot: QtBot
) -> None:
    button.begin("")
    with qtbot.waitActive(player):
        player.start(samples.session())
    press(player, Qt.Key.Key_M)
    assert not button.isVisible()
    assert muted == []


def test_each_session_begins_with_the_sound_on(button: MuteButton, muted: list[bool]) -> None:
    button.begin("Chime")
    button.click()
    button.begin("Chime")
    assert button.isChecked()
    assert muted == [True]


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_switch_lies_clear_of_ring_and_words(
    player: PlayerWindow, button: MuteButton, dressed: QApplication, scale: float
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    button.begin("Chime")
    player.start(samples.session())
    settle(player)
    stage = player.stage
    assert stage.rect().contains(button.geometry())
    assert button.width() >= button.sizeHint().width()
    assert not button.geometry().intersects(stage.label_area)
    corner = button.geometry().bottomRight() - stage.dial.geometry().center()
    assert (corner.x() ** 2 + corner.y() ** 2) ** 0.5 > stage.dial.radius


@pytest.mark.slow
def test_with_large_text_its_words_leave_the_ring_alone(
    player: PlayerWindow, button: MuteButton, dressed: QApplication
) -> None:
    player.start(samples.session())
    shown = []
    for size in ((1900, 1040), (1350, 728), (2600, 1500)):
        style.apply(dressed, dark=False, scale=2.0)
        player.resize(*size)
        button.begin("Chime")
        settle(player)
        assert player.stage.is_clear(button.geometry())
        assert "Chime · M" in (button.text(), button.toolTip())
        shown.append(button.text())
    assert shown == ["Chime · M", "", "Chime · M"]


def test_where_the_extra_is_missing_the_row_says_how_to_get_it(qtbot: QtBot, dressed: QApplication) -> None:
    python = "/home/ana/.local/share/pipx/venvs/intermezzo/bin/python"
    command = f"{python} -m pip install PySide6-Addons==6.11.3"
    row = SoundRow(there=False, command=command)
    qtbot.addWidget(row)
    row.resize(660, 300)
    row.show()
    dressed.processEvents()
    assert not row.listen.isVisible()
    assert [one.line.text() for one in row.findChildren(CommandLine)] == [command]
    assert clipped(row) == []
    assert nameless(row) == []


def test_where_nothing_can_be_installed_no_command_is_shown(qtbot: QtBot, dressed: QApplication) -> None:
    row = SoundRow(there=False)
    qtbot.addWidget(row)
    row.show()
    assert row.findChildren(CommandLine) == []
    assert any("can’t be installed in this package" in one.text() for one in row.findChildren(QLabel))


def test_a_command_is_marked_and_copied_by_mouse_and_by_keys(qtbot: QtBot, dressed: QApplication) -> None:
    command = "uv sync --locked --extra voice"
    row = CommandLine("In a terminal", command)
    qtbot.addWidget(row)
    row.show()
    clipboard = QApplication.clipboard()
    clipboard.clear()
    click(row.copy)
    assert clipboard.text() == command
    assert row.copy.text() == "Copied"
    assert command in row.copy.accessibleName()
    clipboard.clear()
    row.activateWindow()
    row.copy.setFocus()
    qtbot.waitUntil(row.copy.hasFocus)
    press(row.copy, Qt.Key.Key_Backtab)
    assert row.line.selectedText() == command
    QTest.keyClick(row.line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == command
    clipboard.clear()
    press(row.copy, Qt.Key.Key_Return)
    assert clipboard.text() == command
    row.hide()
    assert row.copy.text() == "Copy"


def test_where_it_is_there_the_row_lets_a_tone_be_heard_or_says_why_not(
    qtbot: QtBot, dressed: QApplication
) -> None:
    row = SoundRow(there=True)
    qtbot.addWidget(row)
    row.resize(660, 120)
    row.show()
    dressed.processEvents()
    assert row.listen.size() == row.listen.sizeHint(), "a button keeps its width"
    asked: list[bool] = []
    row.listen.clicked.connect(lambda: asked.append(True))
    click(row.listen)
    assert len(asked) == 1
    row.set_line("Silent during calls and meetings.")
    dressed.processEvents()
    assert "Silent during calls and meetings." in [
        label.text() for label in row.findChildren(QLabel) if label.isVisible()
    ]
    assert clipped(row) == []
    assert nameless(row) == []
    row.set_line("")
    assert "" not in [label.text() for label in row.findChildren(QLabel) if label.isVisible()]


@pytest.mark.slow
@pytest.mark.parametrize(("command", "says"), [("sudo apt-get install x", "in a terminal"), ("", "paplay")])
def test_where_nothing_plays_the_chime_its_row_says_so_and_how_to_install_a_player(
    qtbot: QtBot, dressed: QApplication, command: str, says: str
) -> None:
    window = SettingsWindow(lambda _settings: samples.strip(), version="1", paths=(), player=command)
    qtbot.addWidget(window)
    window.show()
    window.show_page("look")
    settle(window)
    switch = window.controls["chime"]
    assert not switch.isEnabled()
    assert "Nothing on this computer can play it" in switch.accessibleDescription()
    texts = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert any(says in one and "chime" in one for one in texts)
    commands = [one.line.text() for one in window.findChildren(CommandLine) if one.isVisible()]
    assert (command in commands) is bool(command)
    assert clipped(window) == []
    assert nameless(window) == []
    assert (
        SettingsWindow(lambda _settings: samples.strip(), version="1", paths=()).controls["chime"].isEnabled()
    )
