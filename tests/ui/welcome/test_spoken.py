"""What a screen reader says as a page of the Welcome window is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from intermezzo.core.settings import Settings
from intermezzo.presenters import welcome as told
from intermezzo.ui.welcome import health
from intermezzo.ui.welcome import window as welcome
from intermezzo.ui.welcome.window import WelcomeWindow


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    for module in (welcome, health):
        monkeypatch.setattr(module, "announce", lambda _widget, text: heard.append(text))
    return heard


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, said: list[str]) -> WelcomeWindow:
    made = WelcomeWindow(lambda: 0.0)
    qtbot.addWidget(made)
    made.set_settings(Settings())
    made.show()
    return made


@pytest.mark.slow
def test_the_question_is_heard_with_all_that_it_asks_about(window: WelcomeWindow, said: list[str]) -> None:
    window.begin("health")
    assert said[-1].startswith("Does any of this apply to you? Get help now: New numbness between the legs; ")
    for group in told.signs():
        assert f"{group.name}: {'; '.join(group.short)}." in said[-1]
    QTest.mouseClick(window.health.other_list, Qt.MouseButton.LeftButton)
    assert said[-1].startswith("The whole list. Get help now: Numbness or tingling around")
    for group in told.signs():
        assert f"{group.name}: {'; '.join(group.whole)}." in said[-1]


def test_why_it_is_asked_again_is_heard_first(window: WelcomeWindow, said: list[str]) -> None:
    window.begin("health", first=False, why=told.asked_again(away=True))
    why = "It’s been three months since your last session, so here is the question again."
    assert said[-1].startswith(f"Does any of this apply to you? {why} Get help now: ")


def test_help_is_heard_with_what_to_do(window: WelcomeWindow, said: list[str]) -> None:
    window.begin("help")
    assert said[-1].startswith(f"No sessions for now. {told.help_line()} Get help now: ")
    for group in told.signs():
        assert f"{'; '.join(group.short)}. {group.action}" in said[-1]


def test_the_other_pages_are_heard_with_their_first_paragraph(window: WelcomeWindow, said: list[str]) -> None:
    window.begin()
    assert said[-1] == f"Short movements between meetings. {told.what_it_is()}"
    window.begin("health")
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    assert said[-1] == "Your hours and your calendar. You can change both in Settings at any time."
    QTest.mouseClick(window.go_on, Qt.MouseButton.LeftButton)
    assert said[-1].startswith("Where and how you’ll move. Only what suits you")


def test_no_bullet_is_read(window: WelcomeWindow) -> None:
    assert not [one for one in window.findChildren(QLabel) if one.text() == "•"]
