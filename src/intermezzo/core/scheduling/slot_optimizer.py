"""Choose the cheapest slots of a day, exactly, by dynamic programming.

The cost of a day is Σ s² over the stretches between movements plus the charges of its slots. Chains of slots
are extended one slot at a time, with a table for each number of interludes and micro-sessions so far. Within
a stretch, going from a slot that ends at ``e`` to a start ``t`` costs (t - e)² = t² + (e² - 2·e·t), so the
cheapest chain to come from is the lowest of a set of straight lines in ``t``. Ends and starts only increase,
so one pass along the lower hull of the lines finds all minima without comparing every pair.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from intermezzo.core.practice.model import Kind


class Candidate(NamedTuple):
    """A possible slot. Times are whole seconds from one origin, costs are in s²."""

    kind: Kind
    start: int
    end: int
    free: int
    """The earliest start of the next slot."""
    charge: int
    stretch: int
    """The index of the stretch that contains it."""
    head: int
    """Σ s² up to its start, if there is no slot before it."""
    tail: int
    """Σ s² from its end on, if there is no slot after it."""


class Placed(NamedTuple):
    """The chosen candidates in order of time, and Σ s² + charges of the whole day with them."""

    candidates: tuple[Candidate, ...]
    cost: int


class Chain(NamedTuple):
    """A slot and those before it; ``cost`` includes everything up to its end."""

    cost: int
    candidate: Candidate
    before: "Chain | None"


Candidates = Mapping[Kind, Sequence[Candidate]]
"""The candidates of both kinds, each strictly increasing in start and in end."""

_Counts = tuple[int, int]
"""The numbers of interludes and micro-sessions."""
_Cost = tuple[int, Chain]
"""The cost of coming from a chain, and the chain."""


def place(candidates: Candidates, interludes: int, micros: int, turned: int, squares: int) -> Placed:
    """Return at most ``interludes`` and ``micros`` slots with the least cost.

    The number of slots is maximised first, then the number of micro-sessions turned into interludes (at most
    ``turned``) is minimised, then the cost. ``squares`` is Σ s² of the day without any slot.
    """
    goals = _goals(candidates, interludes, micros, turned)
    if (0, 0) in goals:
        return Placed((), squares)
    columns = max(micro for _, micro in goals)
    tables: dict[_Counts, list[Chain]] = {}
    ends: list[Chain] = []
    for short in range(max(short for short, _ in goals) + 1):
        for long in range(columns + 1):
            if short + long:
                tables[short, long] = _table(tables, short, long, candidates, squares)
            if (short, long) in goals:
                ends += tables[short, long]
    best = min(ends, key=lambda chain: chain.cost + chain.candidate.tail)
    return Placed(_candidates(best), best.cost + best.candidate.tail)


def numbers(
    candidates: Candidates, interludes: int, micros: int, turned: int, squares: int
) -> tuple[int, int]:
    """Return how many interludes and micro-sessions ``place`` chooses; costs are needed for a tie only."""
    goals = _goals(candidates, interludes, micros, turned)
    if len(goals) == 1:
        return goals.pop()
    chosen = [one.kind for one in place(candidates, interludes, micros, turned, squares).candidates]
    return chosen.count(Kind.INTERLUDE), chosen.count(Kind.MICRO)


def _goals(candidates: Candidates, interludes: int, micros: int, turned: int) -> set[_Counts]:
    """Return the numbers of slots that fit with the fewest unplaced, then the fewest turned.

    For each pair of numbers only the earliest possible next start matters: an earlier one never allows fewer
    further slots.
    """
    starts = {kind: [candidate.start for candidate in candidates[kind]] for kind in candidates}

    def after(kind: Kind, moment: int | None) -> int | None:
        if moment is None or (index := bisect_left(starts[kind], moment)) == len(starts[kind]):
            return None
        return candidates[kind][index].free

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
    tables: Mapping[_Counts, list[Chain]], short: int, long: int, candidates: Candidates, squares: int
) -> list[Chain]:
    """Return the cheapest chain of ``short`` interludes and ``long`` micro-sessions for each last slot."""
    found: list[Chain] = []
    for kind, before in ((Kind.INTERLUDE, (short - 1, long)), (Kind.MICRO, (short, long - 1))):
        if before == (0, 0):
            found += [
                Chain(candidate.head + candidate.charge, candidate, None) for candidate in candidates[kind]
            ]
        elif before in tables:
            found += _extended(tables[before], candidates[kind], squares)
    return found


def _extended(chains: Sequence[Chain], candidates: Sequence[Candidate], squares: int) -> list[Chain]:
    """Return, for every candidate that can follow, the cheapest of the chains extended by it."""
    # The hull needs ends in increasing order, which holds within one kind only.
    families = [
        family
        for kind in (Kind.INTERLUDE, Kind.MICRO)
        if (family := [chain for chain in chains if chain.candidate.kind is kind])
    ]
    ways: list[_Cost | None] = [None] * len(candidates)
    for family in families:
        others = _cheapest_before(family, candidates, squares)
        ways = [
            other if way is None or (other is not None and other[0] < way[0]) else way
            for way, other in zip(ways, others, strict=True)
        ]
    return [
        Chain(way[0] + candidate.charge, candidate, way[1])
        for candidate, way in zip(candidates, ways, strict=True)
        if way is not None
    ]


def _cheapest_before(
    chains: Sequence[Chain], candidates: Sequence[Candidate], squares: int
) -> list[_Cost | None]:
    """Return the cost up to the start of each candidate and the cheapest chain before it, or None."""
    ways: list[_Cost | None] = []
    lines = _LowerHull()
    near = far = 0
    stretch = -1
    whole: _Cost | None = None  # the cheapest of the chains that end in an earlier stretch
    for candidate in candidates:
        if candidate.stretch != stretch:
            stretch = candidate.stretch
            lines = _LowerHull()
        while near < len(chains) and (chain := chains[near]).candidate.free <= candidate.start:
            if chain.candidate.stretch == stretch:
                lines.add(chain)
            near += 1
        while far < near and (chain := chains[far]).candidate.stretch < stretch:
            cost = chain.cost + chain.candidate.tail
            if whole is None or cost < whole[0]:
                whole = cost, chain
            far += 1
        best = lines.lowest(candidate.start)
        # Both parts count the stretches of the whole day, except those between the two slots.
        if whole is not None and (best is None or whole[0] + candidate.head - squares < best[0]):
            best = whole[0] + candidate.head - squares, whole[1]
        ways.append(best)
    return ways


class _LowerHull:
    """The lower hull of the chains that end in one stretch; ends and queried starts must increase."""

    __slots__ = ("_at", "_hull")

    def __init__(self) -> None:
        self._hull: list[tuple[int, int, Chain]] = []  # end, cost + end², the chain
        self._at = 0

    def add(self, chain: Chain) -> None:
        """Add a steeper line than all before, and remove lines that are no longer the lowest anywhere."""
        hull = self._hull
        end = chain.candidate.end
        base = chain.cost + end * end
        while len(hull) > 1:
            first_end, first, _ = hull[-2]
            middle_end, middle, _ = hull[-1]
            if (base - first) * (middle_end - first_end) > (middle - first) * (end - first_end):
                break
            hull.pop()
        hull.append((end, base, chain))

    def lowest(self, start: int) -> _Cost | None:
        """Return the cheapest way to a start, which must not be before the previous query."""
        hull, twice = self._hull, 2 * start
        if not hull:
            return None
        last = len(hull) - 1
        at = min(self._at, last)
        end, base, chain = hull[at]
        cost = base - end * twice
        while at < last:
            end, base, other = hull[at + 1]
            if base - end * twice > cost:
                break
            cost, chain = base - end * twice, other
            at += 1
        self._at = at
        return cost + start * start, chain


def _candidates(chain: Chain | None) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    while chain is not None:
        found.append(chain.candidate)
        chain = chain.before
    return tuple(reversed(found))
