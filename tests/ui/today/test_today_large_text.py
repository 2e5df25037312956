"""Today where the text is large and the screen low: the day comes first, one scroll bar leads on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.presenters.views import TodayRow, TodayView
from intermezzo.ui.kit import style
from intermezzo.ui.today.day_rows import HEADING, PRESENT
from intermezzo.ui.today.window import WIDTH, TodayWindow
from tests.ui.fitting import clipped, settle
from tests.ui.hands import click, press
from tools.gallery import samples

pytestmark = pytest.mark.slow

LOW = 728
"""What a screen of 1366×768 leaves for the inside of a window."""


@pytest.fixture
def opened(qtbot: QtBot, dressed: QApplication) -> Callable[[TodayView], TodayWindow]:
    style.apply(dressed, dark=False, scale=2.0)

    def make(view: TodayView) -> TodayWindow:
        made = TodayWindow()
        qtbot.addWidget(made)
        made.set_view(view)
        made.resize(style.px(WIDTH), LOW)
        made.show()
        settle(made)
        return made

    return make


def in_sight(today: TodayWindow, shown: QWidget, top: int, height: int) -> bool:
    above = shown.mapTo(today.scroller.viewport(), QPoint(0, top)).y()
    return above >= 0 and above + height <= today.scroller.viewport().height()


def rows_in_sight(today: TodayWindow) -> list[TodayRow]:
    found = []
    for number in range(today.list.rows.rowCount()):
        index = today.list.rows.index(number)
        place, row = today.list.visualRect(index), today.list.rows.row(index)
        if row.state not in {PRESENT, HEADING}:
            found += [row] if in_sight(today, today.list.viewport(), place.top(), place.height()) else []
    return found


@pytest.mark.parametrize("view", [samples.today(), samples.day_off()])
def test_three_rows_are_in_sight_and_the_first_is_not_over(
    opened: Callable[[TodayView], TodayWindow], view: TodayView
) -> None:
    today = opened(view)
    rows = rows_in_sight(today)
    assert len(rows) >= 3
    assert rows[0] == next(one for one in view.rows if not one.past and one.state != HEADING)
    bars = [one.verticalScrollBar() for one in today.findChildren(QAbstractScrollArea) if one.isVisible()]
    assert [bar.maximum() > 0 for bar in bars].count(True) == 1
    assert clipped(today) == []


def test_the_row_that_the_keyboard_reaches_is_in_sight(opened: Callable[[TodayView], TodayWindow]) -> None:
    today = opened(samples.today())
    today.list.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_End, *[Qt.Key.Key_Up] * 9, *[Qt.Key.Key_Down] * 9):
        press(today.list, key)
        place = today.list.visualRect(today.list.currentIndex())
        assert in_sight(today, today.list.viewport(), place.top(), place.height())


def test_the_field_for_a_time_is_in_sight(opened: Callable[[TodayView], TodayWindow]) -> None:
    today = opened(samples.today())
    today.list.setFocus(Qt.FocusReason.TabFocusReason)
    today.scroller.verticalScrollBar().setValue(0)
    press(today.list, Qt.Key.Key_T)
    settle(today)
    assert today.list.editor is not None
    assert in_sight(today, today.list.editor.field, 0, today.list.editor.field.height())


def test_a_press_leads_to_the_notes_below(opened: Callable[[TodayView], TodayWindow]) -> None:
    today = opened(samples.full_today())
    before = today.list.mapTo(today, QPoint()).y() + today.scroller.verticalScrollBar().value()
    click(today.below)
    settle(today)
    bar = today.scroller.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    assert not today.below.isVisible(), "they are in sight"
    assert today.list.hasFocus(), "Tab goes on from the day"
    assert today.list.mapTo(today, QPoint()).y() + bar.value() == before, "nothing moves as it goes"
    bar.setValue(0)
    assert today.below.isVisible()


def test_without_notes_or_with_room_for_them_nothing_leads_there(
    opened: Callable[[TodayView], TodayWindow],
) -> None:
    today = opened(samples.today())
    today.scroller.verticalScrollBar().setValue(0)
    assert not today.below.isVisible()
    today = opened(samples.full_today())
    today.resize(today.width(), 2000)
    settle(today)
    assert not today.below.isVisible()


def test_an_answer_can_be_undone_without_scrolling(opened: Callable[[TodayView], TodayWindow]) -> None:
    today = opened(samples.full_today())
    assert today.undo.isVisible()
    assert not today.scroller.isAncestorOf(today.undo)


def test_what_is_over_goes_out_of_sight_until_somebody_scrolls(
    opened: Callable[[TodayView], TodayWindow],
) -> None:
    view, bar = samples.today(), QAbstractSlider.SliderAction
    today = opened(replace(view, rows=()))
    today.set_view(view)  # the calendars have been read
    settle(today)
    assert not rows_in_sight(today)[0].past
    today.scroller.verticalScrollBar().triggerAction(bar.SliderToMinimum)
    today.set_view(replace(view, rows=(replace(view.rows[0], note="20 min"), *view.rows[1:])))
    settle(today)
    assert today.scroller.verticalScrollBar().value() == 0
    today.hide()
    today.show()
    settle(today)
    assert not rows_in_sight(today)[0].past
