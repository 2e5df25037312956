"""Today in the running app: a time that is set, a day off, and the line that says why the plan moved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.engine.kept import PLAN
from intermezzo.ui.today.window import TodayWindow
from tests.app.conftest import House, Time
from tests.ui.hands import press

pytestmark = pytest.mark.slow


def opened(house: House) -> TodayWindow:
    assert house.say("show", "today")[0]
    window = house.today.window
    assert window is not None
    return window


def texts(window: TodayWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def turn(house: House) -> None:
    house.day.turn()
    house.until(lambda: not house.day.sampling)


def slots(house: House) -> list[str]:
    return [f"{one.start:%H:%M}" for one in house.engine.plan.slots]


def test_a_meeting_that_comes_moves_a_slot_and_the_line_goes_by_itself(house: House) -> None:
    window = opened(house)
    turn(house)
    first = house.engine.plan.slots[0].start
    meeting = Occurrence(first - timedelta(minutes=5), first + timedelta(minutes=20), "Planning")
    house.engine.state.occurrences = (meeting,)
    turn(house)
    moved = house.engine.plan.slots[0].start
    line = f"The session at {first:%H:%M} moved to {moved:%H:%M}: a meeting came up."
    house.until(lambda: line in texts(window))
    house.run(500)
    turn(house)
    assert line in texts(window)
    house.run(120)
    turn(house)
    house.until(lambda: line not in texts(window))


def test_a_time_is_set_in_the_window_and_refused_in_its_place(house: House) -> None:
    window = opened(house)
    turn(house)
    slot = house.engine.plan.slots[0].start.isoformat()
    day = window.list
    day.setCurrentIndex(day.rows.at_slot(slot))
    press(day, Qt.Key.Key_T)
    assert day.editor is not None
    field = day.editor.field
    field.setText("11:00")
    press(field, Qt.Key.Key_Return)
    house.until(lambda: "11:00 has already passed today. Give a later time." in texts(window))
    assert "command" not in house.notices.lines
    field.setText("12:34")
    press(field, Qt.Key.Key_Return)
    house.until(lambda: day.editor is None)
    assert "12:34" in slots(house)
    assert [row.at for row in house.today.view().rows if row.pinned] == ["12:34"]
    assert any(one["pinned"] for one in house.say("status")[2]["slots"])
    house.until(window.undo.isVisible)
    assert window.undo.accessibleName() == "Undo the time you set"
    assert "Set to 12:34." in texts(window)


def test_a_day_off_counts_as_one_in_the_week_and_work_today_takes_it_back(house: House) -> None:
    window = opened(house)
    turn(house)
    today = house.context.today()
    house.run(30)
    window.command.emit(("today", "off"))
    house.until(window.work.isVisible)
    _ok, line, data = house.say("status")
    assert line.startswith("It’s your day off. You took today off")
    assert (data["day_off"], data["said_today"]) == (True, "day_off")
    store = house.context.store
    house.until(lambda: store.tallies(today, today)[0].off)
    house.run(30)
    assert house.say("today", "work")[0]
    house.until(window.more.isVisible)
    house.until(lambda: not store.tallies(today, today)[0].off)
    assert house.engine.plan.slots


def test_a_restart_keeps_the_plan_of_the_day_and_its_sessions(
    house: House, make: Callable[..., House], at: Time
) -> None:
    house.day.turn()
    before = house.engine.plan.slots
    house.until(lambda: house.context.store.fact(PLAN) is not None)
    house.leave()
    at.run(420)
    again = make().start()
    later = [slot for slot in before if slot.start > again.context.now()]
    assert later
    house.until(lambda: bool(again.engine.plan.slots))
    assert [slot for slot in again.engine.plan.slots if slot in later] == later
