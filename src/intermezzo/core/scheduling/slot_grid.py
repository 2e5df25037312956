"""The fixed facts of a day in whole seconds: where a slot can be, and what it costs there.

Choices where the design is silent:

* A margin lies around every busy time, also around one outside of working time: nobody arrives unhurried
  at a meeting that begins when work ends. The edges of working time themselves have none.
* *More than 10 min after the last busy end* looks back to the start of the working interval only; where no
  busy time has ended since, there is no meeting to stand up from, and nothing is charged.
* A slot keeps the spacing from the start of the last thing moved today, as from a slot, and starts after it.
* Now is rounded up to a whole second, and is the earliest edge of the gap that it falls into.
"""

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from intermezzo.core.practice.model import Day, Kind, Rhythm, Slot
from intermezzo.core.scheduling.intervals import Interval, merge, subtract
from intermezzo.core.scheduling.slot_optimizer import Candidate, Candidates
from intermezzo.core.scheduling.stretches import stretches

GRID = 600
"""Seconds between possible starts, on the local clock."""
NEAR = 600
"""Seconds within which a slot counts as *just after* or *right before* a meeting."""
CHARGE = 1000 * 60 * 60
"""What a slot pays for starting late after a meeting, and for ending close to the next: 1000 min², in s²."""

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Ground:
    """A day in whole seconds from ``origin``; costs are in s²."""

    origin: datetime
    spacing: int
    opens: int
    """Nothing starts before: the spacing from what was moved last."""
    gaps: tuple[Interval, ...]
    """Free working time without the margins."""
    work_starts: tuple[int, ...]
    busy_starts: tuple[int, ...]
    busy_ends: tuple[int, ...]
    stretches: tuple[tuple[int, int], ...]
    """Working time between movements, slots left out."""
    before: tuple[int, ...]
    """Σ s² of the stretches before each; one more than there are, the last is all of them."""

    @property
    def squares(self) -> int:
        """Σ s² without any slot."""
        return self.before[-1]

    def spots(self, now: datetime, zone: tzinfo, lengths: Mapping[Kind, timedelta]) -> Candidates:
        """Every spot from ``now`` on: on every 10th minute of the local clock, and at both edges of a gap."""
        found: dict[Kind, list[Candidate]] = {Kind.INTERLUDE: [], Kind.MICRO: []}
        for gap in since(self.gaps, now):
            first = _ceil(gap.start - self.origin)
            # The clock is only ever changed by a multiple of ten minutes: one look at it serves a whole gap.
            local = (self.origin + first * _SECOND).astimezone(zone)
            grid = first - (local.minute % 10 * 60 + local.second) + GRID
            for kind, spots in found.items():
                if kind not in lengths:
                    continue
                length = _ceil(lengths[kind])
                last = _floor(gap.end - self.origin) - length
                starts = [first, *range(grid, last, GRID), last] if first < last else [last]
                spots += [
                    self.spot(kind, start, start + length)
                    for start in starts
                    if start >= first and start >= self.opens
                ]
        return found

    def again(self, slots: Iterable[Slot], now: datetime) -> dict[Candidate, Slot]:
        """The slots of an earlier plan that are still possible from ``now`` on, in order of time."""
        gaps = since(self.gaps, now)
        found: dict[Candidate, Slot] = {}
        free = self.opens
        for slot in sorted(slots, key=lambda one: one.start):
            start, end = _floor(slot.start - self.origin), _ceil(slot.end - self.origin)
            inside = any(gap.start <= slot.start and slot.end <= gap.end for gap in gaps)
            if inside and start >= free and slot.kind is not Kind.RITUAL:
                spot = self.spot(slot.kind, start, end)
                found[spot] = slot
                free = spot.free
        return found

    def spot(self, kind: Kind, start: int, end: int) -> Candidate:
        """A spot with its charges and its part of Σ s²."""
        stretch = bisect_right(self.stretches, start, key=lambda one: one[0]) - 1
        opens, closes = self.stretches[stretch]
        return Candidate(
            kind=kind,
            start=start,
            end=end,
            free=max(start + self.spacing, end),
            charge=self._charge(start, end),
            stretch=stretch,
            head=self.before[stretch] + (start - opens) ** 2,
            tail=self.squares - self.before[stretch + 1] + (closes - end) ** 2,
        )

    def _charge(self, start: int, end: int) -> int:
        """What a slot pays by itself: for coming late after a meeting, and for ending close to the next."""
        charge = 0
        last = bisect_right(self.busy_ends, start) - 1
        opened = self.work_starts[bisect_right(self.work_starts, start) - 1]
        if last >= 0 and self.busy_ends[last] >= opened and start - self.busy_ends[last] > NEAR:
            charge += CHARGE
        coming = bisect_left(self.busy_starts, end)
        if coming < len(self.busy_starts) and self.busy_starts[coming] - end < NEAR:
            charge += CHARGE
        return charge

    def around(self, taken: Sequence[Candidate]) -> "Ground":
        """The same day with some spots taken: they end stretches as every movement does."""
        cut: list[tuple[int, int]] = []
        for start, end in self.stretches:
            begin = start
            for spot in taken:
                if start <= spot.start < end:
                    cut.append((begin, spot.start))
                    begin = spot.end
            cut.append((begin, end))
        return dataclasses.replace(self, stretches=tuple(cut), before=_running(cut))

    def slot(self, spot: Candidate) -> Slot:
        """The slot at a spot."""
        return Slot(self.origin + spot.start * _SECOND, self.origin + spot.end * _SECOND, spot.kind)


def ground(day: Day, rhythm: Rhythm, moved: Sequence[Interval] = ()) -> Ground:
    """The facts of a day that has working time, after what was ``moved`` in it."""
    work = merge(day.work)
    origin = work[0].start.replace(microsecond=0)
    busy = merge((*day.busy, *day.breaks))
    margins = [Interval(one.start - rhythm.leave, one.end + rhythm.settle) for one in busy]
    sat = [
        (_floor(one.start - origin), _floor(one.end - origin))
        for one in stretches(work, (*day.breaks, *moved))
    ]
    opens = max((max(one.start + rhythm.spacing, one.end) for one in moved), default=origin)
    return Ground(
        origin=origin,
        spacing=_ceil(rhythm.spacing),
        opens=_ceil(opens - origin),
        gaps=subtract(work, margins),
        work_starts=tuple(_floor(one.start - origin) for one in work),
        busy_starts=tuple(_floor(one.start - origin) for one in busy),
        busy_ends=tuple(_ceil(one.end - origin) for one in busy),
        stretches=tuple(sat),
        before=_running(sat),
    )


def since(intervals: Iterable[Interval], now: datetime) -> list[Interval]:
    """What is left of the intervals from ``now`` on."""
    return [Interval(max(one.start, now), one.end) for one in intervals if one.end > now]


def _running(sat: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Σ s² of the stretches before each, and of all."""
    sums = [0]
    for start, end in sat:
        sums.append(sums[-1] + (end - start) ** 2)
    return tuple(sums)


def _floor(span: timedelta) -> int:
    return span // _SECOND


def _ceil(span: timedelta) -> int:
    return -(-span // _SECOND)
