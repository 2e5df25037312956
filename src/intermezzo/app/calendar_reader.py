"""Reads the calendars in the worker and hands their events to the engine."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject

from intermezzo.adapters.calendars.results import Reading
from intermezzo.app.context import Context
from intermezzo.app.runtime.file_watch import FileWatch
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar

EVERY = 300.0
"""Seconds between two readings; a file that changes meanwhile is read at once."""
LIMIT = 90.0


class CalendarReader:
    """Keeps the last reading, whose good answers stand in for files that cannot be read now."""

    def __init__(self, context: Context, on_change: Callable[[], object], parent: QObject) -> None:
        """``on_change`` is called when the events, or what is told of the calendars, are others."""
        self._context = context
        self._on_change = on_change
        self._reading = False
        """Whether the worker reads just now."""
        self._again = False
        self._asked: list[Callable[[], object]] = []
        """To be called after the next reading that is begun."""
        self._served: list[Callable[[], object]] = []
        """To be called after the reading under way."""
        self.reading: Reading | None = None
        self.files = FileWatch(context.worker, parent)
        self.files.changed.connect(self.read)

    def read(self, then: Callable[[], object] | None = None) -> None:
        """Read the days around today; ``then`` is called after a reading that was begun after this call."""
        sources = self._context.engine.state.settings.calendars
        if not sources:
            self._context.engine.state.occurrences = ()
            self._context.notices.clear("calendar")
        if then is not None:
            self._asked.append(then)
        if self._reading:
            self._again = True
            return
        self._served, self._asked = self._asked, []
        self.files.watch(tuple(_watched(sources)))
        if not sources:
            self._done()
            return
        self._reading = True
        today = datetime.combine(self._context.today(), time(), UTC)
        # The window is the same for the whole day, so that unchanged files are not read again.
        window = Interval(today - timedelta(days=2), today + timedelta(days=3))
        zone = str(self._context.engine.state.zone)
        self._context.worker.submit(
            "calendars.read",
            partial(_read, sources, window, zone, self.reading, self._context.now()),
            partial(self._on_read, sources),
            partial(self._on_fault, sources),
            LIMIT,
        )

    def _on_read(self, sources: Sequence[Calendar], reading: Reading) -> None:
        if sources == self._context.engine.state.settings.calendars:
            self._take(reading)
        self._done()

    def _take(self, reading: Reading) -> None:
        engine, notices = self._context.engine, self._context.notices
        told = notices.lines.get("calendar", "")
        changed = engine.decision is None or reading.occurrences != engine.state.occurrences
        self.reading, engine.state.occurrences = reading, reading.occurrences
        notices.set("calendar", next(iter(reading.status(self._context.now())), None))
        if changed or told != notices.lines.get("calendar", ""):
            self._on_change()

    def _on_fault(self, sources: Sequence[Calendar], fault: Fault) -> None:
        if sources == self._context.engine.state.settings.calendars:
            self._context.notices.set("calendar", fault)
            self._on_change()
        self._done()

    def _done(self) -> None:
        self._reading = False
        served, self._served = self._served, []
        for then in served:
            then()
        if self._again:
            self._again = False
            self.read()


def _watched(sources: Sequence[Calendar]) -> Iterator[str]:
    """Yield the files and folders whose changes matter."""
    for one in sources:
        if one.on and one.kind == "files" and one.path:
            yield one.path
        elif one.on and one.kind == "thunderbird":
            store = one.path.rpartition("#")[0]
            yield from (store, f"{store}-wal")


def _read(
    sources: Sequence[Calendar], window: Interval, zone: str, before: Reading | None, now: datetime
) -> Reading:
    from intermezzo.adapters.calendars.reading import read_again

    return read_again(sources, window, zone, before, now)
