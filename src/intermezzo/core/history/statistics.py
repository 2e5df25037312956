"""Events → days and weeks: what was taken of the room there was, with no streak and no debt.

*Taken* is completed + done already, capped by the room of the day, kind by kind of the slot that was
answered. What is left over of one kind stands in for the other where that has room left: an interlude that
the user began by hand on a day with room for a micro-session only took the room there was. Beyond all room
it is an *extra*, a bonus.
The SQL path of the store makes the same ``DayTally``; a property test holds the two equal.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NoReturn

from intermezzo.core.faults import Malformed
from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.model import AREA_OF, Area, Kind
from intermezzo.core.scheduling.day_state import effective

KEPT_AT = 2
"""So many taken make a day kept, or all there was room for."""
KEPT_WEEKS = 2
"""So many kept weeks in a row, and the next rhythm is offered."""
SPARE_FROM = 4
"""From so many open days on, a week has one to spare."""
OWN_BREAK_SECONDS = 600.0
"""Away for this long is a break of one's own."""
MAP_DAYS = 84
"""Twelve weeks."""

_DONE = frozenset({EventKind.COMPLETED, EventKind.DONE_ALREADY})
_ENDED = frozenset({EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED})


@dataclass(frozen=True, slots=True)
class Count:
    """So many of each kind of slot."""

    interlude: int = 0
    micro: int = 0

    @property
    def total(self) -> int:
        """Both kinds."""
        return self.interlude + self.micro


