"""Read the calendars of the settings: .ics files, or folders of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from intermezzo.adapters.calendars.parse.files import Found, Listing, listing
from intermezzo.adapters.calendars.parse.process import Asked, ask
from intermezzo.adapters.calendars.parse.protocol import FileAnswer, Limits, Question, Trouble
from intermezzo.adapters.calendars.results import (
    FileReading,
    Reading,
    SourceReading,
    about,
    with_last_good,
)
from intermezzo.adapters.system.time_zones import zone_of
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


def read(
    sources: Sequence[Calendar],
    window: Interval,
    zone_name: str,
    *,
    limits: Limits | None = None,
    previous: Reading | None = None,
) -> Reading:
    """Return what the files and folders among the calendars contain in the window.

    ``zone_name`` is the zone of floating times and dates. Files in ``previous`` that were read for the same
    window and have not changed are not read again, unless another file with one of their UIDs has. A faulty
    calendar raises nothing: see ``faults`` and ``warnings`` of the reading.

    Blocks for little more than ``limits.total_seconds`` at most: call it in a worker.
    """
    limits = limits or Limits()
    question = Question(window.start, window.end, zone_name, limits)
    before = {}
    if previous and (previous.window, previous.zone_name) == (window, zone_name):
        before = {source.calendar: source for source in previous.sources}
    folders = [
        _Folder(calendar, listing(calendar.path, limits.files), before.get(calendar))
        for calendar in sources
        if calendar.on and calendar.kind == "files"
    ]
    while wanted := [(folder, paths) for folder in folders if (paths := folder.wanted())]:
        answers = ask(question, [Asked(tuple(paths), folder.calendar.me) for folder, paths in wanted])
        for (folder, paths), answer in zip(wanted, answers, strict=True):
            folder.take(dict(zip(paths, answer, strict=True)), limits, zone_of(zone_name))
    return Reading(window, zone_name, tuple(folder.reading(limits) for folder in folders))


def read_again(
    sources: Sequence[Calendar], window: Interval, zone_name: str, before: Reading | None, now: datetime
) -> Reading:
    """Return the same as ``read``; files that cannot be read keep their occurrences of ``before``."""
    return with_last_good(read(sources, window, zone_name, previous=before), before, now)


class _Folder:
    """The files of one calendar: which of them have to be read, and what they gave.

    Files that share a UID are read together: one may hold an exception to another, or its new version.
    """

    def __init__(self, calendar: Calendar, listed: Listing, before: SourceReading | None) -> None:
        self.calendar = calendar
        self._listed = listed
        self._found = {file.path: file for file in listed.files if not file.trouble}
        earlier = {file.path: file for file in before.files if file.stamp} if before else {}
        self._known = {
            path: file
            for path, file in earlier.items()
            if path in self._found and self._found[path].stamp == file.stamp
        }
        changed = self._found.keys() - self._known.keys()
        gone = [file for path, file in earlier.items() if path not in self._known]
        self._wanted = changed | self._sharing(uid for file in gone for uid in file.uids)

    def wanted(self) -> list[str]:
        """Return the paths of files to be read, in order."""
        return sorted(self._wanted)

    def take(self, answers: Mapping[str, FileAnswer], limits: Limits, zone: tzinfo) -> None:
        """Take the answers for the files that were wanted; others may be wanted with them now."""
        for path, answer in answers.items():
            self._known[path] = _file_reading(self._found[path], answer, limits, zone)
        more = self._sharing(uid for answer in answers.values() for uid in answer.uids) - answers.keys()
        self._wanted = more | answers.keys() if more else set()

    def reading(self, limits: Limits) -> SourceReading:
        """Return the result, once nothing is wanted."""
        listed = self._listed
        files = tuple(
            FileReading(file.path, fault=about(file.trouble, file.path, limits))
            if file.trouble
            else self._known[file.path]
            for file in listed.files
        )
        if listed.trouble is None:
            return SourceReading(self.calendar, files)
        told = about(listed.trouble, listed.path, limits)
        if listed.trouble in (Trouble.TOO_MANY_FILES, Trouble.NO_FILES):
            return SourceReading(self.calendar, files, warnings=(told,))
        return SourceReading(self.calendar, files, fault=told)

    def _sharing(self, uids: Iterable[int]) -> set[str]:
        """Return the known files with one of the UIDs, or one of those that these files have, and so on."""
        shared, files = set(uids), set[str]()
        while more := {
            path
            for path, file in self._known.items()
            if path not in files and not shared.isdisjoint(file.uids)
        }:
            files |= more
            shared.update(uid for path in more for uid in self._known[path].uids)
        return files


def _file_reading(file: Found, answer: FileAnswer, limits: Limits, zone: tzinfo) -> FileReading:
    if answer.fault:
        stamp = () if answer.fault in _MAY_PASS else file.stamp
        return FileReading(file.path, fault=about(answer.fault, file.path, limits), stamp=stamp)
    told = tuple(
        about(one.trouble, file.path, limits, one.line, one.at and one.at.astimezone(zone))
        for one in answer.warnings
    )
    return FileReading(
        file.path,
        answer.occurrences,
        warnings=told,
        stamp=file.stamp,
        uids=answer.uids,
        name=answer.name,
        cut_short=any(one.trouble is Trouble.CUT_SHORT for one in answer.warnings),
    )
