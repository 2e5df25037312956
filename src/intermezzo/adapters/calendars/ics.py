"""Read the calendars of the settings: .ics files, or folders of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from intermezzo.adapters.calendars.files import Found, Listing, listing
from intermezzo.adapters.calendars.process import ask
from intermezzo.adapters.calendars.protocol import FileAnswer, Limits, Question, Trouble
from intermezzo.adapters.calendars.results import (
    FileReading,
    Reading,
    SourceReading,
    shortened,
    with_last_good,
)
from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Calendar

_MAY_PASS = (
    Trouble.DENIED,
    Trouble.UNREADABLE,
    Trouble.NO_ANSWER,
    Trouble.STOPPED,
    Trouble.NOT_REACHED,
)
"""Troubles that may be over next time although the file has not changed."""

_LIMITS = {
    Trouble.TOO_LARGE: "file_bytes",
    Trouble.TOO_MANY: "occurrences",
    Trouble.NO_ANSWER: "file_seconds",
    Trouble.TOO_HEAVY: "memory_bytes",
    Trouble.TOO_MANY_FILES: "files",
}
"""The limit that was reached, by trouble."""

_Key = tuple[Calendar, str, tuple[int, ...]]


def read(
    sources: Sequence[Calendar],
    window: Interval,
    zone_name: str,
    *,
    limits: Limits | None = None,
    previous: Reading | None = None,
) -> Reading:
    """Return what the calendars contain in the window.

    ``zone_name`` is the IANA zone of floating times and dates. Files in ``previous`` that were read for the
    same window and have not changed are not read again. A faulty calendar raises nothing: see ``faults`` and
    ``warnings`` of the reading. Raise ZoneInfoNotFoundError for an unknown zone; settings check the name.

    Blocks for little more than ``limits.total_seconds`` at most: call it in a worker.
    """
    ZoneInfo(zone_name)
    limits = limits or Limits()
    known = _known(previous, window, zone_name)
    listings = [(calendar, listing(calendar.path, limits.files)) for calendar in sources]
    wanted = dict.fromkeys(
        (calendar, file)
        for calendar, listed in listings
        for file in listed.files
        if not file.trouble and (calendar, file.path, file.stamp) not in known
    )
    if wanted:
        question = Question(window.start, window.end, zone_name, limits)
        answers = ask(question, [(file.path, calendar.me) for calendar, file in wanted])
        for (calendar, file), answer in zip(wanted, answers, strict=True):
            known[calendar, file.path, file.stamp] = _file_reading(file, answer, limits)
    parts = tuple(_source_reading(calendar, listed, known, limits) for calendar, listed in listings)
    return Reading(window, zone_name, parts)


def read_again(
    sources: Sequence[Calendar], window: Interval, zone_name: str, before: Reading | None, now: datetime
) -> Reading:
    """Return the same as ``read``; files that cannot be read keep their occurrences of ``before``."""
    return with_last_good(read(sources, window, zone_name, previous=before), before, now)


def _known(previous: Reading | None, window: Interval, zone_name: str) -> dict[_Key, FileReading]:
    """Return the files of an earlier reading that need not be read again unless they change."""
    if previous is None or (previous.window, previous.zone_name) != (window, zone_name):
        return {}
    return {
        (source.calendar, file.path, file.stamp): file
        for source in previous.sources
        for file in source.files
        if file.stamp
    }


def _source_reading(
    calendar: Calendar, listed: Listing, known: Mapping[_Key, FileReading], limits: Limits
) -> SourceReading:
    files = tuple(
        FileReading(file.path, fault=_about(file.trouble, file.path, limits))
        if file.trouble
        else known[calendar, file.path, file.stamp]
        for file in listed.files
    )
    if listed.trouble is None:
        return SourceReading(calendar, files)
    told = _about(listed.trouble, listed.path, limits)
    if listed.trouble in (Trouble.TOO_MANY_FILES, Trouble.NO_FILES):
        return SourceReading(calendar, files, warnings=(told,))
    return SourceReading(calendar, files, fault=told)


def _file_reading(file: Found, answer: FileAnswer, limits: Limits) -> FileReading:
    if answer.fault:
        stamp = () if answer.fault in _MAY_PASS else file.stamp
        return FileReading(file.path, fault=_about(answer.fault, file.path, limits, answer.line), stamp=stamp)
    warnings = shortened([_about(one, file.path, limits, line) for line, one in answer.warnings], file.path)
    return FileReading(file.path, answer.occurrences, warnings=warnings, stamp=file.stamp)


def _about(trouble: Trouble, path: str, limits: Limits, line: int = 0) -> Message:
    """Return the message about a file, a folder, or an event that begins at a line of the file."""
    name = _LIMITS.get(trouble)
    what = Message(trouble.value, {} if name is None else {"limit": getattr(limits, name)})
    if line:
        return message("calendars.in_line", path=path, line=line, what=what)
    return message("calendars.in_file", path=path, what=what)
