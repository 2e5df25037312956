"""The user's repertoire of movements, and what is added or removed when.

It is computed from the ``repertoire`` events and stored nowhere else. The app keeps between 8 and 12
movements, adds at most one new movement a week, and never adds one that the user removed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, partial

from intermezzo.core.history.events import DETAIL_VERSION, MOVED_BY, Event, EventKind, Json, left_at_once
from intermezzo.core.practice.model import Kind, Session

FEWEST, MOST = 8, 12
"""The range of active movements, as far as the sessions that suit have enough."""
_STAY = timedelta(days=14)
"""A movement stays at least this long, unless the user removes it."""
_PRACTISED = timedelta(days=7)
"""A new movement is added only if the user moved within this time."""

Variety = tuple[int, ...]
Measure = Callable[[frozenset[str]], Variety]
"""Measures the sessions that can be done with these movements."""
_ESSENTIAL = 6
"""The number of leading parts of a Variety that must never decrease."""
_TRIED_AGAIN = 4
"""How many of the best first micro-sessions are tried again."""


class By(StrEnum):
    """Who added or removed a movement, and why."""

    NEED = "need"
    """The app: at the start, and after a change of place or body."""
    WEEK = "week"
    """The app: the week's new movement and the one that it replaces."""
    USER = "user"
    PRACTICE = "practice"
    """The app: out, it was stopped twice, and only the user adds it again; in, it is the rung below one that
    was stepped back."""


@dataclass(frozen=True, slots=True)
class Membership:
    """When a movement was added, and by whom."""

    day: date
    by: By


@dataclass(frozen=True, slots=True)
class Change:
    """A movement that is added or removed, for a ``repertoire`` event."""

    movement: str
    enters: bool
    by: By

    def detail(self) -> dict[str, Json]:
        """Return the detail of the event."""
        return {"v": DETAIL_VERSION, "movement": self.movement, "in": self.enters, "by": self.by.value}


@dataclass(frozen=True, slots=True)
class Repertoire:
    """The active movements, the day each inactive one was last removed, and those refused by the user."""

    active: Mapping[str, Membership] = field(default_factory=dict)
    rested: Mapping[str, date] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    def newest(self, today: date) -> str | None:
        """Return the id of this week's new movement, or None."""
        new = [name for name, one in self.active.items() if one.by is By.WEEK and _same_week(one.day, today)]
        return new[-1] if new else None


def repertoire(events: Iterable[Event]) -> Repertoire:
    """Return the repertoire that results from the (effective) events, oldest first."""
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
            if by in {By.USER, By.PRACTICE}:
                refused.add(name)
    return Repertoire(active, rested, frozenset(refused))


def last_done(events: Iterable[Event], sessions: Iterable[Session]) -> Mapping[str, date]:
    """Return the last local day of each movement, by its ``step`` events or its session's."""
    known = {one.id: one for one in sessions}
    days: dict[str, date] = {}
    rows = [event for event in events if event.kind in MOVED_BY]
    left = left_at_once(rows)
    for event in rows:
        names: Collection[str] = ()
        if event.occurrence in left:
            continue
        if event.kind is EventKind.STEP:
            name = event.detail.get("movement")
            names = (name,) if isinstance(name, str) else ()
        elif event.kind is not EventKind.INTERRUPTED and event.session in known:
            names = known[event.session].movements
        for name in names:
            days[name] = max(event.day, days.get(name, event.day))
    return days


def daily_changes(
    current: Repertoire,
    sessions: Iterable[Session],
    done: Mapping[str, date],
    today: date,
    towards: Collection[frozenset[str]] = (),
) -> tuple[Change, ...]:
    """Return what is added and removed today; () on most days, and always when repeated on one day.

    ``sessions`` are those that suit place and body (``selection.suits``); ``done`` is the last day of each
    movement. Of each set of ``towards`` one movement is wanted, and then kept (``gates.awaited``).
    """
    pool = [
        one
        for one in sorted(sessions, key=lambda one: one.id)
        if one.kind is not Kind.RITUAL and one.movements.isdisjoint(current.refused)
    ]
    if needed := _required_changes(current, pool):
        return needed
    # One new movement a week; all of them are new in the week of the start.
    if any(_same_week(entry.day, today) for entry in current.active.values()):
        return ()
    if not any(today - day <= _PRACTISED for day in done.values()):
        return ()
    return _weekly_change(current, pool, done, today, towards)


def _required_changes(current: Repertoire, pool: Sequence[Session]) -> tuple[Change, ...]:
    """Return what must be added and removed so that there are enough sessions to choose from."""
    movements = frozenset(name for one in pool for name in one.movements)
    active = frozenset(current.active)
    have = _variety(active, pool)
    # All sessions together may be seated too often; a choice of them need not be.
    most = (*_variety(movements, pool)[: _ESSENTIAL - 1], 0)
    if len(active) >= min(FEWEST, len(movements)) and have[:_ESSENTIAL] >= most:
        return ()
    own = frozenset(name for name, entry in current.active.items() if entry.by is By.USER)
    measure = cache(partial(_variety, pool=pool))  # the same sets are found in many ways
    # First keep what can be done here; if that does not help, choose everything anew.
    starts = dict.fromkeys((active & movements | own, own))
    chosen = max((_extended(start, pool, measure) for start in starts), key=measure)
    if measure(chosen) <= have:
        return ()
    removed = (Change(name, enters=False, by=By.NEED) for name in sorted(active - chosen))
    return (*removed, *(Change(name, enters=True, by=By.NEED) for name in sorted(chosen - active)))


