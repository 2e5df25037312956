"""What stands in ⋯ of Today, and what takes its place on a day off and without a tray."""

from dataclasses import replace

from intermezzo.ui.today.window import TodayWindow
from tests.ui.fitting import clipped
from tests.ui.hands import click
from tests.ui.today.conftest import Commands
from tools.gallery import samples


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
