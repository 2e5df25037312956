"""What no calendar knows, in the running app: a call that ends early, a pause in typing, do not disturb."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.ui.kit import menus
from intermezzo.ui.today.notices import NoticeRow
from tests.app.conftest import House
from tests.app.test_calendars import file, meeting  # noqa: F401 - a fixture
from tests.app.test_calls import turn
from tests.ui.hands import click
from tests.ui.tray.test_tray import leaves

pytestmark = pytest.mark.slow

OFF: dict[str, Any] = {
    "microphone": False, "camera": False, "screen_shared": False, "microphone_users": frozenset[str](),
    "sound_users": frozenset[str](),
}  # fmt: skip
ON: dict[str, Any] = {
    **OFF,
    "microphone": True,
    "microphone_users": frozenset({"zoom"}),
    "sound_users": frozenset({"zoom"}),
}


def reason(house: House) -> Reason:
    assert house.engine.decision is not None
    return house.engine.decision.reason


def minutes(house: House, count: int) -> None:
    """Let so many minutes go by, with two turns each."""
    for _half in range(2 * count):
        house.run(30)
        turn(house)


def notice(house: House) -> NoticeRow:
    """The only notice with an answer in Today."""
    window = house.today.open()
    (row,) = (row for row in window.notices.rows if row.isVisible())
    return row


@pytest.fixture
def in_call(house: House, file: Path) -> House:  # noqa: F811 - a fixture
    """In the call of a meeting that has begun an hour ago and ends in half an hour, the first of the day."""
    began = house.time.now - timedelta(hours=1)
    hours: Any = {"wednesday": (f"{began:%H:%M}-17:00",), "rhythm": "steady"}
    house.set_settings(replace(house.settings_in_use, **hours))
    house.seen(**ON)
    file.write_text(meeting(began, 90))
    house.until(lambda: len(house.engine.day.busy) == 1)
    house.until(lambda: not house.day.sampling)
    house.asked.clear()
    return house


def test_in_a_meeting_a_call_is_looked_for_once_a_minute(in_call: House) -> None:
    minutes(in_call, 10)
    assert in_call.asked.count(True) == 10
    in_call.asked.clear()
    in_call.set_settings(replace(in_call.settings_in_use, calls=False))
    in_call.until(lambda: not in_call.day.sampling)
    minutes(in_call, 5)
    assert True not in in_call.asked, "nor once the user wants no calls noticed"


def test_a_call_that_ends_early_brings_the_card_and_still_in_it_gives_the_meeting_back(
    in_call: House,
) -> None:
    minutes(in_call, 2)
    in_call.seen(**OFF)
    minutes(in_call, 2)
    card = in_call.today.card
    in_call.until(card.isVisible)
    engine = in_call.engine
    assert card.still_in.isVisible(), (engine.decision, engine.day.busy, engine.day_state.calls_over)
    assert "Your call seems to be over." in card.accessibleDescription()
    assert in_call.say("why")[1].startswith("An offer is open. Your call ended early.")
    assert "Your call seems to be over." in in_call.say("status")[2]["notices"]
    menu = in_call.app.tray.menu
    still = next(one for one in leaves(menu) if one.text() == "Still in it")
    assert menus.command_of(still) == ("answer", "still-in-it")
    row = notice(in_call)
    assert row.line.text() == "Your call seems to be over."
    click(row.button)
    in_call.until(lambda: not card.isVisible())
    in_call.until(lambda: not row.isVisible())
    in_call.until(lambda: not still.isVisible())
    stored = in_call.context.store.events(in_call.context.today(), in_call.context.today())
    assert [one.reason for one in stored if one.kind in {EventKind.RESUMED, EventKind.PAUSED}] == [
        Reason.CALL_OVER, Reason.STILL_IN_CALL,
    ]  # fmt: skip
    minutes(in_call, 5)
    assert not card.isVisible()
    ok, line, _data = in_call.say("answer", "still-in-it")
    assert (ok, line) == (False, "No call seems to have ended early.")


def test_the_card_itself_takes_still_in_it(in_call: House) -> None:
    minutes(in_call, 2)
    in_call.seen(**OFF)
    minutes(in_call, 2)
    in_call.until(in_call.today.card.isVisible)
    click(in_call.today.card.still_in)
    in_call.until(lambda: in_call.engine.offer is None)
    assert in_call.engine.day_state.still_in_until


def test_a_call_that_runs_on_is_waited_for(in_call: House) -> None:
    minutes(in_call, 35)
    assert reason(in_call) is Reason.CALL_RUNNING
    assert in_call.say("status")[1].endswith("Waiting for now: your call is still running.")
    in_call.seen(**OFF)
    turn(in_call)
    in_call.until(in_call.today.card.isVisible)


@pytest.fixture
def answered(house: House) -> House:
    """The first offer of the day was answered."""
    house.offer()
    house.say("answer", "done")
    house.until(lambda: not house.day.sampling)
    return house


def test_what_is_due_waits_for_a_pause_in_typing(answered: House) -> None:
    house = answered
    house.seen(idle_seconds=0.0)
    house.make_due()
    turn(house)
    assert reason(house) is Reason.TYPING
    assert house.say("status")[2]["typing"] is True
    house.seen(idle_seconds=5.0)
    house.run(5)
    turn(house)
    house.until(house.today.card.isVisible)


def test_what_do_not_disturb_has_held_for_an_hour_can_be_offered_anyway(house: House) -> None:
    house.offer()
    house.seen(do_not_disturb=True)
    turn(house)
    since = house.time.now
    assert reason(house) is Reason.DO_NOT_DISTURB
    house.until(lambda: not house.today.card.isVisible())
    minutes(house, 59)
    assert house.today.view().notices == ()
    minutes(house, 1)
    row = notice(house)
    assert row.line.text() == f"Waiting since {since:%H:%M}: do not disturb is on."
    assert row.line.text() in house.say("status")[2]["notices"]
    assert row.button.accessibleName() == "Offer anyway"
    click(row.button)
    house.until(house.today.card.isVisible)
    house.until(lambda: not row.isVisible())
    turn(house)
    assert house.today.card.isVisible(), "do not disturb does not take it away"
    offered = [one for one in house.engine.state.events if one.kind is EventKind.OFFERED]
    assert [one.reason for one in offered] == [None, Reason.ANYWAY]
