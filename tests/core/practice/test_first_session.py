"""What is tried at the first start suits everybody and leaves the back alone; new users have time to read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from intermezzo.adapters import library
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.first_session import SESSION, UNHURRIED, first_session, is_new
from intermezzo.core.practice.model import Ask, Kind
from intermezzo.core.practice.playback import Playing, advance, next_
from intermezzo.core.practice.selection import Constraints
from intermezzo.core.practice.timeline import Phase

ALL = library.load([Path(__file__).parents[3] / "sessions"])
EVERY = tuple(ALL.sessions.values())
LONG = 600.0
NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)


def test_it_comes_whatever_is_left_out_on_a_gentle_day_in_view_of_others_and_without_equipment() -> None:
    terms = Constraints(
        leave_out=tuple(Ask), max_level=1, quiet_only=True, seated_only=True, equipment=(), allow_floor=False
    )
    found = first_session(LONG, EVERY, terms)
    assert found is not None
    assert found.session.id == SESSION
    assert found.session.kind is Kind.INTERLUDE
    assert found.session.seconds < 120


def test_nothing_in_it_moves_the_lower_back() -> None:
    regions = {region for step in ALL.sessions[SESSION].steps for region in step.movement.regions}
    assert not regions & {"lumbar control", "deep core", "hip", "thoracic"}


def test_where_it_was_refused_another_short_one_comes() -> None:
    found = first_session(LONG, EVERY, Constraints(avoid=frozenset({"ankle_pump"})))
    assert found is not None
    assert found.session.id != SESSION
    assert "ankle_pump" not in found.session.movements
    assert found.session.seconds < 120


def test_in_no_time_nothing_fits() -> None:
    assert first_session(30.0, EVERY, Constraints()) is None


def test_it_waits_before_its_first_step_until_one_is_ready_however_long_it_takes() -> None:
    found = first_session(LONG, EVERY, Constraints())
    assert found is not None
    playing = Playing(found.session, unhurried=True)
    assert playing.moment.phase is Phase.ARRIVED
    waiting = advance(advance(playing, 20.0), 3600.0)
    assert waiting.arrived
    assert advance(waiting, 0.5).waited == waiting.waited + 0.5
    assert waiting.active_seconds == 0
    assert waiting.moment.step == 0
    ready = next_(waiting)
    assert ready.moment.phase is Phase.STEP
    assert advance(ready, 1.0).active_seconds == 1
    assert not Playing(found.session).arrived


@pytest.mark.parametrize(("begun", "new"), [(0, True), (UNHURRIED - 1, True), (UNHURRIED, False)])
def test_who_has_begun_few_sessions_is_new(begun: int, *, new: bool) -> None:
    kinds = [EventKind.OFFERED, *[EventKind.BEGUN, EventKind.COMPLETED] * begun]
    rows = [Event(f"{n}", kind, NOON, 0, NOON.date()) for n, kind in enumerate(kinds)]
    assert is_new(rows) is new
