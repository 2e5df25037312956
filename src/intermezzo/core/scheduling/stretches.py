"""Stretches of working time without a movement, and the two numbers that tell how long one sits."""

from collections.abc import Iterable
from dataclasses import dataclass

from intermezzo.core.scheduling.intervals import Interval, subtract


@dataclass(frozen=True, slots=True)
class Sitting:
    """How long one sits, in minutes. With ``s`` the stretches, ``total`` is Σ s and ``squares`` Σ s² (min²).

    Sums of several days add up, so that a mean over many days can be taken.
    """

    longest: float = 0.0
    total: float = 0.0
    squares: float = 0.0

    @property
    def mean_since_movement(self) -> float:
        """The mean of *minutes since you last moved* over the time sat: Σ s² / (2 Σ s)."""
        return self.squares / (2 * self.total) if self.total else 0.0

    def __add__(self, other: "Sitting") -> "Sitting":
        return Sitting(
            max(self.longest, other.longest), self.total + other.total, self.squares + other.squares
        )


def stretches(work: Iterable[Interval], movements: Iterable[Interval]) -> tuple[Interval, ...]:
    """Working time between the end of one movement and the start of the next; meetings count as sitting.

    Both ends of each (merged) working interval count as movements too, so no stretch reaches beyond one.
    """
    return subtract(work, movements)


def sitting(work: Iterable[Interval], movements: Iterable[Interval]) -> Sitting:
    """How long one sits in ``work`` when ``movements`` (sessions, breaks by name) are all that interrupts."""
    lengths = [one.minutes for one in stretches(work, movements)]
    return Sitting(max(lengths, default=0.0), sum(lengths), sum(length * length for length in lengths))
