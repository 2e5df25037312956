"""The card before bed in the whole app: faint, only after a look at the microphone, and asked about once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from intermezzo.app import views
from intermezzo.core.history.events import EventKind
from intermezzo.core.scheduling import before_bed
from intermezzo.core.settings import WEEKDAYS
from tests.app.conftest import House

pytestmark = pytest.mark.slow


def free() -> dict[str, Any]:
    """A week without working hours."""
    return dict.fromkeys(WEEKDAYS, ())


def evening(house: House) -> House:
    """A day off at noon, with an early bedtime."""
    house.set_settings(replace(house.settings_in_use, before_bed=True, bedtime="12:30", **free()))
    house.run(60)
    turn(house)
    return house


def turn(house: House) -> None:
    house.until(lambda: not house.day.sampling)
    house.day.turn()
    house.until(lambda: not house.day.sampling)


def test_the_card_is_dim_and_leaves_by_itself(house: House) -> None:
    card = evening(house).today.card
    house.until(card.veil.isVisible)
    assert card.isVisible()
    assert house.engine.offer is not None
    assert house.engine.offer.session.id == "before_bed"
    assert card.veil.geometry() == card.card_rect()
    seen = views.today(house.engine, house.context.now())
    assert (seen.title, seen.line) == ("Now: Before bed · lying down", "Only if you like. No catching up.")
    assert card.windowOpacity() == 1.0, "what is behind it may be bright"
    actions = [one for menu in card.findChildren(QMenu) for one in menu.actions()]
    (unnoticed,) = (one for one in actions if one.text() == "One nobody will notice")
    assert not unnoticed.isVisible()
    assert house.say("status")[0]
    assert house.say("why")[0]
    house.run(240)
    turn(house)
    rows = [e for e in house.engine.state.events if e.session == "before_bed"]
    assert [row.kind for row in rows] == [EventKind.OFFERED, EventKind.UNANSWERED]


def test_in_a_call_it_does_not_come(house: House) -> None:
    house.seen(microphone=True)
    evening(house)
    assert house.engine.offer is None
    house.until(lambda: not house.today.card.isVisible())
    house.seen()
    turn(house)
    assert house.engine.offer is not None


def test_in_a_call_it_does_not_come_where_bedtime_comes_while_presence_is_sampled(house: House) -> None:
    house.seen(microphone=True)
    house.set_settings(replace(house.settings_in_use, before_bed=True, bedtime="14:00", **free()))
    state = house.engine.state
    night = before_bed.window(state.settings, state.recorder.day(house.time.now), state.zone)
    assert night is not None
    house.run((night.start - house.time.now).total_seconds() - 300)
    turn(house)
    house.run(299)
    house.day.turn()
    assert house.day.sampling
    house.run(60)
    house.until(lambda: not house.day.sampling)
    assert house.engine.offer is None
    house.seen()
    turn(house)
    assert house.engine.offer is not None


def test_after_three_nights_today_asks_once(house: House) -> None:
    evening(house)
    engine, now = house.engine, house.context.now()
    assert engine.offer is not None
    house.say("answer", "skip")
    for ago in (3, 2, 1):
        row = engine.state.recorder.event(
            EventKind.UNANSWERED, now - timedelta(days=ago), occurrence=f"night-{ago}", session="before_bed",
            detail={"kind": "ritual"},
        )  # fmt: skip
        engine.state.note(row)
    lines = [one.line for one in views.today_notices(engine, now)]
    assert not any("before bed" in line for line in lines), "tonight was answered"
    engine.state.events = [one for one in engine.state.events if one.kind is not EventKind.DECLINED]
    asked = [one for one in views.today_notices(engine, now) if "before bed" in one.line]
    assert [one.command for one in asked] == [("show", "settings", "rhythm")]
