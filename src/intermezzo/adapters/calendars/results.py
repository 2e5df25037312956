"""What reading calendars returns, and the last good answer of those that cannot be read.

No message has the title of an event.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from intermezzo.adapters.calendars.parse.protocol import Limits, Trouble
from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar

SHOWN = 4
"""Messages of one folder or of one file that are shown; the others are counted."""
_LIMITS = {
    Trouble.TOO_LARGE: "file_bytes",
    Trouble.TOO_MANY: "occurrences",
    Trouble.NO_ANSWER: "file_seconds",
    Trouble.TOO_HEAVY: "memory_bytes",
    Trouble.TOO_MANY_FILES: "files",
}
"""The limit that was reached, by trouble."""
WRITTEN = timedelta(hours=1)
"""How long a file may be in the writing; one whose end is still missing then counts as it is."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """The result of one file.

    With a ``fault``, ``occurrences`` are those of the last good answer, if there is one. ``as_of`` is when
    they were read; it is set by ``with_last_good``. ``warnings`` are about events that were left out.
    ``stamp`` identifies the file's content; if it is empty, the file is read again next time.
    """

    path: str
    occurrences: tuple[Occurrence, ...] = ()
    fault: Message | None = None
    warnings: tuple[Message, ...] = ()
    stamp: tuple[int, ...] = ()
    uids: tuple[int, ...] = field(default=(), repr=False)
    """Hashes of the UIDs in a file of a folder."""
    as_of: datetime | None = None
    name: str = ""
    """What the file calls itself, if it does."""
    cut_short: bool = False
    """Whether its end is missing, as while it is being written."""


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The result of one calendar of the settings, a file or a folder. ``fault`` is that of its path."""

    calendar: Calendar
    files: tuple[FileReading, ...] = ()
    fault: Message | None = None
    warnings: tuple[Message, ...] = ()

    @property
    def faults(self) -> tuple[Message, ...]:
        """What could not be read: the path itself, or the first of its files."""
        faults = [self.fault] if self.fault else [file.fault for file in self.files if file.fault]
        return _shortened(faults, self.calendar)

    @property
    def left_out(self) -> tuple[Message, ...]:
        """What was left out of files that could be read."""
        warnings = [*self.warnings, *(one for file in self.files for one in file.warnings)]
        return _shortened(warnings, self.calendar)

    @property
    def as_of(self) -> datetime | None:
        """When its oldest part was read; None if nothing is known."""
        return min((file.as_of for file in self.files if file.as_of), default=None)

    def age(self, now: datetime) -> timedelta | None:
        """Return the age of its oldest part, never negative; None if nothing is known."""
        return None if self.as_of is None else max(timedelta(), now - self.as_of)

    def status(self, now: datetime) -> tuple[Message, ...]:
        """Return the faults, each with the age of the older answer that is used instead."""
        if self.fault:
            return (_with_age(self.fault, self.as_of, now),)
        told = [_with_age(file.fault, file.as_of, now) for file in self.files if file.fault]
        return _shortened(told, self.calendar)


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of all calendars for a window of time. Its messages contain no titles of events."""

    window: Interval
    zone_name: str
    sources: tuple[SourceReading, ...] = ()

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every occurrence that overlaps the window, by time."""
        start, end = self.window.start, self.window.end
        found = (one for source in self.sources for file in source.files for one in file.occurrences)
        known = (one for one in found if one.start < end and (one.end > start or one.start >= start))
        return tuple(sorted(known, key=lambda one: (one.start, one.end, one.uid)))

    def with_sources(self, sources: Iterable[SourceReading]) -> "Reading":
        """Return a reading of the same window with other sources."""
        return replace(self, sources=tuple(sources))

    @property
    def faults(self) -> tuple[Message, ...]:
        """What could not be read at all."""
        return tuple(one for source in self.sources for one in source.faults)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What was left out of calendars that could be read."""
        return tuple(one for source in self.sources for one in source.left_out)


def about(trouble: Trouble, path: str, limits: Limits, line: int = 0, at: datetime | None = None) -> Message:
    """Return the message about a file, a folder or an event, which begins at a line or a time if given.

    ``path`` may be the name of a calendar that is no file. ``at`` is in the user's zone.
    """
    name = _LIMITS.get(trouble)
    what = Message(trouble.value, {} if name is None else {"limit": getattr(limits, name)})
    if at:
        what = message("calendars.event_at", day=at.date(), time=at, what=what)
    if line:
        return message("calendars.in_line", path=path, line=line, what=what)
    return message("calendars.in_file", path=path, what=what)


def _shortened(messages: Sequence[Message], calendar: Calendar) -> tuple[Message, ...]:
    """Return the first of the messages about a calendar, and one that counts the others."""
    if len(messages) <= SHOWN:
        return tuple(messages)
    others = len(messages) - SHOWN
    return (*messages[:SHOWN], message("calendars.and_more", path=calendar.path, count=others))


def with_last_good(reading: Reading, previous: Reading | None, now: datetime) -> Reading:
    """Return the reading with occurrences of ``previous`` for each file that cannot be read now.

    A file whose end is missing has those that can be read as well, until it is whole or for an hour. A file
    that is no longer in its folder is forgotten. Pass the result as ``previous`` the next time.
    """
    before = {one.calendar: one for one in previous.sources} if previous else {}
    return replace(
        reading, sources=tuple(_last_good(one, before.get(one.calendar), now) for one in reading.sources)
    )


def _with_age(fault: Message, as_of: datetime | None, now: datetime) -> Message:
    """Return the fault, with the age of the older answer if there is one."""
    if as_of is None:
        return fault
    return message("calendars.still_counts", fault=fault, age=max(timedelta(0), now - as_of))


def _last_good(source: SourceReading, before: SourceReading | None, now: datetime) -> SourceReading:
    earlier = {file.path: file for file in before.files} if before else {}
    if source.fault:
        return replace(source, files=tuple(earlier.values()))
    files = []
    for file in source.files:
        last = earlier.get(file.path)
        if file.cut_short and last and last.as_of and now - last.as_of <= WRITTEN:
            both = tuple(dict.fromkeys((*file.occurrences, *last.occurrences)))
            files.append(replace(file, occurrences=both, as_of=last.as_of, stamp=()))
        elif not file.fault:
            files.append(replace(file, as_of=now))
        elif last:
            files.append(replace(file, occurrences=last.occurrences, as_of=last.as_of))
        else:
            files.append(file)
    return replace(source, files=tuple(files))
