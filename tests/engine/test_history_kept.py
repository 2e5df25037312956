"""A run of months holds no more history than a start reads."""

from datetime import timedelta
from itertools import count

import pytest

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.progress import Rule
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.state import HISTORY_DAYS, EngineState
from tests.engine.days import BERLIN, HERE, SESSIONS, Story
from tests.engine.test_practice import clock, practise, weeks


def engine() -> Engine:
    numbers = count(1)
    recorder = Recorder(BERLIN, Settings(), "test", lambda: str(next(numbers)))
    return Engine(EngineState(Settings(), SESSIONS, recorder))


def test_old_rows_leave_the_memory_day_by_day_but_not_those_of_the_repertoire() -> None:
    one, start = engine(), Story().at("10:00")
    state = one.state
    kept = state.record(EventKind.REPERTOIRE, start, detail={"movement": "m-feet", "in": False, "by": "user"})
    undone = state.record(
        EventKind.REPERTOIRE, start, detail={"movement": "m-long", "in": False, "by": "user"}
    )
    state.retract(undone, start)
    for number in range(HISTORY_DAYS + 12):
        now = start + timedelta(days=number)
        one.tend(now)
        one.turn(now, HERE)
    days = sorted({event.day for event in state.events if event.kind is not EventKind.REPERTOIRE})
    assert len(days) == HISTORY_DAYS + 1, "the rows of today came after the look at the history"
    assert days[-1] == state.recorder.day(start + timedelta(days=HISTORY_DAYS + 11))
    ids = {event.id for event in state.events}
    assert kept.id in ids
    assert undone.id not in ids, "without its retraction it would count again"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("days", "rules"),
    [
        (HISTORY_DAYS - 1, {Rule.AWAY}), (HISTORY_DAYS, {Rule.AWAY, Rule.AWAY_LONG}),
        (89, {Rule.AWAY, Rule.AWAY_LONG}), (90, {Rule.AWAY, Rule.AWAY_LONG, Rule.AWAY_ANEW}),
    ],
)  # fmt: skip
def test_an_absence_is_counted_from_what_was_done_last_however_long_the_program_runs(
    days: int, rules: set[Rule]
) -> None:
    story = weeks()
    practise(story, -1, "shaky", name="ankle_pump")
    practise(story, 0, "smooth")
    for day in range(1, days + 1):
        story.turn(clock(day, 9))
        story.engine.tend(story.at(clock(day, 9)))
    own = story.engine.state.practice.of("wall_hip_hinge")
    assert own is not None
    assert {row.rule for row in own.rows} - {Rule.FIRST} == rules


def test_a_clock_ten_years_ahead_for_a_while_costs_no_history() -> None:
    one, start = engine(), Story().at("10:00")
    before = one.state.record(
        EventKind.COMPLETED, start, session="reset", seconds=90.0, detail={"kind": "interlude"}
    )
    one.tend(start + timedelta(days=3653))
    one.turn(start + timedelta(days=3653), HERE)
    one.tend(start + timedelta(hours=1))
    assert before in one.state.events
