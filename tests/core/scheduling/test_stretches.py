"""How long one sits: stretches between movements, and their two numbers."""

from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.scheduling.stretches import Sitting, sitting, stretches

ORIGIN = datetime(2026, 11, 16, 8, tzinfo=UTC)


def interval(start: float, end: float) -> Interval:
    return Interval(ORIGIN + timedelta(minutes=start), ORIGIN + timedelta(minutes=end))


def test_only_time_inside_of_work_counts() -> None:
    found = stretches([interval(0, 100), interval(130, 200)], [interval(-20, 10), interval(90, 140)])
    assert found == (interval(10, 90), interval(140, 200))


def test_movements_end_a_stretch_however_they_overlap() -> None:
    found = sitting([interval(0, 100)], [interval(40, 50), interval(45, 60), interval(60, 61)])
    assert found == Sitting(longest=40, total=79, squares=40**2 + 39**2)


def test_the_mean_is_that_of_the_minutes_since_the_last_movement() -> None:
    """Taken every half minute, one has sat for 30 min on average of an hour, and for 10 of twenty minutes."""
    found = sitting([interval(0, 81)], [interval(60, 61)])
    since = [n / 2 + 0.25 for n in range(120)] + [n / 2 + 0.25 for n in range(40)]
    assert found.mean_since_movement == pytest.approx(sum(since) / len(since))


def test_days_add_up() -> None:
    one, other = sitting([interval(0, 60)], []), sitting([interval(0, 30)], [])
    assert one + other == Sitting(60, 90, 4500)
    assert (one + other).mean_since_movement == 25


def test_no_work_is_no_sitting() -> None:
    assert sitting([], [interval(0, 1)]) == Sitting()
    assert Sitting().mean_since_movement == 0
