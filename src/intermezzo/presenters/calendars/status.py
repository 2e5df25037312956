"""What is known of each calendar in words: how old it is, what could not be read, what was guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from intermezzo.core.faults import Message
from intermezzo.core.plain_text import one_line
from intermezzo.core.settings import Calendar
from intermezzo.presenters import _, ngettext
from intermezzo.presenters.durations import capital
from intermezzo.presenters.messages import tell

LONGEST_NAME = 120
"""Characters; a longer one is clipped."""


@dataclass(frozen=True, slots=True)
class CalendarState:
    """A calendar of the settings and its last reading.

    ``age`` is that of the events in use; None if there are none. ``faults`` are why the last reading failed,
    ``left_out`` what it guessed or left out.
    """

    calendar: Calendar
    age: timedelta | None = None
    faults: tuple[Message, ...] = ()
    left_out: tuple[Message, ...] = ()

    @property
    def code(self) -> str:
        """The state for ``--json``: off, ok, old (it failed, older events count), failed or unread."""
        if not self.calendar.on:
            return "off"
        if self.faults:
            return "failed" if self.age is None else "old"
        return "unread" if self.age is None else "ok"


def calendar_name(calendar: Calendar) -> str:
    """Return the name of a calendar; without one, that of its file or where it is."""
    last = calendar.path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return one_line(calendar.name or last or calendar.path, LONGEST_NAME)


def state_line(state: CalendarState) -> str:
    """Return how old a calendar's events are: fetched 4 min ago. Empty if a fault says it."""
    calendar = state.calendar
    if not calendar.on:
        return _("Off")
    if state.faults:
        return ""
    if state.age is None:
        return _("Not read yet")
    age = age_words(state.age)
    if calendar.kind == "address":
        return _("Fetched {age}; the provider may be hours behind").format(age=age)
    return (_("Read {age}") if calendar.kind == "files" else _("Fetched {age}")).format(age=age)


def trouble_lines(state: CalendarState) -> tuple[str, ...]:
    """Return what is wrong with a calendar, a sentence for each fault and each event, without its name."""
    name = calendar_name(state.calendar)
    return tuple(capital(tell(_within(one, name))) for one in (*state.faults, *state.left_out))


def _within(found: Message, name: str) -> Message:
    """Return what was found in the calendar of this name; what was found in a file of another stays."""
    what = found.facts.get("what")
    ours = found.code == "calendars.in_file" and found.facts.get("path") == name
    return what if ours and isinstance(what, Message) else found


def notice_line(states: Iterable[CalendarState]) -> str:
    """Return in one line what is wrong with them: the first, faults before events, and how many more."""
    every = tuple(states)
    told = [one for state in every for one in state.faults]
    told += [one for state in every for one in state.left_out]
    if len(told) < 2:
        return "".join(tell(one) for one in told)
    more = len(told) - 1
    count = ngettext("{n} more in Settings, Calendars.", "{n} more in Settings, Calendars.", more)
    return f"{tell(told[0])} {count.format(n=more)}"


def states_json(states: Sequence[CalendarState]) -> list[dict[str, object]]:
    """Return the calendars for ``status --json`` and ``calendar list --json``."""
    return [
        {
            "name": calendar_name(one.calendar),
            "kind": one.calendar.kind,
            "state": one.code,
            "age_seconds": None if one.age is None else round(one.age.total_seconds()),
        }
        for one in states
    ]


def code_words(code: str) -> str:
    """Return the code of a state in words."""
    return {
        "ok": _("read"), "old": _("can’t be read now, the last good version is used"),
        "failed": _("can’t be read"), "off": _("off"), "unread": _("not read yet"),
    }[code]  # fmt: skip


def age_words(age: timedelta) -> str:
    """Return an age to the minute, hour or day: 4 min ago."""
    minutes = int(age / timedelta(minutes=1))
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    if hours:
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)
    if minutes:
        return _("{n} min ago").format(n=minutes)
    return _("just now")
