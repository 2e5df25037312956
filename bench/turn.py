"""A turn of the engine on a busy day, after four weeks of history, every 30 seconds as in the app."""

import statistics
import time
from datetime import date, timedelta
from itertools import count

from bench.planning import ZONE, six_a_day
from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event
from intermezzo.core.scheduling import hours
from intermezzo.core.settings import Settings
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS, Person
from intermezzo.engine.state import EngineState

FIRST = date(2026, 1, 5)
HISTORY = 28
LIVED = 2
EVERY = timedelta(seconds=30)


def measure() -> dict[str, object]:
    """Return the milliseconds of a turn: median, 99th of 100, and worst; and how many were measured."""
    engine = _after_weeks()
    taken = [one for n in range(LIVED) for one in _day(engine, FIRST + timedelta(days=HISTORY + n))]
    return {
        "turn_ms": {
            "p50": round(statistics.median(taken), 3),
            "p99": round(statistics.quantiles(taken, n=100)[98], 2),
            "max": round(max(taken), 2),
        },
        "turns": len(taken),
        "rows_of_history": len(engine.state.events),
    }


def _after_weeks() -> Engine:
    shelf = library.load([resources.sessions()])
    numbers = count()
    settings = Settings(rhythm="frequent")
    recorder = Recorder(ZONE, settings, "bench", lambda: str(next(numbers)))
    engine = Engine(EngineState(settings, tuple(shelf.sessions.values()), recorder))
    everything = six_a_day(FIRST, HISTORY + LIVED)
    kept: list[Event] = []
    for number in range(HISTORY):
        engine.state.occurrences = everything
        day = FIRST + timedelta(days=number)
        simulate(engine, day, 1, PERSONAS["busy"], 1)
        kept += [event for event in engine.state.events if event.day == day]
    engine.state.events, engine.state.occurrences = kept, everything
    return engine


def _day(engine: Engine, day: date) -> list[float]:
    """Return the milliseconds of each turn of a working day; every other offer is snoozed."""
    state = engine.state
    work = hours.work(state.settings, day, state.zone)
    if not work:
        return []
    now, offers, taken = work[0].start, 0, []
    state.look(now)
    person = Person(PERSONAS["busy"], engine.day, None, f"1:{day.isoformat()}")
    while now < work[-1].end:
        presence = person.presence(now)
        before = time.perf_counter()
        engine.turn(now, presence)
        taken.append((time.perf_counter() - before) * 1000)
        if engine.offer is not None:
            offers += 1
            dispatch(engine, ("answer", "done" if offers % 2 else "snooze"), now)
        now += EVERY
    return taken
