"""Reads the calendars of five weeks for the Week window, while it is open only."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from intermezzo.adapters.calendars.certain import read_certain
from intermezzo.adapters.calendars.results import Reading
from intermezzo.app.calendar_fetcher import CalendarFetcher
from intermezzo.app.context import Context
from intermezzo.core.faults import Fault
from intermezzo.core.scheduling.audit import days_wanted
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.engine.week import KnownMeetings, known_meetings

LIMIT = 45.0
"""Seconds for one reading."""

_log = logging.getLogger(__name__)


class WeekMeetings:
    """Reads files and folders in the worker; of other calendars it uses the answers that are there."""

    def __init__(self, context: Context, fetcher: CalendarFetcher) -> None:
        self._context = context
        self._fetcher = fetcher
        self._reading = False
        """Whether the worker reads just now."""
        self._files: Reading | None = None
        """The last reading; files that have not changed since are not read again."""

    def read(self, then: Callable[[KnownMeetings | None], object]) -> None:
        """Read the present week and those before; ``then`` gets None if that fails.

        During a reading this does nothing: whoever began it gets its result.
        """
        if self._reading:
            return
        self._reading = True
        today, state = self._context.today(), self._context.engine.state
        settings, zone, rhythm, shortest = state.settings, state.zone, state.rhythm(), state.shortest()
        fetched, before = dict(self._fetcher.known), self._files

        def read() -> tuple[KnownMeetings, Reading]:
            found = read_certain(settings.calendars, fetched, _window(today), str(zone), before)
            meetings = known_meetings(
                found.occurrences, found.known, settings, today, rhythm=rhythm, shortest=shortest, zone=zone
            )
            return meetings, found.files

        def on_read(found: tuple[KnownMeetings, Reading]) -> None:
            self._reading = False
            meetings, self._files = found
            then(meetings)

        def on_fault(fault: Fault) -> None:
            self._reading = False
            _log.warning("calendars: %s", fault)
            then(None)

        self._context.worker.submit("calendars.weeks", read, on_read, on_fault, LIMIT)

    def forget(self) -> None:
        """Forget the last reading, and the titles in it."""
        self._files = None


def _window(today: date) -> Interval:
    """Return a time with the wanted days in every zone, and with work past the last midnight."""
    first, last = (datetime.combine(day, time(), UTC) for day in days_wanted(today))
    return Interval(first - timedelta(days=1), last + timedelta(days=3))
