"""Tallies of days and weeks: the sessions taken out of the room there was.

A slot is *taken* by a completed session or one done already. Sessions count by the kind of slot they answer,
up to the day's room of that kind; a surplus of one kind fills room of the other. Any further session is an
*extra*. ``tallies`` makes them from rows. ``asked_week`` reads which week a person asks for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from intermezzo.core.faults import Malformed

KEPT_AT = 2
"""A day is kept from this many taken slots on, or when all its room is taken."""
KEPT_WEEKS = 2
"""The next rhythm is offered after this many kept weeks in a row."""
SPARE_FROM = 4
"""A week has a spare day from this many open days on."""
OWN_BREAK_SECONDS = 600.0
"""An absence of at least this length is a break of the user's own."""
MAP_DAYS = 84
"""Days of the twelve-week map."""
_ASKED_WEEK = re.compile(r"(?:w(?:eek)?\s*)?(\d{1,2})", re.IGNORECASE)
_ASKED_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Count:
    """A number for each kind of slot."""

    interlude: int = 0
    micro: int = 0

    @property
    def total(self) -> int:
        """The sum of both kinds."""
        return self.interlude + self.micro


@dataclass(frozen=True, slots=True)
class DayTally:
    """The tally of one local day. ``room`` is None if the day has no ``day`` row."""

    day: date
    room: Count | None = None
    off: bool = False
    gentle: bool = False
    done: Count = Count()
    """Sessions completed or done already, by the kind of slot answered, not capped by the room."""
    done_already: int = 0
    partial: int = 0
    covers: Count = Count()
    """Slots that were covered by the user's own breaks."""
    breaks: int = 0
    """The number of the user's own breaks."""
    seconds: float = 0.0
    """Active seconds of all sessions."""
    work: float = 0.0
    busy: float = 0.0
    longest: float | None = None
    """Minutes, like ``work`` and ``busy``; None until the day is over."""
    felt_sum: float = 0.0
    felt_count: int = 0

    @property
    def known(self) -> bool:
        """Whether the room of the day was recorded."""
        return self.room is not None

    @property
    def taken(self) -> Count:
        """Slots taken, by the kind of session done; at most the room."""
        return self._filled()[0]

    @property
    def covered(self) -> Count:
        """Slots covered by the user's own breaks; at most the room that was not taken."""
        not_taken = self._filled()[1]
        return Count(min(self.covers.interlude, not_taken.interlude), min(self.covers.micro, not_taken.micro))

    @property
    def left(self) -> Count:
        """Slots neither taken nor covered."""
        not_taken, covered = self._filled()[1], self.covered
        return Count(not_taken.interlude - covered.interlude, not_taken.micro - covered.micro)

    @property
    def open_room(self) -> int:
        """Slots of the day except the covered ones."""
        return self.taken.total + self.left.total

    @property
    def extra(self) -> int:
        """Sessions done beyond the room."""
        return self.done.total - self.taken.total

    @property
    def open(self) -> bool:
        """Whether the day had room."""
        return self.open_room > 0

    @property
    def kept(self) -> bool:
        """Whether enough slots of an open day were taken."""
        return self.open and self.taken.total >= min(KEPT_AT, self.open_room)

    @property
    def moved(self) -> bool:
        """Whether there was any session at all."""
        return self.done.total > 0 or self.partial > 0 or self.seconds > 0

    def _filled(self) -> tuple[Count, Count]:
        """Return the slots taken, by the kind of session done, and those not taken, by their own kind."""
        room = Count() if self.room is None or self.off else self.room
        short, long = min(self.done.interlude, room.interlude), min(self.done.micro, room.micro)
        # A surplus of one kind fills room of the other.
        short_for_long = min(self.done.interlude - short, room.micro - long)
        long_for_short = min(self.done.micro - long, room.interlude - short)
        taken = Count(short + short_for_long, long + long_for_short)
        return taken, Count(room.interlude - short - long_for_short, room.micro - long - short_for_long)


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of day to the quarter hour, with the number of offers at it and of those that were taken."""

    at: time
    offered: int
    taken: int


@dataclass(frozen=True, slots=True)
class WeekSummary:
    """The seven tallies of an ISO week, Monday first. ``key`` is such as 2026-W47.

    The ``running`` day, set by ``so_far``, is not over: its room counts only as far as it is taken, and the
    day itself only once it is kept.
    """

    key: str
    days: tuple[DayTally, ...]
    running: date | None = None

    @property
    def taken(self) -> int:
        """Slots taken."""
        return sum(day.taken.total for day in self.days)

    @property
    def room(self) -> int:
        """Slots of the week except covered ones; of the running day only those taken."""
        return sum(day.taken.total if day.day == self.running else day.open_room for day in self.days)

    @property
    def extra(self) -> int:
        """Sessions done beyond the room."""
        return sum(day.extra for day in self.days)

    @property
    def partial(self) -> int:
        """Sessions ended before 80 % were done."""
        return sum(day.partial for day in self.days)

    @property
    def seconds(self) -> float:
        """Active seconds of all sessions."""
        return sum(day.seconds for day in self.days)

    @property
    def open(self) -> int:
        """Days with room; the running day counts once it is kept."""
        return sum(day.kept if day.day == self.running else day.open for day in self.days)

    @property
    def kept(self) -> int:
        """Open days that were kept."""
        return sum(day.kept for day in self.days)

    @property
    def breaks(self) -> int:
        """The number of the user's own breaks."""
        return sum(day.breaks for day in self.days)

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return self.days[0].day

    @property
    def spare(self) -> str:
        """The state of the spare day: ``unused``, ``used``, or empty if there is none or it is undecided."""
        undecided = any(day.day == self.running and not day.kept for day in self.days)
        if self.open < SPARE_FROM or undecided:
            return ""
        return "unused" if self.kept == self.open else "used"

    @property
    def steady(self) -> bool:
        """Whether all open days were kept, apart from the spare day."""
        return self.open > 0 and self.kept >= self.open - (1 if self.spare else 0)

    @property
    def felt(self) -> float | None:
        """The mean of the feedback, 0 (stopped) to 1 (smooth); None without feedback."""
        count = sum(day.felt_count for day in self.days)
        return sum(day.felt_sum for day in self.days) / count if count else None


