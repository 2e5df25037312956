"""The views of windows: frozen values that contain all texts."""

from dataclasses import dataclass

from intermezzo.core.practice.model import Area, Kind, Session


@dataclass(frozen=True, slots=True)
class StartChoice:
    """One of the ways to go on: its name for the program, its label, and what it means."""

    name: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A question at the start; the first choice is the one advised."""

    title: str
    line: str
    choices: tuple[StartChoice, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class CardView:
    """The offer card. ``since`` is (before, bold, after); ``line`` is shown above it."""

    eyebrow: str
    title: str
    facts: tuple[str, ...]
    line: str
    since: tuple[str, str, str]
    session: Session
    snooze_minutes: int
    meeting_later: bool
    """Whether *after my next meeting* is offered."""
    short: bool
    """Whether *Only 90 seconds* is offered, on a micro-session."""
    quieter: bool
    """Whether another, quieter session fits."""
    call_over: bool = False
    """Whether *Still in it* is offered: the call of a meeting seems to have ended early."""
    not_today: bool = False
    """Whether *Not today* is offered: something of a prescription was stopped the last time."""
    dim: bool = False
    """Whether it is shown faintly, as late in the evening."""


@dataclass(frozen=True, slots=True)
class NotificationView:
    """The notification of an offer; ``buttons`` are (key, label)."""

    title: str
    body: str
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComingView:
    """What comes after a session, in a sentence; an empty one if that is unknown."""

    line: str = ""
    join: bool = False
    """Whether it is a meeting that can be joined now."""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One row of the day.

    ``state``: busy, break, quiet, done, partial, now, next, planned, held, covered, declined, left_out; or
    present, for the line of the time that it is; or heading, for the name of the day that follows. ``slot``
    is the slot's start as ISO 8601 if it can be begun, skipped or given another time.
    """

    at: str
    label: str
    state: str
    note: str = ""
    kind: Kind | None = None
    slot: str = ""
    why: str = ""
    past: bool = False
    pinned: bool = False
    """Whether the user has set its time."""
    day: str = ""
    """The name of its day, if that is not the day of the window."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with an answer: its line, and the label and command of its button."""

    line: str
    label: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardChoice:
    """One of the user's own rules, and the command that adds or drops it."""

    id: str
    words: str
    active: bool
    command: tuple[str, ...]
    possible: bool
    """Whether it can be chosen: only so many are active at a time."""
    when: str
    """When it is shown, of an active one."""
    contexts: tuple[tuple[str, tuple[str, ...]], ...]
    """The labels of when it can be shown, each with its command; empty unless it is active."""


@dataclass(frozen=True, slots=True)
class StandardsView:
    """The sheet of the user's own rules. ``can_add`` is whether one in words of one's own can be added."""

    line: str
    choices: tuple[StandardChoice, ...]
    can_add: bool


@dataclass(frozen=True, slots=True)
class WayOut:
    """What leads on from something that blocks a session: the label of a button, and its command."""

    label: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TodayView:
    """The Today window. ``status`` are notices (a faulty calendar, unknown idle time), most serious first."""

    eyebrow: str
    title: str
    line: str
    rows: tuple[TodayRow, ...]
    reflow: str = ""
    """Why the plan has changed just now; empty if it has not."""
    status: tuple[str, ...] = ()
    off: bool = False
    """Whether no work is left today, or none was: *Work today* is offered."""
    answered: str = ""
    """The last answer with its moment, which *Undo* takes back; empty if there is none."""
    undo: str = ""
    """The name of *Undo*: what it takes back."""
    paused: str = ""
    """The end of the pause; empty if not paused."""
    gentle: str = ""
    """Until when days are gentle, as ``reasons.gentle_end`` says it; empty if they are not."""
    blocked: bool = False
    """Whether the health question blocks all sessions."""
    offered: str = ""
    """The title of the session of the open offer; empty without one."""
    notices: tuple[NoticeView, ...] = ()
    """Those that have an answer."""
    sessions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What is begun by its name: (words, command)."""
    report: bool = False
    """Whether there is an error of ours to report."""
    moving: bool = False
    """Whether a session is running."""
    quits: bool = False
    """Whether *Quit* is here: there is no tray."""


@dataclass(frozen=True, slots=True)
class TrayView:
    """The tray. ``state``: resting, due, held, moving, gentle, paused."""

    state: str
    tooltip: str
    next_line: str
    offered: bool = False
    in_session: bool = False
    paused: bool = False
    gentle: str = ""
    """Until when days are gentle, as ``reasons.gentle_end`` says it; empty if they are not."""
    asks_less: bool = False
    """Whether *Ask as usual* is offered."""
    meeting_later: bool = False
    blocked: bool = False
    call_over: bool = False
    """Whether *Still in it* is offered."""
    sessions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What is begun by its name: (words, command)."""
    snooze_minutes: int = 10


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
    """Shown instead of marks: no room, day off, not known."""
    date: str = ""
    """The day as ISO 8601."""
    words: str = ""
    """All of it, for screen readers."""


@dataclass(frozen=True, slots=True)
class WeekDayView:
    """One day of a week: what was done, by time, and how each movement went."""

    date: str
    title: str
    line: str
    rows: tuple[TodayRow, ...]
    felt: str = ""


@dataclass(frozen=True, slots=True)
class MapCell:
    """One day of the map. ``state``: unknown, none (no room, off), running (not over), level (of 0..1)."""

    state: str
    level: float
    words: str


@dataclass(frozen=True, slots=True)
class WeekSuggestion:
    """What the week suggests: a line, which may be empty, and a button with its command.

    ``done`` is what is told afterwards, beside *Undo* with the command ``undo``.
    """

    line: str
    label: str
    command: tuple[str, ...]
    done: str
    undo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """The Week window. ``key`` is an ISO week, 2026-W47; ``previous`` and ``following`` may be empty."""

    key: str
    eyebrow: str
    title: str
    line: str
    days: tuple[WeekDay, ...]
    map: tuple[tuple[MapCell, ...], ...]
    """Twelve weeks, oldest first, of five or seven days."""
    areas: tuple[tuple[Area, str, int], ...]
    """Each with its name, and how many sessions moved it."""
    sessions: int
    """How many sessions there were for an area to be moved in."""
    foot: str
    """One sentence from the data; may be empty."""
    suggestion: WeekSuggestion | None = None
    invites: bool = False
    """Whether nothing was done yet in a week that goes on, so that it invites to begin."""
    felt: tuple[float | None, ...] = ()
    """The feedback of eight weeks, 0 (stopped) to 1 (smooth); empty without any."""
    standards: tuple[tuple[str, str], ...] = ()
    """The user's own rules that were kept, each with on how many days."""
    previous: str = ""
    following: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    """The week as a table, heading first, for screen readers and the terminal."""
