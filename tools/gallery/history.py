"""A made-up history of ten weeks on a fixed day, up to the moment at which an offer is open."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from intermezzo.adapters import library
from intermezzo.adapters.store import Store
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Settings
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS
from intermezzo.engine.state import EngineState
from intermezzo.engine.week import Week, load
from intermezzo.presenters import languages

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Europe/Berlin")
SEED = 47
WEEKS = 10

_MEETINGS = (
    (9, 0, 15, "Stand-up"),
    (10, 0, 90, "Planning"),
    (12, 30, 45, "Lunch"),
    (14, 30, 60, "Design review"),
    (16, 0, 30, "One to one"),
)


@contextmanager
def history(
    sessions: Path | None = None, meeting: Callable[[str], str] = str, weeks: int = WEEKS
) -> Iterator[tuple[Engine, datetime, Week]]:
    """Yield the engine of a busy person after ten weeks, the moment of its open offer, and the week.

    ``sessions`` is a folder other than the one that ships; ``meeting`` gives meetings other titles.
    """
    shelf = library.load([sessions or resources.sessions()], languages())
    numbers = count(1)
    recorder = Recorder(ZONE, Settings(), "gallery", lambda: f"00000000-0000-4000-8000-{next(numbers):012d}")
    movements = tuple(shelf.movements.values())
    engine = Engine(EngineState(Settings(), tuple(shelf.sessions.values()), recorder, movements=movements))
    first = TODAY - timedelta(days=TODAY.weekday(), weeks=weeks - 1)
    engine.state.occurrences = tuple(replace(one, title=meeting(one.title)) for one in _occurrences(first))
    kept: list[Event] = []
    meetings = engine.state.occurrences
    for number in range((TODAY - first).days):
        day = first + timedelta(days=number)
        engine.state.occurrences = meetings
        simulate(engine, day, 1, PERSONAS["busy" if number % 3 else "diligent"], SEED)
        kept += [event for event in engine.state.events if event.day == day]
    engine.state.occurrences = meetings
    now = _live_today(engine)
    kept += [event for event in engine.state.events if event.day == TODAY]
    engine.state.events = list(kept[-400:])
    with tempfile.TemporaryDirectory(prefix="intermezzo-gallery-") as home:
        opened = Store.open(Path(home) / "gallery.sqlite3", Path(home) / "backups")
        opened.store.append(kept)
        week = load(opened.store, "", TODAY)
        opened.store.close()
    engine.tend(now)  # as at the end of each turn: the windows show the same whenever they are made
    yield engine, now, week


def _live_today(engine: Engine) -> datetime:
    """Simulate the morning: one interlude completed. Return the moment of the offer that follows."""
    now = datetime.combine(TODAY, time(9), ZONE).astimezone(UTC)
    here = Presence(locked=False, idle_seconds=10.0)
    begun = False
    for _turn in range(200):
        turn = engine.turn(now, here)
        if engine.offer is not None:
            if begun:
                return now
            begun = True
            reply = dispatch(engine, ("answer", "begin"), now)
            if reply.begin is not None:
                now += timedelta(seconds=reply.begin.seconds)
                engine.finish(now, EventKind.COMPLETED, reply.begin.active_seconds)
                continue
        now = max(turn.decision.until, now + timedelta(seconds=1))
    return now


def _occurrences(first: date) -> Iterator[Occurrence]:
    for number in range((TODAY - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() > 4:
            continue
        full = day.weekday() == 2 and number % 4 == 2
        for hour, minute, minutes, title in ((9, 0, 480, "Workshop"),) if full else _MEETINGS:
            start = datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)
            yield Occurrence(start, start + timedelta(minutes=minutes), title)
