"""The Privacy and About pages of the Settings window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.ui.kit.marks import by_keyboard
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.settings.window import SettingsWindow
from tools.gallery import windows

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> SettingsWindow:
    made = windows.settings_window("privacy")
    qtbot.addWidget(made)
    made.show()
    return made


def button(parent: QWidget, name: str) -> PillButton:
    return next(one for one in parent.findChildren(PillButton) if one.accessibleName() == name)


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("Open the folder", ("open-folder",)),
        ("Export as JSON", ("export", "json")),
        ("Export as CSV", ("export", "csv")),
        ("Back up now", ("backup",)),
        ("Export all…", ("move-out",)),
        ("Import…", ("move-in",)),
    ],
)
def test_the_wishes_of_the_privacy_page(window: SettingsWindow, name: str, wish: tuple[str, ...]) -> None:
    wishes: list[tuple[str, ...]] = []
    window.privacy_page.privacy.connect(wishes.append)
    QTest.mouseClick(button(window.privacy_page, name), Qt.MouseButton.LeftButton)
    assert wishes == [wish]


def test_nothing_is_forgotten_without_a_second_answer(window: SettingsWindow) -> None:
    wishes: list[tuple[str, ...]] = []
    window.privacy_page.privacy.connect(wishes.append)
    page = window.privacy_page
    QTest.mouseClick(button(page, "Delete everything…"), Qt.MouseButton.LeftButton)
    assert page.confirmation.isVisible()
    assert window.focusWidget() is page.confirmation.keep
    QTest.keyClick(page.confirmation.keep, Qt.Key.Key_Space)
    assert not page.confirmation.isVisible()
    assert wishes == []
    QTest.mouseClick(button(page, "Delete everything…"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.confirmation.forget, Qt.MouseButton.LeftButton)
    assert wishes == [("forget", "all")]


def test_forgetting_before_a_date_asks_for_a_date(window: SettingsWindow) -> None:
    wishes: list[tuple[str, ...]] = []
    window.privacy_page.privacy.connect(wishes.append)
    page = window.privacy_page
    QTest.mouseClick(button(page, "Delete all days before that date"), Qt.MouseButton.LeftButton)
    assert not page.confirmation.isVisible()
    assert page.before.fault.isVisible()
    page.before.line.setText("2026-01-01")
    QTest.mouseClick(button(page, "Delete all days before that date"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.confirmation.forget, Qt.MouseButton.LeftButton)
    assert wishes == [("forget", "before", "2026-01-01")]
    window.privacy_page.set_outcome("Forgotten: 214 entries.")
    assert page.outcome.isVisible()


def test_who_came_by_key_sees_where_the_keyboard_is_all_the_way(window: SettingsWindow, qtbot: QtBot) -> None:
    page = window.privacy_page
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = button(page, "Delete all days before that date")
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    everything = button(page, "Delete everything…")
    assert by_keyboard(everything)
    QTest.keyClick(everything, Qt.Key.Key_Space)
    assert by_keyboard(page.confirmation.keep)
    QTest.keyClick(page.confirmation.keep, Qt.Key.Key_Space)
    assert by_keyboard(everything)


def test_what_came_of_it_is_brought_into_sight(window: SettingsWindow, qtbot: QtBot) -> None:
    page = window.privacy_page
    window.resize(window.minimumSize())
    window.privacy_page.set_outcome("Forgotten: 214 entries.")
    qtbot.waitUntil(lambda: not page.outcome.visibleRegion().isEmpty())


def test_who_passes_through_the_date_by_tab_is_told_nothing(window: SettingsWindow) -> None:
    before = window.privacy_page.before
    before.line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(before.line, Qt.Key.Key_Tab)
    assert not before.line.hasFocus()
    assert before.fault.text() == ""
    before.line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(before.line, "soon")
    QTest.keyClick(before.line, Qt.Key.Key_Tab)
    assert "soon" in before.fault.text()


def test_below_it_stands_what_the_app_is(window: SettingsWindow) -> None:
    window.show_page("privacy")
    window.privacy_page.show_more()
    said = " ".join(label.text() for label in window.findChildren(BodyText) if label.isVisible())
    assert "not medical advice" in said
    assert "not yet been reviewed by a physiotherapist" in said
    assert "SIL Open Font License 1.1" in said
