"""The repertoire as the engine keeps it: written down once a day, obeyed by every choice."""

from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import DETAIL_VERSION, Event, EventKind
from intermezzo.core.practice.repertoire import FEWEST, MOST, repertoire
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS
from intermezzo.engine.state import EngineState
from tests.engine.days import BERLIN, HERE, Story


@pytest.fixture
def story() -> Story:
    """The day of a first start, with the sessions that ship."""
    told = Story("07:40-10:30")
    ids = (f"id-{n}" for n in count(1))
    recorder = Recorder(BERLIN, Settings(), "test", lambda: next(ids))
    shelf = library.load([resources.sessions()])
    told.engine = Engine(
        EngineState(Settings(friday=("07:40-15:40",)), tuple(shelf.sessions.values()), recorder)
    )
    told.calendar("07:40-10:30")
    return told


def tended(story: Story, clock: str) -> list[Event]:
    return story.engine.tend(story.at(clock))


def test_a_first_start_fills_it_and_says_so_once(story: Story) -> None:
    rows = tended(story, "08:00")
    assert {row.kind for row in rows} == {EventKind.REPERTOIRE}
    assert all(row.detail["v"] == DETAIL_VERSION for row in rows)
    assert FEWEST <= len(repertoire(story.engine.state.events).active) <= MOST
    assert tended(story, "08:01") == tended(story, "15:00") == []


def test_what_is_offered_is_made_of_it(story: Story) -> None:
    tended(story, "08:00")
    story.engine.turn(story.at("08:00"), HERE)
    active = set(repertoire(story.engine.state.events).active)
    planned = [story.engine.state.session(slot.session) for slot in story.engine.plan.slots]
    assert planned
    assert all(one is not None and one.movements <= active for one in planned)


def test_what_the_body_should_not_do_is_not_planned(story: Story) -> None:
    tended(story, "08:00")
    sitting: dict[str, Any] = {"leave_out": ("standing",)}
    story.engine.state.settings = Settings(friday=("07:40-15:40",), **sitting)
    tended(story, "08:05")
    story.engine.turn(story.at("08:05"), HERE)
    chosen = [story.engine.state.session(slot.session) for slot in story.engine.plan.slots]
    assert chosen
    assert all(one is not None and "standing" not in one.asks for one in chosen)


def test_what_the_user_took_out_is_offered_no_more(story: Story) -> None:
    tended(story, "08:00")
    engine, now = story.engine, story.at("08:00")
    engine.state.look(now)
    out = min(repertoire(engine.state.events).active)
    row = engine.state.recorder.event(
        EventKind.REPERTOIRE, now, detail={"movement": out, "in": False, "by": "user"}
    )
    engine.state.note(row)
    for seconds in (120, 360, 600):
        for kind in engine.state.lengths():
            found = engine.state.choices().fitting(kind, seconds)
            assert found is None or out not in found.session.movements


@pytest.mark.slow
def test_level_three_opens_for_who_is_steady_although_the_first_repertoire_lacks_two_of_its_areas() -> None:
    shelf = library.load([resources.sessions()])
    recorder = Recorder(BERLIN, Settings(), "test", lambda: str(uuid4()))
    state = EngineState(
        Settings(), tuple(shelf.sessions.values()), recorder, movements=tuple(shelf.movements.values())
    )
    simulate(Engine(state), date(2026, 3, 2), 49, PERSONAS["steady"], 1)
    assert [row.detail["level"] for row in state.events if "level" in row.detail] == [3]
