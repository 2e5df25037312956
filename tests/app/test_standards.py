"""The user's own rules in the running app: one line in Today, *Did it*, and the week."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from intermezzo.core.history.events import EventKind
from intermezzo.ui.today.rules import RulesSheet
from tests.app.conftest import House
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow

PHONE = "My phone comes up to my eyes."
OWN = "I look up after each call."


def lines(house: House) -> list[str]:
    return [one.line for one in house.today.view().notices]


def sheet_of(house: House) -> RulesSheet:
    """Open the sheet as the menu of Today does."""
    house.say("show", "today")
    window = house.today.window
    assert window is not None
    next(one for one in window.more.menu().actions() if one.text() == "My own rules…").trigger()
    sheet = house.controllers.rules.window
    assert sheet is not None
    return sheet


def test_a_rule_is_one_line_in_today_until_it_was_kept_and_the_week_tells_the_days(house: House) -> None:
    sheet = sheet_of(house)
    phone = sheet.rows["phone"]
    assert not phone.tick.isChecked()
    assert not phone.when.isVisible()
    click(phone.tick)
    house.until(lambda: PHONE in lines(house))
    house.until(phone.tick.isChecked)
    assert phone.when.text() == "At any time"
    window = house.today.window
    assert window is not None
    row = next(one for one in window.notices.rows if one.line.text() == PHONE)
    assert row.button.text() == "Did it"
    click(row.button)
    house.until(lambda: PHONE not in lines(house))
    kept = [one for one in house.engine.state.events if one.detail.get("kept") is True]
    assert [one.kind for one in kept] == [EventKind.STANDARD]
    house.say("show", "week")
    week = house.controllers.week.window
    assert week is not None
    said = {label.text() for label in week.findChildren(QLabel)}
    assert {f"“{PHONE}”", "on 1 day"} <= said
    for words in ("add", "keep"):
        assert house.say("standard", words, "bag")[0]
    house.say("show", "week")
    week = house.controllers.week.window
    assert week is not None
    said = {label.text() for label in week.findChildren(QLabel)}
    assert {f"“{PHONE}”", "“My bag stays close to my belt.”"} <= said


def test_one_in_own_words_says_when_it_is_shown_and_three_are_the_most(house: House) -> None:
    sheet = sheet_of(house)
    sheet.words.setText("  I look up  after each call. ")
    press(sheet.words, Qt.Key.Key_Return)
    house.until(lambda: OWN in lines(house))
    house.until(lambda: sheet.words.text() == "")
    (own,) = [row for row in sheet.rows.values() if row.tick.text() == OWN]
    chosen = next(one for one in own.menu.actions() if one.text() == "On days with travel")
    chosen.trigger()
    house.until(lambda: own.when.text() == "On days with travel")
    assert OWN not in lines(house)
    for name in ("bag", "bed"):
        click(sheet.rows[name].tick)
        house.until(sheet.rows[name].tick.isChecked)
    assert not sheet.words.isEnabled()
    assert not sheet.rows["car"].tick.isEnabled()
    click(own.tick)
    house.until(lambda: not own.tick.isChecked())
    assert sheet.words.isEnabled()
    click(own.tick)
    house.until(own.tick.isChecked)


def test_what_cannot_be_added_is_told_in_the_sheet_and_stays_written(house: House) -> None:
    sheet = sheet_of(house)
    click(sheet.rows["bag"].tick)
    house.until(sheet.rows["bag"].tick.isChecked)
    sheet.words.setText("bag")
    click(sheet.add)
    house.until(lambda: sheet.outcome.text().startswith("At most three, each"))
    assert sheet.words.text() == "bag"
    press(sheet, Qt.Key.Key_Escape)
    house.until(lambda: house.controllers.rules.window is None)


def test_after_a_session_a_rule_stands_on_the_last_page_once_a_day(house: House) -> None:
    assert house.say("standard", "add", "phone")[0]
    for shown in (True, False):
        ok, line, _data = house.say("now", "seated_reset")
        assert ok, line
        house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
        player = house.session.player
        assert player is not None
        house.run(5)
        player.finish()
        assert player.closing.rule.isVisible() is shown
        if shown:
            assert player.closing.rule.line.text() == PHONE
        player.hide()
        house.until(lambda: house.engine.running is None)
