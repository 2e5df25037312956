"""Plan a day's slots from rhythm, busy time and what was taken; exact over a grid of starts.

Possible slots and their costs are in ``slot_grid``, the optimization is in ``slot_optimizer``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType

from intermezzo.core.practice.model import Day, Kind, Plan, Rhythm, Slot, Unplaced
from intermezzo.core.scheduling.intervals import Interval, merge
from intermezzo.core.scheduling.slot_grid import SlotGrid, since, slot_grid
from intermezzo.core.scheduling.slot_optimizer import Candidate, Candidates, Placed, numbers, place
from intermezzo.core.scheduling.stretches import sitting

NO_GAP = "no_gap"
"""No remaining gap is long enough and far enough from the other slots."""
NO_ROOM = "no_room"
"""Not one slot fits into the whole day."""
TOO_LATE = "too_late"
"""More slots would have fitted earlier in the day."""

MOST_DEARER = 5
"""How much more an earlier plan may cost than the best and still be kept, in per cent."""
APART = timedelta(minutes=90)
"""The least time from one offer to the next after offers that nobody answered."""

NOTHING: Mapping[Kind, int] = MappingProxyType({})
"""No slots of either kind."""


def plan(
    day: Day,
    rhythm: Rhythm,
    now: datetime,
    zone: tzinfo,
    *,
    lengths: Mapping[Kind, timedelta],
    answered: Mapping[Kind, int] = NOTHING,
    moved: Sequence[Interval] = (),
    previous: Sequence[Slot] = (),
    less: bool = False,
    pinned: Sequence[Slot] = (),
    vacated: Sequence[datetime] = (),
) -> Plan:
    """Plan the slots that are left of the rhythm from ``now`` on.

    ``lengths`` is the shortest session of each kind (a kind without one cannot be placed); ``answered`` are
    today's slots so far that were taken, covered or declined; ``moved`` is when the user moved today, planned
    or not; ``zone`` is where the grid's minutes are read; ``less`` asks less, because offers went unanswered.
    Minimises in this order: unplaced slots;
    micro-sessions turned into interludes; Σ s² + charges. Slots of ``previous`` are kept unless they lie in
    the past, in busy time or a margin, or are no longer owed, and as long as the plan with them is as good in
    the first two and at most 5 % more expensive.

    Slots that are ``pinned`` are kept, owed or not, unless they lie in the past, in busy time or a margin, or
    too close to a movement or an earlier pinned slot. Each counts as one that is owed. No other slot comes
    within the spacing of a start that the user has ``vacated``.
    """
    if not day.work:
        return Plan()
    now = now.astimezone(UTC)
    owed = quota(day, rhythm, now, answered)
    if less:
        owed, rhythm = fewer(owed), replace(rhythm, spacing=max(rhythm.spacing, APART))
    grid = slot_grid(day, rhythm, moved)
    pins = grid.still_possible(pinned, now)
    owed = _without(owed, Counter(candidate.kind for candidate in pins))
    grid = grid.with_taken(tuple(pins))
    found = grid.candidates(now, zone, lengths)
    candidates = {kind: _apart(grid, grid.away_from(vacated, found[kind]), pins) for kind in found}
    old = grid.still_possible(previous, now)
    placed = _place(candidates, owed, owed[Kind.MICRO], grid)
    stay = {one: old[one] for one in _apart(grid, grid.away_from(vacated, old), pins)}
    kept = _with_previous(grid, stay, candidates, owed, placed)
    slots, cost = kept or (tuple(grid.slot(candidate) for candidate in placed.candidates), placed.cost)
    unplaced: tuple[Unplaced, ...] = ()
    if len(slots) < sum(owed.values()):
        had = sum(room(day, rhythm, zone, lengths).values())
        placed_or_gone = sum(answered.values()) + len(pins) + len(slots)
        reason = NO_ROOM if not had else TOO_LATE if had > placed_or_gone else NO_GAP
        missing = _missing([slot.kind for slot in slots], owed)
        unplaced = tuple(Unplaced(kind, reason) for kind, n in missing.items() for _ in range(n))
    slots = tuple(sorted((*slots, *pins.values()), key=lambda slot: slot.start))
    cost += sum(candidate.charge for candidate in pins)
    sat = sitting(day.work, (*day.breaks, *moved, *(slot.interval for slot in slots)))
    return Plan(slots, unplaced, sat.longest, sat.mean_since_movement, cost / 3600)


def quota(
    day: Day, rhythm: Rhythm, now: datetime, answered: Mapping[Kind, int] = NOTHING
) -> Mapping[Kind, int]:
    """Return how many slots of each kind are owed from ``now`` on.

    The total is the lower of rhythm - answered and ⌈working time left / (3 × spacing)⌉. A surplus of one kind
    counts for the other. If the second bound is lower, slots are removed one at a time from the kind with
    more left, and from the micro-sessions if both are equal.
    """
    left = _without({Kind.INTERLUDE: rhythm.interludes, Kind.MICRO: rhythm.micros}, answered)
    working = sum((one.length for one in merge(since(day.work, now.astimezone(UTC)))), timedelta())
    most = -(-working // (3 * rhythm.spacing))
    while sum(left.values()) > most:
        more = Kind.INTERLUDE if left[Kind.INTERLUDE] > left[Kind.MICRO] else Kind.MICRO
        left[more] -= 1
    return left


def fewer(owed: Mapping[Kind, int]) -> Mapping[Kind, int]:
    """Return half of the slots that are owed, rounded up; an interlude stays rather than a micro-session."""
    left = -(-sum(owed.values()) // 2)
    interludes = min(left, owed.get(Kind.INTERLUDE, 0))
    return {Kind.INTERLUDE: interludes, Kind.MICRO: left - interludes}


def _without(slots: Mapping[Kind, int], gone: Mapping[Kind, int]) -> dict[Kind, int]:
    """Return how many slots of each kind are left; a surplus of one kind counts for the other."""
    left = {kind: n - gone.get(kind, 0) for kind, n in slots.items()}
    for kind, other in ((Kind.INTERLUDE, Kind.MICRO), (Kind.MICRO, Kind.INTERLUDE)):
        if left[kind] < 0:
            left[other] = max(0, left[other] + left[kind])
            left[kind] = 0
    return left


def room(day: Day, rhythm: Rhythm, zone: tzinfo, lengths: Mapping[Kind, timedelta]) -> Mapping[Kind, int]:
    """Return how many slots of each kind the whole day has room for, at most what the rhythm asks."""
    if not day.work:
        return {Kind.INTERLUDE: 0, Kind.MICRO: 0}
    start = merge(day.work)[0].start
    owed = quota(day, rhythm, start)
    interludes, micros = owed[Kind.INTERLUDE], owed[Kind.MICRO]
    grid = slot_grid(day, rhythm)
    candidates = grid.candidates(start, zone, lengths)
    short, long = numbers(candidates, interludes, micros, micros, grid.squares)
    return {Kind.INTERLUDE: short, Kind.MICRO: long}


def _place(candidates: Candidates, owed: Mapping[Kind, int], turned: int, grid: SlotGrid) -> Placed:
    return place(candidates, owed[Kind.INTERLUDE], owed[Kind.MICRO], turned, grid.squares)


def _with_previous(
    grid: SlotGrid,
    old: Mapping[Candidate, Slot],
    candidates: Candidates,
    owed: Mapping[Kind, int],
    best: Placed,
) -> tuple[tuple[Slot, ...], int] | None:
    """Return the ``old`` slots that are owed, filled up with new ones, and the cost; or None.

    None if no old slot can stay, if fewer slots would be placed than in the ``best`` plan or more
    micro-sessions turned, or if the cost would be more than 5 % higher.
    """
    turned = _turned([candidate.kind for candidate in best.candidates], owed)
    stay = _place(_by_kind(old), owed, turned, grid)
    slots = [old[candidate] for candidate in stay.candidates]
    cost = stay.cost
    if slots and len(slots) < len(best.candidates):
        kinds = [candidate.kind for candidate in stay.candidates]
        between = grid.with_taken(stay.candidates)
        every = (*candidates[Kind.INTERLUDE], *candidates[Kind.MICRO])
        apart = _apart(between, every, stay.candidates)
        new = _place(_by_kind(apart), _missing(kinds, owed), turned - _turned(kinds, owed), between)
        slots += [grid.slot(candidate) for candidate in new.candidates]
        cost = new.cost + sum(candidate.charge for candidate in stay.candidates)
    if not slots or len(slots) < len(best.candidates) or cost * 100 > best.cost * (100 + MOST_DEARER):
        return None
    return tuple(sorted(slots, key=lambda slot: slot.start)), cost


def _apart(grid: SlotGrid, candidates: Iterable[Candidate], taken: Collection[Candidate]) -> list[Candidate]:
    """Return the candidates that keep the spacing to all that are ``taken``, as the grid rates them."""
    if not taken:
        return list(candidates)
    return [
        grid.candidate(candidate.kind, candidate.start, candidate.end)
        for candidate in candidates
        if all(candidate.start >= one.free or one.start >= candidate.free for one in taken)
    ]


def _by_kind(candidates: Iterable[Candidate]) -> Candidates:
    found: dict[Kind, list[Candidate]] = {Kind.INTERLUDE: [], Kind.MICRO: []}
    for candidate in candidates:
        found[candidate.kind].append(candidate)
    return found


def _turned(kinds: Sequence[Kind], owed: Mapping[Kind, int]) -> int:
    """Return how many micro-sessions were turned into interludes."""
    return max(0, kinds.count(Kind.INTERLUDE) - owed[Kind.INTERLUDE])


def _missing(kinds: Sequence[Kind], owed: Mapping[Kind, int]) -> Mapping[Kind, int]:
    """Return how many of each kind were not placed; a micro-session turned into an interlude is placed."""
    turned = _turned(kinds, owed)
    return {
        Kind.INTERLUDE: owed[Kind.INTERLUDE] - kinds.count(Kind.INTERLUDE) + turned,
        Kind.MICRO: owed[Kind.MICRO] - kinds.count(Kind.MICRO) - turned,
    }
