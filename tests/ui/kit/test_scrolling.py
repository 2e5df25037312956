"""Pages that are longer than their window: never cut at the side, and plain that they go on below."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QListView, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.core.override import override
from intermezzo.core.settings import Calendar, Settings
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented
from intermezzo.ui.kit.scrolling import Fade, Scroller
from tests.ui.fitting import clipped, outside
from tools.gallery import windows


def test_what_goes_on_below_fades_until_its_end(qtbot: QtBot, dressed: QApplication) -> None:
    page = QWidget()
    rows = QVBoxLayout(page)
    for number in range(30):
        rows.addWidget(QLabel(f"line {number}"))
    area = Scroller(page)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    fade = area.findChildren(Fade)[0]
    qtbot.waitUntil(fade.isVisible)
    seen = area.viewport().geometry()
    assert fade.geometry().bottom() == seen.bottom()
    found, card = area.grab().toImage().pixelColor(30, seen.bottom()), style.color("card")
    assert max(abs(found.red() - card.red()), abs(found.blue() - card.blue())) <= 3
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not fade.isVisible()
    area.verticalScrollBar().setValue(0)
    area.resize(300, 2000)
    qtbot.waitUntil(lambda: not fade.isVisible())


def test_what_has_the_keyboard_is_above_the_fade(qtbot: QtBot, dressed: QApplication) -> None:
    page = QWidget()
    rows = QVBoxLayout(page)
    ticks = [QCheckBox(f"tick {number}") for number in range(30)]
    for tick in ticks:
        rows.addWidget(tick)
    area = Scroller(page)
    qtbot.addWidget(area)
    area.show()
    ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(ticks[0].hasFocus)
    fade = area.findChildren(Fade)[0]
    for high in range(200, 230):  # one of these ends just below a tick
        area.resize(300, high)
        area.verticalScrollBar().setValue(0)
        ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for before, tick in pairwise(ticks[:12]):
            QTest.keyClick(before, Qt.Key.Key_Tab)
            assert tick.hasFocus()
            assert tick.mapTo(area, tick.rect().bottomLeft()).y() < fade.y()


def test_the_row_that_the_keyboard_reaches_is_above_the_fade(qtbot: QtBot, dressed: QApplication) -> None:
    rows = QListView()
    rows.setModel(QStringListModel([f"row {number}" for number in range(40)]))
    rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    fade = Fade(rows)
    qtbot.addWidget(rows)
    rows.resize(300, 205)
    rows.show()
    rows.setCurrentIndex(rows.model().index(0, 0))
    for number in range(1, 40):
        QTest.keyClick(rows, Qt.Key.Key_Down)
        assert rows.currentIndex().row() == number
        assert rows.visualRect(rows.currentIndex()).bottom() < fade.y() or not fade.isVisible()


def test_a_page_is_never_narrower_than_it_can_be(qtbot: QtBot, dressed: QApplication) -> None:
    page = QWidget()
    rows = QVBoxLayout(page)
    words = QLabel("a long word: incomprehensibilities")
    rows.addWidget(words)
    area = Scroller(page)
    qtbot.addWidget(area)
    assert area.minimumSizeHint().width() > page.minimumSizeHint().width() > words.sizeHint().width()
    before = area.minimumSizeHint().width()
    words.setText("")
    assert area.minimumSizeHint().width() < before


def test_choices_go_on_in_another_line_where_it_is_narrow(qtbot: QtBot, dressed: QApplication) -> None:
    pill = Segmented([("a", "Follow the system"), ("b", "Light"), ("c", "Dark")], "Light or dark")
    qtbot.addWidget(pill)
    whole, least = pill.sizeHint(), pill.minimumSizeHint()
    assert least.width() < whole.width()
    pill.resize(least.width(), pill.heightForWidth(least.width()))
    pill.show()
    dressed.processEvents()
    first, *others = (one.geometry() for one in pill.choices())
    assert all(pill.rect().contains(one) for one in (first, *others))
    assert all(one.top() > first.bottom() for one in others)


@pytest.mark.slow
def test_a_calendar_of_a_long_name_does_not_widen_the_window(qtbot: QtBot, dressed: QApplication) -> None:
    window = windows.settings_window("calendars")
    qtbot.addWidget(window)
    usual = window.minimumSizeHint().width()
    name = "/calendars/" + "_".join(["a_calendar_that_somebody_exported"] * 5) + ".ics"
    window.set_settings(Settings(calendars=(Calendar(name),)))
    window.show()
    window.resize(850, 848)
    for _turn in range(4):
        dressed.processEvents()
        dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.minimumSizeHint().width() <= usual
    assert clipped(window) == []
    assert outside(window, window) == []


def test_a_page_that_grows_unseen_scrolls_when_it_is_shown(qtbot: QtBot, dressed: QApplication) -> None:
    page, tall = QWidget(), QWidget()
    lines = QVBoxLayout(page)
    area = Scroller(page)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitUntil(lambda: page.size() == area.viewport().size())
    assert area.verticalScrollBar().maximum() == 0
    area.hide()
    tall.setFixedHeight(500)
    lines.addWidget(tall)
    QApplication.processEvents()
    area.show()
    assert area.verticalScrollBar().maximum() >= 300


class Restyled(QLabel):
    """A label that counts how often it was styled, and styled anew."""

    times = 0
    polished = 0

    @override
    def event(self, event: QEvent) -> bool:
        self.polished += event.type() == QEvent.Type.Polish
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        self.times += event.type() == QEvent.Type.StyleChange


def test_a_new_look_costs_no_more_for_what_lies_deeper_in_a_page(qtbot: QtBot, dressed: QApplication) -> None:
    page, deep = QWidget(), Restyled("deep")
    held: QWidget = deep
    for _level in range(6):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(held)
        held = outer
    high, rows = Restyled("high"), QVBoxLayout(page)
    rows.addWidget(high)
    rows.addWidget(held)
    area = Scroller(page)
    qtbot.addWidget(area)
    area.show()
    high.times = deep.times = 0
    style.apply(dressed, dark=True)
    assert high.times == deep.times > 0


def test_a_window_that_is_made_styles_no_page_before_it_is_seen(qtbot: QtBot, dressed: QApplication) -> None:
    page, words, pages = QWidget(), Restyled("words"), QStackedWidget()
    QVBoxLayout(page).addWidget(words)
    pages.addWidget(QLabel("first"))
    pages.addWidget(Scroller(page))
    qtbot.addWidget(pages)
    assert words.polished == 0
    pages.setCurrentIndex(1)
    pages.resize(300, 200)
    pages.show()
    assert words.polished == 1
    assert words.width() > 200
    assert page.sizeHint().width() < 200, "the page is as wide as the window"
