"""Shifts beside the rollover, lived through: no slot is lost, and every row has the day of its shift."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.heartbeat import Jump
from intermezzo.core.settings import WEEKDAYS
from intermezzo.engine.commands.table import dispatch
from tests.engine.days import BERLIN, HERE, Story

CLOSED: dict[str, Any] = dict.fromkeys(WEEKDAYS, ())
NIGHT: dict[str, Any] = {**CLOSED, "thursday": ("22:00-06:00",), "rhythm": "frequent"}
DAY = date(2026, 11, 19)


def night(**others: Any) -> Story:
    """A shift from Thursday, 22:00, to 30:00, with two meetings after midnight."""
    return Story("24:30-25:00 handover", "28:30-29:30 late", day="2026-11-19", **{**NIGHT, **others})


def live(story: Story, answer: str) -> list[datetime]:
    """Go from decision to decision through Thursday, answering each offer so; return when they came."""
    engine, state = story.engine, story.engine.state
    now = hours.day_start(state.settings, DAY, BERLIN)
    end = state.day_end(now)
    came: list[datetime] = []
    while now < end:
        following = engine.turn(now, HERE).decision.until
        if engine.offer is not None and (not came or engine.offer.since > came[-1]):
            came.append(now)
            if answer:
                dispatch(engine, ("answer", answer), now)
                following = now + timedelta(seconds=1)
        now = min(following, end)
    engine.turn(end, HERE)
    return came


def test_slots_after_the_rollover_come() -> None:
    story = night()
    story.turn("22:00")
    planned = [slot.start for slot in story.engine.plan.slots]
    assert planned[-1] > story.at("29:30")
    came = live(story, "done")
    assert [one for one in came if one >= story.at("28:00")], "offers after the rollover"
    assert len(came) == len(planned)
    shift = [row for row in story.rows(*EventKind) if row.at < story.at("30:00")]
    assert {row.day for row in shift} == {DAY}
    assert story.rows(EventKind.DROPPED) == []


def test_what_was_owed_is_dropped_at_the_end_of_the_shift() -> None:
    story = night()
    story.turn("22:00")
    planned = len(story.engine.plan.slots)
    story.turn("29:59")
    assert story.rows(EventKind.DROPPED) == []
    story.turn("30:00")
    (dropped,) = story.rows(EventKind.DROPPED)
    assert (dropped.day, dropped.at, dropped.detail["owed"]) == (DAY, story.at("30:00"), planned)
    last = [row for row in story.rows(EventKind.DAY) if row.day == DAY][-1]
    assert (last.detail["work"], last.detail["longest"]) == (480, 480)


def test_pauses_and_meetings_of_today_reach_to_the_end_of_the_shift() -> None:
    story = night()
    story.turn("23:00")
    story.say("23:00", "meeting", "until", "05:30")
    with pytest.raises(Fault, match=r"argument\.time_over"):
        story.say("23:00", "meeting", "until", "06:30")
    story.say("23:10", "pause", "today")
    story.turn("23:10")
    assert story.engine.day_state.paused_until == story.at("30:00")


def test_no_more_today_holds_to_the_end_of_the_shift() -> None:
    story = night()
    story.offer_at("22:30")
    story.say("22:30", "answer", "no-more-today")
    assert story.turn("28:10").decision.reason is Reason.NO_MORE_TODAY


def test_slots_before_the_rollover_come() -> None:
    story = Story(day="2026-11-19", **{**CLOSED, "thursday": ("03:00-11:00",), "rhythm": "frequent"})
    waits = story.turn("02:30").decision
    assert waits.until == story.at("03:00")
    story.turn("03:00")
    planned = len(story.engine.plan.slots)
    assert story.engine.plan.slots[0].start < story.at("04:00")
    came = live(story, "done")
    assert len(came) == planned
    assert came[0] < story.at("04:00")


def test_hours_that_change_in_the_midst_of_a_shift_drop_what_it_owed() -> None:
    story = night()
    story.turn("22:00")
    planned = len(story.engine.plan.slots)
    story.turn("28:10")
    story.engine.state.settings = replace(story.engine.state.settings, thursday=("09:00-17:00",))
    turn = story.turn("28:11")
    assert story.engine.state.recorder.day(turn.now) == DAY + timedelta(days=1)
    (dropped,) = [row for row in story.rows(EventKind.DROPPED) if row.reason is Reason.DAY_ENDED]
    assert (dropped.day, dropped.detail["owed"]) == (DAY, planned)


def test_a_night_asleep_is_closed_on_waking() -> None:
    story = night()
    story.turn("22:00")
    story.turn("33:00", jump=Jump(timedelta(hours=11)))
    (dropped,) = story.rows(EventKind.DROPPED)
    assert (dropped.day, dropped.at) == (DAY, story.at("30:00"))


# -- at any hours and rollover -----------------------------------------------------------------------

CLOCKS = st.times().map(lambda at: at.strftime("%H:%M"))
INTERVALS = st.builds("{}-{}".format, CLOCKS, CLOCKS).filter(lambda text: text[:5] != text[6:])


@st.composite
def stories(draw: st.DrawFn) -> Story:
    days = {
        name: tuple(draw(st.lists(INTERVALS, min_size=name == "thursday", max_size=2)))
        for name in ("wednesday", "thursday", "friday")
    }
    rhythm = draw(st.sampled_from(["quiet", "steady", "frequent"]))
    minutes = draw(st.lists(st.integers(0, 46 * 60), max_size=3))
    busy = [f"{m // 60}:{m % 60:02}-{(m + 50) // 60}:{(m + 50) % 60:02} Call" for m in sorted(minutes)]
    return Story(*busy, day="2026-11-19", **{**CLOSED, **days, "rhythm": rhythm, "rollover": draw(CLOCKS)})


@given(stories())
@settings(max_examples=60)
@pytest.mark.slow
def test_what_is_planned_at_the_start_is_in_the_plan_when_its_time_comes(story: Story) -> None:
    state = story.engine.state
    state.look(hours.day_start(state.settings, DAY, BERLIN))
    for slot in state.plan.slots:
        state.look(slot.start)
        assert slot in state.plan.slots
        assert state.recorder.day(slot.start) == state.recorder.day(slot.end) == DAY


@given(stories(), st.sampled_from(["done", "skip", ""]))
@settings(max_examples=30)
@pytest.mark.slow
def test_what_is_planned_at_the_start_is_taken_or_declined_or_dropped(story: Story, answer: str) -> None:
    state = story.engine.state
    state.look(hours.day_start(state.settings, DAY, BERLIN))
    planned = len(state.plan.slots)
    live(story, answer)
    rows = [row for row in state.events if row.day == DAY]
    answered = sum(row.kind in {EventKind.DONE_ALREADY, EventKind.DECLINED} for row in rows)
    owed = sum(
        int(str(row.detail["owed"])) for row in rows if row.kind is EventKind.DROPPED and "owed" in row.detail
    )
    assert answered + owed >= planned
    assert all(row.at.tzinfo is UTC for row in rows)
