"""A turn while nothing is due: what it need not do twice."""

from typing import Any

import pytest

from intermezzo.core.history.events import Reason
from intermezzo.core.scheduling.day_state import DayState, day_state
from intermezzo.engine import state
from tests.engine.days import Story


def test_who_looks_before_the_turn_reads_the_history_once(monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert len(read) == 10
    story.engine.state.look(story.at("8:30"))
    story.say("8:30", "pause", "20")
    assert story.turn("8:30").decision.reason is Reason.PAUSED