@dataclass(frozen=True, slots=True)
class DayTally:
    """One local day. ``room`` is None on a day that nothing is known of (no ``day`` row)."""

    day: date
    room: Count | None = None
    off: bool = False
    done: Count = Count()
    """Completed and done already, by the kind of slot answered, before any cap."""
    done_already: int = 0
    partial: int = 0
    covers: Count = Count()
    """Slots that breaks of one's own stood for."""
    breaks: int = 0
    """Breaks of one's own."""
    seconds: float = 0.0
    """Active seconds of all that moved the body."""
    work: float = 0.0
    busy: float = 0.0
    longest: float | None = None
    """Minutes, as are ``work`` and ``busy``; None until the day is over."""
    felt_sum: float = 0.0
    felt_count: int = 0

    @property
    def known(self) -> bool:
        """Whether the day's room was written down."""
        return self.room is not None

    @property
    def taken(self) -> Count:
        """What of the room was taken, by the kind of what was done."""
        room = self._place()
        stand_in = self._stand_in()
        return Count(
            min(self.done.interlude, room.interlude) + stand_in.interlude,
            min(self.done.micro, room.micro) + stand_in.micro,
        )

    @property
    def covered(self) -> Count:
        """Room that left with breaks of one's own; never room that was taken."""
        room, stand_in = self._place(), self._stand_in()
        return Count(
            min(self.covers.interlude, max(room.interlude - self.done.interlude, 0) - stand_in.micro),
            min(self.covers.micro, max(room.micro - self.done.micro, 0) - stand_in.interlude),
        )

    @property
    def left(self) -> Count:
        """Room that was neither taken nor covered."""
        room, stand_in, covered = self._place(), self._stand_in(), self.covered
        return Count(
            max(room.interlude - self.done.interlude, 0) - stand_in.micro - covered.interlude,
            max(room.micro - self.done.micro, 0) - stand_in.interlude - covered.micro,
        )

    @property
    def open_room(self) -> int:
        """The room that counts: without what was covered."""
        return self.taken.total + self.left.total

    @property
    def extra(self) -> int:
        """Done beyond the room: a bonus."""
        return self.done.total - self.taken.total

    @property
    def open(self) -> bool:
        """Whether the day had room."""
        return self.open_room > 0

    @property
    def kept(self) -> bool:
        """Whether enough of an open day was taken."""
        return self.open and self.taken.total >= min(KEPT_AT, self.open_room)

    @property
    def moved(self) -> bool:
        """Whether anything moved the body."""
        return self.done.total > 0 or self.partial > 0 or self.seconds > 0

    def _place(self) -> Count:
        return Count() if self.room is None or self.off else self.room

    def _stand_in(self) -> Count:
        """How many of each kind stand in the place of the other."""
        room = self._place()
        return Count(
            min(max(self.done.interlude - room.interlude, 0), max(room.micro - self.done.micro, 0)),
            min(max(self.done.micro - room.micro, 0), max(room.interlude - self.done.interlude, 0)),
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of day, to the quarter hour, at which offers came; and how many of them were taken."""

    at: time
    offered: int
    taken: int


@dataclass(frozen=True, slots=True)
class WeekSummary:
    """An ISO week of seven tallies, Monday first. ``key`` is 2026-W47.

    On the ``running`` day, as ``so_far`` names it, places may still be ahead: room that is not yet taken
    counts for nothing, and the day itself only once it is kept.
    """

    key: str
    days: tuple[DayTally, ...]
    running: date | None = None

    @property
    def taken(self) -> int:
        """What of the room was taken."""
        return sum(day.taken.total for day in self.days)

    @property
    def room(self) -> int:
        """The room there was, without what was covered; of the running day what was taken."""
        return sum(day.taken.total if day.day == self.running else day.open_room for day in self.days)

    @property
    def extra(self) -> int:
        """Done beyond the room."""
        return sum(day.extra for day in self.days)

    @property
    def partial(self) -> int:
        """Begun and finished before the end: it moved the body."""
        return sum(day.partial for day in self.days)

    @property
    def seconds(self) -> float:
        """Active seconds of all that moved the body."""
        return sum(day.seconds for day in self.days)

    @property
    def open(self) -> int:
        """Days with room; the running one once it is kept."""
        return sum(day.kept if day.day == self.running else day.open for day in self.days)

    @property
    def kept(self) -> int:
        """Open days that were kept."""
        return sum(day.kept for day in self.days)

    @property
    def breaks(self) -> int:
        """Breaks of one's own."""
        return sum(day.breaks for day in self.days)

    @property
    def monday(self) -> date:
        """The first day."""
        return self.days[0].day

    @property
    def spare(self) -> str:
        """The spare day, ``unused`` or ``used``; empty when the week has none or while it is uncertain."""
        undecided = any(day.day == self.running and not day.kept for day in self.days)
        if self.open < SPARE_FROM or undecided:
            return ""
        return "unused" if self.kept == self.open else "used"

    @property
    def steady(self) -> bool:
        """Whether the week as a whole was kept, the spare day allowed for."""
        return self.open > 0 and self.kept >= self.open - (1 if self.spare else 0)

    @property
    def felt(self) -> float | None:
        """How it felt on average, 0 (stopped) to 1 (smooth); None when nothing was said."""
        count = sum(day.felt_count for day in self.days)
        return sum(day.felt_sum for day in self.days) / count if count else None


def next_rhythm(rhythm: str, before: Sequence[WeekSummary]) -> str:
    """The denser preset that may be offered after two kept weeks in a row, the latest last; else empty."""
    following = {"quiet": "steady", "steady": "frequent"}
    kept = len(before) >= KEPT_WEEKS and all(week.steady for week in before[-KEPT_WEEKS:])
    return following.get(rhythm, "") if kept else ""


def week_key(day: date) -> str:
    """The ISO week that the day lies in: 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday_of(key: str) -> date:
    """The first day of a week such as 2026-W47; raises Malformed when there is no such week."""
    found = re.fullmatch(r"(\d{4})-W(\d{2})", key)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else _no_week(key)
    except ValueError:
        return _no_week(key)


def _no_week(key: str) -> NoReturn:
    raise Malformed(f"“{key}” is not a week; write it as 2026-W47")


def summarise(tallies: Iterable[DayTally], monday: date) -> WeekSummary:
    """The week that begins on ``monday``; days without a tally are unknown."""
    found = {one.day: one for one in tallies}
    days = (monday + timedelta(days=n) for n in range(7))
    return WeekSummary(week_key(monday), tuple(found.get(day, DayTally(day)) for day in days))


def so_far(summary: WeekSummary, today: date) -> WeekSummary:
    """The week as it stands today: while today still has room to take and is not over, it is running.

    A day is over once its longest stretch is known.
    """
    running = any(day.day == today and day.longest is None and day.left.total > 0 for day in summary.days)
    return replace(summary, running=today if running else None)


def tally(events: Sequence[Event]) -> tuple[DayTally, ...]:
    """The days that the events tell of, sorted. What was retracted is passed over."""
    by_day: dict[date, list[Event]] = {}
    for event in effective(events):
        by_day.setdefault(event.day, []).append(event)
    return tuple(_day(day, by_day[day]) for day in sorted(by_day))


def areas(events: Sequence[Event]) -> Mapping[Area, int]:
    """How many sessions moved each area: those that ended, with a step that took any time."""
    lasting = effective(events)
    ended = {event.occurrence for event in lasting if event.kind in _ENDED and event.occurrence is not None}
    moved: dict[Area, set[str]] = {area: set() for area in Area}
    for event in lasting:
        if event.kind is not EventKind.STEP or event.occurrence not in ended or not event.seconds:
            continue
        regions = event.detail.get("regions")
        for region in regions if isinstance(regions, list) else ():
            if isinstance(region, str) and region in AREA_OF:
                moved[AREA_OF[region]].add(event.occurrence or "")
    return {area: len(sessions) for area, sessions in moved.items()}


def gaps(events: Sequence[Event]) -> tuple[Gap, ...]:
    """The times of day at which offers came, by the slot of each occurrence's first offer; sorted."""
    first: dict[str, Event] = {}
    done: set[str] = set()
    for event in effective(events):
        if event.occurrence is None:
            continue
        if event.kind is EventKind.OFFERED:
            known = first.get(event.occurrence)
            if known is None or (event.at, event.id) < (known.at, known.id):
                first[event.occurrence] = event
        elif event.kind in _DONE:
            done.add(event.occurrence)
    return count_gaps(
        (quarter_hour(event.detail.get("slot"), event.at, event.offset), occurrence in done)
        for occurrence, event in first.items()
    )


def count_gaps(offers: Iterable[tuple[time, bool]]) -> tuple[Gap, ...]:
    """Gaps out of the quarter hour of each offer and whether it was taken; sorted."""
    offered: dict[time, list[bool]] = {}
    for at, taken in offers:
        offered.setdefault(at, []).append(taken)
    return tuple(Gap(at, len(taken), sum(taken)) for at, taken in sorted(offered.items()))


def quarter_hour(slot: object, at: datetime, offset: int) -> time:
    """The local time of an offer's slot (ISO UTC, else ``at``), down to the quarter: 10:31 is of 10:30.

    Down, since a slot at the end of a gap must not be named after the meeting that follows.
    """
    moment = datetime.fromisoformat(slot) if isinstance(slot, str) else at
    local = moment + timedelta(seconds=offset)
    return time(local.hour, local.minute // 15 * 15)


def _day(day: date, events: Sequence[Event]) -> DayTally:
    frames = [event for event in events if event.kind is EventKind.DAY]
    frame = max(frames, key=lambda event: (event.at, event.id)).detail if frames else None
    breaks = [e for e in events if e.kind is EventKind.AWAY and (e.seconds or 0.0) >= OWN_BREAK_SECONDS]
    felt = [
        float(said)
        for event in events
        if event.kind is EventKind.FEEDBACK and isinstance(said := event.detail.get("felt"), int | float)
    ]
    return DayTally(
        day=day,
        room=None if frame is None else _room(frame),
        off=frame is not None and frame.get("off") is True,
        done=Count(*(_occurrences(events, _DONE, kind) for kind in (Kind.INTERLUDE, Kind.MICRO))),
        done_already=len({_one(e) for e in events if e.kind is EventKind.DONE_ALREADY}),
        partial=len({_one(e) for e in events if e.kind is EventKind.PARTIAL}),
        covers=Count(
            sum(e.detail.get("covers") == Kind.INTERLUDE for e in breaks),
            sum(e.detail.get("covers") == Kind.MICRO for e in breaks),
        ),
        breaks=len(breaks),
        seconds=sum(e.seconds or 0.0 for e in events if e.kind in _ENDED | _DONE),
        work=_number(frame, "work") or 0.0,
        busy=_number(frame, "busy") or 0.0,
        longest=_number(frame, "longest"),
        felt_sum=sum(felt),
        felt_count=len(felt),
    )


def _room(frame: Mapping[str, object]) -> Count:
    room = frame.get("room")
    if not isinstance(room, Mapping):
        return Count()
    return Count(_whole(room.get("interlude")), _whole(room.get("micro")))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _number(frame: Mapping[str, object] | None, key: str) -> float | None:
    value = frame.get(key) if frame is not None else None
    return float(value) if isinstance(value, int | float) else None


def _one(event: Event) -> str:
    return event.occurrence or event.id


def _occurrences(events: Sequence[Event], kinds: frozenset[EventKind], kind: Kind) -> int:
    """Each occurrence once: a session taken up again after an interruption is still one."""
    return len(
        {_one(e) for e in events if e.kind in kinds and (e.detail.get("for") or e.detail.get("kind")) == kind}
    )
