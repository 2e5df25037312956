"""Texts of the Settings window, the parsing of its fields, and the day under a rhythm as a strip."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from itertools import pairwise

from intermezzo.core.faults import Fault
from intermezzo.core.practice.model import Day, Kind, Plan
from intermezzo.core.scheduling.intervals import Interval, clip
from intermezzo.core.settings import SPECS
from intermezzo.presenters import _
from intermezzo.presenters.durations import clock, stretch

LONGEST_RUN = 366
"""The most days of one "… to …"; a longer one is taken for a mistake."""


def page(group: str) -> tuple[str, str]:
    """Return title and subtitle of a page. Raise KeyError for a group that is not in GROUPS."""
    return {
        "rhythm": (_("Rhythm and hours"), _("How often you’d like to move, and when you work.")),
        "calendars": (_("Calendars"), _("Where your meetings are. Meeting names are shown, never stored.")),
        "place": (_("Place and body"), _("What suits your body and the room you’re in.")),
        "look": (_("Look and sound"), _("How it looks, how an offer comes, and what you hear.")),
        "privacy": (_("Privacy and about"), _("Everything stays on this computer.")),
    }[group]


def section(key: str) -> tuple[str, str] | None:
    """Return heading and sentence of the part of a page that begins with a setting; None within a part."""
    return {
        "monday": (
            _("Hours"),
            _(
                "When you work, such as 09:00 – 12:30, 13:30 – 17:00. Hours may run past midnight. "
                "Outside them nothing is offered."
            ),
        ),
        "voice": (
            _("Sound"),
            _("Voice and tones, for when you can’t see the screen. Silent during meetings and calls."),
        ),
    }.get(key)


def label(key: str) -> str:
    """Return the name of a setting."""
    return _(SPECS[key].label)


def explanation(key: str) -> str:
    """Return the line below the name; may be empty."""
    return _(SPECS[key].help) if SPECS[key].help else ""


def choices(key: str) -> tuple[tuple[str, str], ...]:
    """Return (value, name) of each choice of a setting."""
    return tuple((value, _(name)) for value, name in SPECS[key].choices)


def read_time(text: str, *, last: str = "23:59") -> str:
    """Return a time of day up to ``last`` as stored, "04:00". Raise Fault."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text.strip())
    stored = f"{int(found[1]):02}:{found[2] or '00'}" if found else ""
    if not stored or stored > last or stored[3:] > "59":
        raise Fault(_("“{text}” is not a time of day. Use 09:00.").format(text=text.strip()))
    return stored


def read_intervals(text: str) -> tuple[str, ...]:
    """Return intervals such as "9-12.30, 13:30 – 17:00" as stored. Raise Fault.

    An empty text is a day without work. An interval that ends before it starts ends after midnight.
    """
    stretches: list[tuple[str, str]] = []
    for part in _parts(text):
        ends = re.split(r"\s*(?:-|–|—|\bto\b)\s*", part)
        if len(ends) != 2:
            raise Fault(_("“{text}” is not an interval. Use 09:00-17:00.").format(text=part))
        start, end = read_time(ends[0]), read_time(ends[1], last="24:00")
        if start == end:
            raise Fault(_("“{text}” starts and ends at the same time. Use 09:00-17:00.").format(text=part))
        stretches.append((start, end))
    stretches.sort()
    for (earlier, end), (later, _until) in pairwise(stretches):
        if later < end or end < earlier:
            raise Fault(
                _("Two intervals overlap at {time}. End one before the other starts.").format(time=later)
            )
    return tuple(f"{start}-{end}" for start, end in stretches)


def show_intervals(values: Iterable[str]) -> str:
    """Return the text of a field of intervals."""
    return ", ".join(value.replace("-", " – ") for value in values)


def bad_time(value: str) -> str:
    """Return a bad time of day in words."""
    start, _hyphen, end = value.partition("-")
    return _("Not between {start} and {end}").format(start=start, end=end)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Fault(_("“{text}” is not a date. Use YYYY-MM-DD.").format(text=text.strip())) from None


def read_day(text: str) -> str:
    """Return a date as stored, "2026-12-24". Raise Fault."""
    return _day(text).isoformat()


def read_days(text: str) -> tuple[str, ...]:
    """Return each date of a text such as "2026-12-24, 2026-12-28 to 2027-01-02", in order. Raise Fault."""
    days: set[date] = set()
    for part in _parts(text):
        ends = re.split(r"\s+(?:to|-|–|—)\s+|\s*(?:–|—|\.\.)\s*", part)
        first, last = _day(ends[0]), _day(ends[-1])
        if len(ends) > 2 or last < first:
            raise Fault(_("“{text}” ends before it starts.").format(text=part))
        if (last - first).days >= LONGEST_RUN:
            raise Fault(_("“{text}” is longer than a year. Check the years.").format(text=part))
        days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day.isoformat() for day in sorted(days))


def show_days(values: Iterable[str]) -> str:
    """Return the text of a field of dates; three or more in a row are shown by their ends."""
    runs: list[list[date]] = []
    for day in sorted(map(_day, values)):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    shown: list[str] = []
    for run in runs:
        if len(run) > 2:
            shown.append(_("{first} to {last}").format(first=run[0].isoformat(), last=run[-1].isoformat()))
        else:
            shown.extend(day.isoformat() for day in run)
    return ", ".join(shown)


