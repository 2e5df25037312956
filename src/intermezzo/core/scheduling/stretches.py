"""Stretches of working time without movement, and their statistics."""

from collections.abc import Iterable
from dataclasses import dataclass

from intermezzo.core.scheduling.intervals import Interval, subtract


@dataclass(frozen=True, slots=True)
class Sitting:
    """Minutes of sitting; over all stretches s, ``total`` is Σ s and ``squares`` is Σ s².

    Sums over several days can be added to take a mean over all of them.
    """

    longest: float = 0.0
    total: float = 0.0
    squares: float = 0.0

    @property
    def mean_since_movement(self) -> float:
        """The mean of *minutes since the last movement* over the time sat: Σ s² / (2 Σ s)."""
        return self.squares / (2 * self.total) if self.total else 0.0

    def __add__(self, other: "Sitting") -> "Sitting":
        return Sitting(
            max(self.longest, other.longest), self.total + other.total, self.squares + other.squares
        )


def stretches(work: Iterable[Interval], movements: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the working time between one movement and the next; meetings count as sitting.

    Both ends of each merged working interval count as movements, so no stretch reaches beyond one.
    """
    return subtract(work, movements)


def sitting(work: Iterable[Interval], movements: Iterable[Interval]) -> Sitting:
    """Return the sitting time in ``work``; only ``movements`` (sessions, breaks by name) interrupt it."""
    lengths = [one.minutes for one in stretches(work, movements)]
    return Sitting(max(lengths, default=0.0), sum(lengths), sum(length * length for length in lengths))
