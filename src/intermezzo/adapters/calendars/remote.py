"""Calendars that are fetched: an address, an account, another program's. The last good answer is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from intermezzo.adapters.calendars.fetch import process as fetching
from intermezzo.adapters.calendars.fetch.protocol import Answer, Request
from intermezzo.adapters.calendars.parse import process as parsing
from intermezzo.adapters.calendars.parse.process import Asked
from intermezzo.adapters.calendars.parse.protocol import FileAnswer, Limits, Question
from intermezzo.adapters.calendars.results import FileReading, SourceReading, about
from intermezzo.adapters.system.time_zones import zone_of
from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.refresh import LastAnswer
from intermezzo.core.settings import Calendar


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one calendar: its last good answer in ``reading``, and when it was asked.

    ``window`` is the time that the answer is about, ``words`` identifies the settings that its titles were
    read with. ``validators`` are those of the last good answer.
    """

    calendar: Calendar
    window: Interval
    zone: str
    words: str
    reading: FileReading
    last: LastAnswer
    validators: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> SourceReading:
        """The calendar as a part of a Reading."""
        return SourceReading(self.calendar, (self.reading,))


def refresh(
    calendars: Sequence[Calendar],
    before: Mapping[str, Known],
    window: Interval,
    zone: str,
    words: str,
    secrets: Mapping[str, str],
    now: datetime,
) -> dict[str, Known]:
    """Return what is known of each calendar, by its id, after asking all of them at once.

    ``before`` is what was known; a calendar that cannot be fetched keeps it. ``secrets`` are those that are
    kept for this run only. Titles and people are in memory only. Blocks for up to half a minute.
    """
    usable = {
        one.id: known
        for one in calendars
        if (known := before.get(one.id))
        and (known.calendar, known.window, known.zone, known.words) == (one, window, zone, words)
    }
    requests = [
        _request(
            one,
            secrets.get(one.id, ""),
            window,
            validators=dict(usable[one.id].validators) if one.id in usable else {},
        )
        for one in calendars
    ]
    answers = dict(zip(calendars, fetching.ask(requests), strict=True))
    good = {one: answer for one, answer in answers.items() if not (answer.fault or answer.unchanged)}
    readings = dict(zip(good, _parsed(good, window, zone), strict=True))
    found = {}
    for one, answer in answers.items():
        nothing = Known(one, window, zone, words, FileReading(label(one)), LastAnswer(now))
        found[one.id] = _known(nothing, answer, readings.get(one), before.get(one.id))
    return found


def fetch(calendar: Calendar, secret: str, window: Interval, zone: str) -> SourceReading:
    """Return what the calendar holds in the window, asked for once; a locked keyring may be unlocked."""
    (answer,) = fetching.ask([_request(calendar, secret, window, unlock=True)])
    if answer.fault:
        return SourceReading(calendar, (FileReading(label(calendar), fault=answer.fault),))
    (reading,) = _parsed({calendar: answer}, window, zone)
    return SourceReading(calendar, (reading,))


def _request(calendar: Calendar, secret: str, window: Interval, **more: Any) -> Request:
    start, end = window.start.isoformat(), window.end.isoformat()
    return Request("fetch", calendar, secret, start=start, end=end, **more)


def label(calendar: Calendar) -> str:
    """Return what a calendar is called in messages: its name, else where it is."""
    return calendar.name or calendar.path


def _known(nothing: Known, answer: Answer, reading: FileReading | None, before: Known | None) -> Known:
    """Return what is known after an answer; ``nothing`` is what is known without it."""
    now, name = nothing.last.at, label(nothing.calendar)
    fault = message("calendars.in_file", path=name, what=answer.fault) if answer.fault else None
    fault = fault or (reading.fault if reading else None)
    if fault:
        known = before or nothing
        # What was read with other settings stays due for a whole answer.
        validators = known.validators if known.calendar == nothing.calendar else {}
        return replace(
            known,
            calendar=nothing.calendar,
            reading=replace(known.reading, fault=fault),
            last=LastAnswer(now, known.last.failures + 1, answer.retry_after),
            validators=validators,
        )
    last = LastAnswer(now, retry_after=answer.retry_after)
    if reading is not None:
        warned = tuple(message("calendars.in_file", path=name, what=one) for one in answer.warnings)
        found = replace(reading, as_of=now, warnings=(*warned, *reading.warnings))
        return replace(nothing, reading=found, last=last, validators=answer.validators)
    if before is None:
        raise ValueError("unchanged since nothing was known")
    kept = replace(before.reading, fault=None, as_of=now)
    return replace(before, reading=kept, last=last, validators=answer.validators or before.validators)


def _parsed(answers: Mapping[Calendar, Answer], window: Interval, zone: str) -> list[FileReading]:
    """Return what the documents of each calendar hold, all documents of a calendar together."""
    if not answers:
        return []
    limits = Limits()
    found = parsing.ask(
        Question(window.start, window.end, zone, limits),
        [Asked(answer.documents, one.me) for one, answer in answers.items()],
    )
    return [_joined(one, parts, limits, zone) for one, parts in zip(answers, found, strict=True)]


def _joined(calendar: Calendar, parts: Sequence[FileAnswer], limits: Limits, zone: str) -> FileReading:
    local = zone_of(zone)
    fault: Message | None = next(
        (about(one.fault, label(calendar), limits) for one in parts if one.fault), None
    )
    warnings = tuple(
        about(warned.trouble, label(calendar), limits, at=warned.at and warned.at.astimezone(local))
        for warned in dict.fromkeys(warned for one in parts for warned in one.warnings)
    )
    occurrences = tuple(occurrence for one in parts for occurrence in one.occurrences)
    name = next((one.name for one in parts if one.name), "")
    return FileReading(label(calendar), occurrences, fault, warnings, name=name)
