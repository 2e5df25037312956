"""What few ever change is behind *More*; the health question; where Tab goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.core.settings import SPECS, Calendar, Settings
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.settings.calendars import CalendarRow
from intermezzo.ui.settings.rows import Disclosure
from intermezzo.ui.settings.window import SettingsWindow
from tests.ui.settings.test_settings_window import unfolded

pytestmark = pytest.mark.slow


def test_what_few_change_is_behind_more_and_comes_by_mouse_and_by_key(window: SettingsWindow) -> None:
    assert {key for key, spec in SPECS.items() if spec.more} == {
        "settle", "leave", "before_the_car", "before_bed", "bedtime", "water", "snooze", "rollover",
        "timezone", "break_words", "quiet_words", "cancelled_words",
        "easy_first_hour", "soft_exhale",
    }  # fmt: skip
    more = unfolded(window)
    assert (more.button.text(), more.button.accessibleName()) == ("More", "More of Rhythm and hours")
    more.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(more.button, Qt.Key.Key_Return)
    assert window.controls["settle"].isVisible()
    assert (more.button.text(), more.button.accessibleName()) == ("Less", "Less of Rhythm and hours")
    QTest.keyClick(more.button, Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert focused is not None
    assert window.controls["settle"].isAncestorOf(focused)
    QTest.mouseClick(more.button, Qt.MouseButton.LeftButton)
    assert not window.controls["settle"].isVisible()


@pytest.mark.parametrize(
    ("switch", "needed", "page"), [("weights", "most_load", "place"), ("before_bed", "bedtime", "rhythm")]
)
def test_what_means_nothing_without_a_switch_is_shown_with_it(
    window: SettingsWindow, switch: str, needed: str, page: str
) -> None:
    window.show_page(page)
    for more in window.findChildren(Disclosure):
        more.unfold(on=True)
    control = window.controls[needed]
    assert not control.isVisible()
    QTest.mouseClick(window.controls[switch], Qt.MouseButton.LeftButton)
    assert getattr(window.settings, switch) is True
    assert control.isVisible()
    window.set_settings(Settings())
    assert not control.isVisible()
    window.set_faults({needed: "25:00 is no time of day"})
    assert control.isVisible()
    window.set_faults({})
    assert not control.isVisible()


def test_what_more_shows_is_scrolled_into_sight(window: SettingsWindow, qtbot: QtBot) -> None:
    more = unfolded(window)
    settle = window.controls["settle"]
    more.button.click()
    qtbot.waitUntil(lambda: not settle.visibleRegion().isEmpty())


def test_the_health_question_stands_in_place_and_body(window: SettingsWindow) -> None:
    commands: list[tuple[str, ...]] = []
    window.command.connect(commands.append)
    window.set_health("Answered on 20 November, asked again on 19 May")
    window.show_page("place")
    assert any(
        one.text().startswith("Answered on") for one in window.findChildren(BodyText) if one.isVisible()
    )
    assert window.show_health.accessibleName() == "Show the health question"
    QTest.mouseClick(window.show_health, Qt.MouseButton.LeftButton)
    assert commands == [("show", "welcome")]


def stops(window: SettingsWindow, first: QWidget, number: int) -> list[str]:
    """Return the names of what Tab stops at from here on."""
    QApplication.processEvents()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    names = [first.accessibleName()]
    for _press in range(number):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        names.append(window.focusWidget().accessibleName())
    return names


def test_tab_goes_through_what_came_later_in_the_order_that_one_sees(window: SettingsWindow) -> None:
    window.set_settings(
        Settings(bad_times=("13:00-14:00", "16:00-17:00"), calendars=(Calendar("/a.ics"), Calendar("/b.ics")))
    )
    days_off = window.controls["days_off"].findChild(QWidget)
    assert days_off is not None
    assert stops(window, days_off, 3) == [
        "Days off", "Drop: Not between 13:00 and 14:00", "Drop: Not between 16:00 and 17:00",
        "More of Rhythm and hours",
    ]  # fmt: skip
    window.show_page("calendars")
    found = stops(window, window.findChildren(CalendarRow)[0].colour, 9)
    assert found == [
        "Colour of a.ics", "Name of a.ics", "Read a.ics", "More about a.ics",
        "Colour of b.ics", "Name of b.ics", "Read b.ics", "More about b.ics",
        "Add a calendar…", "Tentative meetings count as busy",
    ]  # fmt: skip