def week_key(day: date) -> str:
    """Return the ISO week of a day, such as 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday_of(key: str) -> date:
    """Return the first day of a week such as 2026-W47. Raise Malformed if there is no such week."""
    try:
        monday = date.fromisoformat(key)
    except ValueError:
        monday = date.min
    if week_key(monday) != key:
        raise Malformed("argument.week", text=key)
    return monday


def asked_week(text: str, today: date) -> str:
    """Return the key of the week of 47, W47, 2026-W47, 17.11., 17.11.2026 or 2026-11-17.

    Without a year it is the last such week or day that has begun. Raise Malformed for anything else, and for
    a week that is still to come.
    """
    asked = text.strip()
    key = _key(asked, today)
    if key > week_key(today):
        raise Malformed("argument.week_to_come", text=asked)
    return key


def _key(asked: str, today: date) -> str:
    if found := _ASKED_WEEK.fullmatch(asked):
        year, present = today.isocalendar().year, week_key(today)
        keys = (f"{one:04d}-W{int(found[1]):02d}" for one in (year, year - 1))
        key = next(one for one in (*keys, "") if one <= present)
        return week_key(monday_of(key)) if key else asked
    try:
        if found := _ASKED_DAY.fullmatch(asked):
            day, month = int(found[1]), int(found[2])
            on = date(int(found[3] or today.year), month, day)
            return week_key(on.replace(year=on.year - 1) if not found[3] and on > today else on)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", asked):
            return week_key(date.fromisoformat(asked))
    except ValueError as error:
        raise Malformed("argument.week", text=asked) from error
    return week_key(monday_of(asked.upper()))


def summarise(tallies: Iterable[DayTally], monday: date) -> WeekSummary:
    """Return the week that begins on ``monday``; days without a tally are unknown."""
    found = {one.day: one for one in tallies}
    days = (monday + timedelta(days=n) for n in range(7))
    return WeekSummary(week_key(monday), tuple(found.get(day, DayTally(day)) for day in days))


def so_far(summary: WeekSummary, today: date) -> WeekSummary:
    """Return the week with ``today`` running, if it has room left and is not over (no longest stretch)."""
    running = any(day.day == today and day.longest is None and day.left.total > 0 for day in summary.days)
    return replace(summary, running=today if running else None)
