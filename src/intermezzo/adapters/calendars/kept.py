"""What is kept on disk of fetched calendars: times and what they mean; no titles, people or links."""

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from intermezzo.adapters.calendars.remote import Known, label, refresh
from intermezzo.adapters.calendars.results import FileReading
from intermezzo.adapters.system import atomic_file
from intermezzo.core.scheduling.calendar_rules import Occurrence, words_in
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.refresh import LastAnswer
from intermezzo.core.settings import Calendar, Settings

_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
RECENT = timedelta(minutes=20)
"""How old a kept answer may be for a command; an older one is fetched again."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The content of one file, whose time of change says of when it is.

    ``calendar`` identifies where it was from and whose it is.
    """

    calendar: str
    window: Interval
    zone: str
    words: str
    occurrences: tuple[Occurrence, ...]


def words_of(settings: Settings) -> str:
    """Return what identifies the words that titles are read with; if it changes, titles are needed again."""
    return _digest((settings.break_words, settings.quiet_words, settings.cancelled_words))


def save(folder: Path, known: Known, settings: Settings, before: Known | None = None) -> None:
    """Write what is known of a calendar, for the user's eyes only. Raise OSError.

    ``before`` was saved last: where nothing has changed since, only the time of the file does.

    Of a title only the user's own words for breaks, quiet time and cancelled meetings are kept. Validators
    are not: after a start everything is fetched anew, because the titles are wanted.
    """
    if known.reading.as_of is None:
        return
    path = folder / f"{known.calendar.id}.json"
    since = (known.reading.as_of - _EPOCH) // _TICK * 1000
    if before is not None and known.reading.occurrences is before.reading.occurrences:
        with contextlib.suppress(FileNotFoundError):
            os.utime(path, ns=(since, since))
            return
    bare = tuple(
        replace(one, title=words_in(one, settings), uid="", link="") for one in known.reading.occurrences
    )
    calendar = _digest(known.calendar)
    kept = _Kept(calendar, known.window, known.zone, known.words, bare)
    atomic_file.write(path, msgspec.json.encode(kept), since)


def load(folder: Path, calendars: Sequence[Calendar], words: str) -> dict[str, Known]:
    """Return what was kept of the calendars, by id, unless it was read with other words or addresses."""
    found = {}
    for one in calendars:
        path = folder / f"{one.id}.json"
        try:
            as_of = _EPOCH + path.stat().st_mtime_ns // 1000 * _TICK
            kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        except (OSError, ValueError):  # none is kept, or it is damaged: ValueError is also a DecodeError
            continue
        if (kept.calendar, kept.words) == (_digest(one), words):
            reading = FileReading(label(one), kept.occurrences, as_of=as_of)
            found[one.id] = Known(one, kept.window, kept.zone, words, reading, LastAnswer(as_of))
    return found


def current(
    folder: Path,
    calendars: Sequence[Calendar],
    window: Interval,
    zone: str,
    settings: Settings,
    now: datetime,
) -> dict[str, Known]:
    """Return what is known of the calendars in the window, by id: kept not long ago, or fetched now."""
    words = words_of(settings)
    loaded = load(folder, calendars, words)
    known = {
        name: one
        for name, one in loaded.items()
        if one.window.start <= window.start and window.end <= one.window.end and now - one.last.at <= RECENT
    }
    old = [one for one in calendars if one.id not in known]
    return known | refresh(old, loaded, window, zone, words, {}, now)


def forget(folder: Path, calendars: Sequence[Calendar]) -> None:
    """Delete what was kept of other calendars than these. Raise OSError."""
    ids = {one.id for one in calendars}
    for file in folder.glob("*.json"):
        if file.stem not in ids:
            file.unlink(missing_ok=True)


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
