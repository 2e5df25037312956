"""The messages between parent and child, and the limits of reading."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intermezzo.core.scheduling.calendar_rules import Occurrence


class Trouble(StrEnum):
    """Why a file or an event could not be read, as the code of a Message."""

    # the whole file
    MISSING = "calendars.missing"
    DENIED = "calendars.denied"
    NOT_A_FILE = "calendars.not_a_file"
    LINK_LOOP = "calendars.link_loop"
    UNREADABLE = "calendars.unreadable"
    TOO_LARGE = "calendars.too_large"
    EMPTY = "calendars.empty"
    UTF_16 = "calendars.utf_16"
    NUL = "calendars.nul"
    WEB_PAGE = "calendars.web_page"
    NOT_A_CALENDAR = "calendars.not_a_calendar"
    CUT_SHORT = "calendars.cut_short"
    DAMAGED = "calendars.damaged"
    TOO_MANY = "calendars.too_many"
    TOO_SLOW = "calendars.too_slow"
    NO_ANSWER = "calendars.no_answer"
    TOO_HEAVY = "calendars.too_heavy"
    STOPPED = "calendars.stopped"
    NOT_REACHED = "calendars.not_reached"
    # a folder
    TOO_MANY_FILES = "calendars.too_many_files"
    NO_FILES = "calendars.no_files"
    # one event
    BAD_START = "calendars.bad_start"
    BAD_END = "calendars.bad_end"
    ENDS_BEFORE_START = "calendars.ends_before_start"
    BAD_RULE = "calendars.bad_rule"
    TOO_OFTEN = "calendars.too_often"
    BAD_EVENT = "calendars.bad_event"
    BAD_PART = "calendars.bad_part"
    # a zone
    BAD_ZONE = "calendars.bad_zone"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of reading. Times are in seconds, sizes in bytes."""

    file_seconds: float = 10.0
    """Elapsed time for one file; 10,000 events take about one second."""
    cpu_seconds: float = 8.0
    """CPU time for one file, if the system can limit it."""
    series_seconds: float = 0.5
    """CPU time for one repeating event, if the system can limit it."""
    start_seconds: float = 20.0
    """Elapsed time for the child to start on a busy machine."""
    total_seconds: float = 60.0
    """Elapsed time for all files of one reading."""
    file_bytes: int = 32 * 1024 * 1024
    memory_bytes: int = 512 * 1024 * 1024
    """Address space of the child, if the system can limit it."""
    occurrences: int = 20_000
    """In one file and the window asked for."""
    series_occurrences: int = 5_000
    """Of one repeating event in the window asked for."""
    files: int = 20_000
    """In one folder."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about every file. ``start`` and ``end`` are in UTC, ``zone`` is the user's IANA zone."""

    start: datetime
    end: datetime
    zone: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Request:
    """The message to the child. Each file is (path, the user's addresses).

    The bytes of a path are sent decoded as Latin-1, because a file name need not be valid text.
    """

    question: Question
    files: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """The child's message about one file, in the order of the request.

    ``line`` is that of the fault, 0 if unknown. Warnings are (line or 0, trouble).
    """

    occurrences: tuple[Occurrence, ...] = ()
    fault: Trouble | None = None
    line: int = 0
    warnings: tuple[tuple[int, Trouble], ...] = ()
