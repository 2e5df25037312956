"""The user's own small portfolio of movements: what is in it, and what joins or leaves it, and when.

It is what the ``repertoire`` rows say, no more: nothing is stored elsewhere. The app keeps it between eight
and twelve movements, lets at most one new one in a week, and never brings back what the user took out.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from intermezzo.core.history.events import DETAIL_VERSION, Event, EventKind, Json
from intermezzo.core.practice.model import Kind, Session

FEWEST, MOST = 8, 12
"""Active movements, as far as the sessions that suit have so many."""
_STAY = timedelta(days=14)
"""What came in stays at least so long, unless the user takes it out."""
_PRACTISED = timedelta(days=7)
"""Something new comes only to those who moved in the last so many days."""
_DONE = frozenset({EventKind.COMPLETED, EventKind.PARTIAL, EventKind.DONE_ALREADY})

Worth = tuple[int, ...]
_ESSENTIAL = 5
"""So many of the first parts of a worth must never get less."""


class By(StrEnum):
    """Who let a movement in or out, and what for."""

    NEED = "need"
    """The app: at the start, and where place or body no longer allow what was there."""
    WEEK = "week"
    """The app: the week's new movement, and what gave way to it."""
    USER = "user"


@dataclass(frozen=True, slots=True)
class Membership:
    """When a movement came in, and by whom."""

    day: date
    by: By


@dataclass(frozen=True, slots=True)
class Change:
    """A movement that comes in or goes out: what a ``repertoire`` row is to say."""

    movement: str
    enters: bool
    by: By

    def detail(self) -> dict[str, Json]:
        """The row's detail."""
        return {"v": DETAIL_VERSION, "movement": self.movement, "in": self.enters, "by": self.by.value}


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What is active since when, what rests since when, and what the user took out."""

    active: Mapping[str, Membership] = field(default_factory=dict)
    rested: Mapping[str, date] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    def newest(self, today: date) -> str | None:
        """The movement that is this week's new one."""
        new = [name for name, one in self.active.items() if one.by is By.WEEK and _same_week(one.day, today)]
        return new[-1] if new else None


def repertoire(events: Iterable[Event]) -> Repertoire:
    """Add up the ``repertoire`` rows among the (effective) events, oldest first."""
    active: dict[str, Membership] = {}
    rested: dict[str, date] = {}
    refused: set[str] = set()
    for event in events:
        name = event.detail.get("movement")
        if event.kind is not EventKind.REPERTOIRE or not isinstance(name, str):
            continue
        by = _by(event.detail.get("by"))
        entry = active.pop(name, None)
        if event.detail.get("in") is True:
            refused.discard(name)
            active[name] = entry or Membership(event.day, by)
        else:
            rested[name] = event.day
            if by is By.USER:
                refused.add(name)
    return Repertoire(active, rested, frozenset(refused))


def last_done(events: Iterable[Event], sessions: Iterable[Session]) -> Mapping[str, date]:
    """The last local day of each movement: by its ``step`` rows, or by a session that was done already."""
    known = {one.id: one for one in sessions}
    days: dict[str, date] = {}
    for event in events:
        names: Collection[str] = ()
        if event.kind is EventKind.STEP:
            name = event.detail.get("movement")
            names = (name,) if isinstance(name, str) else ()
        elif event.kind in _DONE and event.session in known:
            names = known[event.session].movements
        for name in names:
            days[name] = max(event.day, days.get(name, event.day))
    return days


def tend(
    now: Repertoire, sessions: Iterable[Session], done: Mapping[str, date], today: date
) -> tuple[Change, ...]:
    """Say what comes in and goes out today; () on most days, and always the second time on a day.

    ``sessions`` are those that suit place and body (``choice.suits``); ``done`` is the last day of each
    movement.
    """
    pool = [
        one
        for one in sorted(sessions, key=lambda one: one.id)
        if one.kind is not Kind.RITUAL and one.movements.isdisjoint(now.refused)
    ]
    if needed := _needed(now, pool):
        return needed
    joined = (entry.day for entry in now.active.values() if entry.by is not By.NEED)
    new_to_all = any(entry.by is By.NEED and _same_week(entry.day, today) for entry in now.active.values())
    if new_to_all or any(_same_week(day, today) for day in joined):
        return ()
    if not any(today - day <= _PRACTISED for day in done.values()):
        return ()
    return _new_one(now, pool, done, today)


