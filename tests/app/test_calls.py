"""A call, as the running app meets it: nobody is asked at rest, and a session gives way once."""

from dataclasses import replace

import pytest

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.interruption import GONE_LIMIT
from tests.app.conftest import House
from tests.app.test_sessions import begin

pytestmark = pytest.mark.slow

LINE = "You seem to be in a call. You can finish in your next gap."


def look(house: House) -> None:
    """One look of the watch, to its end."""
    house.until(lambda: not house.watch.sampling)
    house.watch.look()
    house.until(lambda: not house.watch.sampling)


def line(house: House) -> str:
    """What the player says below its buttons."""
    player = house.session.player
    assert player is not None
    return player.guide.toast.line.text() if player.guide.toast.isVisible() else ""


def put_off(house: House) -> bool:
    player = house.session.player
    assert player is not None
    return player.put_off


def turn(house: House) -> None:
    """One turn, to its end."""
    house.day.turn()
    house.until(lambda: not house.day.sampling)


def test_at_rest_nobody_is_asked(house: House) -> None:
    house.offer()
    turn(house)
    assert house.asked[-1]
    assert house.say("answer", "done")[0]
    house.until(lambda: not house.day.sampling)
    house.asked.clear()
    for _minute in range(10):
        house.run(60)
        turn(house)
    assert house.asked, "of lock and idle time there were samples"
    assert not any(house.asked)


def test_while_snoozed_nobody_is_asked_and_once_it_is_taken_back_one_is(house: House) -> None:
    house.offer()
    assert house.say("answer", "snooze", "20")[0]
    house.until(lambda: not house.day.sampling)
    house.asked.clear()
    turn(house)
    assert not any(house.asked)
    house.seen(camera=True)
    assert house.say("undo")[0]
    house.time.run(2)  # it is due again with the next whole second
    turn(house)
    assert any(house.asked)
    assert house.engine.decision is not None
    assert house.engine.decision.reason is Reason.CAMERA
    assert house.engine.offer is None, "no card stood for a moment"


def test_what_becomes_due_in_this_very_turn_is_asked_about_before_a_card_stands(house: House) -> None:
    house.offer()
    assert house.say("answer", "done")[0]
    house.until(lambda: not house.day.sampling)
    engine = house.engine
    assert engine.plan.slots[0].start > house.context.now()
    house.make_due()
    house.seen(microphone=True)
    turn(house)
    assert engine.plan.slots[0].start <= house.context.now()
    assert engine.offer is None
    assert engine.decision is not None
    assert engine.decision.reason is Reason.MICROPHONE


def test_what_is_due_waits_for_the_end_of_the_call(house: House) -> None:
    house.offer()
    house.seen(microphone=True)
    house.day.turn()
    house.until(lambda: house.engine.offer is None)
    house.until(lambda: not house.today.card.isVisible())
    decision = house.engine.decision
    assert decision is not None
    assert decision.reason is Reason.MICROPHONE
    _ok, told, data = house.say("status")
    assert data["in_call"] is True
    assert told.endswith("Waiting for now: you seem to be in a call (microphone in use).")
    house.seen(microphone=False)
    house.day.turn()
    house.until(house.today.card.isVisible)


def test_who_wants_no_calls_noticed_has_nobody_asked(house: House) -> None:
    house.set_settings(replace(house.settings_in_use, calls=False))
    house.seen(microphone=True, camera=True)
    house.offer()
    begin(house)
    look(house)
    look(house)
    assert not any(house.asked)
    assert not put_off(house)


def test_a_session_looks_as_it_begins(house: House) -> None:
    house.seen(microphone=True, camera=False)
    begin(house)
    house.watch.timer.stop()
    house.until(lambda: house.watch.watch.presence.microphone)


def test_a_session_gives_way_to_a_call_once_and_goes_on_if_the_user_says_so(house: House) -> None:
    house.seen(microphone=False, camera=False)
    begin(house)
    look(house)
    assert not put_off(house)
    house.seen(microphone=True, camera=False)
    look(house)
    player = house.session.player
    assert player is not None
    assert put_off(house)
    assert line(house) == LINE
    assert player.guide.toast.later.isVisible()
    player.guide.pause.click()
    assert not put_off(house)
    for microphone in (True, None, True, False, True):
        house.seen(microphone=microphone, camera=False)
        look(house)
        assert not put_off(house)
    player.finish()


def test_without_an_answer_the_rest_comes_later(house: House) -> None:
    house.seen(microphone=False, camera=False)
    begin(house)
    look(house)
    house.seen(microphone=False, camera=True)
    look(house)
    assert put_off(house)
    house.run(GONE_LIMIT - 5)
    look(house)
    assert house.engine.running is not None
    house.run(10)
    look(house)
    house.until(lambda: house.engine.running is None)
    last = [event for event in house.engine.state.events if event.kind is EventKind.INTERRUPTED][-1]
    assert last.reason is Reason.FINISH_LATER
    assert last.detail["left"]


def test_a_call_that_had_begun_before_is_no_news_nor_is_one_that_nobody_can_tell(house: House) -> None:
    house.seen(microphone=True, camera=None)
    begin(house)
    for microphone, camera in ((True, None), (None, None), (True, True)):
        house.seen(microphone=microphone, camera=camera)
        look(house)
        assert not put_off(house)
