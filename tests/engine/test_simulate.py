"""Many days in a moment: nothing is offered in busy time, whoever answers and however dense the calendar."""

import contextlib
import itertools
import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.decision import busy_at
from intermezzo.core.scheduling.presence import Presence
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.engine import Engine
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS
from tests.engine.days import BERLIN, Story

pytestmark = pytest.mark.slow

FIRST = date(2026, 3, 23)  # the clock changes on the 29th


def dense(seed: int, days: int) -> tuple[Occurrence, ...]:
    """Up to twelve events a day, overlapping, touching, some of them lunch and focus time."""
    dice = random.Random(seed)
    found = []
    for number in range(days):
        midnight = datetime.combine(FIRST + timedelta(days=number), time(8), BERLIN).astimezone(UTC)
        for _event in range(dice.randint(0, 12)):
            start = midnight + timedelta(minutes=5 * dice.randrange(108))
            length = timedelta(minutes=dice.choice([15, 25, 30, 45, 60, 90]))
            title = dice.choice(["Sync", "Lunch", "Focus time", "Review"])
            found.append(Occurrence(start, start + length, title))
    return tuple(found)


def engine(seed: int, days: int) -> Engine:
    found = Story(rhythm="frequent").engine
    found.state.occurrences = dense(seed, days)
    return found


@pytest.mark.parametrize("name", PERSONAS)
@pytest.mark.parametrize("calls", [None, 1])
def test_no_offer_in_busy_time_or_a_call_and_as_many_of_every_policy(name: str, calls: int | None) -> None:
    found = simulate(engine(1, 6), FIRST, 6, PERSONAS[name], 1, calls)
    ours = found.ours
    assert ours.offers_in_calls == 0
    if calls is None:
        assert ours.offers_in_busy == 0
    assert ours.completed <= ours.offers
    assert list(found.baselines) == ["fixed", "idle_reset", "by_hand", "skip_busy", "look_ahead"]
    for one in (ours, *found.baselines.values()):
        assert one.days == 6
        assert one.offers == ours.offers > 0
        assert one.mean_minutes_since_movement <= one.longest_stretch_minutes <= 480
    for name in ("skip_busy", "look_ahead"):
        assert found.baselines[name].offers_in_busy == found.baselines[name].offers_in_calls == 0


def test_the_same_seeds_live_the_same_days() -> None:
    once = simulate(engine(3, 3), FIRST, 3, PERSONAS["busy"], 7, 1)
    assert simulate(engine(3, 3), FIRST, 3, PERSONAS["busy"], 7, 1) == once
    assert simulate(engine(3, 3), FIRST, 3, PERSONAS["busy"], 8, 1) != once
    assert simulate(engine(3, 3), FIRST, 3, PERSONAS["busy"], 7, 2) != once


def test_the_engine_moves_the_diligent_more_than_other_reminders_do() -> None:
    found = simulate(engine(4, 12), FIRST, 12, PERSONAS["diligent"], 1)
    for name, one in found.baselines.items():
        assert found.ours.completed >= one.completed
        assert found.ours.longest_stretch_minutes < one.longest_stretch_minutes, name
        # The one that waits for a gap does not wait for a pause in typing, which costs seconds at each offer.
        tact = 0.25 if name == "look_ahead" else 0.0
        assert found.ours.mean_minutes_since_movement < one.mean_minutes_since_movement + tact, name


def test_an_offer_that_has_gone_before_it_is_answered_is_not_taken() -> None:
    story = Story("07:40-10:00", monday=("07:40-15:40",), day=FIRST.isoformat())
    end = story.at("10:04") + timedelta(seconds=36)  # a session, its margins and a second
    story.engine.state.occurrences += (Occurrence(end, story.at("15:40"), "Sync"),)
    found = simulate(story.engine, FIRST, 1, PERSONAS["diligent"], 1)
    assert (found.ours.offers, found.ours.completed) == (1, 0)
    assert [event.kind for event in story.rows(EventKind.OFFERED, EventKind.DROPPED)][:2] == [
        EventKind.OFFERED,
        EventKind.DROPPED,
    ]


def test_gentle_days_of_a_flare_have_fewer_offers() -> None:
    persona = replace(PERSONAS["diligent"], flares=True)
    whole = simulate(engine(4, 3), FIRST, 3, PERSONAS["diligent"], 1).ours
    gentle = simulate(engine(4, 3), FIRST, 3, persona, 1).ours
    assert 0 < gentle.offers < whole.offers


def test_what_is_eased_is_recorded() -> None:
    found = Story(monday=("09:00-17:00",)).engine
    simulate(found, FIRST, 1, replace(PERSONAS["shaky"], eases=0.6), 2)
    steps = [event.detail["eased"] for event in found.state.events if event.kind is EventKind.STEP]
    assert set(steps) == {True, False}


SAID = st.sampled_from(
    [("answer", "begin"), ("answer", "snooze", "5"), ("answer", "snooze", "meeting"), ("answer", "done"),
     ("answer", "short"), ("answer", "quieter"), ("answer", "skip"), ("now",), ("moved",), ("undo",),
     ("pause", "30m"), ("pause", "meeting"), ("resume",), ("meeting", "for", "20"), ("gentle", "on"),
     ("gentle", "off"), None, None, None, None]
)  # fmt: skip
SEEN = st.builds(
    Presence,
    st.sampled_from([False, False, False, True, None]),
    st.sampled_from([0.0, 0.0, 30.0, 200.0, 300.0, 900.0, None]),
)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.lists(st.tuples(SAID, SEEN, st.integers(1, 40)), max_size=60))
def test_whatever_is_said_and_seen(
    seed: int, moments: list[tuple[tuple[str, ...] | None, Presence, int]]
) -> None:
    """No busy loop, no card in busy time, no row twice, and a second turn changes nothing."""
    found = engine(seed, 2)
    now = datetime.combine(FIRST, time(8), BERLIN).astimezone(UTC)
    for words, presence, minutes in moments:
        turn = found.turn(now, presence)
        assert turn.decision.until > now
        assert found.turn(now, presence).record == ()
        if found.offer is not None:
            assert busy_at(found.day, now) is None
            assert found.running is None
        if words is not None:
            with contextlib.suppress(Fault):  # not everything can be done at any time
                dispatch(found, words, now)
        if found.running is not None and minutes % 3:
            found.finish(now + timedelta(minutes=1), EventKind.COMPLETED, 60.0)
        now += timedelta(minutes=minutes)
    assert len({row.id for row in found.state.events}) == len(found.state.events)
    frames = [(row.day, row.detail) for row in found.state.events if row.kind is EventKind.DAY]
    assert all(one != following for one, following in itertools.pairwise(frames))
