"""The first start: not skippable where it must not be, and calm throughout."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.app import views
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters import welcome as told
from intermezzo.presenters.safety import after_a_stop
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented, Switch
from intermezzo.ui.kit.ticks import Ticks
from intermezzo.ui.kit.window import FRAME
from intermezzo.ui.tray.icon import STATES
from intermezzo.ui.welcome.window import PLACE, WelcomeWindow
from tests.ui.clock import Clock
from tests.ui.fitting import clipped, nameless, outside, settle
from tools.gallery import samples, windows

pytestmark = pytest.mark.slow

Heard = list[tuple[str, object]]


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> WelcomeWindow:
    made = WelcomeWindow(lambda: 0.0)
    qtbot.addWidget(made)
    made.set_settings(Settings())
    made.show()
    QTest.mouseClick(made.start, Qt.MouseButton.LeftButton)
    return made


@pytest.fixture
def heard(window: WelcomeWindow) -> Heard:
    all_: Heard = []
    window.screened.connect(lambda answer: all_.append(("screened", answer)))
    window.command.connect(lambda words: all_.append(("command", words)))
    window.changed.connect(lambda settings: all_.append(("changed", settings)))
    window.done.connect(lambda: all_.append(("done", None)))
    return all_


def focused(window: WelcomeWindow) -> QWidget:
    widget: QWidget | None = window.focusWidget()
    return window if widget is None else widget


def shown(window: WelcomeWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_it_greets_before_it_asks(window: WelcomeWindow, heard: Heard, qtbot: QtBot) -> None:
    window.begin()
    assert window.page() == "hello"
    assert told.what_it_is() in shown(window)
    assert told.how_it_asks() in shown(window)
    assert [state for state, _meaning in told.tray_states()] == [*STATES]
    for _state, meaning in told.tray_states():
        assert meaning in shown(window)
    assert not any(button.isVisible() for button in window.answers.values())
    QTest.keyClick(focused(window), Qt.Key.Key_Return)
    assert window.page() == "health"
    assert heard == []


def test_the_signs_and_the_limits_come_before_any_answer(window: WelcomeWindow) -> None:
    words = shown(window)
    assert window.page() == "health"
    assert "Does any of this apply to you?" in words
    assert "not medical advice" in words
    assert after_a_stop() in words
    assert told.what_is_stored() in words
    assert told.where_movements_come_from() in words
    assert "not yet reviewed by a physiotherapist" in words
    for group in told.signs():
        assert group.name in words
        assert set(group.short) <= set(words.splitlines())
        assert len(group.short) == 5


@pytest.mark.parametrize("page", ["health", "help"])
def test_the_whole_list_is_one_press_away(window: WelcomeWindow, heard: Heard, page: str) -> None:
    window.begin(page, first=False)
    signs = window.health if page == "health" else window.help
    every = {sign for group in told.signs() for sign in group.whole}
    few = {sign for group in told.signs() for sign in group.short}
    assert few <= set(shown(window).splitlines())
    signs.other_list.setFocus()
    QTest.keyClick(signs.other_list, Qt.Key.Key_Return)
    assert every <= set(shown(window).splitlines())
    assert signs.other_list.text() == "Show the short list"
    QTest.mouseClick(signs.other_list, Qt.MouseButton.LeftButton)
    assert few <= set(shown(window).splitlines())
    assert not every & set(shown(window).splitlines()) - few
    assert heard == []


def test_after_something_new_the_whole_list_is_shown(window: WelcomeWindow) -> None:
    window.begin("health", first=False, whole=True)
    every = {sign for group in told.signs() for sign in group.whole}
    assert every <= set(shown(window).splitlines())
    QTest.mouseClick(window.answers["something"], Qt.MouseButton.LeftButton)
    assert every <= set(shown(window).splitlines())
    window.begin("health", first=False)
    assert not every <= set(shown(window).splitlines())


def test_it_says_why_the_question_comes_again(window: WelcomeWindow) -> None:
    why = "It’s been half a year since you answered, so here is the question again."
    assert told.asked_again(away=False) == why
    window.begin("health", first=False, why=why)
    assert f"{why}\n{told.what_it_is_not()}" in shown(window)
    window.begin("health", first=False)
    assert told.what_it_is_not() in shown(window).splitlines()
    assert why not in shown(window)
    assert window.health.eyebrow.text() == "Before any movement"


def test_who_may_exercise_goes_on_with_a_gentle_week(
    window: WelcomeWindow, heard: Heard, qtbot: QtBot
) -> None:
    window.resize(1120, 708)  # as on a desktop: the screen of the tests is narrower
    QTest.mouseClick(window.answers["something"], Qt.MouseButton.LeftButton)
    assert window.help.may.text() == "A professional has said I may exercise"
    assert "gentle days for a week" in window.help.may.accessibleDescription()
    emergency, *others = window.help.groups

    def left(widget: QWidget) -> int:
        return widget.mapTo(window, widget.rect().topLeft()).x()

    qtbot.waitUntil(lambda: left(window.help.may) == left(others[0]) > left(emergency) + emergency.width())
    window.help.may.setFocus()
    QTest.keyClick(window.help.may, Qt.Key.Key_Space)
    assert heard == [("screened", "something"), ("command", ("gentle-week",)), ("screened", "allowed")]
    assert window.page() == "set-up"
    window.begin("help", first=False)
    QTest.mouseClick(window.help.may, Qt.MouseButton.LeftButton)
    assert heard[-1] == ("done", None)
    assert not window.isVisible()


def test_none_of_these_leads_through_to_the_end(window: WelcomeWindow, heard: Heard, qtbot: QtBot) -> None:
    click = Qt.MouseButton.LeftButton
    QTest.mouseClick(window.answers["none"], click)
    assert window.page() == "set-up"
    QTest.mouseClick(window.back_to_health, click)
    assert window.page() == "health"
    QTest.mouseClick(window.answers["none"], click)
    QTest.mouseClick(window.go_on, click)
    assert window.page() == "place"
    QTest.mouseClick(window.back, click)
    assert window.page() == "set-up"
    QTest.mouseClick(window.go_on, click)
    QTest.mouseClick(window.finish, click)
    assert heard == [("screened", "none"), ("screened", "none"), ("done", None)]
    assert not window.isVisible()


def test_any_other_answer_leads_to_help_and_can_be_given_again(
    window: WelcomeWindow, heard: Heard, qtbot: QtBot
) -> None:
    QTest.mouseClick(window.answers["something"], Qt.MouseButton.LeftButton)
    assert window.page() == "help"
    words = shown(window)
    assert told.help_line() in words
    for group in told.signs():
        assert group.action in words
    assert "emergency number of the country you are in" in words
    QTest.mouseClick(window.again, Qt.MouseButton.LeftButton)
    assert window.page() == "health"
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    assert heard == [("screened", "something"), ("screened", "none")]


@pytest.mark.parametrize("leave", ["escape", "close"])
def test_leaving_the_first_page_answers_nothing(
    window: WelcomeWindow, heard: Heard, qtbot: QtBot, leave: str
) -> None:
    if leave == "escape":
        QTest.keyClick(window, Qt.Key.Key_Escape)
    else:
        window.close()
    assert heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_no_key_answers_by_chance(window: WelcomeWindow, heard: Heard, qtbot: QtBot, key: Qt.Key) -> None:
    window.begin()
    for _press in range(3):
        QTest.keyClick(focused(window), key)
    assert heard == []
    assert window.page() == "health"


def test_the_answers_can_be_given_by_keys(window: WelcomeWindow, heard: Heard, qtbot: QtBot) -> None:
    for _press in range(6):
        QTest.keyClick(focused(window), Qt.Key.Key_Tab)
        if window.focusWidget() is window.answers["something"]:
            break
    assert window.focusWidget() is window.answers["something"]
    QTest.keyClick(window.answers["something"], Qt.Key.Key_Space)
    assert heard == [("screened", "something")]


@pytest.mark.parametrize("out", ["escape", "close"])
def test_leaving_after_a_clear_answer_skips_the_rest(
    window: WelcomeWindow, heard: Heard, qtbot: QtBot, out: str
) -> None:
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    if out == "escape":
        QTest.keyClick(window, Qt.Key.Key_Escape)
    else:
        window.close()
    assert heard == [("screened", "none"), ("done", None)]


def test_hours_hold_for_all_five_days_and_wrong_ones_for_none(
    window: WelcomeWindow, heard: Heard, qtbot: QtBot
) -> None:
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    window.hours.line.setFocus()
    window.hours.line.selectAll()
    QTest.keyClicks(window.hours.line, "8-16")
    QTest.keyClick(window.hours.line, Qt.Key.Key_Return)
    eight = ("08:00-16:00",)
    wanted = Settings(monday=eight, tuesday=eight, wednesday=eight, thursday=eight, friday=eight)
    assert heard[-1] == ("changed", wanted)
    window.hours.line.selectAll()
    QTest.keyClicks(window.hours.line, "8-8")
    QTest.keyClick(window.hours.line, Qt.Key.Key_Return)
    assert window.hours.fault.isVisible()
    assert heard[-1] == ("changed", wanted)


def test_the_place_is_asked_for(window: WelcomeWindow, heard: Heard, qtbot: QtBot) -> None:
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.go_on, Qt.MouseButton.LeftButton)
    chair, quiet, floor, leave_out = (window.place[key] for key in PLACE)
    assert isinstance(chair, Segmented)
    assert "Does your chair roll?" in shown(window)
    QTest.mouseClick(chair.choices()[1], Qt.MouseButton.LeftButton)
    assert heard[-1] == ("changed", Settings(chair="steady"))
    seen = Settings(chair="steady", quiet_place=True)
    for switch, wanted in ((quiet, seen), (floor, replace(seen, floor=True))):
        assert isinstance(switch, Switch)
        switch.setFocus()
        QTest.keyClick(switch, Qt.Key.Key_Space)
        assert heard[-1] == ("changed", wanted)
    assert window.login.isChecked()
    assert isinstance(leave_out, Ticks)
    bending = next(one for one in leave_out.ticks if one.text() == "Bending forward")
    QTest.mouseClick(bending, Qt.MouseButton.LeftButton)
    assert heard[-1] == ("changed", replace(seen, floor=True, leave_out=("bending_forward",)))


@pytest.mark.parametrize("login", [True, False])
def test_one_can_be_tried_at_the_end(window: WelcomeWindow, heard: Heard, login: bool) -> None:
    window.login_wanted.connect(lambda: heard.append(("login", None)))
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.go_on, Qt.MouseButton.LeftButton)
    window.login.setChecked(login)
    assert window.attempt.text() == "Try one now · under 2 minutes"
    QTest.mouseClick(window.attempt, Qt.MouseButton.LeftButton)
    said: Heard = [("done", None), ("command", ("now", "--first"))]
    assert heard[1:] == ([("login", None), *said] if login else said)
    assert not window.isVisible()


def test_what_was_read_of_today_stands_in_place_of_the_other_choice(window: WelcomeWindow) -> None:
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    assert window.go_on.text() == "Continue without a calendar"
    assert told.without_calendar() in shown(window)
    window.set_read_back(samples.read_back())
    assert "Stand-up" not in shown(window), "only what a calendar holds is read back"
    window.set_settings(Settings(calendars=(Calendar("/c/work.ics"),)))
    assert window.go_on.text() == "Continue"
    assert told.without_calendar() not in shown(window)
    lines = shown(window).splitlines()
    assert "4 meetings today, next 09:00" in lines
    assert "09:00 – 09:15  Stand-up" in lines
    assert "16:00 – 16:30  One to one" in lines


def test_a_calendar_can_be_dropped(window: WelcomeWindow, heard: Heard, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    file = tmp_path / "work.ics"
    file.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert heard[-1] == ("changed", Settings(calendars=(Calendar(str(file)),)))


def test_later_it_opens_where_it_is_needed(window: WelcomeWindow, heard: Heard, qtbot: QtBot) -> None:
    window.begin("help", first=False)
    assert window.page() == "help"
    window.begin("health", first=False)
    assert window.page() == "health"
    QTest.mouseClick(window.answers["none"], Qt.MouseButton.LeftButton)
    assert heard == [("screened", "none"), ("done", None)]
    assert not window.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", windows.WELCOME)
def test_every_control_is_named_and_no_word_is_cut(
    qtbot: QtBot, dressed: QApplication, scale: float, name: str
) -> None:
    style.apply(dressed, dark=False, scale=scale)
    window = windows.welcome(name)
    qtbot.addWidget(window)
    window.show()
    window.resize(1064, 768)
    settle(window)
    assert clipped(window) == []
    assert nameless(window) == []
    assert outside(window, window) == []


@pytest.mark.parametrize("name", ["welcome-health", "welcome-health-whole"])
def test_all_signs_are_seen_at_once_on_a_small_screen(qtbot: QtBot, dressed: QApplication, name: str) -> None:
    window = windows.welcome(name)
    qtbot.addWidget(window)
    window.resize(min(1120, 1366 - FRAME[0]), min(708, 768 - 40 - FRAME[1]))
    window.show()
    dressed.processEvents()
    shown = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
    assert [one.verticalScrollBar().maximum() for one in shown] == [0]
    assert window.page() == "health"


def test_a_figure_greets_and_moves_only_while_it_is_seen(
    qtbot: QtBot, dressed: QApplication, clock: Clock
) -> None:
    window = WelcomeWindow(clock)
    qtbot.addWidget(window)
    window.resize(1120, 708)  # as on a desktop: the screen of the tests is narrower
    figure, loop = window.greeting.figure, window.greeting.loop
    window.greeting.show_movement(library.load([resources.sessions()]).movements[views.GREETING])
    with qtbot.waitActive(window):
        window.show()
    assert figure.isVisible()
    assert loop.timer.isActive()
    poses = set()
    for _second in range(12):
        clock.now += 1.0
        loop.timer.timeout.emit()
        poses.add(figure.pose)
    assert len(poses) > 4
    QTest.mouseClick(window.start, Qt.MouseButton.LeftButton)
    assert not loop.timer.isActive(), "it costs nothing on the other pages"
    window.begin()
    assert loop.timer.isActive()
    window.hide()
    assert not loop.timer.isActive()


def test_where_there_is_no_figure_ring_and_disc_greet(window: WelcomeWindow) -> None:
    window.greeting.show_movement(None)
    window.begin()
    assert not window.greeting.figure.isVisible()
    assert not window.greeting.loop.timer.isActive()


def test_what_leads_on_stands_in_one_place_and_the_pages_are_counted(window: WelcomeWindow) -> None:
    window.begin()
    window.set_settings(Settings(calendars=(Calendar("/c/work.ics"),)))
    places, kickers = [], []
    for button in (window.start, window.answers["none"], window.go_on, window.finish):
        QApplication.processEvents()
        kickers.append(next(line for line in shown(window).splitlines() if line.startswith("Welcome")))
        if button is not window.answers["none"]:
            places.append(button.mapTo(window, button.rect().topRight()))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(set(map(QPoint.toTuple, places))) == 1
    assert [line[-6:] for line in kickers] == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]
