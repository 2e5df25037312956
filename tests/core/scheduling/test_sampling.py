"""When presence is sampled, and when microphone and camera are asked for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.practice.model import Kind, Plan, Slot, Unplaced
from intermezzo.core.scheduling.away import NOTICE_SECONDS
from intermezzo.core.scheduling.call import Call
from intermezzo.core.scheduling.day_state import DayState
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.scheduling.sampling import (
    LISTENING,
    RESTING,
    WATCHFUL,
    call_due,
    calls_matter,
    sample_due,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
HERE = Presence(locked=False, idle_seconds=3.0)
LATER = Plan((Slot(NOON + 30 * MINUTE, NOON + 32 * MINUTE, Kind.INTERLUDE),))
DUE = Plan((Slot(NOON, NOON + 2 * MINUTE, Kind.INTERLUDE),))


def due(age: timedelta | None, presence: Presence = HERE, plan: Plan = LATER, *, offer: bool = False) -> bool:
    sampled_at = None if age is None else NOON - age
    return sample_due(NOON, sampled_at, presence, plan, offer_open=offer)


def test_a_slot_is_due_from_its_first_moment_on_or_a_while_before() -> None:
    assert DUE.is_due(NOON)
    assert not DUE.is_due(NOON - SECOND)
    assert not Plan().is_due(NOON)
    before = replace(LATER, due_at=NOON)
    assert before.is_due(NOON)
    assert not before.is_due(NOON - SECOND)


@pytest.mark.parametrize(
    ("presence", "age"),
    [
        (HERE, RESTING),
        (Presence(), RESTING),
        (Presence(locked=None, idle_seconds=NOTICE_SECONDS - 1), RESTING),
        (Presence(locked=True), WATCHFUL),
        (Presence(locked=False, idle_seconds=NOTICE_SECONDS), WATCHFUL),
    ],
)
def test_a_sample_grows_old_sooner_while_the_user_is_away(presence: Presence, age: timedelta) -> None:
    assert not due(age - SECOND, presence)
    assert due(age, presence)


def test_before_an_offer_and_while_one_is_open_every_turn_samples() -> None:
    assert due(timedelta(), plan=DUE)
    assert due(timedelta(), plan=replace(LATER, due_at=NOON))
    assert due(timedelta(), offer=True)
    assert not due(timedelta())


def test_no_sample_and_one_from_the_future_are_none() -> None:
    assert due(None)
    assert due(-SECOND)


def matter(
    plan: Plan = LATER, state: DayState | None = None, *, offer: bool = False, session: bool = False
) -> bool:
    return calls_matter(NOON, plan, state or DayState(), offer_open=offer, in_session=session)


def test_a_call_matters_where_something_is_offered_or_about_to_be() -> None:
    assert not matter()
    assert matter(DUE)
    assert matter(offer=True)
    assert matter(session=True)


@pytest.mark.parametrize("name", ["paused_until", "snoozed_until"])
def test_while_paused_or_snoozed_it_does_not_matter(name: str) -> None:
    assert not matter(DUE, DayState(**{name: NOON + SECOND}))  # type: ignore[arg-type] # two fields of one type
    assert matter(DUE, DayState(**{name: NOON}))  # type: ignore[arg-type] # as above


MEETING = Interval(NOON - 30 * MINUTE, NOON + 30 * MINUTE)
CALL = Call(MEETING, NOON - MINUTE, frozenset({"zoom"}))
FULL = Plan(unplaced=(Unplaced(Kind.MICRO, "no_gap"),))


def of_call(
    age: timedelta | None,
    meeting: Interval | None = MEETING,
    call: Call | None = None,
    plan: Plan = LATER,
    state: DayState | None = None,
) -> bool:
    return call_due(NOON, None if age is None else NOON - age, meeting, call, plan, state or DayState())


def test_in_a_meeting_after_which_something_would_be_offered_a_call_is_looked_for_each_minute() -> None:
    for call in (None, CALL):
        assert not of_call(LISTENING - SECOND, call=call)
        assert of_call(LISTENING, call=call)
    assert of_call(None)
    assert of_call(-SECOND), "the clock was set back"
    assert of_call(LISTENING, plan=FULL), "an early end may make room"


def test_a_call_that_has_fallen_silent_is_looked_at_in_every_turn() -> None:
    assert of_call(SECOND, call=replace(CALL, silent_since=NOON - 20 * SECOND))


def test_outside_meetings_and_where_nothing_would_be_offered_no_call_is_looked_for() -> None:
    old = 10 * MINUTE
    assert not of_call(old, meeting=None)
    assert not of_call(old, plan=Plan())
    assert not of_call(old, state=DayState(paused_until=NOON + SECOND))
    assert of_call(old, state=DayState(paused_until=NOON))
