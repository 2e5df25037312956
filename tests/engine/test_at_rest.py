"""A turn while nothing is due: what it need not do, and what it must see all the same."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intermezzo.core.faults import Fault
from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.scheduling.day_state import DayState, day_state
from intermezzo.engine import state
from intermezzo.engine.commands.table import dispatch
from tests.engine.days import Story

pytestmark = pytest.mark.slow

WORDS = (
    "", "pause 20", "meeting for 45", "resume", "gentle on", "gentle off", "answer begin", "answer snooze",
    "answer skip", "answer no-more-today", "moved", "now", "stop", "undo",
)  # fmt: skip
"""What the user says; nothing, *stop* in a session, or a command."""


def test_the_history_is_read_again_only_after_a_row_or_the_end_of_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = []

    def counted(*facts: Any) -> DayState:
        read.append(facts)
        return day_state(*facts)

    monkeypatch.setattr(state, "day_state", counted)
    story = Story("07:40-10:30", "12:00-13:00")
    story.turn("8:00")
    read.clear()
    for minute in range(1, 11):
        story.engine.state.look(story.at(f"8:{minute}"))
        story.turn(f"8:{minute}")
    assert not read
    story.say("8:30", "pause", "20")
    assert story.turn("8:30").decision.reason is Reason.PAUSED
    assert story.turn("8:49").decision.reason is Reason.PAUSED
    assert story.turn("8:50").decision.reason is not Reason.PAUSED
    read.clear()
    story.turn("9:00")
    assert not read


@example([(0, "answer snooze")])
@example([(0, "answer begin"), (2, "stop"), (-20, "")])
@given(st.lists(st.tuples(st.integers(-40, 90), st.sampled_from(WORDS)), max_size=20))
def test_whatever_is_said_the_state_is_that_of_the_moment(said: list[tuple[int, str]]) -> None:
    story = Story("07:40-10:30", "12:00-13:00")
    engine, now = story.engine, story.at("10:31")  # when an offer comes
    for minutes, words in said:
        now += timedelta(minutes=minutes)
        engine.turn(now, engine.presence)
        if words == "stop":
            engine.finish(now, EventKind.INTERRUPTED, 30.0, Reason.FINISH_LATER if minutes % 2 else None, 2)
        elif words:
            with suppress(Fault):  # not every word can be said at every moment
                dispatch(engine, words.split(), now)
        for later in (0, 1, 10, 29, 31):
            moment = now + timedelta(minutes=later)
            engine.state.look(moment)
            today = engine.state.recorder.day(moment)
            assert engine.state.day_state == day_state(engine.state.events, today, moment)


def test_another_history_is_read_at_once() -> None:
    story = Story("07:40-10:30")
    story.say("8:00", "pause", "60")
    story.say("8:00", "moved")
    story.engine.state.look(story.at("8:01"))
    first, *_rest, last = story.engine.state.events
    assert story.engine.day_state.paused_until is not None
    retold = [event if event is not first else last for event in story.engine.state.events]
    story.engine.recall(retold)
    story.engine.state.look(story.at("8:01"))
    assert story.engine.day_state.paused_until is None
