"""A day of the week, another week by name, and a week that invites."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QTableWidget
from pytestqt.qtbot import QtBot

from intermezzo.core.practice.model import Kind
from intermezzo.presenters.views import TodayRow, WeekDayView
from intermezzo.ui.figure.view import FigureView
from intermezzo.ui.kit import style
from intermezzo.ui.kit.widgets import PillButton
from intermezzo.ui.week.window import WeekWindow
from tests.ui.fitting import clipped, nameless
from tests.ui.hands import click, press, scroll_bar
from tools.gallery import samples

pytestmark = pytest.mark.slow

TUESDAY = WeekDayView(
    "2026-11-17", "Tuesday 17 November", "2 of 3 · 8 minutes of movement",
    (
        TodayRow("09:16", "Seated reset", "done", "done · 1 min 42 s", Kind.INTERLUDE),
        TodayRow("15:31", "Mid-back & breath", "declined", "skipped", Kind.MICRO),
    ),
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> WeekWindow:
    made = WeekWindow()
    qtbot.addWidget(made)
    made.set_view(replace(samples.week(), following="2026-W48"))
    made.show()
    return made


@pytest.fixture
def asked(window: WeekWindow) -> list[str]:
    heard: list[str] = []
    window.day_asked.connect(heard.append)
    window.asked.connect(heard.append)
    return heard


def texts(window: WeekWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_a_day_is_asked_for_by_mouse_and_key_and_says_all_of_it(window: WeekWindow, asked: list[str]) -> None:
    tuesday = window.picture.days[1]
    assert tuesday.accessibleName() == "Tuesday 17 November: 2 of 3"
    click(tuesday, QPoint(20, 40))
    press(tuesday, Qt.Key.Key_Return)
    press(tuesday, Qt.Key.Key_Space)
    assert asked == ["2026-11-17"] * 3


def test_it_stands_in_the_place_of_the_week_and_escape_leads_back(window: WeekWindow) -> None:
    window.show_day(TUESDAY)
    assert {"Tuesday 17 November", "Seated reset", "done · 1 min 42 s", "skipped"} <= set(texts(window))
    assert not window.picture.isVisible()
    QTest.keyClick(window, Qt.Key.Key_T)
    assert window.day.isVisible(), "a day has no table"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.picture.isVisible()
    assert window.focusWidget() is window.picture.days[1]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_how_the_movements_felt_stands_below_and_only_if_something_was_said(window: WeekWindow) -> None:
    window.show_day(replace(TUESDAY, felt="Bird dog, smooth · Side plank, shaky"))
    assert "Bird dog, smooth · Side plank, shaky" in texts(window)
    assert clipped(window) == []
    window.show_day(TUESDAY)
    assert not any("Bird dog" in one for one in texts(window))


def test_the_arrows_go_through_the_days_of_the_week(
    window: WeekWindow, asked: list[str], dressed: QApplication
) -> None:
    window.show_day(TUESDAY)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(window, key)
    window.show_day(replace(TUESDAY, date="2026-11-20"))
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert asked == ["2026-11-16", "2026-11-18"], "the week ends there"
    window.show_day(replace(TUESDAY, rows=()))
    dressed.processEvents()
    assert "Seated reset" not in texts(window)


def test_another_week_leaves_the_day(window: WeekWindow) -> None:
    window.show_day(TUESDAY)
    window.set_view(replace(samples.week(), key="2026-W46"))
    assert window.picture.isVisible()
    assert not window.day.isVisible()


def test_a_week_is_written_and_refused_in_its_place(window: WeekWindow, asked: list[str]) -> None:
    QTest.keyClick(window, Qt.Key.Key_G)
    field = window.entry.field
    assert field.hasFocus()
    QTest.keyClicks(field, "99")
    press(field, Qt.Key.Key_Return)
    window.tell("“99” is not a week")
    assert "“99” is not a week" in texts(window)
    assert field.accessibleDescription() == "“99” is not a week"
    field.setText("46")
    click(window.entry.go)
    assert asked == ["99", "46"]
    window.set_view(replace(samples.week(), key="2026-W46"))
    assert not window.entry.isVisible()
    click(window.go_to)
    assert (field.text(), window.entry.fault.isVisible()) == ("", False)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert not window.entry.isVisible()


def test_a_week_without_anything_invites_with_a_figure(window: WeekWindow, dressed: QApplication) -> None:
    heard: list[tuple[str, ...]] = []
    window.command.connect(heard.append)
    window.set_movement(samples.movement())
    window.set_view(samples.week())
    assert window.picture.findChildren(FigureView) == []
    window.set_view(samples.first_week())
    dressed.processEvents()
    (figure,) = window.picture.findChildren(FigureView)
    assert figure.isVisible()
    begin = next(one for one in window.picture.findChildren(PillButton) if one.isVisible())
    click(begin)
    assert heard == [("now",)]


@pytest.mark.parametrize("table", [False, True])
def test_nothing_is_below_the_edge_at_the_size_it_opens_with(
    qtbot: QtBot, dressed: QApplication, table: bool
) -> None:
    made = WeekWindow()
    qtbot.addWidget(made)
    made.set_view(samples.week())
    made.show()
    made.resize(1040, made.height())  # the tests' screen is narrower
    if table:
        made.toggle_table()
    dressed.processEvents()
    (shown,) = made.findChildren(QTableWidget)
    assert shown.isVisible() is table
    assert scroll_bar(made).maximum() == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_is_named_and_no_word_is_cut(qtbot: QtBot, dressed: QApplication, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    made = WeekWindow()
    qtbot.addWidget(made)
    made.set_movement(samples.movement())
    made.set_view(samples.first_week())
    made.show()
    made.resize(1104, 768)
    dressed.processEvents()
    assert clipped(made) == []
    made.entry.begin()
    made.show_day(TUESDAY)
    dressed.processEvents()
    assert clipped(made) == []
    assert nameless(made) == []


def test_one_session_that_moved_several_areas_is_no_half_of_anything(
    window: WeekWindow, dressed: QApplication
) -> None:
    one = tuple((area, name, int(number < 3)) for number, (area, name, _n) in enumerate(samples.week().areas))
    window.set_view(replace(samples.week(), areas=one, sessions=1))
    bars = [one for one in window.findChildren(QProgressBar) if not one.isHidden()]
    assert [bar.value() / bar.maximum() for bar in bars[-6:]] == [1, 1, 1, 0, 0, 0]
    caption = "A session counts for each area it moves."
    dressed.processEvents()
    assert caption in texts(window)
    none = tuple((area, name, 0) for area, name, _n in one)
    window.set_view(replace(samples.week(), areas=none, sessions=0))
    dressed.processEvents()
    assert caption not in texts(window)
