"""Work on files beside the history: the settings, and what is kept of fetched calendars."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from intermezzo.adapters import settings_file
from intermezzo.adapters.calendars import kept
from intermezzo.adapters.calendars.remote import Known
from intermezzo.adapters.calendars.results import FileReading
from intermezzo.core.faults import Fault
from intermezzo.core.override import override
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.refresh import LastAnswer
from intermezzo.core.settings import Calendar, Settings
from tests.kills.homes import start
from tests.kills.store_work import Rows

_NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_WORK = Calendar("localhost", kind="address", id="work", name="Work")


class SettingsChanges(Rows):
    """Write settings over those before."""

    longest = 0.1

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        # What this imports is there before the processes are forked.
        settings_file.write(folder / "first" / "settings.toml", Settings())

    @override
    def act(self, acknowledge: Callable[[], object]) -> None:
        for n in count():
            settings_file.write(self.paths.settings, self._settings(n))
            acknowledge()

    def _settings(self, n: int) -> Settings:
        return replace(Settings(), snooze=1 + n % 60, break_words=(f"lunch {n}",))

    @override
    def look(self, acknowledged: int) -> Iterator[str]:
        yield from start(self.paths).wrong
        settings, told = settings_file.read(self.paths.settings)
        yield from map(str, told.values())
        before = self._settings(acknowledged - 1) if acknowledged else Settings()
        if settings not in [before, self._settings(acknowledged)]:
            yield f"other settings: {settings.break_words}"


class CalendarAnswers(Rows):
    """Keep one answer of a calendar over the one before, as each refresh does."""

    longest = 0.05

    @override
    def act(self, acknowledge: Callable[[], object]) -> None:
        for n in count():
            at = _NOW + n * _HOUR
            events = tuple(Occurrence(at + k * _HOUR, at + (k + 1) * _HOUR, "") for k in range(50))
            reading = FileReading("Work", events, as_of=at)
            window = Interval(at - 48 * _HOUR, at + 720 * _HOUR)
            known = Known(_WORK, window, "UTC", kept.words_of(Settings()), reading, LastAnswer(at))
            try:
                kept.save(self.paths.calendars, known, Settings())
            except OSError as error:  # the app writes a line into its log
                raise Fault("store.os_error", path=error.filename, what=error.strerror) from error
            acknowledge()

    @override
    def look(self, acknowledged: int) -> Iterator[str]:
        yield from start(self.paths).wrong
        found = kept.load(self.paths.calendars, [_WORK], kept.words_of(Settings()))
        last = [_NOW + n * _HOUR for n in (acknowledged - 1, acknowledged)]
        if not found and not acknowledged:
            return
        if "work" not in found or found["work"].reading.as_of not in last:
            yield f"no answer of {last}: {list(found)}"
        elif len(found["work"].reading.occurrences) != 50:
            yield "a part of an answer"
