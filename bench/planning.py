"""The plan of the slower of an empty and a full day, and simulated days a second."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Day, Kind, Rhythm
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.planner import plan
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS
from intermezzo.engine.state import EngineState

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 20, 8, tzinfo=UTC)
LENGTHS = {Kind.INTERLUDE: timedelta(seconds=93), Kind.MICRO: timedelta(seconds=305)}
RHYTHMS = {
    "quiet": Rhythm(),
    "steady": Rhythm(3, 2),
    "frequent": Rhythm(8, 2, timedelta(minutes=15)),
}
RUNS = 40
DAYS = 250


def measure() -> dict[str, object]:
    """Return milliseconds of a plan (median and worst of 40) and days of simulation a second."""
    work = (Interval(START, START + timedelta(hours=8)),)
    meetings = tuple(
        Interval(START + timedelta(minutes=40 * n), START + timedelta(minutes=40 * n + 25)) for n in range(12)
    )
    days = {"empty": Day(work=work), "12 meetings": Day(work=work, busy=meetings)}
    return {
        "plan_ms": {
            f"{name}, {rhythm}": _timed(partial(plan, day, wanted, START, ZONE, lengths=LENGTHS))
            for name, day in days.items()
            for rhythm, wanted in RHYTHMS.items()
        },
        "simulated_days_per_second": _simulated(),
    }


def _timed(work: Callable[[], object]) -> dict[str, float]:
    taken = []
    for _run in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return {"p50": round(statistics.median(taken), 2), "max": round(max(taken), 2)}


def _simulated() -> float:
    shelf = library.load([resources.sessions()])
    numbers = count()
    recorder = Recorder(ZONE, Settings(), "bench", lambda: str(next(numbers)))
    engine = Engine(EngineState(Settings(), tuple(shelf.sessions.values()), recorder))
    first = date(2026, 1, 5)
    engine.state.occurrences = six_a_day(first, DAYS)
    start = time.perf_counter()
    simulate(engine, first, DAYS, PERSONAS["busy"], 1)
    return round(DAYS / (time.perf_counter() - start), 1)


def six_a_day(first: date, days: int) -> tuple[Occurrence, ...]:
    """Return six meetings a day, at other times each day."""
    return tuple(_meeting(first, number) for number in range(days * 6))


def _meeting(first: date, number: int) -> Occurrence:
    day, slot = divmod(number, 6)
    at = datetime.combine(first + timedelta(days=day), time_of_day(9), ZONE).astimezone(UTC)
    start = at + timedelta(minutes=75 * slot + 7 * (number % 5))
    return Occurrence(start, start + timedelta(minutes=45), "Meeting")
