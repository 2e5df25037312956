"""Reads the calendars in the worker and hands their events to the engine."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject

from intermezzo.adapters.calendars import launcher, reading
from intermezzo.adapters.calendars.results import Reading, SourceReading
from intermezzo.app.calendar_fetcher import CalendarFetcher
from intermezzo.app.context import Context
from intermezzo.app.runtime.file_watch import FileWatch
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.ahead import KNOWN_AHEAD
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar
from intermezzo.presenters.calendars.status import CalendarState, notice_line

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
        self._files: Reading | None = None
        """The last reading of files and folders."""
        self.reading: Reading | None = None
        """Of all calendars."""
        self.files = FileWatch(context.worker, parent)
        self.files.changed.connect(self.read)
        self.fetcher = CalendarFetcher(context, self._on_fetched)

    def read(self, then: Callable[[], object] | None = None) -> None:
        """Read the days around today; ``then`` is called after a reading that was begun after this call."""
        sources = self._context.engine.state.settings.calendars
        if then is not None:
            self._asked.append(then)
        if self._reading:
            self._again = True
            return
        self._served += self._asked
        self._asked = []
        self.files.watch(tuple(_watched(sources)))
        self.fetcher.fetch_due()
        files = tuple(one for one in sources if one.kind == "files")
        window, zone = self._window(), str(self._context.engine.state.zone)
        if not files:
            self._files = Reading(window, zone)
            if sources or self.reading is not None:
                self._take(sources)
            self._done()
            return
        self._reading = True
        self._context.worker.submit(
            "calendars.read",
            partial(reading.read_again, files, window, zone, self._files, self._context.now()),
            partial(self._on_read, sources),
            partial(self._on_fault, sources),
            LIMIT,
        )

    def stop(self) -> None:
        """Watch no file any more, and end the children that fetch or parse."""
        self.files.stop()
        launcher.end_all()

    def _window(self) -> Interval:
        """Return days that stay the same for the whole day, so that unchanged files are not read again."""
        today = datetime.combine(self._context.today(), time(), UTC)
        return Interval(today - timedelta(days=2), today + timedelta(days=KNOWN_AHEAD + 2))

    def _on_read(self, sources: Sequence[Calendar], reading: Reading) -> None:
        self._files = reading
        self._take(sources)
        self._done()

    def _on_fetched(self) -> None:
        if self._files is not None:
            self._take(self._context.engine.state.settings.calendars)
        if not self._reading:
            self._done()

    def _take(self, sources: Sequence[Calendar]) -> None:
        """Use what is known of the sources, unless the settings have other ones by now."""
        engine, notices = self._context.engine, self._context.notices
        if sources != engine.state.settings.calendars or self._files is None:
            return
        reading = self._files.with_sources(self._known(sources))
        told, codes = notices.lines.get("calendar", ""), [one.code for one in self.states()]
        occurrences = reading.occurrences
        changed = engine.decision is None or occurrences != engine.state.occurrences
        self.reading, engine.state.occurrences = reading, occurrences
        states = self.states()
        line = notice_line(states)
        notices.set("calendar", line or None)
        if changed or told != line or codes != [one.code for one in states]:
            self._on_change()

    def states(self) -> tuple[CalendarState, ...]:
        """Return what is known of each calendar of the settings."""
        now = self._context.now()
        read = {_key(one.calendar): one for one in self.reading.sources} if self.reading is not None else {}
        calendars = self._context.engine.state.settings.calendars
        return tuple(_state(one, read.get(_key(one)), now) for one in calendars)

    def _known(self, sources: Sequence[Calendar]) -> Iterator[SourceReading]:
        """Yield the readings of files and the last answers of the other calendars, in the user's order."""
        files = {one.calendar: one for one in self._files.sources} if self._files else {}
        for one in sources:
            if one in files:
                yield files[one]
            elif one.on and one.kind != "files" and one.id in self.fetcher.known:
                yield self.fetcher.known[one.id].source

    def _on_fault(self, sources: Sequence[Calendar], fault: Fault) -> None:
        if sources == self._context.engine.state.settings.calendars:
            self._context.notices.set("calendar", fault)
            self._on_change()
        self._done()

    def _done(self) -> None:
        self._reading = False
        if self.fetcher.under_way:
            return  # whoever waits wants its answer too, which takes 20 seconds at most
        served, self._served = self._served, []
        for then in served:
            then()
        if self._again:
            self._again = False
            self.read()


def _key(calendar: Calendar) -> str:
    return calendar.id or calendar.path


def _state(calendar: Calendar, source: SourceReading | None, now: datetime) -> CalendarState:
    if source is None:
        return CalendarState(calendar)
    return CalendarState(calendar, source.age(now), source.status(now), source.left_out)


def _watched(sources: Sequence[Calendar]) -> Iterator[str]:
    """Yield the files and folders whose changes matter."""
    for one in sources:
        if one.on and one.kind == "files" and one.path:
            yield one.path
        elif one.on and one.kind == "thunderbird":
            store = one.path.rpartition("#")[0]
            yield from (store, f"{store}-wal")
