"""What must never happen to a person who tells how it went, as the engine makes their days."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.core.practice.model import Ask
from intermezzo.core.practice.progression.grades import grade_of, rises
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import Rule
from intermezzo.core.practice.progression.questions import PracticeQuestion
from intermezzo.core.practice.selection import SEATED_WITHIN
from intermezzo.core.scheduling import calendar_rules, hours
from intermezzo.engine.engine import Engine
from intermezzo.engine.simulate import Simulation, simulate
from intermezzo.engine.simulated_person import PERSONAS
from intermezzo.engine.state import EngineState
from tests.engine.test_practice import LIBRARY, weeks
from tests.engine.test_simulate import FIRST, dense

pytestmark = pytest.mark.slow

DAYS = 14
TELLS = [name for name, persona in PERSONAS.items() if persona.felt]
HARD = {Ask.BENDING_FORWARD, Ask.TURNING}


class Watched:
    """Two weeks of a life, with what was allowed when each step was done."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.engine: Engine = weeks(
            rhythm="steady", **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), ("08:00-17:00",))
        ).engine
        self.engine.state.occurrences = dense(5, DAYS)
        self.steps: list[tuple[Event, bool, frozenset[str]]] = []
        note = EngineState.note

        def noted(state: EngineState, event: Event) -> Event:
            if event.kind is EventKind.STEP:
                gentle = state.day_state.gentle_until is not None
                self.steps.append((event, gentle, state.practice.stopped_today))
            return note(state, event)

        monkeypatch.setattr(EngineState, "note", noted)
        self.found: Simulation = simulate(self.engine, FIRST, DAYS, PERSONAS[name], 2, 1)
        self.rows = [told.what for told in self.found.story if isinstance(told.what, Event)]


@pytest.fixture(scope="module", params=TELLS)
def life(request: pytest.FixtureRequest) -> Watched:
    with pytest.MonkeyPatch.context() as patched:
        return Watched(request.param, patched)


def test_nothing_that_must_never_happen_does(life: Watched) -> None:
    assert len(life.steps) > DAYS
    caught: dict[str, Event] = {
        row.occurrence or "": row
        for row in life.rows
        if row.kind is EventKind.CHECK and row.detail.get("said") == "caught"
    }
    for row, gentle, stopped in life.steps:
        movement = LIBRARY.movements[str(row.detail["movement"])]
        assert movement.level <= life.engine.state.practice.practice.level
        assert movement.id not in stopped, "stopped today already"
        assert row.detail.get("load_kg") is None, "weights are off"
        if gentle or (row.occurrence in caught and movement.id != caught[row.occurrence].detail["movement"]):
            assert movement.level <= NUMBERS.gentle_level
            assert movement.asks.isdisjoint(HARD)
    for row in life.rows:
        if (
            row.kind is EventKind.GRADE
            and row.detail.get("by") != "user"
            and row.detail.get("rule") != Rule.FIRST
        ):
            before, after = grade_of(row.detail.get("from")), grade_of(row.detail.get("to"))
            assert before is None or after is None or not rises(before, after)


def test_questions_are_rationed_and_none_comes_before_a_meeting(life: Watched) -> None:
    state = life.engine.state
    asked: dict[object, list[str]] = defaultdict(list)
    for told in life.found.story:
        if isinstance(told.what, PracticeQuestion):
            day = state.recorder.day(told.at)
            asked[day].append(told.what.code)
            span = calendar_rules.day(dense(5, DAYS), state.settings, day, state.zone, ())
            to_next = [(one.start - told.at).total_seconds() for one in span.busy]
            assert not [seconds for seconds in to_next if 0 <= seconds <= SEATED_WITHIN], told
    assert asked
    for codes in asked.values():
        assert len(codes) <= NUMBERS.questions_a_day
        assert max(Counter(codes).values()) == 1, "none twice a day"


def test_what_is_told_of_the_practice_happens_in_working_time(life: Watched) -> None:
    state = life.engine.state
    for told in life.found.story:
        row = told.what
        if isinstance(row, PracticeQuestion) or row.kind is EventKind.GRADE or row.reason is Reason.GENTLE:
            work = hours.work(state.settings, state.recorder.day(told.at), state.zone)
            # The last session may end a little later than work does.
            assert any(one.start <= told.at <= one.end + timedelta(minutes=10) for one in work), told
