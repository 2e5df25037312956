"""Read what the calendars hold for certain: nothing is fetched, guessed or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intermezzo.adapters.calendars.parse.protocol import Limits
from intermezzo.adapters.calendars.reading import read
from intermezzo.adapters.calendars.remote import Known
from intermezzo.adapters.calendars.results import Reading, SourceReading
from intermezzo.core.scheduling.calendar_rules import Occurrence
from intermezzo.core.scheduling.intervals import Interval, intersect
from intermezzo.core.settings import Calendar

_LIMITS = Limits(total_seconds=20.0)
"""Shorter than those of a reading that an offer waits for."""


@dataclass(frozen=True, slots=True)
class CertainReading:
    """The occurrences of all calendars that are on, and the time in which no others are."""

    occurrences: tuple[Occurrence, ...]
    known: Interval | None
    """None if one of the calendars is not known for certain at any time."""
    files: Reading
    """Those of files and folders, to be passed as ``previous`` the next time."""


def read_certain(
    calendars: Sequence[Calendar],
    fetched: Mapping[str, Known],
    window: Interval,
    zone_name: str,
    previous: Reading | None = None,
) -> CertainReading:
    """Return what files and folders hold in the window, and the others by their last answers, by id.

    Blocks for up to 40 seconds, as long as the limits of ``read`` are.
    """
    files = read(calendars, window, zone_name, limits=_LIMITS, previous=previous)
    sources: list[SourceReading] = list(files.sources)
    known: tuple[Interval, ...] = (window,)
    for one in calendars:
        if not one.on or one.kind == "files":
            continue
        answer = fetched.get(one.id)
        if answer is None or (answer.calendar, answer.zone) != (one, zone_name):
            known = ()
            continue
        sources.append(answer.source)
        known = intersect(known, (answer.window,))
    if any(one.faults or one.left_out for one in sources):
        known = ()
    return CertainReading(files.with_sources(sources).occurrences, next(iter(known), None), files)
