"""Reads the calendars in the worker and hands their events to the engine."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial

from intermezzo.adapters.calendars.results import Reading
from intermezzo.app.context import Context
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar

EVERY = 300.0
"""Seconds between two readings."""
LIMIT = 90.0


class CalendarReader:
    """Keeps the last reading, whose good answers stand in for files that cannot be read now."""

    def __init__(self, context: Context, on_change: Callable[[], object]) -> None:
        """``on_change`` is called when the events, or what is told of the calendars, are others."""
        self._context = context
        self._on_change = on_change
        self._number = 0
        """Of the last reading that was begun; the result of an earlier one is ignored."""
        self.reading: Reading | None = None

    def read(self) -> None:
        """Read the days around today."""
        self._number += 1
        engine, notices = self._context.engine, self._context.notices
        sources = engine.state.settings.calendars
        if not sources:
            engine.state.occurrences = ()
            notices.clear("calendar")
            return
        today = datetime.combine(self._context.today(), time(), UTC)
        # The window is the same for the whole day, so that unchanged files are not read again.
        window = Interval(today - timedelta(days=2), today + timedelta(days=3))
        self._context.worker.submit(
            "calendars.read",
            partial(_read, sources, window, str(engine.state.zone), self.reading, self._context.now()),
            partial(self._on_read, self._number),
            partial(self._on_fault, self._number),
            LIMIT,
        )

    def _on_read(self, number: int, reading: Reading) -> None:
        if number != self._number:
            return
        engine, notices = self._context.engine, self._context.notices
        first = next(iter(reading.status(self._context.now())), None)
        told = notices.lines.get("calendar", "")
        changed = engine.decision is None or reading.occurrences != engine.state.occurrences
        self.reading, engine.state.occurrences = reading, reading.occurrences
        if first is not None:
            notices.set("calendar", first)
        else:
            notices.clear("calendar")
        if changed or told != notices.lines.get("calendar", ""):
            self._on_change()

    def _on_fault(self, number: int, fault: Fault) -> None:
        if number == self._number:
            self._context.notices.set("calendar", fault)
            self._on_change()


def _read(
    sources: Sequence[Calendar], window: Interval, zone: str, before: Reading | None, now: datetime
) -> Reading:
    from intermezzo.adapters.calendars.reading import read_again

    return read_again(sources, window, zone, before, now)
