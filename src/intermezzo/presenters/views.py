"""What each window shows, already in words: frozen values that the windows receive and nothing else."""

from dataclasses import dataclass

from intermezzo.core.practice.model import Area, Kind, Session


@dataclass(frozen=True, slots=True)
class CardView:
    """The offer card. ``since`` is (before, bold, after); ``line`` stands before it."""

    eyebrow: str
    title: str
    facts: tuple[str, ...]
    line: str
    since: tuple[str, str, str]
    session: Session
    snooze_minutes: int
    meeting_later: bool
    """Whether *after my next meeting* can be offered."""
    short: bool
    """Whether *Only 90 seconds* is offered (on a micro-session)."""
    quieter: bool
    """Whether there is another, quieter session that fits."""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One line of the day.

    ``state``: busy, break, quiet, done, partial, now, next, planned, held, covered, declined. ``slot`` is the
    slot's start as ISO 8601 where it can be begun or skipped.
    """

    at: str
    label: str
    state: str
    note: str = ""
    kind: Kind | None = None
    slot: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """The day. ``status`` are quiet lines (a faulty calendar, unknown idle), worst first."""

    eyebrow: str
    title: str
    line: str
    rows: tuple[TodayRow, ...]
    status: tuple[str, ...] = ()
    undo: str = ""
    """What *Undo* would take back; empty when there is nothing."""
    paused: str = ""
    """How long a pause lasts, in words; empty when not paused."""
    gentle: bool = False
    blocked: bool = False
    """Whether the welcome's answers block every session."""
    offered: str = ""
    """The title of the session whose offer is open; empty when there is none."""
    planned: bool = False
    """Whether there is a physiotherapist's plan."""


@dataclass(frozen=True, slots=True)
class TrayView:
    """The tray. ``state``: resting, due, held, paused."""

    state: str
    tooltip: str
    next_line: str
    offered: bool = False
    in_session: bool = False
    paused: bool = False
    gentle: bool = False
    meeting_later: bool = False
    blocked: bool = False
    sessions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """What can be begun now: by kind, with its name, (id, title with length)."""
    snooze_minutes: int = 10
    planned: bool = False
    """Whether there is a physiotherapist's plan."""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One column of the week.

    ``marks`` in order: interlude, interlude_open (had room) or interlude_ahead (still to come), the same of
    micro, extra.
    """

    name: str
    full_name: str
    marks: tuple[str, ...]
    note: str = ""
    """Instead of marks: no room, day off, not known."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """One day of the twelve-week map.

    ``state``: unknown, none (no room, off), running (today, not yet over), level; ``level`` 0..1.
    """

    day: str
    state: str
    level: float
    words: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """The week. ``key`` is the ISO week, 2026-W47; ``previous``/``following`` keys are empty at the ends."""

    key: str
    eyebrow: str
    title: str
    line: str
    days: tuple[WeekDay, ...]
    map: tuple[tuple[MapCell, ...], ...]
    """Twelve weeks, oldest first, five or seven days each."""
    areas: tuple[tuple[Area, str, int], ...]
    foot: str
    """One sentence from the data, or an invitation in a first week."""
    step_up: tuple[str, str] = ("", "")
    """The next rhythm, once it may be offered: its preset and the words of the button; else empty."""
    felt: tuple[float | None, ...] = ()
    """Eight weeks of how it felt, 0 (stopped) to 1 (smooth); empty when nothing was said."""
    standard: tuple[str, str] = ("", "")
    """One of the user's own rules, and how often it was kept; empty when there is none."""
    previous: str = ""
    following: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    """The same week as a table, heading first: for screen readers and the terminal."""
