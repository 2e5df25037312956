"""Which spots to take: the cheapest chain of slots through a day, exact, by dynamic programming.

The cost of a day is Σ s² over the stretches between movements, plus what each slot pays by itself. Chains are
built slot by slot, a table for each number of interludes and micro-sessions taken so far. Within a stretch,
the way from a slot that ends at ``e`` to a start ``t`` costs (t - e)² = t² + (e² - 2·e·t): of all chains that
one could come from, the cheapest is the lowest of a set of straight lines in ``t``. Ends and starts only
rise, so one walk along the lower hull of the lines finds them all, without comparing every pair.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from intermezzo.core.practice.model import Kind


class Candidate(NamedTuple):
    """A place where a slot may be. Times are whole seconds from one origin, costs are seconds squared."""

    kind: Kind
    start: int
    end: int
    free: int
    """The earliest start of the next slot."""
    charge: int
    stretch: int
    """Which stretch it lies in."""
    head: int
    """Σ s² up to its start, if nothing moved before it."""
    tail: int
    """Σ s² from its end on, if nothing moves after it."""


class Placed(NamedTuple):
    """The spots taken, in order of time, and Σ s² + charges of the whole day with them."""

    spots: tuple[Candidate, ...]
    cost: int


class Chain(NamedTuple):
    """A slot and those before it; ``cost`` counts everything up to its end."""

    cost: int
    spot: Candidate
    before: "Chain | None"


Candidates = Mapping[Kind, Sequence[Candidate]]
"""The spots of the two kinds, each rising strictly in start and in end."""

_Counts = tuple[int, int]
"""How many interludes and micro-sessions."""
_Cost = tuple[int, Chain]
"""What it costs to come from a chain, and the chain."""


def place(spots: Candidates, interludes: int, micros: int, turned: int, squares: int) -> Placed:
    """Take at most ``interludes`` and ``micros`` slots, for the least cost.

    As many as fit come first, then the fewest micro-sessions turned into interludes (``turned`` at most),
    then the cost. ``squares`` is Σ s² of the day without any slot.
    """
    goals = _goals(spots, interludes, micros, turned)
    if (0, 0) in goals:
        return Placed((), squares)
    columns = max(micro for _, micro in goals)
    tables: dict[_Counts, list[Chain]] = {}
    ends: list[Chain] = []
    for short in range(max(short for short, _ in goals) + 1):
        for long in range(columns + 1):
            if short + long:
                tables[short, long] = _table(tables, short, long, spots, squares)
            if (short, long) in goals:
                ends += tables[short, long]
    best = min(ends, key=lambda chain: chain.cost + chain.spot.tail)
    return Placed(_spots(best), best.cost + best.spot.tail)


def _goals(spots: Candidates, interludes: int, micros: int, turned: int) -> set[_Counts]:
    """The numbers of slots that fit and leave the fewest unplaced, then the fewest turned.

    The sooner a number of slots is done with, the more can follow; so it is enough to know, for each number,
    the earliest moment at which the next slot may start.
    """
    starts = {kind: [spot.start for spot in spots[kind]] for kind in spots}

    def after(kind: Kind, moment: int | None) -> int | None:
        if moment is None or (index := bisect_left(starts[kind], moment)) == len(starts[kind]):
            return None
        return spots[kind][index].free

    first = min((one[0] for one in starts.values() if one), default=0)
    free: dict[_Counts, int | None] = {(0, 0): first}
    for short in range(interludes + turned + 1):
        for long in range(min(micros, interludes + micros - short) + 1):
            if short + long:
                moments = [
                    after(Kind.INTERLUDE, free.get((short - 1, long))),
                    after(Kind.MICRO, free.get((short, long - 1))),
                ]
                free[short, long] = min((one for one in moments if one is not None), default=None)
    rank = {
        counts: (-sum(counts), max(0, counts[0] - interludes))
        for counts, moment in free.items()
        if moment is not None
    }
    best = min(rank.values())
    return {counts for counts, one in rank.items() if one == best}


def _table(
    tables: Mapping[_Counts, list[Chain]], short: int, long: int, spots: Candidates, squares: int
) -> list[Chain]:
    """The cheapest chain of ``short`` interludes and ``long`` micro-sessions to every spot it can end in."""
    found: list[Chain] = []
    for kind, before in ((Kind.INTERLUDE, (short - 1, long)), (Kind.MICRO, (short, long - 1))):
        if before == (0, 0):
            found += [Chain(spot.head + spot.charge, spot, None) for spot in spots[kind]]
        elif before in tables:
            found += _extended(tables[before], spots[kind], squares)
    return found


def _extended(chains: Sequence[Chain], spots: Sequence[Candidate], squares: int) -> list[Chain]:
    """The cheapest of the chains, longer by one, for every spot that one of them allows."""
    # A line needs its ends in order, which holds within a kind.
    families = [
        family
        for kind in (Kind.INTERLUDE, Kind.MICRO)
        if (family := [chain for chain in chains if chain.spot.kind is kind])
    ]
    ways = [_ways(family, spots, squares) for family in families]
    found: list[Chain] = []
    for spot, *offers in zip(spots, *ways, strict=True):
        possible = [offer for offer in offers if offer is not None]
        if possible:
            cost, chain = min(possible, key=lambda offer: offer[0])
            found.append(Chain(cost + spot.charge, spot, chain))
    return found


def _ways(chains: Sequence[Chain], spots: Sequence[Candidate], squares: int) -> list[_Cost | None]:
    """For every spot the cost up to its start and the chain that makes it cheapest; None where none may."""
    ways: list[_Cost | None] = []
    lines = _LowerHull()
    near = far = 0
    stretch = -1
    whole: _Cost | None = None  # the cheapest whole day among the chains that end in an earlier stretch
    for spot in spots:
        if spot.stretch != stretch:
            stretch = spot.stretch
            lines = _LowerHull()
        while near < len(chains) and (chain := chains[near]).spot.free <= spot.start:
            if chain.spot.stretch == stretch:
                lines.add(chain)
            near += 1
        while far < near and (chain := chains[far]).spot.stretch < stretch:
            cost = chain.cost + chain.spot.tail
            if whole is None or cost < whole[0]:
                whole = cost, chain
            far += 1
        best = lines.lowest(spot.start)
        # Both parts count the whole day but for what lies between the two.
        if whole is not None and (best is None or whole[0] + spot.head - squares < best[0]):
            best = whole[0] + spot.head - squares, whole[1]
        ways.append(best)
    return ways


class _LowerHull:
    """The lower hull of chains that end in one stretch; ends are added and starts are asked for in order."""

    __slots__ = ("_at", "_hull")

    def __init__(self) -> None:
        self._hull: list[tuple[int, int, Chain]] = []  # end, cost + end², the chain
        self._at = 0

    def add(self, chain: Chain) -> None:
        """Add a line steeper than all others, and drop those that are nowhere the lowest any more."""
        hull = self._hull
        end = chain.spot.end
        base = chain.cost + end * end
        while len(hull) > 1:
            first_end, first, _ = hull[-2]
            middle_end, middle, _ = hull[-1]
            if (base - first) * (middle_end - first_end) > (middle - first) * (end - first_end):
                break
            hull.pop()
        hull.append((end, base, chain))

    def lowest(self, start: int) -> _Cost | None:
        """The cheapest way to a start, no earlier than the last one asked for."""
        hull = self._hull
        if not hull:
            return None
        at = min(self._at, len(hull) - 1)
        end, base, chain = hull[at]
        cost = base - 2 * end * start
        for end, base, other in hull[at + 1 :]:
            if base - 2 * end * start > cost:
                break
            cost, chain = base - 2 * end * start, other
            at += 1
        self._at = at
        return cost + start * start, chain


def _spots(chain: Chain | None) -> tuple[Candidate, ...]:
    """The spots of a chain, in order of time."""
    found: list[Candidate] = []
    while chain is not None:
        found.append(chain.spot)
        chain = chain.before
    return tuple(reversed(found))
