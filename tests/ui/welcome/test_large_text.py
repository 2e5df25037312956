"""The first start with the largest text on a small screen: nothing is cut, and it shows that it goes on."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from intermezzo.core.settings import Settings
from intermezzo.presenters import welcome as told
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Switch
from intermezzo.ui.kit.texts import Text
from intermezzo.ui.kit.widgets import QuietButton
from intermezzo.ui.welcome.window import WelcomeWindow
from tests.ui.fitting import settle
from tests.ui.hands import click

pytestmark = pytest.mark.slow

SMALL = QSize(1350, 700)
"""The window on a screen of 1366 × 768 beside a panel."""


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> WelcomeWindow:
    style.apply(dressed, dark=False, scale=2.0)
    made = WelcomeWindow(lambda: 0.0)
    qtbot.addWidget(made)
    made.set_settings(Settings())
    made.resize(SMALL)
    made.show()
    settle(made)
    return made


def area_of(window: WelcomeWindow) -> QScrollArea:
    (area,) = (one for one in window.findChildren(QScrollArea) if one.isVisible())
    return area


def more(area: QScrollArea) -> QuietButton:
    (button,) = (one for one in area.findChildren(QuietButton) if one.text() == "More below")
    return button


def covers(area: QScrollArea) -> int:
    """The line of the viewport from which on it is covered."""
    cover = more(area).parentWidget()
    assert cover is not None
    return cover.y() - area.viewport().y()


def half_seen(area: QScrollArea) -> list[str]:
    """What the cover of the lower edge cuts."""
    end = covers(area)
    parts: list[Text | QAbstractButton] = [*area.findChildren(Text), *area.findChildren(QAbstractButton)]
    seen = [one for one in parts if one.isVisible() and area.viewport().isAncestorOf(one)]
    places = [(one.text(), QRect(one.mapTo(area.viewport(), QPoint()), one.size())) for one in seen]
    return [text for text, place in places if place.top() < end <= place.bottom()]


def last_seen(area: QScrollArea) -> Text:
    """The lowest text above the cover."""
    view = area.viewport()
    texts = [one for one in area.findChildren(Text) if one.isVisible() and view.isAncestorOf(one)]
    above = [one for one in texts if one.mapTo(view, QPoint()).y() < covers(area)]
    return max(above, key=lambda one: one.mapTo(view, QPoint(0, one.height())).y())


@pytest.mark.parametrize("page", ["hello", "health", "help", "set-up", "place"])
@pytest.mark.parametrize("by_mouse", [True, False])
def test_each_page_ends_after_a_whole_row_and_more_below_leads_to_its_end(
    window: WelcomeWindow, page: str, *, by_mouse: bool
) -> None:
    if page != "hello":
        click(window.start)
    if page == "help":
        click(window.answers["something"])
    if page in {"set-up", "place"}:
        click(window.answers["none"])
    if page == "place":
        click(window.go_on)
    settle(window)
    assert window.page() == page
    area = area_of(window)
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    while bar.value() < bar.maximum():
        assert more(area).isVisible()
        assert half_seen(area) == []
        assert not last_seen(area).heads, "nothing is seen of what it is about"
        before, covered = bar.value(), covers(area)
        click(more(area)) if by_mouse else QTest.keyClick(window, Qt.Key.Key_PageDown)
        settle(window)
        assert before < bar.value() <= before + covered, "nothing is skipped"
    assert not more(area).isVisible()


@pytest.mark.parametrize(
    ("scale", "size", "seen"),
    [
        (2.0, SMALL, False), (2.0, QSize(1900, 1100), True), (1.5, SMALL, False), (1.25, SMALL, True),
        (1.25, QSize(1264, 640), False), (1.0, QSize(1264, 560), True), (1.0, QSize(790, 600), False),
    ],
)  # fmt: skip
def test_the_figure_is_seen_whole_or_left_out(
    dressed: QApplication, qtbot: QtBot, scale: float, size: QSize, *, seen: bool
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    window = WelcomeWindow(lambda: 0.0)
    qtbot.addWidget(window)
    window.show()
    for one in (QSize(1900, 1100), SMALL, size):
        window.resize(one)
        settle(window)
    area = area_of(window)
    assert window.greeting.isVisible() is seen
    if seen:
        place = QRect(window.greeting.mapTo(area.viewport(), QPoint()), window.greeting.size())
        assert area.viewport().rect().contains(place)
        assert area.verticalScrollBar().maximum() == 0


def test_start_at_login_is_in_sight_where_the_first_start_ends(window: WelcomeWindow) -> None:
    for button in (window.start, window.answers["none"], window.go_on):
        click(button)
    settle(window)
    (login,) = (one for one in window.findChildren(Switch) if one.accessibleName() == "Start at login")
    place = QRect(login.mapTo(window, QPoint()), login.size())
    assert window.rect().contains(place)
    assert place.top() > area_of(window).geometry().bottom()


def test_what_a_yes_does_stands_beside_the_answers(window: WelcomeWindow) -> None:
    click(window.start)
    settle(window)
    (said,) = (one for one in window.findChildren(Text) if one.text() == told.what_yes_does())
    assert window.rect().contains(QRect(said.mapTo(window, QPoint()), said.size()))
    assert said.height() >= said.heightForWidth(said.width())
    assert window.answers["something"].accessibleDescription() == told.what_yes_does()
    assert window.answers["none"].accessibleDescription() == ""
