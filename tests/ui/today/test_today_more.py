"""What stands in ⋯ of Today, what takes its place on a day off and without a tray, and long titles."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Kind
from intermezzo.presenters.views import TodayRow
from intermezzo.ui.kit import style
from intermezzo.ui.today.day_rows import TIMES, title_face, title_lines, title_room
from intermezzo.ui.today.window import WIDTH, TodayWindow
from tests.ui.fitting import clipped, settle
from tests.ui.hands import click
from tests.ui.today.conftest import Commands
from tools.gallery import samples

LONG = "After luggage or travel · legs and mid-back"


def test_a_day_off_offers_work_and_a_working_day_a_day_off(today: TodayWindow, commands: Commands) -> None:
    _begin, _line, day_off, _guide, _rules, leave = today.more.menu().actions()
    assert not leave.isVisible(), "the tray has it"
    assert (day_off.text(), today.work.isHidden()) == ("Day off today", True)
    day_off.trigger()
    today.set_view(replace(samples.today(), off=True, rows=()))
    assert (today.pause.isHidden(), today.moved.isHidden(), day_off.isVisible()) == (True, True, False)
    click(today.work)
    assert commands == [("today", "off"), ("today", "work")]
    assert clipped(today) == []


def test_without_a_tray_the_app_is_quit_here_on_a_day_off_too(today: TodayWindow, commands: Commands) -> None:
    for off in (False, True):
        today.set_view(replace(samples.today(), quits=True, off=off))
        assert today.more.isVisible()
        _begin, _line, day_off, _guide, _rules, leave = today.more.menu().actions()
        assert (day_off.isVisible(), leave.text(), leave.isVisible()) == (not off, "Quit", True)
        leave.trigger()
    assert commands == [("quit",)] * 2


def test_the_dots_stay_beside_a_long_word(today: TodayWindow, dressed: QApplication) -> None:
    today.begin.set_text("Beantworten Sie zuerst diese eine Frage")
    dressed.processEvents()
    assert today.moved.y() > today.begin.geometry().bottom(), "there is no room beside it"
    assert today.begin.geometry().center().y() == today.more.geometry().center().y()


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_title_of_every_session_is_shown_whole(dressed: QApplication, scale: float) -> None:
    style.apply(dressed, dark=False, scale=scale)
    width = style.px(WIDTH) - 2 * style.px(26)
    titles = [one.title for one in library.load([resources.sessions()]).sessions.values()]
    assert len(titles) > 60
    for title, note in product(
        titles, ("next · 1 min 53 s", "set by you · 6 min 17 s", "26 s done, the rest later")
    ):
        row = TodayRow("11:31", title, "next", note, Kind.INTERLUDE, slot="x")
        first, second = title_lines(row, width)
        assert {f"{first} · {second}", f"{first} {second}".rstrip()} & {title}
        metrics = QFontMetrics(title_face(row))
        assert metrics.horizontalAdvance(first) <= title_room(row, width)
        assert metrics.horizontalAdvance(second) <= width - style.px(TIMES + 26)


def test_a_row_is_higher_with_a_second_line(today: TodayWindow) -> None:
    view = samples.today()
    long = replace(view, rows=tuple(replace(one, label=LONG) if one.kind else one for one in view.rows))
    before = today.list.sizeHint().height()
    today.set_view(long)
    assert today.list.sizeHint().height() >= before + 3 * style.px(17)
    assert today.scroller.verticalScrollBar().maximum() == 0, "the window takes the height"
    today.resize(today.width() + style.px(300), today.height())
    settle(today)
    assert today.list.sizeHint().height() == before