def _variety(active: frozenset[str], pool: Sequence[Session]) -> Variety:
    """Return a measure of the sessions there are to choose from, most important part first."""
    doable = [one for one in pool if one.movements <= active]
    interludes = [one for one in doable if one.kind is Kind.INTERLUDE]
    seated = [one for one in interludes if one.seated]
    micros = len(doable) - len(interludes)
    return (
        len({area for one in seated for area in one.areas}), min(len(seated), 2), min(micros, 1),
        len({area for one in interludes for area in one.areas}), min(len(interludes), 3),
        -_stands_too_rarely(interludes, pool), min(micros, 2), len(doable),
    )  # fmt: skip


def _stands_too_rarely(interludes: Sequence[Session], pool: Sequence[Session]) -> int:
    """Return how many more of the interludes would have to be done standing, so that half of them are.

    Where others look on, all sessions of the pool are quiet, and sitting is as good; nor does it count where
    none is done standing.
    """
    asked = any(one.stands for one in pool) and not all(one.quiet for one in pool)
    half = (len(interludes) + 1) // 2
    return max(0, half - sum(one.stands for one in interludes)) if asked else 0


def _extended(start: frozenset[str], pool: Sequence[Session], measure: Measure) -> frozenset[str]:
    """Add sessions to ``start`` while there is space and return the best set.

    Each possible first micro-session is tried; the best of them again, each with every possible interlude
    that is done standing.
    """
    micros = [frozenset[str](), *(one.movements for one in pool if one.kind is Kind.MICRO)]
    standing = [one.movements for one in pool if one.kind is Kind.INTERLUDE and one.stands]
    alone = {first: _filled(start | first, pool, measure) for first in micros}
    best = sorted(micros, key=lambda first: (measure(alone[first]), sorted(first)))[-_TRIED_AGAIN:]
    both = [_filled(start | first | second, pool, measure) for first in best for second in standing]
    found = [start, *alone.values(), *both]
    return max((one for one in found if len(one) <= max(MOST, len(start))), key=measure)


def _filled(active: frozenset[str], pool: Sequence[Session], measure: Measure) -> frozenset[str]:
    while True:
        larger = {active | one.movements for one in pool} - {active}
        fitting = [one for one in larger if len(one) <= MOST]
        if not fitting:
            return active
        # Names break ties, because a set has no order.
        active = max(fitting, key=lambda one: (measure(one), -len(one), sorted(one)))


def _weekly_change(
    current: Repertoire,
    pool: Sequence[Session],
    done: Mapping[str, date],
    today: date,
    towards: Collection[frozenset[str]],
) -> tuple[Change, ...]:
    """Return the week's new movement and the one that it replaces, towards the nearest new session.

    Sessions come first with a movement that is wanted and that no session has which can be done already, on
    the shortest way, of which each week is a part.
    """
    active = frozenset(current.active)
    essential = _variety(active, pool)[:_ESSENTIAL]
    doable = _done_in(pool, active)
    kept = [names for names in towards if not names.isdisjoint(doable)]
    wanted = frozenset(name for names in towards for name in names).difference(*kept)

    def order(goal: Session) -> tuple[bool, int, tuple[bool, int, date, str]]:
        other = goal.movements.isdisjoint(wanted)
        return other, 0 if other else len(goal.movements - active), _distance(current, goal)

    for goal in sorted((one for one in pool if not one.movements <= active), key=order):
        # A movement that was never active comes first, so that the goal is a new session.
        name = min(goal.movements - active, key=lambda name: (current.rested.get(name, date.min), name))
        new = Change(name, enters=True, by=By.WEEK)
        if len(active) < MOST:
            return (new,)
        left = [
            ([-one for one in variety], place, removed)
            for place, removed in enumerate(_removable(current, done, today))
            if removed not in goal.movements
            for after in [(active | {name}) - {removed}]
            for variety in [_variety(after, pool)]
            if variety[:_ESSENTIAL] >= essential
            and not any(names.isdisjoint(_done_in(pool, after)) for names in kept)
        ]
        if left:
            return Change(min(left)[-1], enters=False, by=By.WEEK), new
    return ()


def _done_in(pool: Iterable[Session], active: frozenset[str]) -> frozenset[str]:
    """Return the movements of all sessions that can be done with the active ones."""
    return frozenset(name for one in pool if one.movements <= active for name in one.movements)


def _distance(current: Repertoire, session: Session) -> tuple[bool, int, date, str]:
    """Return a sort key: sessions with a never active movement come first, then those that lack fewer."""
    missing = session.movements - frozenset(current.active)
    rested = [current.rested[name] for name in missing if name in current.rested]
    return len(rested) == len(missing), len(missing), max(rested, default=date.min), session.id


def _removable(current: Repertoire, done: Mapping[str, date], today: date) -> tuple[str, ...]:
    """Return what may be removed, least recently done first: nothing of the user's own, nothing recent."""
    return tuple(
        name
        for name in sorted(
            current.active, key=lambda name: (done.get(name, date.min), current.active[name].day, name)
        )
        if current.active[name].by is not By.USER and today - current.active[name].day >= _STAY
    )


def _by(text: Json) -> By:
    """Return who it was; an unknown value, of a later version, counts as the user."""
    return By(text) if isinstance(text, str) and text in set(By) else By.USER


def _same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]