def read_words(text: str) -> tuple[str, ...]:
    """Return words or phrases separated by commas, without duplicates."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in _parts(text)))


def read_addresses(text: str) -> tuple[str, ...]:
    """Return the user's addresses in a calendar. Raise Fault."""
    addresses = read_words(text.replace(";", ","))
    for one in addresses:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", one):
            raise Fault(_("“{text}” is not an email address. Use me@example.org.").format(text=one))
    return addresses


def read_zone(known: Collection[str], text: str) -> str:
    """Return the name of a time zone of ``known``, or "". Raise Fault."""
    name = text.strip().replace(" ", "_")
    if name and name not in known:
        raise Fault(
            _("“{text}” is not a time zone. Use one such as Europe/Lisbon.").format(text=text.strip())
        )
    return name


@dataclass(frozen=True, slots=True)
class Form:
    """How a text field parses and shows the values of a form, and its hint when empty."""

    parse: Callable[[str], object]
    show: Callable[..., str]
    hint: str


def text_form(form: str, zones: Collection[str] = ()) -> Form:
    """Return the Form of a setting that is edited as text. Raise KeyError for any other form."""
    return {
        "intervals": Form(read_intervals, show_intervals, _("day off")),
        "time": Form(read_time, str, "04:00"),
        "days": Form(read_days, show_days, _("none")),
        "words": Form(read_words, ", ".join, _("none, or words separated by commas")),
        "zone": Form(partial(read_zone, zones), str, _("this computer’s time zone")),
    }[form]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]


@dataclass(frozen=True, slots=True)
class StripSpan:
    """A part of the day as fractions of its width, 0..1, with a description; ``kind`` is a session's."""

    start: float
    end: float
    words: str = ""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class StripView:
    """A day under a rhythm. ``sentence`` is (before, bold, after); ``ticks`` are (fraction, label)."""

    ticks: tuple[tuple[float, str], ...]
    busy: tuple[StripSpan, ...]
    slots: tuple[StripSpan, ...]
    sentence: tuple[str, str, str]
    work_minutes: float = 0.0
    """Minutes of working time today; 0 on a day off."""
    breaks: tuple[StripSpan, ...] = ()
    """The busy spans that count as movement."""
    heading: str = ""
    """Which day it is."""
    left: str = ""
    """How many sessions the settings of place and body leave, in a sentence; empty if unknown."""

    @property
    def words(self) -> str:
        """The strip in words, for screen readers."""
        parts = (*(span.words for span in (*self.busy, *self.breaks, *self.slots)), "".join(self.sentence))
        return "; ".join(part for part in parts if part)


def strip(
    day: Day, plan: Plan, zone: tzinfo, across: str = "", *, on: str = "", gentle: bool = False
) -> StripView:
    """Return the day as the strip below the rhythm; ``on`` is its name, empty for today.

    ``across`` is the name of the meeting in the longest stretch, if there is one that may be named. A
    ``gentle`` day has at most the quiet rhythm.
    """
    whole = _("A whole day like today, with this rhythm")
    heading = _("{day}, with this rhythm").format(day=on) if on else whole
    if not day.work:
        none = (_("Day off. On a working day the plan shows here."), "", "")
        return StripView((), (), (), none, heading=heading)
    window = Interval(day.work[0].start, day.work[-1].end)

    def at(moment: datetime) -> float:
        return (moment - window.start) / window.length

    def span(one: Interval, words: str, kind: Kind | None = None) -> StripSpan:
        said = words.format(start=clock(one.start, zone), end=clock(one.end, zone))
        return StripSpan(at(one.start), at(one.end), said, kind)

    paused = clip(day.breaks, window)
    # A break is busy time too and is described once.
    busy = tuple(
        span(one, "" if one in paused else _("busy {start} to {end}")) for one in clip(day.busy, window)
    )
    breaks = tuple(span(one, _("a break {start} to {end}")) for one in paused)
    names = {Kind.INTERLUDE: _("interlude at {start}"), Kind.MICRO: _("micro-session at {start}")}
    slots = tuple(span(slot.interval, names.get(slot.kind, "{start}"), slot.kind) for slot in plan.slots)
    minutes = sum(one.minutes for one in day.work)
    after = _(", across {meeting}.").format(meeting=across) if across else _(".")
    if gentle:
        after = _("{sentence} A gentle day has the Quiet rhythm at most.").format(sentence=after)
    longest = _("Longest without moving: "), stretch(plan.longest_stretch_minutes), after
    return StripView(_ticks(window, zone), busy, slots, longest, minutes, breaks, heading)


def left(some: int, every: int) -> str:
    """Return how many of all sessions the settings of place and body leave, as a sentence."""
    return _("This leaves {some} of {all} sessions to choose from.").format(some=some, all=every)


def _ticks(window: Interval, zone: tzinfo) -> tuple[tuple[float, str], ...]:
    """Return ticks at every hour, or every second or third in a long day."""
    hours = window.minutes / 60
    step = timedelta(hours=1 if hours <= 5 else 2 if hours <= 10 else 3)
    late = window.start.astimezone(zone).minute
    moment = window.start + timedelta(minutes=(60 - late) % 60)
    ticks: list[tuple[float, str]] = []
    while moment <= window.end:
        ticks.append(((moment - window.start) / window.length, str(moment.astimezone(zone).hour)))
        moment += step
    return tuple(ticks)