def _needed(now: Repertoire, pool: Sequence[Session]) -> tuple[Change, ...]:
    """What must come in, and go out, so that there is enough to choose from."""
    movements = frozenset(name for one in pool for name in one.movements)
    active = frozenset(now.active)
    if _enough(active, pool, movements):
        return ()
    own = frozenset(name for name, entry in now.active.items() if entry.by is By.USER)
    # What cannot be done here makes room first; where that does not help, all is chosen anew.
    wanted = max(
        (_grown(start, pool) for start in (active & movements | own, own)),
        key=lambda found: _worth(found, pool),
    )
    if _worth(wanted, pool) <= _worth(active, pool):
        return ()
    gone = (Change(name, enters=False, by=By.NEED) for name in sorted(active - wanted))
    return (*gone, *(Change(name, enters=True, by=By.NEED) for name in sorted(wanted - active)))


def _enough(active: frozenset[str], pool: Sequence[Session], movements: frozenset[str]) -> bool:
    have, most = _worth(active, pool), _worth(movements, pool)
    return len(active) >= min(FEWEST, len(movements)) and have[:_ESSENTIAL] >= most[:_ESSENTIAL]


def _worth(active: frozenset[str], pool: Sequence[Session]) -> Worth:
    """How much there is to choose from, what matters most first; the last is the number of sessions."""
    doable = [one for one in pool if one.movements <= active]
    interludes = [one for one in doable if one.kind is Kind.INTERLUDE]
    seated = [one for one in interludes if one.seated]
    micros = len(doable) - len(interludes)
    return (
        len({area for one in seated for area in one.areas}), min(len(seated), 2), min(micros, 1),
        len({area for one in interludes for area in one.areas}), min(len(interludes), 3),
        min(micros, 2), min(len(interludes) - len(seated), 1), len(doable),
    )  # fmt: skip


def _grown(start: frozenset[str], pool: Sequence[Session]) -> frozenset[str]:
    """Add session after session to ``start`` while there is place, from the best first one on."""
    seeds = [one.movements for one in pool if one.kind is Kind.MICRO] or [frozenset()]
    found = [start, *(_filled(start | seed, pool) for seed in [frozenset(), *seeds])]
    return max((one for one in found if len(one) <= max(MOST, len(start))), key=lambda one: _worth(one, pool))


def _filled(active: frozenset[str], pool: Sequence[Session]) -> frozenset[str]:
    while True:
        larger = {active | one.movements for one in pool} - {active}
        fitting = [one for one in larger if len(one) <= MOST]
        if not fitting:
            return active
        # The names decide between equals: a set has no order of its own.
        active = max(fitting, key=lambda one: (_worth(one, pool), -len(one), sorted(one)))


def _new_one(
    now: Repertoire, pool: Sequence[Session], done: Mapping[str, date], today: date
) -> tuple[Change, ...]:
    """The week's new movement, and what gives way to it: a step towards the session that is nearest."""
    active = frozenset(now.active)
    essential = _worth(active, pool)[:_ESSENTIAL]
    for goal in sorted((one for one in pool if not one.movements <= active), key=_distance(now)):
        # What was never in comes first: it is what makes the goal another one than those before.
        name = min(goal.movements - active, key=lambda name: (now.rested.get(name, date.min), name))
        new = Change(name, enters=True, by=By.WEEK)
        if len(active) < MOST:
            return (new,)
        left = [
            ([-one for one in worth], order, gone)
            for order, gone in enumerate(_may_leave(now, done, today))
            if gone not in goal.movements
            for worth in [_worth((active | {name}) - {gone}, pool)]
            if worth[:_ESSENTIAL] >= essential
        ]
        if left:
            return Change(min(left)[-1], enters=False, by=By.WEEK), new
    return ()


def _distance(now: Repertoire) -> Callable[[Session], tuple[bool, int, date, str]]:
    """Order sessions: those with something that was never in first, then by how much is missing."""

    def key(session: Session) -> tuple[bool, int, date, str]:
        missing = session.movements - frozenset(now.active)
        rested = [now.rested[name] for name in missing if name in now.rested]
        return len(rested) == len(missing), len(missing), max(rested, default=date.min), session.id

    return key


def _may_leave(now: Repertoire, done: Mapping[str, date], today: date) -> tuple[str, ...]:
    """What may give way, the least done of late first; never what the user put in, or what is still fresh."""
    return tuple(
        name
        for name in sorted(
            now.active, key=lambda name: (done.get(name, date.min), now.active[name].day, name)
        )
        if now.active[name].by is not By.USER and today - now.active[name].day >= _STAY
    )


def _by(text: Json) -> By:
    """Who it was; a row of a later version that names another counts as the user's wish."""
    return By(text) if isinstance(text, str) and text in set(By) else By.USER


def _same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]
