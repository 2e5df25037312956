"""The number between − and +."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit import fields
from intermezzo.ui.kit.fields import Stepper
from tests.ui.hands import click, press

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stepper(qtbot: QtBot, dressed: QApplication) -> Stepper:
    made = Stepper(100, 200, "%", "Size of text", 10)
    qtbot.addWidget(made)
    made.set_value(100)
    made.show()
    return made


def more(stepper: Stepper) -> QPushButton:
    (found,) = (one for one in stepper.findChildren(QPushButton) if one.text() == "+")
    return found


@pytest.mark.slow
def test_a_held_button_runs_and_tells_once_it_is_let_go(stepper: Stepper, qtbot: QtBot) -> None:
    told: list[object] = []
    stepper.edited.connect(told.append)
    sign = more(stepper)
    QTest.mousePress(sign, LEFT)
    qtbot.waitUntil(lambda: stepper.number.value() >= 130)
    assert told == [], "what follows from it would move the button"
    QTest.mouseRelease(sign, LEFT)
    assert told[-1] == stepper.number.value()


@pytest.mark.slow
def test_let_go_beside_the_button_it_is_told_too(stepper: Stepper, qtbot: QtBot) -> None:
    told: list[object] = []
    stepper.edited.connect(told.append)
    sign = more(stepper)
    QTest.mousePress(sign, LEFT)
    qtbot.waitUntil(lambda: stepper.number.value() == stepper.number.maximum())
    beside = QPoint(-40, 5)
    QTest.mouseMove(sign, beside)
    QTest.mouseRelease(sign, LEFT, Qt.KeyboardModifier.NoModifier, beside)
    assert told == [200]
    assert not sign.isEnabled()


def test_a_click_and_a_key_tell_at_once(stepper: Stepper) -> None:
    told: list[object] = []
    stepper.edited.connect(told.append)
    click(more(stepper))
    press(stepper.number, Qt.Key.Key_Up)
    assert told == [110, 120]


@pytest.mark.slow
def test_a_button_says_the_number_once_it_is_let_go(
    stepper: Stepper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(fields, "announce", lambda _widget, text: said.append(text))
    click(more(stepper))
    assert said == ["Size of text: 110 %"]
    QTest.mousePress(more(stepper), LEFT)
    qtbot.waitUntil(lambda: stepper.number.value() >= 140)
    assert len(said) == 1, "not each number that it runs through"
    QTest.mouseRelease(more(stepper), LEFT)
    assert said[1:] == [f"Size of text: {stepper.number.value()} %"]
    press(stepper.number, Qt.Key.Key_Down)
    assert len(said) == 2, "the field with the focus tells its own changes"
