"""Rhythm + busy + taken → the day's slots: exact over a grid of starts, and the same for the same input.

What a slot may be and costs stands in ``ground``, how the best of them are found in ``placing``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType

from intermezzo.core.practice.model import Day, Kind, Plan, Rhythm, Slot, Unplaced
from intermezzo.core.scheduling.intervals import Interval, merge
from intermezzo.core.scheduling.slot_grid import Ground, ground, since
from intermezzo.core.scheduling.slot_optimizer import Candidate, Candidates, Placed, place
from intermezzo.core.scheduling.stretches import sitting

NO_GAP = "no_gap"
"""There are gaps, but none left that is long enough and far enough from the other slots."""
NO_ROOM = "no_room"
"""Not one slot has place in the whole day."""
TOO_LATE = "too_late"
"""The day had place for more, before now."""

DEARER = 5
"""Per cent that an earlier plan may cost more than the best and still be kept."""

NOTHING: Mapping[Kind, int] = MappingProxyType({})
"""No slots of either kind."""


def plan(
    day: Day,
    rhythm: Rhythm,
    now: datetime,
    zone: tzinfo,
    *,
    lengths: Mapping[Kind, timedelta],
    taken: Mapping[Kind, int] = NOTHING,
    covered: Mapping[Kind, int] = NOTHING,
    declined: Mapping[Kind, int] = NOTHING,
    moved: Sequence[Interval] = (),
    previous: Sequence[Slot] = (),
) -> Plan:
    """Place what is left of the rhythm from ``now`` on.

    ``lengths`` is the shortest session of each kind (a kind without one finds no place); ``taken``,
    ``covered`` and ``declined`` are counts so far today; ``moved`` is when the user moved today, planned or
    not; ``zone`` is where the grid's minutes are read. Minimises in this order: slots unplaced;
    micro-sessions turned into interludes; Σ s² + charges. Slots of ``previous`` stay as they are, unless
    they lie in the past, in busy time or a margin, or are owed no more; and as long as the plan with them
    is as good in the first two and at most 5 % dearer.
    """
    if not day.work:
        return Plan()
    now = now.astimezone(UTC)
    wanted = quota(day, rhythm, now, taken=taken, covered=covered, declined=declined)
    land = ground(day, rhythm, moved)
    spots = land.spots(now, zone, lengths)
    placed = _place(spots, wanted, wanted[Kind.MICRO], land)
    kept = _kept(land, land.again(previous, now), spots, wanted, placed) if previous else None
    slots, cost = kept or (tuple(land.slot(spot) for spot in placed.spots), placed.cost)
    unplaced: tuple[Unplaced, ...] = ()
    if len(slots) < sum(wanted.values()):
        gone = sum(sum(one.values()) for one in (taken, covered, declined))
        had = sum(room(day, rhythm, zone, lengths).values())
        reason = NO_ROOM if not had else TOO_LATE if had > gone + len(slots) else NO_GAP
        unplaced = tuple(Unplaced(kind, reason) for kind in _missing([slot.kind for slot in slots], wanted))
    sat = sitting(day.work, (*day.breaks, *moved, *(slot.interval for slot in slots)))
    return Plan(slots, unplaced, sat.longest, sat.mean_since_movement, cost / 3600)


def quota(
    day: Day,
    rhythm: Rhythm,
    now: datetime,
    *,
    taken: Mapping[Kind, int] = NOTHING,
    covered: Mapping[Kind, int] = NOTHING,
    declined: Mapping[Kind, int] = NOTHING,
) -> Mapping[Kind, int]:
    """How many of each kind are owed from ``now`` on.

    The lower of rhythm - taken - covered - declined and ⌈working time left / (3 × spacing)⌉. One too many of
    a kind pays for one of the other. Where the second bound is lower, kinds are taken off one at a time from
    the one with more left, and from the micro-sessions when both have as many.
    """
    left = {Kind.INTERLUDE: rhythm.interludes, Kind.MICRO: rhythm.micros}
    for kind in left:
        left[kind] -= sum(gone.get(kind, 0) for gone in (taken, covered, declined))
    for kind, other in ((Kind.INTERLUDE, Kind.MICRO), (Kind.MICRO, Kind.INTERLUDE)):
        if left[kind] < 0:
            left[other] = max(0, left[other] + left[kind])
            left[kind] = 0
    working = sum((one.length for one in merge(since(day.work, now.astimezone(UTC)))), timedelta())
    most = -(-working // (3 * rhythm.spacing))
    while sum(left.values()) > most:
        more = Kind.INTERLUDE if left[Kind.INTERLUDE] > left[Kind.MICRO] else Kind.MICRO
        left[more] -= 1
    return left


def room(day: Day, rhythm: Rhythm, zone: tzinfo, lengths: Mapping[Kind, timedelta]) -> Mapping[Kind, int]:
    """How many slots of each kind the whole day had place for, at most what the rhythm asks of it."""
    found = {Kind.INTERLUDE: 0, Kind.MICRO: 0}
    if day.work:
        start = merge(day.work)[0].start
        wanted = quota(day, rhythm, start)
        land = ground(day, rhythm)
        for spot in _place(land.spots(start, zone, lengths), wanted, wanted[Kind.MICRO], land).spots:
            found[spot.kind] += 1
    return found


def _place(spots: Candidates, wanted: Mapping[Kind, int], turned: int, land: Ground) -> Placed:
    return place(spots, wanted[Kind.INTERLUDE], wanted[Kind.MICRO], turned, land.squares)


def _kept(
    land: Ground, old: Mapping[Candidate, Slot], spots: Candidates, wanted: Mapping[Kind, int], best: Placed
) -> tuple[tuple[Slot, ...], int] | None:
    """As many of the ``old`` slots as are owed, with new ones where some are missing, and the cost of that.

    None where nothing can stay, where fewer slots would find a place than in the ``best`` plan or more
    micro-sessions be turned, and where it would be more than 5 % dearer.
    """
    turned = _turned([spot.kind for spot in best.spots], wanted)
    stay = _place(_by_kind(old), wanted, turned, land)
    slots = [old[spot] for spot in stay.spots]
    cost = stay.cost
    if slots and len(slots) < len(best.spots):
        kinds = [spot.kind for spot in stay.spots]
        over = _turned(kinds, wanted)
        rest = {
            Kind.INTERLUDE: wanted[Kind.INTERLUDE] - kinds.count(Kind.INTERLUDE) + over,
            Kind.MICRO: wanted[Kind.MICRO] - kinds.count(Kind.MICRO) - over,
        }
        between = land.around(stay.spots)
        apart = [
            between.spot(spot.kind, spot.start, spot.end)
            for spot in (*spots[Kind.INTERLUDE], *spots[Kind.MICRO])
            if all(spot.start >= one.free or one.start >= spot.free for one in stay.spots)
        ]
        new = _place(_by_kind(apart), rest, turned - over, between)
        slots += [land.slot(spot) for spot in new.spots]
        cost = new.cost + sum(spot.charge for spot in stay.spots)
    if not slots or len(slots) < len(best.spots) or cost * 100 > best.cost * (100 + DEARER):
        return None
    return tuple(sorted(slots, key=lambda slot: slot.start)), cost


def _by_kind(spots: Iterable[Candidate]) -> Candidates:
    found: dict[Kind, list[Candidate]] = {Kind.INTERLUDE: [], Kind.MICRO: []}
    for spot in spots:
        found[spot.kind].append(spot)
    return found


def _turned(kinds: Sequence[Kind], wanted: Mapping[Kind, int]) -> int:
    """How many micro-sessions became interludes."""
    return max(0, kinds.count(Kind.INTERLUDE) - wanted[Kind.INTERLUDE])


def _missing(kinds: Sequence[Kind], wanted: Mapping[Kind, int]) -> list[Kind]:
    """The kinds that found no place; a micro-session turned into an interlude has found one."""
    turned = _turned(kinds, wanted)
    interludes = wanted[Kind.INTERLUDE] - kinds.count(Kind.INTERLUDE) + turned
    micros = wanted[Kind.MICRO] - kinds.count(Kind.MICRO) - turned
    return [Kind.INTERLUDE] * interludes + [Kind.MICRO] * micros
