"""*Stopped* in the running app: why it is asked, what rests, what is told, and the health questions."""

import json

import pytest
from PySide6.QtCore import Qt

from intermezzo.core.history.events import EventKind
from intermezzo.core.scheduling.day_state import effective
from intermezzo.engine.screening import SCREENING
from intermezzo.ui.player.window import PlayerWindow
from tests.app.conftest import House
from tests.ui.hands import click, press

pytestmark = pytest.mark.slow


def ended(house: House) -> PlayerWindow:
    """A session of which the first step was stopped."""
    ok, line, _data = house.say("now", "seated_reset")
    assert ok, line
    house.until(lambda: house.session.player is not None and house.session.player.playing is not None)
    player = house.session.player
    assert player is not None
    for _second in range(12):
        house.run(1)
        player.catch_up()
    player.finish()
    house.until(lambda: house.engine.running is None)
    return player


def kept(house: House) -> list[tuple[object, object]]:
    known = effective(house.engine.state.events)
    return [(row.detail["felt"], row.detail.get("why")) for row in known if row.kind is EventKind.FEEDBACK]


def test_one_tap_makes_it_rest_and_a_second_one_may_say_why(house: House) -> None:
    player = ended(house)
    name = house.engine.state.session("seated_reset")
    assert name is not None
    movement = name.steps[0].movement
    page = player.closing
    press(player, Qt.Key.Key_4)
    assert not page.whys.buttons["thread"].isVisible(), "nothing is asked before"
    press(player, Qt.Key.Key_3)
    house.until(page.whys.buttons["thread"].isVisible)
    assert kept(house) == [(0.0, None)]
    assert page.asked.text() == "Why? (optional)"
    assert page.follows.text() == f"Noted. {movement.name} will rest for three days."
    assert house.engine.state.avoided.resting == {movement.id}
    press(player, Qt.Key.Key_7)
    house.until(page.whys.buttons["no_time"].isChecked)
    assert kept(house) == [(0.0, "no_time")]
    assert page.follows.text() == "Noted."
    assert house.engine.state.avoided.resting == frozenset()
    click(page.whys.buttons["uncomfortable"])
    house.until(page.whys.buttons["uncomfortable"].isChecked)
    assert kept(house) == [(0.0, "uncomfortable")]
    assert house.engine.state.avoided.resting == {movement.id}
    click(page.taps["smooth"])
    house.until(page.taps["smooth"].isChecked)
    assert not page.whys.buttons["thread"].isVisible()
    assert house.engine.state.avoided.resting == frozenset()


def test_it_is_told_where_one_asks_and_begun_by_hand_after_one_sentence(house: House) -> None:
    ended(house)
    house.say("felt", "stopped")
    session = house.engine.state.session("seated_reset")
    assert session is not None
    movement = session.steps[0].movement
    said = house.say("why")[1]
    assert f"Not offered until Saturday, 12:00, because you stopped it: {movement.name}." in said
    house.say("show", "library")
    library = house.controllers.library.window
    assert library is not None
    window = library.movements
    window.select(movement.id)
    assert window.detail.barred.text() == "Resting until Saturday, 12:00, because you stopped it"
    house.until(window.detail.attempt.isEnabled)
    click(window.detail.attempt)
    house.until(lambda: house.engine.running is not None)
    player = house.session.player
    assert player is not None
    house.until(lambda: player.playing is not None)
    assert player.playing is not None
    assert player.playing.paused
    assert player.guide.toast.line.text() == (
        f"You stopped {movement.name} recently. Resume to begin anyway; Next skips any movement."
    )
    assert player.guide.toast.isVisible()
    press(player, Qt.Key.Key_Space)
    assert player.guide.toast.isHidden(), "Resume is done"
    assert not player.playing.paused


def test_something_new_or_worrying_leads_to_the_question_and_nothing_begins_before(house: House) -> None:
    player = ended(house)
    press(player, Qt.Key.Key_3)
    house.until(player.closing.whys.buttons["worrying"].isVisible)
    click(player.closing.whys.buttons["worrying"])
    welcome = house.controllers.welcome
    house.until(lambda: welcome.window is not None and welcome.window.isVisible())
    assert welcome.window is not None
    assert welcome.window.page() == "health"
    assert welcome.window.health.whole, "and all of the list is shown"
    house.until(lambda: json.loads(house.context.store.fact(SCREENING) or "{}").get("answer") == "open")
    ok, line, _data = house.say("now", "between_calls")
    assert not ok
    assert "intermezzo welcome" in line
    click(welcome.window.answers["none"])
    house.until(lambda: house.engine.screening_passed)
    house.until(lambda: welcome.window is None)
    assert house.say("now", "between_calls")[0]
    assert "worrying" not in (house.context.store.fact(SCREENING) or ""), "nothing of it but the date"
