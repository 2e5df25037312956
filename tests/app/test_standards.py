"""The user's own rules in the running app: one line in Today, *Did it*, and the week."""

import pytest
from PySide6.QtWidgets import QLabel

from intermezzo.core.history.events import EventKind
from intermezzo.ui.kit import menus
from tests.app.conftest import House
from tests.ui.hands import click

pytestmark = pytest.mark.slow

PHONE = "My phone comes up to my eyes."


def lines(house: House) -> list[str]:
    return [one.line for one in house.today.view().notices]


def test_a_rule_is_one_line_in_today_until_it_was_kept_and_the_week_tells_the_days(house: House) -> None:
    house.say("show", "today")
    window = house.today.window
    assert window is not None
    phone = next(one for one in window.rules.actions() if one.text() == PHONE)
    assert not phone.isChecked()
    phone.trigger()
    house.until(lambda: PHONE in lines(house))
    phone = next(one for one in window.rules.actions() if one.text() == PHONE)
    assert phone.isChecked()
    assert menus.command_of(phone) == ("standard", "drop", "phone")
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


def test_three_are_the_most_and_one_in_own_words_can_be_dropped(house: House) -> None:
    for words in ("bag", "bed", "I look up after each call."):
        assert house.say("standard", "add", words)[0]
    choices = house.today.view().standards
    assert choices[0].words == "I look up after each call."
    assert [one.active for one in choices].count(True) == 3
    assert all(one.possible is one.active for one in choices)
    assert len([one for one in lines(house) if one in {choice.words for choice in choices}]) == 1
    assert house.say(*choices[0].command)[0]
    assert all(one.possible for one in house.today.view().standards)
