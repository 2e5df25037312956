"""On every made-up calendar nothing is offered in busy time, nor in a call that is on."""

from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from intermezzo.adapters import library, settings_file
from intermezzo.adapters.calendars import reading
from intermezzo.adapters.system import resources
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS
from intermezzo.engine.state import EngineState
from tools.simulated.calendars import SampleCalendar, calendars
from tools.simulated.run import written

pytestmark = pytest.mark.slow

DAYS = 3
SESSIONS = tuple(library.load([resources.sessions()]).sessions.values())


def known(one: SampleCalendar, folder: Path) -> tuple[Settings, tuple[Occurrence, ...]]:
    settings, wrong = settings_file.read(written(one, folder) / "settings.toml")
    assert not wrong
    start = datetime.combine(one.first, time(), UTC) - timedelta(days=1)
    found = reading.read(settings.calendars, Interval(start, start + timedelta(days=DAYS + 3)), one.zone)
    assert not (*found.faults, *found.warnings)
    return settings, found.occurrences


def engine(zone: str, settings: Settings, occurrences: tuple[Occurrence, ...]) -> Engine:
    numbers = count()
    recorder = Recorder(ZoneInfo(zone), settings, "test", lambda: str(next(numbers)))
    made = Engine(EngineState(settings, SESSIONS, recorder))
    made.state.occurrences = occurrences
    return made


@pytest.mark.parametrize("one", calendars(), ids=lambda one: one.name)
def test_nothing_is_offered_in_busy_time_or_in_a_call(one: SampleCalendar, tmp_path: Path) -> None:
    facts = known(one, tmp_path)
    for calls in (None, 1):
        found = simulate(engine(one.zone, *facts), one.first, DAYS, PERSONAS["busy"], 1, calls)
        assert found.ours.offers_in_calls == 0
        if calls is None:
            assert found.ours.offers_in_busy == 0
        assert {other.offers for other in found.baselines.values()} == {found.ours.offers}
