"""Half-open intervals of aware time: merge, subtract, clip. Arithmetic is in UTC, where no hour folds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """``start`` ≤ t < ``end``, both aware and in UTC; never empty."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.utcoffset() != timedelta(0) or self.end.utcoffset() != timedelta(0):
            raise ValueError("an interval is kept in UTC")
        if self.end <= self.start:
            raise ValueError(f"an interval must end after it starts: {self.start} to {self.end}")

    @property
    def length(self) -> timedelta:
        """The duration."""
        return self.end - self.start

    @property
    def minutes(self) -> float:
        """The duration in minutes."""
        return self.length.total_seconds() / 60

    def holds(self, moment: datetime) -> bool:
        """Return whether the moment lies inside."""
        return self.start <= moment < self.end

    def meets(self, other: "Interval") -> bool:
        """Return whether the two share any time."""
        return self.start < other.end and other.start < self.end


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Join overlapping and touching intervals; the result is sorted and disjoint."""
    merged: list[Interval] = []
    for one in sorted(intervals):
        if merged and one.start <= merged[-1].end:
            if one.end > merged[-1].end:
                merged[-1] = Interval(merged[-1].start, one.end)
        else:
            merged.append(one)
    return tuple(merged)


def subtract(whole: Iterable[Interval], holes: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the parts of ``whole`` (merged) outside ``holes``."""
    cut = merge(holes)
    left: list[Interval] = []
    for one in merge(whole):
        start = one.start
        for hole in cut:
            if hole.end <= start:
                continue
            if hole.start >= one.end:
                break
            if hole.start > start:
                left.append(Interval(start, hole.start))
            start = max(start, hole.end)
        if start < one.end:
            left.append(Interval(start, one.end))
    return tuple(left)


def clip(intervals: Iterable[Interval], window: Interval) -> tuple[Interval, ...]:
    """Return the parts that lie inside the window."""
    return tuple(
        Interval(max(one.start, window.start), min(one.end, window.end))
        for one in intervals
        if one.meets(window)
    )


def intersect(some: Iterable[Interval], others: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the time that both have in common."""
    other = merge(others)
    return merge(part for one in merge(some) for part in clip(other, one))


def minutes(intervals: Iterable[Interval]) -> float:
    """Return the minutes covered, overlaps counted once."""
    return sum(one.minutes for one in merge(intervals))
