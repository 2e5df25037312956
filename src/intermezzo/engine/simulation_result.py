"""What came of simulated days, whoever made the offers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from intermezzo.core.practice.model import Day
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.stretches import Sitting, sitting


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """The totals; the minutes are as in a plan, from the movements that were done.

    ``longest_stretch_minutes`` is that of the worst day; the mean is Σ s² / (2 Σ s) over all days.
    ``offers_in_busy`` counts by the calendar, ``offers_in_calls`` by the calls that were really on.
    """

    days: int
    offers: int
    offers_in_busy: int
    offers_in_calls: int
    completed: int
    longest_stretch_minutes: float
    mean_minutes_since_movement: float


@dataclass(slots=True)
class Tally:
    """The sums over the days so far."""

    days: int = 0
    offers: int = 0
    in_busy: int = 0
    in_calls: int = 0
    completed: int = 0
    sitting: Sitting = field(default_factory=Sitting)

    def sat(self, day: Day, moved: Iterable[Interval]) -> None:
        """Count a day with these movements; breaks by name are movements too."""
        self.days += 1
        self.sitting += sitting(day.work, [*moved, *day.breaks])

    def result(self) -> SimulationResult:
        """Return the totals."""
        return SimulationResult(
            self.days, self.offers, self.in_busy, self.in_calls, self.completed,
            round(self.sitting.longest, 2), round(self.sitting.mean_since_movement, 2),
        )  # fmt: skip
