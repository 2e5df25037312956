"""The notices in Today that have an answer: each with its button, by mouse and by key."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.progression.questions import PracticeQuestion, Rank
from intermezzo.presenters import ways_out
from intermezzo.presenters.questions import question_view
from intermezzo.ui.kit import style
from intermezzo.ui.kit.marks import by_keyboard
from intermezzo.ui.kit.texts import BodyText
from intermezzo.ui.today.window import TodayWindow
from tests.ui.fitting import clipped
from tests.ui.hands import click, press
from tests.ui.pixels import colours
from tools.gallery import samples

OVER = ways_out.call_over()
HELD = ways_out.held(Reason.INHIBITED, datetime(2026, 11, 20, 10, 31, tzinfo=UTC), UTC)


@pytest.fixture
def today(qtbot: QtBot, dressed: QApplication) -> TodayWindow:
    made = TodayWindow()
    qtbot.addWidget(made)
    made.set_view(replace(samples.today(), notices=(OVER, HELD)))
    made.show()
    return made


def test_each_says_what_it_is_about_and_sends_its_answer(today: TodayWindow) -> None:
    heard: list[tuple[str, ...]] = []
    today.command.connect(heard.append)
    over, held = (row.button for row in today.notices.rows)
    assert [(one.accessibleName(), one.accessibleDescription()) for one in (over, held)] == [
        ("Still in it", "Your call seems to be over."),
        ("Offer anyway", HELD.line),
    ]
    assert HELD.line == "Waiting since 10:31: a program keeps the screen on, as for a video or a call."
    click(over)
    held.setFocus()
    press(held, Qt.Key.Key_Space)
    assert heard == [("answer", "still-in-it"), ("anyway",)]


def test_an_answer_by_mouse_leaves_no_focus_ring_on_what_is_next(today: TodayWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(today):
        today.activateWindow()
    today.question.set_view(question_view(PracticeQuestion(Rank.SAFETY, "still_gentle")))
    before = today.focusWidget()
    (one, _other) = (row.button for row in today.notices.rows)
    click(one)
    today.set_view(replace(samples.today(), notices=()))
    click(today.question.buttons[1])
    today.question.set_view(None)
    assert today.focusWidget() is before
    assert not by_keyboard(before)


def test_tab_goes_from_the_day_through_the_notices_to_the_buttons(today: TodayWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(today):
        today.activateWindow()
    today.list.setFocus()
    reached = []
    for _stop in range(3):
        press(today, Qt.Key.Key_Tab)
        reached.append(today.focusWidget())
    assert reached == [*(row.button for row in today.notices.rows), today.begin]


@pytest.mark.slow
@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_an_answer_has_the_colour_of_what_can_be_pressed_and_its_line_has_not(
    today: TodayWindow, dressed: QApplication, palette: style.Palette
) -> None:
    style.apply(dressed, dark=palette.dark)

    def inks(widget: QWidget) -> set[str]:
        return {one.name().upper() for one in colours(widget.grab().toImage())}

    row = today.notices.rows[0]
    assert palette.green in inks(row.button)
    assert palette.soft in inks(row.line)
    assert palette.green not in inks(row.line)


def test_a_line_and_its_button_stand_together(today: TodayWindow, qtbot: QtBot) -> None:
    wrong = "Something unexpected happened."
    today.set_view(replace(samples.today(), status=(wrong,), report=True, notices=(OVER, HELD)))
    QApplication.processEvents()
    (line,) = (one for one in today.findChildren(BodyText) if one.text() == wrong)
    shown = [line, today.report, *(row.line for row in today.notices.rows)]
    tops = [one.mapTo(today, QPoint()).y() for one in shown]
    assert tops == sorted(tops)
    with qtbot.waitActive(today):
        today.activateWindow()
    today.report.setFocus()
    press(today, Qt.Key.Key_Tab)
    assert today.focusWidget() is today.notices.rows[0].button


def test_one_that_is_over_leaves_and_the_other_moves_up(today: TodayWindow) -> None:
    today.set_view(replace(samples.today(), notices=(HELD,)))
    first, second = today.notices.rows
    assert first.line.text() == HELD.line
    assert (first.isVisible(), second.isVisible()) == (True, False)
    today.set_view(samples.today())
    assert not today.notices.isVisible()


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut_off(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    window = TodayWindow()
    qtbot.addWidget(window)
    window.set_view(replace(samples.today(), notices=(OVER, HELD)))
    window.show()
    dressed.processEvents()
    assert clipped(window) == []


@pytest.mark.slow
def test_all_of_it_at_twice_the_size_fits_a_screen_of_800_pixels(dressed: QApplication, qtbot: QtBot) -> None:
    style.apply(dressed, dark=False, scale=2.0)
    window = TodayWindow()
    qtbot.addWidget(window)
    view = replace(samples.full_today(), notices=(OVER, HELD), report=True)
    window.set_view(view)
    window.show()
    dressed.processEvents()
    room = window.screen().availableGeometry()
    assert room.height() == 800
    assert window.frameGeometry().height() <= room.height()
    assert clipped(window) == []
    window.report.setFocus(Qt.FocusReason.TabFocusReason)
    press(window.report, Qt.Key.Key_Tab)
    press(window.report, Qt.Key.Key_Backtab)
    assert not window.report.visibleRegion().isEmpty(), "the keys lead to what is below the edge"
