"""The day in whole seconds: possible slots and their costs.

Details that the design leaves open:

* Every busy time has margins, also one outside working time. The edges of working time have none.
* *More than 10 min after the last busy end* looks back to the start of the working interval only. If no
  busy time has ended since, nothing is charged.
* A slot keeps the spacing from the start of the last movement today, as from a slot, and starts after it.
* ``now`` is rounded up to a whole second and is the earliest edge of the gap that it lies in.
"""

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import accumulate

from intermezzo.core.practice.model import Day, Kind, Rhythm, Slot
from intermezzo.core.scheduling.intervals import Interval, merge, subtract
from intermezzo.core.scheduling.slot_optimizer import Candidate, Candidates
from intermezzo.core.scheduling.stretches import stretches

GRID = 600
"""Seconds between possible starts, on the local clock."""
NEAR = 600
"""Seconds within which a slot is *just after* or *right before* a meeting."""
CHARGE = 1000 * 60 * 60
"""The charge for starting late after a meeting, and for ending close to the next: 1000 min², in s²."""

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class SlotGrid:
    """A day in whole seconds from ``origin``; costs are in s²."""

    origin: datetime
    spacing: int
    earliest: int
    """The earliest start: the spacing after the last movement."""
    gaps: tuple[Interval, ...]
    """Free working time without the margins and the bad times of day."""
    work_starts: tuple[int, ...]
    busy_starts: tuple[int, ...]
    busy_ends: tuple[int, ...]
    stretches: tuple[tuple[int, int], ...]
    """Working time between movements, without slots."""
    prefix_squares: tuple[int, ...]
    """Σ s² of the stretches before each stretch; one more entry than stretches, the last for all of them."""

    @property
    def squares(self) -> int:
        """Σ s² without any slot."""
        return self.prefix_squares[-1]

    def candidates(self, now: datetime, zone: tzinfo, lengths: Mapping[Kind, timedelta]) -> Candidates:
        """Return the candidates from ``now`` on: every 10th minute of the local clock and a gap's edges."""
        found: dict[Kind, list[Candidate]] = {Kind.INTERLUDE: [], Kind.MICRO: []}
        for gap in since(self.gaps, now):
            first = _ceil(gap.start - self.origin)
            # Offsets from UTC change by multiples of ten minutes only, so one conversion is enough for a gap.
            local = (self.origin + first * _SECOND).astimezone(zone)
            grid = first - (local.minute % 10 * 60 + local.second) + GRID
            for kind, candidates in found.items():
                if kind not in lengths:
                    continue
                length = _ceil(lengths[kind])
                last = _floor(gap.end - self.origin) - length
                starts = [first, *range(grid, last, GRID), last] if first < last else [last]
                candidates += [
                    self.candidate(kind, start, start + length)
                    for start in starts
                    if start >= first and start >= self.earliest
                ]
        return found

    def still_possible(self, slots: Iterable[Slot], now: datetime) -> dict[Candidate, Slot]:
        """Return the slots of an earlier plan that are still possible from ``now`` on, by candidate."""
        gaps = since(self.gaps, now)
        found: dict[Candidate, Slot] = {}
        free = self.earliest
        for slot in sorted(slots, key=lambda one: one.start):
            start, end = _floor(slot.start - self.origin), _ceil(slot.end - self.origin)
            inside = any(gap.start <= slot.start and slot.end <= gap.end for gap in gaps)
            if inside and start >= free and slot.kind is not Kind.RITUAL:
                candidate = self.candidate(slot.kind, start, end)
                found[candidate] = slot
                free = candidate.free
        return found

    def away_from(self, moments: Iterable[datetime], candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return the candidates that do not start within the spacing of any of the moments."""
        seconds = [_floor(one - self.origin) for one in moments]
        return [
            one for one in candidates if all(abs(one.start - second) >= self.spacing for second in seconds)
        ]

    def candidate(self, kind: Kind, start: int, end: int) -> Candidate:
        """Return a candidate with its charges and its part of Σ s²."""
        stretch = bisect_right(self.stretches, start, key=lambda one: one[0]) - 1
        begins, ends = self.stretches[stretch]
        return Candidate(
            kind=kind,
            start=start,
            end=end,
            free=max(start + self.spacing, end),
            charge=self._charge(start, end),
            stretch=stretch,
            head=self.prefix_squares[stretch] + (start - begins) ** 2,
            tail=self.squares - self.prefix_squares[stretch + 1] + (ends - end) ** 2,
        )

    def _charge(self, start: int, end: int) -> int:
        """Return the charges for starting late after a meeting and for ending close to the next."""
        charge = 0
        last = bisect_right(self.busy_ends, start) - 1
        opened = self.work_starts[bisect_right(self.work_starts, start) - 1]
        if last >= 0 and self.busy_ends[last] >= opened and start - self.busy_ends[last] > NEAR:
            charge += CHARGE
        coming = bisect_left(self.busy_starts, end)
        if coming < len(self.busy_starts) and self.busy_starts[coming] - end < NEAR:
            charge += CHARGE
        return charge

    def with_taken(self, taken: Sequence[Candidate]) -> "SlotGrid":
        """Return the same day with some slots taken; like any movement they end stretches."""
        cut: list[tuple[int, int]] = []
        for start, end in self.stretches:
            begin = start
            for candidate in taken:
                if start <= candidate.start < end:
                    cut.append((begin, candidate.start))
                    begin = candidate.end
            cut.append((begin, end))
        return dataclasses.replace(self, stretches=tuple(cut), prefix_squares=_prefix_sums(cut))

    def slot(self, candidate: Candidate) -> Slot:
        """Return the slot of a candidate."""
        return Slot(
            self.origin + candidate.start * _SECOND, self.origin + candidate.end * _SECOND, candidate.kind
        )


def slot_grid(day: Day, rhythm: Rhythm, moved: Sequence[Interval] = ()) -> SlotGrid:
    """Return the facts of a day with working time, after the movements so far (``moved``)."""
    work = merge(day.work)
    origin = work[0].start.replace(microsecond=0)
    busy = merge((*day.busy, *day.breaks))
    margins = [Interval(one.start - rhythm.leave, one.end + rhythm.settle) for one in busy]
    sat = [
        (_floor(one.start - origin), _floor(one.end - origin))
        for one in stretches(work, (*day.breaks, *moved))
    ]
    earliest = max((max(one.start + rhythm.spacing, one.end) for one in moved), default=origin)
    return SlotGrid(
        origin=origin,
        spacing=_ceil(rhythm.spacing),
        earliest=_ceil(earliest - origin),
        gaps=subtract(work, (*margins, *day.bad)),
        work_starts=tuple(_floor(one.start - origin) for one in work),
        busy_starts=tuple(_floor(one.start - origin) for one in busy),
        busy_ends=tuple(_ceil(one.end - origin) for one in busy),
        stretches=tuple(sat),
        prefix_squares=_prefix_sums(sat),
    )


def since(intervals: Iterable[Interval], now: datetime) -> list[Interval]:
    """Return the parts of the intervals from ``now`` on."""
    return [Interval(max(one.start, now), one.end) for one in intervals if one.end > now]


def _prefix_sums(sat: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return Σ s² of the stretches before each, and of all."""
    return tuple(accumulate(((end - start) ** 2 for start, end in sat), initial=0))


def _floor(span: timedelta) -> int:
    return span // _SECOND


def _ceil(span: timedelta) -> int:
    return -(-span // _SECOND)
