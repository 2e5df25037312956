"""The messages between parent and the child that parses, and the limits of parsing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intermezzo.core.scheduling.calendar_rules import Occurrence


class Trouble(StrEnum):
    """Why a file or an event could not be read, or what was assumed, as the code of a Message."""

    # the whole file
    MISSING = "calendars.missing"
    DENIED = "calendars.denied"
    NOT_A_FILE = "calendars.not_a_file"
    LINK_LOOP = "calendars.link_loop"
    UNREADABLE = "calendars.unreadable"
    TOO_LARGE = "calendars.too_large"
    EMPTY = "calendars.empty"
    WEB_PAGE = "calendars.web_page"
    NOT_A_CALENDAR = "calendars.not_a_calendar"
    TOO_MANY = "calendars.too_many"
    TOO_SLOW = "calendars.too_slow"
    NO_ANSWER = "calendars.no_answer"
    TOO_HEAVY = "calendars.too_heavy"
    STOPPED = "calendars.stopped"
    NOT_REACHED = "calendars.not_reached"
    # a part of a file
    CUT_SHORT = "calendars.cut_short"
    # a folder
    TOO_MANY_FILES = "calendars.too_many_files"
    NO_FILES = "calendars.no_files"
    # one event
    NO_START = "calendars.no_start"
    BAD_START = "calendars.bad_start"
    BAD_END = "calendars.bad_end"
    TWO_ENDS = "calendars.two_ends"
    ENDS_BEFORE_START = "calendars.ends_before_start"
    BAD_RULE = "calendars.bad_rule"
    TOO_OFTEN = "calendars.too_often"
    BAD_EVENT = "calendars.bad_event"
    BAD_PART = "calendars.bad_part"
    TWO_VERSIONS = "calendars.two_versions"
    # a zone
    BAD_ZONE = "calendars.bad_zone"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of parsing. Times are in seconds, sizes in bytes."""

    file_seconds: float = 20.0
    """Elapsed time for one calendar; 100,000 events take about six seconds."""
    cpu_seconds: float = 16.0
    """CPU time for one calendar, if the system can limit it."""
    series_seconds: float = 1.0
    """CPU time for one repeating event, if the system can limit it."""
    start_seconds: float = 20.0
    """Elapsed time for the child to start on a busy machine."""
    total_seconds: float = 60.0
    """Elapsed time for all calendars of one reading."""
    file_bytes: int = 256 * 1024 * 1024
    memory_bytes: int = 768 * 1024 * 1024
    """Address space of the child, mapped files included, if the system can limit it."""
    occurrences: int = 20_000
    """In one calendar and the window asked for."""
    series_occurrences: int = 5_000
    """Of one repeating event in the window asked for."""
    files: int = 20_000
    """In one folder."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about every calendar. ``start`` and ``end`` are in UTC, ``zone`` is the user's."""

    start: datetime
    end: datetime
    zone: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class CalendarRequest:
    """One calendar: files, or documents whose sizes are given and whose bytes follow the request.

    The bytes of a path travel decoded as Latin-1, because a file name need not be valid text. ``me`` are the
    user's addresses.
    """

    files: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    me: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParseRequest:
    """The message to the child: one line of JSON."""

    question: Question
    sources: tuple[CalendarRequest, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was left out or assumed. ``line`` is 0 and ``at`` None if unknown; ``at`` is in UTC."""

    line: int
    trouble: Trouble
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What one file or document gave. ``uids`` are hashes of the UIDs in it, if there are several files.

    ``name`` is what it calls itself, if it does.
    """

    occurrences: tuple[Occurrence, ...] = ()
    fault: Trouble | None = None
    warnings: tuple[Warned, ...] = ()
    uids: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A line of the child: it begins a file, or has finished a source when ``files`` are given.

    The files of a source are numbered from 0; −1 stands for what comes after the last one is read.
    """

    at: int = -1
    files: tuple[FileAnswer, ...] | None = None
